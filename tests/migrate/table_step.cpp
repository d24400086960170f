// SPDX-License-Identifier: BSL-1.0
// Steps on a table that exists: what they make of it, and why they cannot.
#include "constable/migrate/table_step.hpp"

#include "support/after_steps.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_table_step {

using testing::after;

using t = create_table<"t", column<"a", integer, primary_key<>>, column<"b", integer, check<"b > 0">>, index_<"b">, unique<"a", "b">>;

TEST(table_step, an_index_becomes_a_key) {
    after<create_table<"t", column<"a", integer>>, create_index<"t", unique_index<"a">>, add_constraint_using_index<"t", primary_key<"a">, "t_a_idx">> made;
    EXPECT_TRUE(made.table("t").indexes.empty());
    ASSERT_EQ(made.table("t").constraints.size(), 1U);
    EXPECT_EQ(made.table("t").constraints[0].name, "t_a_idx");
    EXPECT_TRUE(made.table("t").columns[0].not_null);
}

TEST(table_step, the_index_of_a_key_keeps_its_comment) {
    after<create_table<"t", column<"a", integer>>, create_index<"t", unique_index<"a">>, comment_index<"t", "t_a_idx", "fast">,
          add_constraint_using_index<"t", primary_key<"a">, "t_a_idx">> made;
    EXPECT_EQ(made.table("t").constraints[0].index_comment, "fast");
    EXPECT_EQ(made.table("t").constraints[0].comment, "");
}

TEST(table_step, comments_on_the_index_of_a_key) {
    after<t, comment_index<"t", "t_pkey", "fast">, comment_index<"t", "t_b_idx", "another">> made;
    EXPECT_EQ(made.table("t").constraints[0].index_comment, "fast");
    EXPECT_EQ(made.table("t").constraints[0].comment, "");
    EXPECT_EQ(made.table("t").indexes[0].comment, "another");
}

TEST(table_step, columns_and_facts_become_what_is_said) {
    after<t, alter_column<"t", column<"b", bigint, not_null, default_<"7">>>, set_table<"t", unlogged, parameters<"fillfactor=70">>, comment_table<"t", "x">> made;
    EXPECT_EQ(made.table("t").columns[1].type, "bigint");
    EXPECT_EQ(made.table("t").columns[1].default_expression, "7");
    EXPECT_TRUE(made.table("t").unlogged);
    EXPECT_EQ(made.table("t").comment, "x");
}

struct place : composite_type<"place", attribute<"a", integer>> {};

TEST(table_step, a_table_becomes_one_of_a_type) {
    after<create<place>, create_table<"t", column<"a", integer>>, set_table<"t", of_type<"place">>> made;
    EXPECT_EQ(made.table("t").of_type, "place");
    after<create<place>, create_table<"t", column<"a", integer>>, set_table<"t", of_type<"place">>, set_table<"t">> no_more;
    EXPECT_EQ(no_more.table("t").of_type, "");
}

TEST(table_step, a_check_of_the_parent_is_that_of_the_same_name_in_a_partition) {
    after<create_table<"p", column<"d", date>, partition_by_range<"d">>,
          create_table<"c", column<"d", date>, check<"d > '2000-01-01'", named<"late">>>,
          attach_partition<"c", partition_of<table_named<"p">, "DEFAULT">>, add_constraint<"p", check<"d > '2000-01-01'", named<"late">>>> made;
    EXPECT_EQ(made.table("c").constraints.size(), 1U);
}

TEST(table_step, partitions_are_attached_and_detached) {
    after<create_table<"p", column<"d", date, not_null>, partition_by_range<"d">, index_<"d">>,
          create_table<"c", column<"d", date, not_null>, index_<"d">>,
          attach_partition<"c", partition_of<table_named<"p">, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')">>,
          create_table<"e", partition_of<table_named<"p">, "DEFAULT">>> made;
    EXPECT_EQ(made.table("c").parent, "p");
    EXPECT_EQ(made.table("c").indexes[0].attached_to, "p_d_idx");
    EXPECT_EQ(made.table("e").columns.size(), 1U);
    EXPECT_EQ(made.table("e").indexes[0].name, "e_d_idx");
    after<create_table<"p", column<"d", date>, partition_by_range<"d">, index_<"d">>, create_table<"e", partition_of<table_named<"p">, "DEFAULT">>, detach_partition<"e">> alone;
    EXPECT_TRUE(alone.table("e").parent.empty());
    EXPECT_TRUE(alone.table("e").indexes[0].attached_to.empty());
}

TEST(table_step, a_check_is_validated_in_partitions_too) {
    after<create_table<"p", column<"d", date>, partition_by_range<"d">>, create_table<"e", partition_of<table_named<"p">, "DEFAULT">>,
          add_constraint<"p", check<"d > '2000-01-01'", not_valid, named<"late">>>, validate_constraint<"p", "late">> made;
    for (const catalog::table& each : made.now.view().tables) {
        ASSERT_EQ(each.constraints.size(), 1U);
        EXPECT_FALSE(each.constraints[0].not_valid);
    }
}

} // namespace test_of_table_step
} // namespace constable::migrating
