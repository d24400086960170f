// SPDX-License-Identifier: BSL-1.0
// Tables of a type let it go while it changes.
#include "constable/sql/plan_typed_tables.hpp"

#include "constable/sql/plan.hpp"

#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable::catalog;
using constable::testing::drafted;
namespace sql = constable::sql;

namespace {

TEST(plan_typed_tables, are_of_no_type_while_their_type_changes) {
    const attribute few[] = {{.name = "a", .type = "integer"}};
    const attribute more[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "text"}};
    const column few_columns[] = {{.name = "a", .type = "integer"}};
    const column more_columns[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "text"}};
    const composite_type type_before[] = {{.name = "p", .attributes = few}};
    const composite_type type_after[] = {{.name = "p", .attributes = more}};
    const table before[] = {{.name = "t", .columns = few_columns, .of_type = "p"}};
    const table after[] = {{.name = "t", .columns = more_columns, .of_type = "p"}};
    const catalog expected{.tables = after, .composite_types = type_after};
    const catalog actual{.tables = before, .composite_types = type_before};
    const std::vector<change> changes = diff(expected, actual);
    EXPECT_EQ(sql::plan(expected, actual, changes).script(), "BEGIN;\nALTER TABLE t NOT OF;\nALTER TYPE p ADD ATTRIBUTE b text;\n"
                                                             "ALTER TABLE t ADD COLUMN b text;\nALTER TABLE t OF p;\nCOMMIT;\n");
}

TEST(plan_typed_tables, become_and_cease_to_be_of_a_type) {
    const attribute attributes[] = {{.name = "a", .type = "integer"}};
    const column columns[] = {{.name = "a", .type = "integer"}};
    const composite_type types[] = {{.name = "p", .attributes = attributes}};
    const table typed[] = {{.name = "t", .columns = columns, .of_type = "p"}};
    const table plain[] = {{.name = "t", .columns = columns}};
    const catalog of_type{.tables = typed, .composite_types = types};
    const catalog of_none{.tables = plain, .composite_types = types};
    const auto script = [](const catalog& expected, const catalog& actual) {
        const std::vector<change> changes = diff(expected, actual);
        return sql::plan(expected, actual, changes).script();
    };
    EXPECT_EQ(script(of_none, of_type), "BEGIN;\nALTER TABLE t NOT OF;\nCOMMIT;\n");
    EXPECT_EQ(script(of_type, of_none), "BEGIN;\nALTER TABLE t OF p;\nCOMMIT;\n");
}

TEST(plan_typed_tables, are_of_no_type_while_constraints_get_other_names) {
    const std::string_view keys[] = {"a"};
    const attribute attributes[] = {{.name = "a", .type = "integer"}};
    const column columns[] = {{.name = "a", .type = "integer"}};
    const composite_type types[] = {{.name = "p", .attributes = attributes}};
    const constraint one[] = {{.kind = constraint_kind::unique, .name = "one", .columns = keys}};
    const constraint other[] = {{.kind = constraint_kind::unique, .name = "other", .columns = keys}};
    const table before[] = {{.name = "t", .columns = columns, .constraints = one, .of_type = "p"}};
    const table after[] = {{.name = "t", .columns = columns, .constraints = other, .of_type = "p"}};
    const catalog expected{.tables = after, .composite_types = types};
    const catalog actual{.tables = before, .composite_types = types};
    const std::vector<change> changes = diff(expected, actual);
    EXPECT_EQ(sql::plan(expected, actual, changes).script(), "BEGIN;\nALTER TABLE t NOT OF;\nALTER TABLE t RENAME CONSTRAINT one TO other;\nALTER TABLE t OF p;\nCOMMIT;\n");
}

TEST(plan_typed_tables, whose_columns_would_stand_in_another_order_cannot_be_of_the_type) {
    const attribute attributes[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "text"}};
    const column columns[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "text"}};
    const column others[] = {{.name = "b", .type = "text"}};
    const composite_type types[] = {{.name = "p", .attributes = attributes}};
    const table after[] = {{.name = "t", .columns = columns, .of_type = "p"}};
    const table before[] = {{.name = "t", .columns = others}};
    const catalog expected{.tables = after, .composite_types = types};
    const catalog actual{.tables = before, .composite_types = types};
    const std::vector<change> changes = diff(expected, actual);
    const sql::change_plan made = sql::plan(expected, actual, changes);
    ASSERT_EQ(made.impossible.size(), 1U);
    EXPECT_EQ(made.impossible[0]->field, "of_type");
}

} // namespace
