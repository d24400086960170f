// SPDX-License-Identifier: BSL-1.0
// Changes in words.
#include "constable/sql/describe.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable::catalog;
using constable::sql::describe;
using constable::sql::write_report;

namespace {

const table things{.schema = "far", .name = "Things"};
const table live_things{.name = "things"};

std::string altered(std::string_view field, const column& expected, const column& actual) {
    return describe({.action = change_action::alter, .kind = object_kind::column, .field = field,
                     .expected = {.in_table = &things, .the_column = &expected}, .actual = {.in_table = &live_things, .the_column = &actual}});
}

TEST(describe, says_what_is_missing_and_what_is_not_declared) {
    const column age{.name = "age", .type = "integer"};
    EXPECT_EQ(describe({.action = change_action::create, .kind = object_kind::column, .expected = {.in_table = &things, .the_column = &age}}),
              "column far.\"Things\".age (integer) is missing");
    EXPECT_EQ(describe({.action = change_action::drop, .kind = object_kind::column, .expected = {.in_table = &things}, .actual = {.in_table = &live_things, .the_column = &age}}),
              "column things.age is not declared");
    EXPECT_EQ(describe({.action = change_action::create, .kind = object_kind::table, .expected = {.the_table = &things}}), "table far.\"Things\" is missing");
}

TEST(describe, says_both_values_of_a_column) {
    const column expected{.name = "a", .type = "bigint", .default_expression = "0", .collation = "\"C\"", .identity = identity_kind::always, .not_null = true};
    const column actual{.name = "a", .type = "integer"};
    EXPECT_EQ(altered("type", expected, actual), "column far.\"Things\".a: expected type bigint, found type integer");
    EXPECT_EQ(altered("not_null", expected, actual), "column far.\"Things\".a: expected NOT NULL, found nullable");
    EXPECT_EQ(altered("default_expression", expected, actual), "column far.\"Things\".a: expected default 0, found default none");
    EXPECT_EQ(altered("identity", expected, actual), "column far.\"Things\".a: expected GENERATED ALWAYS AS IDENTITY, found no identity");
    EXPECT_EQ(altered("collation", expected, actual), "column far.\"Things\".a: expected collation \"C\", found collation none");
    EXPECT_EQ(altered("storage", expected, actual), "column far.\"Things\".a: expected storage by type, found storage by type");
}

TEST(describe, says_the_fields_of_other_objects) {
    static constexpr std::string_view a[] = {"a"};
    const constraint expected{.kind = constraint_kind::unique, .name = "k", .columns = a, .deferrable = true};
    const constraint actual{.kind = constraint_kind::unique, .name = "k"};
    const change of{.action = change_action::alter, .kind = object_kind::constraint, .field = "columns",
                    .expected = {.in_table = &things, .the_constraint = &expected}, .actual = {.in_table = &things, .the_constraint = &actual}};
    EXPECT_EQ(describe(of), "constraint k of table far.\"Things\": expected columns a, found columns none");
    const key by_a[] = {{.column = "a"}};
    const constable::catalog::index one{.name = "i", .keys = by_a};
    const constable::catalog::index other{.name = "i"};
    EXPECT_EQ(describe({.action = change_action::alter, .kind = object_kind::index, .field = "keys",
                        .expected = {.in_table = &things, .the_index = &one}, .actual = {.in_table = &things, .the_index = &other}}),
              "index i of table far.\"Things\": expected (a), found ()");
}

TEST(describe, does_not_print_long_texts) {
    const view one{.name = "v", .query = "SELECT 1"};
    EXPECT_EQ(describe({.action = change_action::alter, .kind = object_kind::view, .field = "query", .expected = {.the_view = &one}, .actual = {.the_view = &one}}),
              "view v has another query than declared");
    const enumeration mood{.name = "mood"};
    EXPECT_EQ(describe({.action = change_action::alter, .kind = object_kind::enumeration, .field = "labels", .expected = {.the_enumeration = &mood}, .actual = {.the_enumeration = &mood}}),
              "type mood has other labels than declared");
}

TEST(describe, says_former_names) {
    EXPECT_EQ(describe({.action = change_action::rename, .kind = object_kind::table, .field = "name", .expected = {.the_table = &things}, .actual = {.the_table = &live_things}}),
              "table far.\"Things\" is still called things");
}

TEST(describe, says_hazards) {
    EXPECT_EQ(describe(hazard{.lock = lock_level::access_exclusive, .scans = true, .rewrites = true}), "rewrites the table, lock ACCESS EXCLUSIVE");
    EXPECT_EQ(describe(hazard{}), "");
}

TEST(describe, reports_all_changes_by_what_they_stand_on) {
    const column age{.name = "age", .type = "integer"};
    const change changes[] = {
        {.action = change_action::drop, .kind = object_kind::table, .actual = {.the_table = &live_things}},
        {.action = change_action::create, .kind = object_kind::column, .expected = {.in_table = &things, .the_column = &age}, .actual = {.in_table = &things}}};
    EXPECT_EQ(write_report(changes), "- table things is not declared  [loses data, may break who uses it, lock ACCESS EXCLUSIVE]\n"
                                     "far.\"Things\"\n  + column far.\"Things\".age (integer) is missing  [lock ACCESS EXCLUSIVE]\n");
}

} // namespace
