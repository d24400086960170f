// SPDX-License-Identifier: BSL-1.0
// What may have been renamed: something goes, and something like it comes.
#include "constable/migrate/rename_questions.hpp"

#include "constable/schema.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_rename_questions {

struct users : table<"users", column<"id", bigint>, column<"name", text>, column<"age", integer>> {};
struct renamed : table<"users", column<"id", bigint>, column<"full_name", text>, column<"born", date>> {};
struct people : table<"people", column<"id", bigint>, column<"name", text>, column<"age", integer>> {};
struct app : schema<users> {};
struct app_with_renamed_column : schema<renamed> {};
struct app_with_renamed_table : schema<people> {};

TEST(find_rename_questions, asks_about_columns_of_one_type) {
    const auto asked = find_rename_questions(catalog_of<app_with_renamed_column>, catalog_of<app>);
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0].table, "users");
    EXPECT_EQ(asked[0].from, "name");
    EXPECT_EQ(asked[0].to, "full_name");
}

TEST(find_rename_questions, asks_about_tables_with_the_same_columns) {
    const auto asked = find_rename_questions(catalog_of<app_with_renamed_table>, catalog_of<app>);
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0].kind, catalog::object_kind::table);
    EXPECT_EQ(asked[0].from, "users");
    EXPECT_TRUE(find_rename_questions(catalog_of<app>, catalog_of<app>).empty());
}

} // namespace test_of_rename_questions
} // namespace constable::migrating
