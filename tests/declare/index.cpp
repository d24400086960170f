// SPDX-License-Identifier: BSL-1.0
// Indexes that are not constraints, and comments on both.
#include <constable/schema.hpp>

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;

namespace {

struct sample : constable::table<"sample",
    constable::column<"a", constable::integer>,
    constable::column<"b", constable::text, constable::unique<>>,
    constable::index_<"a", constable::descending<"b", constable::nulls_last>>,
    constable::index<constable::expression<"lower(b)">, constable::where_<"a > 0">, constable::named<"by lower b">>,
    constable::unique_index<"b", constable::include<"a">, constable::nulls_not_distinct, constable::using_<"btree">>,
    constable::comment_on<"by lower b", "On an index">,
    constable::comment_on<"sample_b_key", "On a constraint">
> {};
struct app : constable::schema<sample> {};

constexpr const auto& indexes = constable::catalog_of<app>.tables[0].indexes;

} // namespace

TEST(index, has_keys_in_their_order) {
    static_assert(indexes.size() == 3 && indexes[0].keys.size() == 2 && !indexes[0].unique && indexes[0].method.empty());
    static_assert(indexes[0].keys[0].column == "a" && indexes[0].keys[1].column == "b" && indexes[0].keys[1].descending &&
                  indexes[0].keys[1].nulls == catalog::nulls_order::last);
    EXPECT_EQ(indexes[0].name, "sample_a_b_idx");
}

TEST(index, can_be_partial_named_and_on_an_expression) {
    static_assert(indexes[1].name == "by lower b" && indexes[1].predicate == "a > 0" && indexes[1].keys[0].expression == "lower(b)");
}

TEST(index, can_be_unique) {
    static_assert(indexes[2].unique && indexes[2].nulls_not_distinct && indexes[2].include[0] == "a" && indexes[2].method == "btree");
    EXPECT_EQ(indexes[2].name, "sample_b_a_idx");
}

TEST(index, and_constraint_are_commented_on_by_name) {
    EXPECT_EQ(indexes[1].comment, "On an index");
    EXPECT_EQ(indexes[0].comment, "");
    EXPECT_EQ(constable::catalog_of<app>.tables[0].constraints[0].comment, "On a constraint");
}
