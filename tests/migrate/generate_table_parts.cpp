// SPDX-License-Identifier: BSL-1.0
// Which steps make constraints, indexes, triggers, rules, policies and statistics what they shall be.
#include "constable/migrate/generate_table_parts.hpp"

#include "constable/migrate/generate.hpp"
#include "constable/schema.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_generate_table_parts {

struct teams : table<"teams", column<"id", bigint, primary_key<>>> {};
struct users : table<"users", column<"id", bigint, primary_key<>>, column<"name", text, not_null>, column<"team_id", bigint>, index_<"name", named<"by_name">>> {};
struct app : schema<teams, users> {};

struct more_users : table<"users", column<"id", bigint, primary_key<>>, column<"name", text, not_null, unique<>, check<"name <> ''">>,
                          column<"team_id", bigint, references<teams>>, index_<descending<"name">, named<"by_name">>, index_<"team_id">> {};
struct more : schema<teams, more_users> {};

TEST(part_changes, follow_the_recipes) {
    const generated made = generate(catalog_of<app>, catalog_of<more>);
    EXPECT_TRUE(made.unsaid.empty());
    ASSERT_EQ(made.migrations.size(), 4U);
    EXPECT_EQ(made.migrations[0].steps.size(), 2U) << "check and foreign key, not valid";
    for (const fragment& each : made.migrations[0].fragments) EXPECT_TRUE(each.table->constraints[0].not_valid);
    EXPECT_TRUE(made.migrations[1].is_stepwise());
    EXPECT_EQ(made.migrations[1].steps.size(), 5U) << "an index for the key, a new one, and another in the place of one: built, dropped, renamed";
    EXPECT_EQ(made.migrations[2].purpose, migration_purpose::validate);
    EXPECT_EQ(made.migrations[3].steps[0]->kind, step_kind::use_index);
    for (const generated_migration& each : made.migrations)
        for (const step_value* step : each.steps) EXPECT_TRUE(step->accepted.empty()) << word_of(step->accepted[0].rule);
}

struct said_teams : table<"teams", column<"id", bigint, primary_key<index_comment<"fast">>>> {};
struct said : schema<said_teams, users> {};

TEST(part_changes, comment_on_the_index_of_a_key) {
    for (const generated& made : {generate(catalog_of<app>, catalog_of<said>), generate(catalog_of<said>, catalog_of<app>)}) {
        EXPECT_TRUE(made.unsaid.empty());
        ASSERT_EQ(made.migrations.size(), 1U);
        ASSERT_EQ(made.migrations[0].steps.size(), 1U);
        EXPECT_EQ(made.migrations[0].steps[0]->kind, step_kind::set_comment);
        EXPECT_EQ(made.migrations[0].steps[0]->of, catalog::object_kind::index);
        EXPECT_EQ(made.migrations[0].steps[0]->name, "teams_pkey");
    }
}

TEST(part_changes, drop_indexes_beside_others) {
    const generated made = generate(catalog_of<more>, catalog_of<app>);
    EXPECT_TRUE(made.unsaid.empty());
    EXPECT_EQ(made.migrations.back().purpose, migration_purpose::contract_online);
    EXPECT_TRUE(made.migrations.back().is_stepwise());
}

} // namespace test_of_generate_table_parts
} // namespace constable::migrating
