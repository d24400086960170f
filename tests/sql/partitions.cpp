// SPDX-License-Identifier: BSL-1.0
// Who is a partition of whom, and what comes with the parent.
#include "constable/sql/partitions.hpp"

#include <gtest/gtest.h>

namespace constable::catalog {
namespace test_of_partitions {

const column one[] = {{.name = "a", .type = "integer"}};
const column two[] = {{.name = "a", .type = "bigint"}, {.name = "b", .type = "text"}};
const constraint checks[] = {{.kind = constraint_kind::check, .name = "c", .expression = "a > 0"}};
const table tables[] = {{.schema = "s", .name = "whole", .columns = one}, {.name = "part", .columns = one, .parent_schema = "s", .parent = "whole"},
                        {.name = "of_part", .columns = one, .parent = "part"}, {.name = "whole", .columns = one}};
const table grown{.schema = "s", .name = "whole", .columns = two, .constraints = checks};
const catalog all{.tables = tables};

TEST(partitions, are_those_of_partitions_too) {
    EXPECT_TRUE(sql::is_partition_of(tables[1], tables[0], all));
    EXPECT_TRUE(sql::is_partition_of(tables[2], tables[0], all));
    EXPECT_FALSE(sql::is_partition_of(tables[2], tables[3], all)) << "in another schema";
    EXPECT_FALSE(sql::is_partition_of(tables[0], tables[0], all));
}

TEST(partitions, get_columns_and_types_from_their_parent) {
    EXPECT_TRUE(sql::is_column_done_by_parent({.action = change_action::create, .expected = {.the_column = &two[1]}}, grown, tables[0]));
    EXPECT_FALSE(sql::is_column_done_by_parent({.action = change_action::create, .expected = {.the_column = &one[0]}}, grown, tables[0])) << "it was there";
    EXPECT_TRUE(sql::is_column_done_by_parent({.action = change_action::drop, .actual = {.the_column = &two[1]}}, tables[0], grown));
    const change altered{.action = change_action::alter, .field = "type", .expected = {.the_column = &two[0]}, .actual = {.the_column = &one[0]}};
    EXPECT_TRUE(sql::is_column_done_by_parent(altered, grown, tables[0]));
    EXPECT_FALSE(sql::is_column_done_by_parent(altered, grown, grown)) << "the parent had that type";
}

TEST(partitions, get_checks_from_their_parent_and_lose_what_was_attached) {
    EXPECT_TRUE(sql::is_constraint_done_by_parent({.action = change_action::create, .expected = {.the_constraint = checks}}, grown, tables[0]));
    EXPECT_FALSE(sql::is_constraint_done_by_parent({.action = change_action::create, .expected = {.the_constraint = checks}}, grown, grown));
    const constraint keys[] = {{.kind = constraint_kind::unique, .name = "whole_key"}};
    const constraint attached{.kind = constraint_kind::unique, .name = "part_key", .attached_to = "whole_key"};
    const table with_key{.name = "whole", .constraints = keys};
    EXPECT_TRUE(sql::is_constraint_done_by_parent({.action = change_action::drop, .actual = {.the_constraint = &attached}}, tables[0], with_key));
    EXPECT_FALSE(sql::is_constraint_done_by_parent({.action = change_action::drop, .actual = {.the_constraint = &attached}}, with_key, with_key));
    EXPECT_FALSE(sql::is_constraint_done_by_parent({.action = change_action::create, .expected = {.the_constraint = &attached}}, with_key, tables[0]));
}

} // namespace test_of_partitions
} // namespace constable::catalog
