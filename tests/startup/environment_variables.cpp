// SPDX-License-Identifier: BSL-1.0
// Which variables are read from the process, and how values are shown in messages.
#include "constable/startup/environment_variables.hpp"

#include "made_up_environment.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace constable::startup;
using constable::testing::made_up_environment;

TEST(environment_variables, finds_a_value) {
    const made_up_environment environment{{{"DB_HOST", "db.example.org"}, {"DB_HOST_2", "other"}, {"DB_NAME", "a=b"}}};
    EXPECT_EQ(environment.get().find("DB_HOST"), "db.example.org");
    EXPECT_EQ(environment.get().find("DB_HOST_2"), "other");
    EXPECT_EQ(environment.get().find("DB_NAME"), "a=b");
    EXPECT_TRUE(environment.get().has("DB_HOST"));
}

TEST(environment_variables, takes_an_empty_value_for_a_missing_one) {
    const made_up_environment environment{{{"DB_HOST", ""}}};
    EXPECT_FALSE(environment.get().has("DB_HOST"));
    EXPECT_FALSE(environment.get().has("DB_NAME"));
    EXPECT_FALSE(environment.get().has("DB"));
}

TEST(environment_variables, may_be_none_at_all) {
    const environment_variables none{nullptr}; // after clearenv()
    EXPECT_FALSE(none.has("DB_HOST"));
}

TEST(environment_variables, takes_the_first_of_two_as_getenv_does) {
    const char* const entries[] = {"DB_HOST=one", "DB_HOST=two", "WITHOUT_VALUE", nullptr};
    EXPECT_EQ(environment_variables{entries}.find("DB_HOST"), "one");
    EXPECT_FALSE(environment_variables{entries}.has("WITHOUT_VALUE"));
}

TEST(to_number, takes_digits_only) {
    EXPECT_EQ(to_number("0"), 0);
    EXPECT_EQ(to_number("007"), 7);
    EXPECT_EQ(to_number("999999999"), 999999999);
    for (const std::string_view text :
         {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1000000000", "99999999999999999999"}) {
        EXPECT_EQ(to_number(text), -1) << text;
    }
}

TEST(process_environment, holds_what_was_set) {
    ::setenv("MIGRATION_OF_A_TEST", "a=b", 1);
    EXPECT_EQ(process_environment().find("MIGRATION_OF_A_TEST"), "a=b");
    ::unsetenv("MIGRATION_OF_A_TEST");
    EXPECT_FALSE(process_environment().has("MIGRATION_OF_A_TEST"));
}

TEST(to_lower, changes_only_ascii_letters) { EXPECT_EQ(to_lower("AbZ_1Ä"), "abz_1Ä"); }

TEST(in_quotes, shows_control_characters_as_numbers) { EXPECT_EQ(in_quotes("a\r\n\x7f"), "'a\\x0d\\x0a\\x7f'"); }

TEST(in_quotes, cuts_long_text_between_letters) {
    EXPECT_EQ(in_quotes(std::string(80, 'a')), "'" + std::string(80, 'a') + "'");
    EXPECT_EQ(in_quotes(std::string(81, 'a')), "'" + std::string(80, 'a') + "...'");
    EXPECT_EQ(in_quotes(std::string(79, 'a') + "ä"), "'" + std::string(79, 'a') + "...'");
}

TEST(shown, hides_what_may_hold_a_password) {
    EXPECT_EQ(shown("often"), "'often'");
    EXPECT_EQ(shown("postgresql://me:secret@host/db").find("secret"), std::string::npos);
    EXPECT_EQ(shown("host=here PASSWORD=secret").find("secret"), std::string::npos);
}

} // namespace
