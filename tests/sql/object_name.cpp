// SPDX-License-Identifier: BSL-1.0
// What objects are called in sentences.
#include "constable/sql/object_name.hpp"

#include <gtest/gtest.h>

using namespace constable::catalog;
using constable::sql::object_name;

namespace {

const table things{.schema = "far", .name = "Things"};
const column first{.name = "a b", .type = "integer"};
const domain postal{.name = "postal"};
const constraint check{.name = "c"};

TEST(object_name, tells_kind_and_name) {
    EXPECT_EQ(object_name(object_kind::table, {.the_table = &things}), "table far.\"Things\"");
    EXPECT_EQ(object_name(object_kind::column, {.in_table = &things, .the_column = &first}), "column far.\"Things\".\"a b\"");
    const enumeration mood{.name = "mood"};
    EXPECT_EQ(object_name(object_kind::enumeration, {.the_enumeration = &mood}), "type mood");
    const routine area{.name = "area", .identity = "integer, text"};
    EXPECT_EQ(object_name(object_kind::function, {.the_routine = &area}), "function area(integer, text)");
}

TEST(names_type, knows_arrays_and_the_default_schema) {
    using constable::sql::names_type;
    EXPECT_TRUE(names_type("mood[]", "", "mood", "public"));
    EXPECT_TRUE(names_type("mood", "public", "mood", "public"));
    EXPECT_TRUE(names_type("far.\"Mood\"", "far", "Mood", "public"));
    EXPECT_FALSE(names_type("mood", "far", "mood", "public"));
}

TEST(object_name, tells_what_a_part_stands_on) {
    EXPECT_EQ(object_name(object_kind::constraint, {.in_table = &things, .the_constraint = &check}), "constraint c of table far.\"Things\"");
    EXPECT_EQ(object_name(object_kind::constraint, {.in_domain = &postal, .the_constraint = &check}), "constraint c of domain postal");
    const view totals{.name = "totals", .is_materialized = true};
    const constable::catalog::index by_size{.name = "by_size"};
    EXPECT_EQ(object_name(object_kind::index, {.in_view = &totals, .the_index = &by_size}), "index by_size of materialized view totals");
    EXPECT_EQ(object_name(object_kind::sequence, {.in_table = &things, .the_column = &first}), "sequence of column far.\"Things\".\"a b\"");
}

TEST(object_name, tells_privileges_and_what_has_no_words) {
    const grant granted{.kind = object_kind::column, .name = "t", .part = "c", .privilege = "SELECT"};
    EXPECT_EQ(object_name(object_kind::grant, {.the_grant = &granted}), "privilege SELECT on column t.c to PUBLIC");
    const default_privilege every{.schema = "s", .kind = object_kind::table, .grantee = "Reader", .privilege = "SELECT"};
    EXPECT_EQ(object_name(object_kind::default_privilege, {.the_default_privilege = &every}), "default privilege SELECT on every new table in schema s to \"Reader\"");
    const unmodelled cast{.kind = "cast", .name = "(a AS b)"};
    EXPECT_EQ(object_name(object_kind::other, {.the_unmodelled = &cast}), "cast (a AS b)");
}

} // namespace
