// SPDX-License-Identifier: BSL-1.0
// Which steps make tables as a whole, views, types, routines, sequences, schemas and privileges what they shall be.
#include "constable/migrate/generate_objects.hpp"

#include "constable/migrate/generate.hpp"
#include "constable/schema.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

namespace constable::migrating {
namespace test_of_generate_objects {

struct mood : enum_<"mood", "sad", "ok"> {};
struct users : table<"users", column<"id", bigint, primary_key<>>, column<"mood", mood>> {};
struct adults : view<"adults"> {
    static constexpr std::string_view query = "SELECT users.id FROM users";
};
struct app : schema<mood, users, adults, grant<privileges<"SELECT", "INSERT">, on<adults>, to<"reader">>> {};

TEST(object_changes, create_what_is_needed_first) {
    const generated made = generate({}, catalog_of<app>);
    EXPECT_TRUE(made.unsaid.empty());
    ASSERT_EQ(made.migrations.size(), 1U);
    const auto& steps = made.migrations[0].steps;
    ASSERT_EQ(steps.size(), 4U);
    EXPECT_EQ(steps[0]->of, catalog::object_kind::enumeration);
    EXPECT_EQ(steps[1]->kind, step_kind::create_table);
    EXPECT_EQ(steps[2]->of, catalog::object_kind::view);
    EXPECT_EQ(steps[3]->object->grants.size(), 2U) << "said together";
}

TEST(object_changes, drop_what_needs_others_first) {
    const generated made = generate(catalog_of<app>, {});
    EXPECT_TRUE(made.unsaid.empty());
    const auto& steps = made.migrations.back().steps;
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[0]->of, catalog::object_kind::view);
    EXPECT_EQ(steps[1]->of, catalog::object_kind::table);
    EXPECT_EQ(steps[1]->accepted[0].rule, unsafe_rule::data_loss);
    EXPECT_EQ(steps[2]->of, catalog::object_kind::enumeration);
}

std::vector<step_kind> kinds_of(const generated& made) {
    std::vector<step_kind> all;
    for (const generated_migration& each : made.migrations)
        for (const step_value* step : each.steps) all.push_back(step->kind);
    return all;
}

struct place : composite_type<"place", attribute<"a", integer>, attribute<"b", text>> {};
struct narrow_place : composite_type<"place", attribute<"a", integer>> {};
struct of_place : table<"places", column<"a", integer>, column<"b", text>, of_type<"place">> {};
struct of_narrow_place : table<"places", column<"a", integer>, of_type<"place">> {};

TEST(object_changes, let_tables_of_a_type_go_while_it_changes) {
    const generated made = generate(catalog_of<schema<place, of_place>>, catalog_of<schema<narrow_place, of_narrow_place>>);
    EXPECT_TRUE(made.unsaid.empty());
    EXPECT_EQ(kinds_of(made), (std::vector{step_kind::set_table, step_kind::replace_object, step_kind::drop_part, step_kind::set_table}));
}

struct renamed_place : composite_type<"place", attribute<"a", integer>, attribute<"c", text, renamed_from<"b">>> {};
struct of_renamed_place : table<"places", column<"a", integer>, column<"c", text, renamed_from<"b">>, of_type<"place">> {};

TEST(object_changes, let_tables_of_a_type_go_while_columns_get_other_names) {
    const generated made = generate(catalog_of<schema<place, of_place>>, catalog_of<schema<renamed_place, of_renamed_place>>);
    EXPECT_TRUE(made.unsaid.empty());
    const std::vector<step_kind> steps = kinds_of(made);
    ASSERT_FALSE(steps.empty());
    EXPECT_EQ(steps.front(), step_kind::set_table);
    EXPECT_EQ(steps.back(), step_kind::set_table);
    EXPECT_NE(std::ranges::find(steps, step_kind::rename_part), steps.end());
}

struct one : table<"one", column<"id", bigint, primary_key<>>, column<"other", bigint>> {};
struct other : table<"other", column<"id", bigint, primary_key<>>, column<"one", bigint, references<one>>> {};
struct one_back : table<"one", column<"id", bigint, primary_key<>>, column<"other", bigint, references<other>>> {};

TEST(object_changes, drop_tables_that_need_each_other) {
    const catalog::catalog from = catalog_of<schema<one, other>>;
    std::vector<catalog::table> tables(from.tables.begin(), from.tables.end());
    tables[0].constraints = catalog_of<schema<one_back, other>>.tables[0].constraints;
    catalog::catalog in_a_circle = from;
    in_a_circle.tables = tables;
    const generated made = generate(in_a_circle, {});
    EXPECT_TRUE(made.unsaid.empty());
    EXPECT_EQ(kinds_of(made), (std::vector{step_kind::drop_part, step_kind::drop_object, step_kind::drop_object}));
}

struct keyed : table<"keyed", column<"id", bigint, not_null>, unique<"id", named<"keyed_id">>, replica_identity_index<"keyed_id">> {};
struct unkeyed : table<"keyed", column<"id", bigint>, unique<"id", named<"keyed_id">>> {};

TEST(object_changes, let_an_index_be_the_identity_only_while_its_columns_are_required) {
    const generated there = generate(catalog_of<schema<unkeyed>>, catalog_of<schema<keyed>>);
    EXPECT_TRUE(there.unsaid.empty());
    EXPECT_EQ(kinds_of(there).back(), step_kind::drop_part) << "the check goes last";
    const std::vector<step_kind> steps = kinds_of(there);
    EXPECT_LT(std::ranges::find(steps, step_kind::set_not_null), std::ranges::find(steps, step_kind::set_table));
    const generated back = generate(catalog_of<schema<keyed>>, catalog_of<schema<unkeyed>>);
    EXPECT_EQ(kinds_of(back), (std::vector{step_kind::set_table, step_kind::drop_not_null}));
}

struct wider_mood : enum_<"mood", "bad", "sad", "meh", "ok", "great"> {};
struct moody : table<"users", column<"id", bigint, primary_key<>>, column<"mood", wider_mood, default_<"'great'::mood">>> {};
struct moody_app : schema<wider_mood, moody> {};
struct quiet_app : schema<mood, users> {};

TEST(object_changes, add_labels_before_they_are_used) {
    const generated made = generate(catalog_of<quiet_app>, catalog_of<moody_app>);
    EXPECT_TRUE(made.unsaid.empty());
    ASSERT_EQ(made.migrations.size(), 2U);
    EXPECT_EQ(made.migrations[0].purpose, migration_purpose::labels);
    ASSERT_EQ(made.migrations[0].steps.size(), 3U);
    EXPECT_EQ(made.migrations[0].steps[0]->where, label_place::before);
    EXPECT_EQ(made.migrations[1].steps[0]->kind, step_kind::set_default);
}

} // namespace test_of_generate_objects
} // namespace constable::migrating
