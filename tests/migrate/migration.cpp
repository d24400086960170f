// SPDX-License-Identifier: BSL-1.0
// Migrations and histories: the structs that people write, and what is known of them without replaying.
#include "constable/migrate/migration.hpp"

#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_migration {

using namespace constable::testing::histories;

struct merged : migration<"9", "Merge", depends_on<"7", "8">, validate<"SELECT true", "never">> {};

TEST(migration, gathers_its_parts) {
    EXPECT_EQ(migration_parts<add_age>::steps.size(), 3U);
    EXPECT_TRUE(migration_parts<add_age>::depends_on.empty());
    ASSERT_EQ(migration_parts<merged>::depends_on.size(), 2U);
    EXPECT_EQ(migration_parts<merged>::depends_on[1], "8");
    ASSERT_EQ(migration_parts<merged>::conditions.size(), 1U);
    EXPECT_EQ(migration_parts<merged>::conditions[0].message, "never");
    EXPECT_EQ(merged::version, "9");
}

TEST(migrations, list_all_steps) {
    ASSERT_EQ(steps_of<history>.size(), 11U);
    EXPECT_EQ(steps_of<history>[2].migration, 1U);
    EXPECT_EQ(steps_of<history>[10].step->kind, step_kind::execute);
}

} // namespace test_of_migration
} // namespace constable::migrating
