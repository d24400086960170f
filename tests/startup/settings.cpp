// SPDX-License-Identifier: BSL-1.0
// The words that settings allow.
#include "constable/startup/settings.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using namespace constable;
using namespace constable::startup;

TEST(switch_words, mean_true_and_false_in_small_letters_and_capitals) {
    for (const std::string_view text : {"true", "TRUE", "True", "1", "yes", "Yes", "on", "ON"}) {
        EXPECT_EQ(*meaning_of(text, switch_words), true) << text;
    }
    for (const std::string_view text : {"false", "FALSE", "0", "no", "NO", "off", "oFF"}) {
        EXPECT_EQ(*meaning_of(text, switch_words), false) << text;
    }
    for (const std::string_view text : {"", " ", "true ", "t", "y", "2", "00", "enabled", "-1"}) {
        EXPECT_EQ(meaning_of(text, switch_words), nullptr) << text;
    }
}

TEST(severity_words, take_warning_for_warn) {
    EXPECT_EQ(*meaning_of("DEBUG", severity_words), log_severity::debug);
    EXPECT_EQ(*meaning_of("Info", severity_words), log_severity::info);
    EXPECT_EQ(*meaning_of("WARN", severity_words), log_severity::warn);
    EXPECT_EQ(*meaning_of("warning", severity_words), log_severity::warn);
    EXPECT_EQ(*meaning_of("error", severity_words), log_severity::error);
    EXPECT_EQ(meaning_of("fatal", severity_words), nullptr);
}

TEST(meaning_or_throw, names_field_variable_value_and_what_is_allowed) {
    EXPECT_EQ(meaning_or_throw("verify", "Full", verify_words), verify_mode::everything);
    try {
        meaning_or_throw("verify", "some", verify_words);
        FAIL() << "nothing was thrown";
    } catch (const configuration_error& error) {
        EXPECT_STREQ(error.what(),
                     "constable: verify (MIGRATION_VERIFY) is 'some', but must be marker, catalog or full; "
                     "correct it, or leave it out for the default, catalog");
    }
}

TEST(read_state_table, reads_a_table_with_or_without_schema) {
    EXPECT_EQ(read_state_table("state"), (state_table_name{"", "state"}));
    EXPECT_EQ(read_state_table("ops.state"), (state_table_name{"ops", "state"}));
    EXPECT_EQ(read_state_table("Ops.Zustände"), (state_table_name{"Ops", "Zustände"}));
    const std::string longest(63, 'a');
    EXPECT_EQ(read_state_table(longest + "." + longest), (state_table_name{longest, longest}));
}

TEST(read_state_table, refuses_what_is_no_name) {
    const std::string too_long(64, 'a');
    for (const std::string& text :
         {std::string{}, std::string{"."}, std::string{"a."}, std::string{".a"}, std::string{"a.b.c"}, too_long,
          too_long + ".a", "a." + too_long, std::string{"\"a\""}, std::string{"a\nb"}, std::string{"a\0b", 3}}) {
        EXPECT_EQ(read_state_table(text), state_table_name{}) << text;
    }
}

TEST(read_state_table, refuses_the_schemas_of_postgresql) {
    EXPECT_EQ(read_state_table("pg_catalog.state"), state_table_name{});
    EXPECT_EQ(read_state_table("pg_temp.state"), state_table_name{});
    EXPECT_EQ(read_state_table("information_schema.state"), state_table_name{});
    EXPECT_EQ(read_state_table("pg_state"), (state_table_name{"", "pg_state"}));
}

} // namespace
