// SPDX-License-Identifier: BSL-1.0
// Which refusals may pass by themselves.
#include "constable/database/sql_failure.hpp"

#include <gtest/gtest.h>
#include <string>

namespace {

using constable::database::sql_failure;

sql_failure with(const std::string& code) { return {code, "SELECT 1", "what the server said", false}; }

TEST(sql_failure, keeps_what_it_was_given) {
    const sql_failure failure{"42P01", "SELECT 1", "no such table", true};
    EXPECT_EQ(failure.sqlstate(), "42P01");
    EXPECT_EQ(failure.statement(), "SELECT 1");
    EXPECT_STREQ(failure.what(), "no such table");
    EXPECT_TRUE(failure.is_disconnected());
}

TEST(sql_failure, may_pass_when_others_were_in_the_way) {
    for (const char* code : {"55P03", "40P01", "40001"}) EXPECT_TRUE(with(code).is_passing()) << code;
    for (const char* code : {"", "42P07", "57014", "42501"}) EXPECT_FALSE(with(code).is_passing()) << code;
}

TEST(sql_failure, is_a_collision_when_somebody_created_the_same) {
    for (const char* code : {"42P07", "42710", "42P06", "23505"}) EXPECT_TRUE(with(code).is_collision()) << code;
    for (const char* code : {"", "42P01", "55P03", "23514"}) EXPECT_FALSE(with(code).is_collision()) << code;
}

} // namespace
