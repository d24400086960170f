// SPDX-License-Identifier: BSL-1.0
// What two catalogs mean by the same words.
#include "constable/catalog/sides.hpp"

#include <gtest/gtest.h>
#include <string_view>

using namespace constable::catalog;

namespace {

constexpr table renamed_table() {
    table made{.name = "people"};
    made.renamed_from = {"", "users"};
    return made;
}
constexpr table declared_tables[] = {renamed_table()};
constexpr catalog declared{.name = "app", .tables = declared_tables};
constexpr catalog live{.name = "live", .default_schema = "public"};
constexpr sides both{declared, live};

TEST(sides, write_the_default_schema_as_nothing) {
    static_assert(both.own_of_expected("public").empty());
    static_assert(both.own_of_actual("public").empty());
    static_assert(both.same_schema("", "public"));
    EXPECT_FALSE(both.same_schema("", "other"));
    constexpr catalog elsewhere{.default_schema = "app"};
    EXPECT_TRUE((sides{elsewhere, live}.same_schema("app", "public"))); // each its own
}

TEST(sides, know_a_renamed_table_by_its_former_name) {
    EXPECT_TRUE(both.same_table({"", "people"}, {"public", "users"}));
    EXPECT_TRUE(both.same_table({"", "people"}, {"", "people"}));
    EXPECT_FALSE(both.same_table({"", "users"}, {"", "people"}));
    EXPECT_EQ(former_name_of(declared_tables[0]), "users");
}

TEST(sides, know_a_renamed_column_by_its_former_name) {
    static constexpr column_details was{.renamed_from = "mail"};
    static constexpr column columns[] = {{.name = "email", .details = &was}};
    constexpr table with_columns{.name = "t", .columns = columns};
    EXPECT_TRUE(same_column(&with_columns, "email", "mail"));
    EXPECT_FALSE(same_column(&with_columns, "mail", "email"));
    EXPECT_FALSE(same_column(nullptr, "email", "mail"));
}

TEST(sides, hold_the_same_in_whatever_order) {
    static constexpr std::string_view ab[] = {"a", "b"};
    static constexpr std::string_view ba[] = {"b", "a"};
    static constexpr std::string_view aa[] = {"a", "a"};
    EXPECT_TRUE(hold_the_same(ab, ba));
    EXPECT_FALSE(hold_the_same(ab, aa));
    EXPECT_FALSE(hold_the_same(aa, ab));
}

TEST(sides, do_not_tell_a_default_that_is_said_from_one_that_is_not) {
    EXPECT_EQ(default_or_none("NULL"), "");
    EXPECT_EQ(default_or_none("NULL::text"), "NULL::text");
    EXPECT_EQ(collation_or_none("pg_catalog.\"default\""), "");
    EXPECT_EQ(collation_or_none("\"C\""), "\"C\"");
    EXPECT_TRUE(same_text(both, {}, {}, "method", "", "btree"));
    EXPECT_TRUE(same_text(both, {}, {}, "access_method", "heap", ""));
    EXPECT_TRUE(same_text(both, {}, {}, "collation", "", "default"));
    EXPECT_TRUE(same_text(both, {}, {}, "default_expression", "NULL", ""));
    EXPECT_FALSE(same_text(both, {}, {}, "predicate", "NULL", ""));
}

TEST(sides, take_whichever_version_an_extension_has_for_one_that_is_not_said) {
    EXPECT_TRUE(same_text(both, {}, {}, "version", "", "1.3"));
    EXPECT_FALSE(same_text(both, {}, {}, "version", "1.2", "1.3"));
}

TEST(sides, compare_lists_by_what_their_order_means) {
    static constexpr std::string_view ab[] = {"a", "b"};
    static constexpr std::string_view ba[] = {"b", "a"};
    constexpr enumeration type{.name = "e"};
    const object_place of_type{.the_enumeration = &type};
    EXPECT_FALSE(same_list(both, of_type, of_type, "labels", ab, ba));
    EXPECT_FALSE(same_list(both, {}, {}, "arguments", ab, ba));
    EXPECT_FALSE(same_list(both, {}, {}, "columns", ab, ba));
    EXPECT_TRUE(same_list(both, {}, {}, "update_columns", ab, ba));
    EXPECT_TRUE(same_list(both, {}, {}, "options", ab, ba));
}

TEST(sides, find_referenced_tables_and_parents_under_their_former_names) {
    const constraint expected{.kind = constraint_kind::foreign_key, .referenced_table = "people"};
    const constraint actual{.kind = constraint_kind::foreign_key, .referenced_schema = "public", .referenced_table = "users"};
    EXPECT_TRUE(same_text(both, {.the_constraint = &expected}, {.the_constraint = &actual}, "referenced_table", "people", "users"));
    const trigger fires{.name = "t"};
    EXPECT_FALSE(same_text(both, {.the_trigger = &fires}, {.the_trigger = &fires}, "referenced_table", "people", "users"));
    const table part{.name = "part", .parent = "people"};
    const table live_part{.name = "part", .parent = "users"};
    EXPECT_TRUE(same_text(both, {.the_table = &part}, {.the_table = &live_part}, "parent", "people", "users"));
}

TEST(sides, compare_keys_by_where_nulls_stand) {
    const key plain{.column = "a"};
    const key last{.column = "a", .nulls = nulls_order::last};
    const key down{.column = "a", .descending = true, .nulls = nulls_order::first};
    EXPECT_TRUE(same_key(nullptr, plain, last));
    EXPECT_TRUE(same_key(nullptr, {.column = "a", .descending = true}, down));
    EXPECT_FALSE(same_key(nullptr, plain, {.column = "a", .nulls = nulls_order::first}));
    EXPECT_FALSE(same_key(nullptr, plain, {.column = "a", .operator_class = "text_pattern_ops"}));
}

} // namespace
