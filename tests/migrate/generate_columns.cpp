// SPDX-License-Identifier: BSL-1.0
// Which steps make a column what it shall be, while others use its table.
#include "constable/migrate/generate_columns.hpp"

#include "constable/migrate/generate.hpp"
#include "constable/schema.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace constable::migrating {
namespace test_of_generate_columns {

struct users : table<"users", column<"id", bigint, primary_key<>>, column<"name", text>, column<"age", integer>> {};
struct app : schema<users> {};

std::vector<std::string> kinds_to(const catalog::catalog& to) {
    const generated made = generate(catalog_of<app>, to);
    EXPECT_TRUE(made.unsaid.empty());
    std::vector<std::string> all;
    for (const generated_migration& each : made.migrations) {
        all.emplace_back("-");
        for (const step_value* step : each.steps) all.push_back(std::to_string(static_cast<int>(step->kind)));
    }
    return all;
}
std::string of(step_kind kind) { return std::to_string(static_cast<int>(kind)); }

struct named_users : table<"users", column<"id", bigint, primary_key<>>, column<"name", text, not_null>, column<"age", integer>> {};
struct named : schema<named_users> {};

TEST(column_changes, check_not_null_while_others_work) {
    EXPECT_EQ(kinds_to(catalog_of<named>), (std::vector<std::string>{"-", of(step_kind::add_parts), "-", of(step_kind::validate_constraint), "-",
                                                                     of(step_kind::set_not_null), of(step_kind::drop_part)}));
}

struct filled_users : table<"users", column<"id", bigint, primary_key<>>, column<"name", text>, column<"age", integer>,
                            column<"key", uuid, default_<"gen_random_uuid()">>> {};
struct filled : schema<filled_users> {};

TEST(column_changes, fill_a_volatile_default_in_batches) {
    EXPECT_EQ(kinds_to(catalog_of<filled>),
              (std::vector<std::string>{"-", of(step_kind::add_parts), of(step_kind::set_default), "-", of(step_kind::backfill)}));
}

struct wide_users : table<"users", column<"id", bigint, primary_key<>>, column<"name", text>, column<"age", bigint>> {};
struct wide : schema<wide_users> {};

TEST(column_changes, change_a_type_in_one_step_that_is_acknowledged) {
    const generated made = generate(catalog_of<app>, catalog_of<wide>);
    ASSERT_EQ(made.migrations.size(), 1U);
    const step_value& step = *made.migrations[0].steps[0];
    EXPECT_EQ(step.kind, step_kind::change_type);
    EXPECT_EQ(step.accepted[0].rule, unsafe_rule::table_rewrite);
}

struct required_users : table<"users", column<"id", bigint, primary_key<>>, column<"name", text>, column<"age", integer>, column<"email", text, not_null>> {};
struct required : schema<required_users> {};

TEST(column_changes, warn_of_a_required_column_without_values) {
    const generated made = generate(catalog_of<app>, catalog_of<required>);
    ASSERT_EQ(made.warnings.size(), 1U);
    EXPECT_NE(made.warnings[0].find("users.email must not be NULL"), std::string::npos);
    EXPECT_FALSE(made.migrations[0].fragments[0].table->columns[0].not_null);
}

} // namespace test_of_generate_columns
} // namespace constable::migrating
