// SPDX-License-Identifier: BSL-1.0
// What comes to a table: columns, constraints, indexes, …, with the names that PostgreSQL would choose, and what
#include "constable/migrate/table_parts_step.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_table_parts_step {

TEST(part_adder, names_what_is_nameless_as_the_server_would) {
    const catalog::column columns[] = {{.name = "id", .type = "bigint", .not_null = true}, {.name = "age", .type = "integer"}};
    const catalog::constraint there[] = {{.kind = catalog::constraint_kind::check, .name = "t_age_check", .expression = "age < 9"}};
    const catalog::constraint added[] = {{.kind = catalog::constraint_kind::check, .expression = "age > 0"}};
    catalog::table table{.name = "t", .columns = columns, .constraints = there};
    catalog::table parts{.name = "t"};
    parts.constraints = added;
    replayed_catalog now;
    catalog::table& in = now.add_table(table);
    EXPECT_FALSE(part_adder{now}.add(in, {.table = &parts}, false));
    ASSERT_EQ(in.constraints.size(), 2U);
    EXPECT_EQ(in.constraints[1].name, "t_age_check1");
}

TEST(part_adder, hands_on_to_partitions) {
    const catalog::column columns[] = {{.name = "day", .type = "date"}};
    const catalog::column added[] = {{.name = "note", .type = "text", .comment = "x"}};
    const catalog::key keys[] = {{.column = "day"}};
    const catalog::index indexes[] = {{.keys = keys}};
    replayed_catalog now;
    now.add_table({.name = "parent", .columns = columns, .partition_key = "RANGE (day)"});
    now.add_table({.name = "child", .columns = columns, .parent = "parent", .partition_bound = "DEFAULT"});
    catalog::table parts{.name = "parent", .columns = added};
    parts.indexes = indexes;
    EXPECT_FALSE(part_adder{now}.add(*now.find_table("", "parent"), {.table = &parts}, false));
    const catalog::table& child = *now.find_table("", "child");
    ASSERT_EQ(child.columns.size(), 2U);
    EXPECT_TRUE(child.columns[1].comment.empty());
    ASSERT_EQ(child.indexes.size(), 1U);
    EXPECT_EQ(child.indexes[0].name, "child_day_idx");
    EXPECT_EQ(child.indexes[0].attached_to, "parent_day_idx");
}

TEST(part_adder, refuses_what_is_there) {
    const catalog::column columns[] = {{.name = "a", .type = "integer"}};
    replayed_catalog now;
    catalog::table& in = now.add_table({.name = "t", .columns = columns});
    const catalog::table parts{.name = "t", .columns = columns};
    EXPECT_EQ(part_adder{now}.add(in, {.table = &parts}, false).kind, replay_mistake_kind::column_exists);
}

} // namespace test_of_table_parts_step
} // namespace constable::migrating
