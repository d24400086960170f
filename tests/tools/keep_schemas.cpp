// SPDX-License-Identifier: BSL-1.0
// Some database schemas of a catalog, and an error for one that is not there.
#include "constable/tools/keep_schemas.hpp"

#include "constable/schema.hpp"

#include <gtest/gtest.h>

using namespace constable;

namespace {

struct teams : table<"teams", column<"id", bigint, primary_key<>>> {};
struct users : table<"users", in_schema<"auth">, column<"id", bigint, primary_key<>>> {};
struct auth : database_schema<"auth"> {};
struct app : schema<auth, teams, users> {};

TEST(kept_schemas, are_all_without_names) {
    const tools::kept_schemas kept{catalog_of<app>, {}};
    EXPECT_EQ(kept.view().tables.size(), 2U);
}

TEST(kept_schemas, are_those_that_are_named) {
    const tools::kept_schemas kept{catalog_of<app>, {"auth"}};
    ASSERT_EQ(kept.view().tables.size(), 1U);
    EXPECT_EQ(kept.view().tables[0].name, "users");
    EXPECT_EQ(kept.view().schemas.size(), 1U);
}

TEST(kept_schemas, are_known) {
    try {
        const tools::kept_schemas kept{catalog_of<app>, {"nowhere"}};
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "there is no database schema nowhere; choose of auth");
    }
}

} // namespace
