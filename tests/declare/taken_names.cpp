// SPDX-License-Identifier: BSL-1.0
// Relations and types share their names; checks and foreign keys have names of their own. What is refused is in
// tests/compile_fail/.
#include <constable/schema.hpp>

#include <gtest/gtest.h>

using namespace constable;

namespace {

struct parents : table<"parents", column<"id", integer, primary_key<>>> {};
struct children : table<"children", column<"parent", integer, references<parents, "id", named<"parents_pkey">>>> {};
struct sound : schema<parents, children> {};

struct clashing : table<"clashing", column<"id", integer, unique<named<"parents">>>> {};
struct unsound : schema<parents, clashing> {};

} // namespace

TEST(taken_names, are_those_of_relations) {
    static_assert(!declare::name_mistake<sound>.mistake);
    constexpr declare::found_mistake found = declare::name_mistake<unsound>;
    static_assert(found.mistake.kind == catalog::mistake_kind::relation_name_is_taken && found.mistake.subject == "parents");
    static_assert(found.table == 1);
}

TEST(taken_names, are_found_by_their_hashes) {
    static_assert(declare::hash_name("a", "b") != declare::hash_name("", "ab"));
    static_assert(declare::hash_name("a", "b") % 2 == 1, "0 is a free slot");
    declare::hash_set<2> taken;
    EXPECT_TRUE(taken.add(5));
    EXPECT_TRUE(taken.add(7));
    EXPECT_FALSE(taken.add(5));
}
