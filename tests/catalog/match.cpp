// SPDX-License-Identifier: BSL-1.0
// Objects of two lists find each other, in whatever order, few or many.
#include "constable/catalog/match.hpp"

#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <span>
#include <string>
#include <vector>

namespace {

struct thing {
    int key;
    int former = 0;
};

struct keys_of_things {
    static constexpr std::size_t rounds = 1;
    static constexpr std::uint64_t hash_of_expected(const thing& each) { return static_cast<std::uint64_t>(each.key) * 7; }
    static constexpr std::uint64_t hash_of_actual(const thing& each) { return static_cast<std::uint64_t>(each.key) * 7; }
    static constexpr bool same(const thing& left, const thing& right) { return left.key == right.key; }
    static constexpr bool may_be_same(std::size_t, const thing& expected) { return expected.former != 0; }
    static constexpr bool also_same(std::size_t, const thing& left, const thing& right) { return left.former == right.key; }
};

std::string matched(const std::vector<thing>& expected, const std::vector<thing>& actual) {
    std::string text;
    constable::catalog::match(std::span<const thing>{expected}, std::span<const thing>{actual}, keys_of_things{}, [&](const thing* left, const thing* right) {
        text += (left == nullptr ? "-" : std::to_string(left->key)) + "=" + (right == nullptr ? "-" : std::to_string(right->key)) + " ";
    });
    return text;
}

TEST(match, pairs_equal_lists) { EXPECT_EQ(matched({{1}, {2}}, {{1}, {2}}), "1=1 2=2 "); }

TEST(match, finds_what_only_one_list_has) { EXPECT_EQ(matched({{1}, {2}, {3}}, {{4}, {3}, {1}}), "1=1 2=- 3=3 -=4 "); }

TEST(match, looks_for_former_names_among_what_is_left) {
    EXPECT_EQ(matched({{1, 2}}, {{2}}), "1=2 ");
    EXPECT_EQ(matched({{1, 2}}, {{1}, {2}}), "1=1 -=2 ");
    EXPECT_EQ(matched({{1, 2}, {2}}, {{2}}), "1=- 2=2 ");
}

TEST(match, pairs_thousands_in_reverse_order) {
    std::vector<thing> expected;
    for (int i = 1; i != 20000; ++i) expected.push_back({i});
    const std::vector<thing> actual{expected.rbegin(), expected.rend()};
    std::size_t pairs = 0;
    constable::catalog::match(std::span<const thing>{expected}, std::span<const thing>{actual}, keys_of_things{}, [&](const thing* left, const thing* right) {
        ASSERT_TRUE(left != nullptr && right != nullptr && left->key == right->key);
        ++pairs;
    });
    EXPECT_EQ(pairs, expected.size());
}

constexpr int sum_of_unmatched() {
    constexpr thing expected[] = {{1}, {2}, {3}};
    constexpr thing actual[] = {{3}, {5}};
    int sum = 0;
    constable::catalog::match(std::span<const thing>{expected}, std::span<const thing>{actual}, keys_of_things{}, [&](const thing* left, const thing* right) {
        if (left == nullptr) sum += 100 * right->key;
        if (right == nullptr) sum += left->key;
    });
    return sum;
}
static_assert(sum_of_unmatched() == 503);

} // namespace
