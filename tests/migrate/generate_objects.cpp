// SPDX-License-Identifier: BSL-1.0
// Which steps make tables as a whole, views, types, routines, sequences, schemas and privileges what they shall be.
#include "constable/migrate/generate_objects.hpp"

#include "constable/migrate/generate.hpp"
#include "constable/schema.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace {

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

} // namespace
} // namespace constable::migrating
