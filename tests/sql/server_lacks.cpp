// SPDX-License-Identifier: BSL-1.0
// Plans for servers that lack what a catalog asks for.
#include "constable/sql/server_lacks.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/sql/plan.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable::catalog;
namespace sql = constable::sql;

namespace {

TEST(server_lacks, what_came_later) {
    const change made{change_action::create, object_kind::constraint, {}, {}, {}};
    const constraint keys[] = {{.kind = constraint_kind::unique, .name = "k", .nulls_not_distinct = true}};
    change of_key = made;
    of_key.expected.the_constraint = keys;
    EXPECT_TRUE(sql::lacks_statement(of_key, 140005));
    EXPECT_FALSE(sql::lacks_statement(of_key, 150000));
    EXPECT_FALSE(sql::lacks_statement(of_key, 0)) << "nobody knows";
}

TEST(server_lacks, words_for_some_alterations) {
    const table in{.name = "t"};
    const column generated{.name = "a", .type = "integer", .generated_expression = "1"};
    const column plain{.name = "a", .type = "integer"};
    const object_place here{.in_table = &in, .the_column = &plain};
    const object_place there{.in_table = &in, .the_column = &generated};
    EXPECT_TRUE(sql::lacks_statement({change_action::alter, object_kind::column, "generated_expression", here, there}, 120022)) << "DROP EXPRESSION";
    EXPECT_FALSE(sql::lacks_statement({change_action::alter, object_kind::column, "generated_expression", here, there}, 130000));
    EXPECT_FALSE(sql::lacks_statement({change_action::alter, object_kind::column, "generated_expression", there, here}, 120022)) << "it is added anew";
    const object_place table_place{.the_table = &in};
    EXPECT_TRUE(sql::lacks_statement({change_action::alter, object_kind::table, "access_method", table_place, table_place}, 140000));
    EXPECT_FALSE(sql::lacks_statement({change_action::alter, object_kind::table, "comment", table_place, table_place}, 120000));
}

TEST(server_lacks, objects_and_so_those_that_need_them) {
    static constexpr std::string_view a[] = {"a"};
    static constexpr column_details virtual_one{.is_virtual = true};
    const column columns[] = {{.name = "a", .type = "integer", .not_null = true}, {.name = "b", .type = "integer", .generated_expression = "(a + 1)", .details = &virtual_one}};
    const column plain[] = {{.name = "a", .type = "integer"}};
    const constraint key[] = {{.kind = constraint_kind::primary_key, .name = "k", .columns = a}};
    const constraint reference[] = {{.kind = constraint_kind::foreign_key, .name = "f", .columns = a, .referenced_table = "new", .referenced_columns = a}};
    const table tables[] = {{.name = "new", .columns = columns, .constraints = key}, {.name = "other", .columns = plain, .constraints = reference}, {.name = "free", .columns = plain}};
    const view views[] = {{.name = "v", .query = " SELECT new.b FROM new"}};
    const catalog expected{.tables = tables, .views = views};
    const catalog actual;
    const std::vector<change> changes = diff(expected, actual);
    const sql::change_plan made = sql::plan(expected, actual, changes, 170000);
    EXPECT_EQ(made.script(), "BEGIN;\nCREATE TABLE free (\n    a integer\n);\nCOMMIT;\n");
    EXPECT_EQ(made.impossible.size(), 3U);
    EXPECT_TRUE(sql::plan(expected, actual, changes, 180000).impossible.empty());
    EXPECT_TRUE(sql::plan(expected, actual, changes).impossible.empty());
}

} // namespace
