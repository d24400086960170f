// SPDX-License-Identifier: BSL-1.0
// A column gets another name: in its table, its partitions, and in what references it.
#include "constable/migrate/column_renamer.hpp"

#include "support/after_steps.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_column_renamer {

using table_to_rename = create_table<"t", column<"a", integer, primary_key<>>, column<"b", integer, check<"b > 0">>, index_<"b">, unique<"a", "b">>;

TEST(column_renamer, a_renamed_column_is_followed_everywhere) {
    testing::after<table_to_rename, create_table<"u", column<"a", integer>, column<"b", integer>, foreign_key<columns<"a", "b">, references<table_named<"t">, "a", "b">>>,
          rename_column<"t", "b", "c">> made;
    EXPECT_EQ(made.table("t").constraints[1].expression, "c > 0");
    EXPECT_EQ(made.table("t").indexes[0].keys[0].column, "c");
    EXPECT_EQ(made.table("t").indexes[0].name, "t_b_idx");
    EXPECT_EQ(made.table("u").constraints[0].referenced_columns[1], "c");
}

TEST(column_renamer, a_renamed_column_is_followed_to_what_references_a_unique_index) {
    testing::after<create_table<"t", column<"a", integer>>, create_index<"t", unique_index<"a">>, create_table<"u", column<"a", integer, references<table_named<"t">, "a">>>,
          rename_column<"t", "a", "c">> made;
    EXPECT_EQ(made.table("u").constraints[0].referenced_columns[0], "c");
    EXPECT_EQ(made.table("u").columns[0].name, "a");
}

} // namespace test_of_column_renamer
} // namespace constable::migrating
