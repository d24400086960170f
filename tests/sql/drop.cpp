// SPDX-License-Identifier: BSL-1.0
// The statements that drop objects and comments.
#include "constable/sql/drop.hpp"

#include <gtest/gtest.h>

using namespace constable::catalog;
using constable::sql::comment_statement;
using constable::sql::drop_statement;

namespace {

const table things{.schema = "far", .name = "Things"};
const table now{.name = "stuff"};
const column first{.name = "a b", .type = "integer"};
const constraint check{.name = "c"};
const constable::catalog::index by_a{.name = "by_a"};
const trigger touch{.name = "touch"};

TEST(drop, of_objects) {
    EXPECT_EQ(drop_statement(object_kind::table, {.the_table = &things}), "DROP TABLE far.\"Things\";");
    const view totals{.name = "totals", .is_materialized = true};
    EXPECT_EQ(drop_statement(object_kind::materialized_view, {.the_view = &totals}), "DROP MATERIALIZED VIEW totals;");
    const enumeration mood{.name = "mood"};
    EXPECT_EQ(drop_statement(object_kind::enumeration, {.the_enumeration = &mood}), "DROP TYPE mood;");
    const routine count{.name = "many", .kind = routine_kind::aggregate};
    EXPECT_EQ(drop_statement(object_kind::aggregate, {.the_routine = &count}), "DROP AGGREGATE many(*);");
}

TEST(drop, of_parts) {
    EXPECT_EQ(drop_statement(object_kind::column, {.in_table = &things, .the_column = &first}), "ALTER TABLE far.\"Things\" DROP COLUMN \"a b\";");
    EXPECT_EQ(drop_statement(object_kind::constraint, {.in_table = &things, .the_constraint = &check}), "ALTER TABLE far.\"Things\" DROP CONSTRAINT c;");
    EXPECT_EQ(drop_statement(object_kind::index, {.in_table = &things, .the_index = &by_a}), "DROP INDEX far.by_a;");
    EXPECT_EQ(drop_statement(object_kind::trigger, {.in_table = &things, .the_trigger = &touch}), "DROP TRIGGER touch ON far.\"Things\";");
    const domain postal{.name = "postal"};
    EXPECT_EQ(drop_statement(object_kind::constraint, {.in_domain = &postal, .the_constraint = &check}), "ALTER DOMAIN postal DROP CONSTRAINT c;");
    const composite_type pair{.name = "pair"};
    const attribute a{.name = "a"};
    EXPECT_EQ(drop_statement(object_kind::column, {.in_composite = &pair, .the_attribute = &a}), "ALTER TYPE pair DROP ATTRIBUTE a;");
}

TEST(drop, of_parts_of_a_table_that_has_another_name_by_then) {
    EXPECT_EQ(drop_statement(object_kind::column, {.in_table = &things, .the_column = &first}, &now), "ALTER TABLE stuff DROP COLUMN \"a b\";");
    EXPECT_EQ(drop_statement(object_kind::index, {.in_table = &things, .the_index = &by_a}, &now), "DROP INDEX by_a;");
}

TEST(drop, of_comments) {
    EXPECT_EQ(comment_statement(object_kind::column, {.in_table = &things, .the_column = &first}, "it's"), "COMMENT ON COLUMN far.\"Things\".\"a b\" IS 'it''s';");
    EXPECT_EQ(comment_statement(object_kind::trigger, {.in_table = &things, .the_trigger = &touch}, ""), "COMMENT ON TRIGGER touch ON far.\"Things\" IS NULL;");
    EXPECT_EQ(comment_statement(object_kind::index, {.in_table = &things, .the_index = &by_a}, "x"), "COMMENT ON INDEX far.by_a IS 'x';");
    const domain postal{.name = "postal"};
    EXPECT_EQ(comment_statement(object_kind::constraint, {.in_domain = &postal, .the_constraint = &check}, "x"), "COMMENT ON CONSTRAINT c ON DOMAIN postal IS 'x';");
}

} // namespace
