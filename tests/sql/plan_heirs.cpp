// SPDX-License-Identifier: BSL-1.0
// What children have otherwise is given back to them after their parents have been altered.
#include "constable/sql/plan_heirs.hpp"

#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable::catalog;
using constable::testing::drafted;
namespace sql = constable::sql;

namespace {

TEST(plan_heirs, give_children_back_what_their_parents_change) {
    static constexpr column_details inherited{.is_inherited = true};
    const column before[] = {{.name = "a", .type = "integer"}};
    const column after[] = {{.name = "a", .type = "integer", .default_expression = "1"}};
    const column own[] = {{.name = "a", .type = "integer", .default_expression = "7", .details = &inherited}};
    const qualified_name parents[] = {{.name = "parent"}};
    const table tables_before[] = {{.name = "parent", .columns = before}, {.name = "child", .columns = own, .inherits = parents}};
    const table tables_after[] = {{.name = "parent", .columns = after}, {.name = "child", .columns = own, .inherits = parents}};
    const catalog expected{.tables = tables_after};
    const catalog actual{.tables = tables_before};
    drafted of{expected, actual};
    sql::detail::plan_heirs{of.draft}.settle();
    EXPECT_EQ(of.text(), "ALTER TABLE ONLY child ALTER COLUMN a SET DEFAULT 7;\n");
}

TEST(plan_heirs, make_columns_again_what_they_are_in_their_parents) {
    static constexpr column_details inherited{.is_inherited = true};
    const column columns[] = {{.name = "a", .type = "integer"}};
    const column own[] = {{.name = "a", .type = "integer", .default_expression = "7", .comment = "own", .details = &inherited}};
    const qualified_name parents[] = {{.name = "parent"}};
    const table before[] = {{.name = "parent", .columns = columns}, {.name = "child", .columns = own, .inherits = parents}};
    const table after[] = {{.name = "parent", .columns = columns}, {.name = "child", .inherits = parents}};
    const catalog expected{.tables = after};
    const catalog actual{.tables = before};
    drafted of{expected, actual};
    sql::detail::plan_heirs{of.draft}.settle();
    EXPECT_NE(of.text().find("ALTER COLUMN a DROP DEFAULT"), std::string::npos) << of.text();
    EXPECT_NE(of.text().find("COMMENT ON COLUMN child.a IS NULL"), std::string::npos) << of.text();
}

TEST(plan_heirs, give_partitions_the_not_null_back_that_their_parent_loses) {
    const column filled[] = {{.name = "a", .type = "integer", .not_null = true}};
    const column plain[] = {{.name = "a", .type = "integer"}};
    const table before[] = {{.name = "p", .columns = filled, .partition_key = "RANGE (a)"}, {.name = "c", .columns = filled, .parent = "p", .partition_bound = "DEFAULT"}};
    const table after[] = {{.name = "p", .columns = plain, .partition_key = "RANGE (a)"}, {.name = "c", .columns = filled, .parent = "p", .partition_bound = "DEFAULT"}};
    const catalog expected{.tables = after};
    const catalog actual{.tables = before};
    drafted of{expected, actual};
    sql::detail::plan_heirs{of.draft}.settle();
    EXPECT_EQ(of.text(), "ALTER TABLE c ALTER COLUMN a SET NOT NULL;\n");
}

} // namespace
