// SPDX-License-Identifier: BSL-1.0
// The 64-bit hash: known values, and no collisions where texts are put together differently.
#include <constable/strings/hash.hpp>

#include <cstdint>
#include <gtest/gtest.h>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

using constable::strings::hash;
using constable::strings::hasher;

namespace {

constexpr std::uint64_t hash_of(std::initializer_list<std::string_view> texts) {
    hasher all;
    for (const std::string_view text : texts) all.add(text);
    return all.value();
}

} // namespace

TEST(hash, is_fnv_1a_before_it_is_mixed) {
    // http://www.isthe.com/chongo/tech/comp/fnv/: FNV-1a of "a" and "foobar"
    hasher a;
    a.add_number('a');
    EXPECT_EQ(a.state, 0xaf63dc4c8601ec8cULL);
    hasher foobar;
    for (const char byte : std::string_view{"foobar"}) foobar.add_number(static_cast<unsigned char>(byte));
    EXPECT_EQ(foobar.state, 0x85944171f73967e8ULL);
}

TEST(hash, is_the_same_in_the_compiler_and_at_run_time) {
    constexpr std::uint64_t compiled = hash("constable");
    EXPECT_EQ(compiled, hash(std::string("constable")));
}

TEST(hash, tells_where_one_text_ends_and_the_next_begins) {
    static_assert(hash_of({"ab", "c"}) != hash_of({"a", "bc"}));
    static_assert(hash_of({"", "a"}) != hash_of({"a", ""}));
    static_assert(hash_of({}) != hash_of({""}));
    static_assert(hash_of({"a", "b"}) != hash_of({"b", "a"}));
    static_assert(hash("\xff") != hash("\x7f"), "bytes above 127 count whole");
}

TEST(hash, of_similar_names_differs_in_all_of_them) {
    std::set<std::uint64_t> seen;
    for (int i = 0; i != 100'000; ++i) seen.insert(hash("table_" + std::to_string(i)));
    EXPECT_EQ(seen.size(), 100'000U);
}

TEST(hash, spreads_similar_names_over_few_bits) {
    // What tables of slots rely on: the lowest bits differ too.
    std::set<std::uint64_t> seen;
    for (int i = 0; i != 1000; ++i) seen.insert(hash("table_" + std::to_string(i)) & 0xffff);
    EXPECT_GT(seen.size(), 980U);
}
