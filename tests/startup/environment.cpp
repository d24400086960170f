// SPDX-License-Identifier: BSL-1.0
// The report about an environment: all errors, and a warning for what may surprise.
#include "constable/startup/environment.hpp"

#include "made_up_environment.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace constable;
using namespace constable::startup;
using constable::testing::made_up_environment;
using constable::testing::variables;

environment_report review(const variables& values) {
    const made_up_environment environment{values};
    return review_environment(environment.get());
}

/// A start that nothing is to be said about, and more variables.
environment_report review_sound_and(const variables& more) {
    variables values = {{"DB_HOST", "localhost"}, {"DB_NAME", "a"}, {"DB_USER", "b"}, {"DB_PASSWORD", "c"}};
    for (const auto& [name, value] : more) values[name] = value;
    return review(values);
}

/// Whether just one of the sentences holds all of these parts.
bool one_says(const std::vector<std::string>& sentences, const std::vector<std::string_view>& parts) {
    return std::ranges::count_if(sentences, [&parts](const std::string& sentence) {
               return std::ranges::all_of(
                   parts, [&](std::string_view part) { return sentence.find(part) != std::string::npos; });
           }) == 1;
}

TEST(review_environment, finds_nothing_in_a_sound_environment) {
    const environment_report report = review_sound_and({{"MIGRATION_TIMEOUT", "60"}, {"MIGRATION_ENV", "production"}});
    EXPECT_TRUE(report.valid);
    EXPECT_EQ(report.errors, std::vector<std::string>{});
    EXPECT_EQ(report.warnings, std::vector<std::string>{});
}

TEST(review_environment, lists_all_errors) {
    const environment_report report = review_sound_and(
        {{"MIGRATION_TIMEOUT", "x"}, {"MIGRATION_VERIFY", "y"}, {"DB_PORT", "z"}, {"DB_SSLMODE", "w"}});
    EXPECT_FALSE(report.valid);
    EXPECT_EQ(report.errors.size(), 4U);
    EXPECT_TRUE(one_says(report.errors, {"MIGRATION_TIMEOUT", "'x'"}));
    EXPECT_TRUE(one_says(report.errors, {"MIGRATION_VERIFY", "'y'"}));
    EXPECT_TRUE(one_says(report.errors, {"DB_PORT", "'z'"}));
    EXPECT_TRUE(one_says(report.errors, {"DB_SSLMODE", "'w'"}));
}

TEST(review_environment, suggests_a_name_for_an_unknown_one) {
    const std::vector<std::pair<std::string, std::string>> suggestions = {
        {"MIGRATION_TIMEOUTS", "MIGRATION_TIMEOUT?"},        {"MIGRATION_LOGLEVEL", "MIGRATION_LOG_LEVEL?"},
        {"MIGRATION_ENABLE", "MIGRATION_ENABLED?"},          {"MIGRATION_LOCKTIMEOUT", "MIGRATION_LOCK_TIMEOUT?"},
        {"MIGRATION_TIMEOUT_SECONDS", "MIGRATION_TIMEOUT?"}, {"MIGRATION_ON_DIFF", "MIGRATION_ON_DRIFT?"}};
    for (const auto& [name, suggestion] : suggestions) {
        const environment_report report = review_sound_and({{name, "1"}});
        EXPECT_TRUE(report.valid);
        EXPECT_EQ(report.warnings.size(), 1U);
        EXPECT_TRUE(one_says(report.warnings, {name + " ", suggestion})) << report.warnings.at(0);
    }
    EXPECT_EQ(review_sound_and({{"MIGRATION_TIMEOUTS", ""}}).warnings.size(), 0U);
}

TEST(review_environment, warns_of_unsafe_settings) {
    EXPECT_TRUE(one_says(review_sound_and({{"MIGRATION_CONCURRENT_SAFETY", "false"}}).warnings,
                         {"MIGRATION_CONCURRENT_SAFETY"}));
    EXPECT_TRUE(one_says(review_sound_and({{"MIGRATION_ENABLED", "false"}}).warnings, {"MIGRATION_ENABLED"}));
    EXPECT_TRUE(
        one_says(review_sound_and({{"MIGRATION_SKIP_VALIDATION", "true"}}).warnings, {"MIGRATION_SKIP_VALIDATION"}));
}

TEST(review_environment, warns_of_a_wait_longer_than_the_whole) {
    EXPECT_TRUE(one_says(review_sound_and({{"MIGRATION_LOCK_TIMEOUT", "31"}}).warnings,
                         {"MIGRATION_LOCK_TIMEOUT (31 s)", "MIGRATION_TIMEOUT (30 s)"}));
    EXPECT_EQ(review_sound_and({{"MIGRATION_LOCK_TIMEOUT", "30"}}).warnings.size(), 0U);
}

TEST(review_environment, says_which_of_several_groups_is_used) {
    const variables addon = {{"POSTGRESQL_ADDON_HOST", "localhost"},
                             {"POSTGRESQL_ADDON_DB", "a"},
                             {"POSTGRESQL_ADDON_USER", "b"},
                             {"POSTGRESQL_ADDON_PASSWORD", "c"},
                             {"DATABASE_URL", "postgresql://localhost"}};
    const environment_report report = review_sound_and(addon);
    EXPECT_EQ(report.warnings.size(), 2U);
    EXPECT_TRUE(one_says(report.warnings, {"DB_* are both set", "POSTGRESQL_ADDON_* is used"}));
    EXPECT_TRUE(one_says(report.warnings, {"DATABASE_URL are both set", "POSTGRESQL_ADDON_* is used"}));
    EXPECT_TRUE(one_says(review_sound_and({{"DATABASE_URL", "postgresql://localhost"}}).warnings,
                         {"DATABASE_URL are both set", "DB_* is used"}));
}

TEST(review_environment, warns_of_groups_set_in_part) {
    const variables url = {{"DATABASE_URL", "postgresql://localhost"}, {"DB_SSLMODE", "require"}};
    EXPECT_TRUE(one_says(review(url).warnings, {"DB_*", "is ignored"}));
    EXPECT_EQ(review(url).warnings.size(), 1U);
    EXPECT_TRUE(
        one_says(review_sound_and({{"POSTGRESQL_ADDON_USER", "me"}}).warnings, {"POSTGRESQL_ADDON_*", "is ignored"}));
}

TEST(review_environment, warns_when_nothing_says_where_the_database_is) {
    EXPECT_TRUE(one_says(review({}).warnings, {"libpq's defaults"}));
    EXPECT_TRUE(one_says(review({{"PGSSLMODE", "require"}}).warnings, {"libpq's defaults"}));
    EXPECT_EQ(review({{"PGHOST", "localhost"}}).warnings.size(), 0U);
    EXPECT_EQ(review({{"PGSERVICE", "main"}}).warnings.size(), 0U);
}

TEST(review_environment, says_what_falls_to_libpq) {
    const environment_report report = review({{"DB_HOST", "localhost"}, {"PGUSER", "me"}, {"PGPORT", "5433"}});
    EXPECT_TRUE(report.valid);
    EXPECT_EQ(report.warnings.size(), 4U);
    EXPECT_TRUE(one_says(report.warnings, {"DB_NAME is not set: libpq's default"}));
    EXPECT_TRUE(one_says(report.warnings, {"DB_USER is not set: PGUSER"}));
    EXPECT_TRUE(one_says(report.warnings, {"DB_PASSWORD is not set: libpq's default"}));
    EXPECT_TRUE(one_says(report.warnings, {"DB_PORT is not set: PGPORT"}));
    EXPECT_TRUE(one_says(review({{"DB_NAME", "a"}}).warnings, {"DB_HOST is not set: libpq's default"}));
}

TEST(review_environment, warns_of_white_space_around_values) {
    const environment_report report = review_sound_and({{"DB_PASSWORD", "secret\n"}});
    EXPECT_TRUE(one_says(report.warnings, {"the password from DB_*", "white space"}));
    EXPECT_FALSE(one_says(report.warnings, {"secret"}));
}

TEST(review_environment, warns_of_an_address_that_overrules_the_host) {
    EXPECT_TRUE(one_says(review_sound_and({{"PGHOSTADDR", "10.0.0.1"}}).warnings, {"PGHOSTADDR"}));
}

TEST(review_environment, warns_of_a_password_that_may_travel_in_clear_text) {
    const auto warns = [](const variables& values) { return one_says(review(values).warnings, {"no sslmode"}); };
    EXPECT_TRUE(warns({{"DATABASE_URL", "postgresql://me:secret@db.example.org/a"}}));
    EXPECT_TRUE(warns({{"DATABASE_URL", "postgresql://me:secret@localhost,10.0.0.1/a"}}));
    EXPECT_TRUE(warns({{"DATABASE_URL", "postgresql://me@db.example.org/a"}, {"PGPASSWORD", "secret"}}));
    EXPECT_FALSE(warns({{"DATABASE_URL", "postgresql://me:secret@db.example.org/a?sslmode=require"}}));
    EXPECT_FALSE(warns({{"DATABASE_URL", "postgresql://me:secret@db.example.org/a"}, {"PGSSLMODE", "prefer"}}));
    EXPECT_FALSE(warns({{"DATABASE_URL", "postgresql://me@db.example.org/a"}}));
    for (const std::string host : {"localhost", "127.0.0.1", "[::1]", "%2Frun", "", "localhost,[::1]"}) {
        EXPECT_FALSE(warns({{"DATABASE_URL", "postgresql://me:secret@" + host + "/a"}})) << host;
    }
}

RC_GTEST_PROP(review_environment, never_shows_a_password, ()) {
    const std::string planted = "Xq7planted9Z";
    const auto some =
        rc::gen::container<std::string>(rc::gen::element('@', ':', '/', '?', '=', '%', '\'', '\\', ' ', 'a', '1'));
    const std::string password = *some + planted + *some;
    const variables values = {
        {"DB_HOST", *rc::gen::element<std::string>("", "localhost", "db.example.org")},
        {"DB_PASSWORD", password},
        {"PGPASSWORD", password},
        {"POSTGRESQL_ADDON_PASSWORD", password},
        {"POSTGRESQL_ADDON_URI", *rc::gen::element<std::string>("", "postgres://me:" + password + "@host/a")},
        {"DATABASE_URL", "postgresql" + *some + "://me:" + password + *some + "@host" + *some},
    };
    const environment_report report = review(values);
    RC_CLASSIFY(report.valid);
    for (const std::string& error : report.errors) RC_ASSERT(error.find(planted) == std::string::npos);
    for (const std::string& warning : report.warnings) RC_ASSERT(warning.find(planted) == std::string::npos);
    std::vector<std::string> mistakes;
    const made_up_environment environment{values};
    const connection_settings settings = read_connection({}, environment.get(), mistakes);
    RC_ASSERT(settings.describe().find(planted) == std::string::npos);
    if (report.valid) RC_ASSERT(settings.redact(settings.connection_string()).find(planted) == std::string::npos);
}

TEST(edit_distance, counts_changes) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("abc", ""), 3U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("LOGLEVEL", "LOG_LEVEL"), 1U);
}

TEST(validate_migration_environment, looks_at_this_process) {
    ::setenv("MIGRATION_TIMEOUT", "soon", 1);
    const environment_report report = validate_migration_environment();
    ::unsetenv("MIGRATION_TIMEOUT");
    EXPECT_FALSE(report.valid);
    EXPECT_TRUE(one_says(report.errors, {"MIGRATION_TIMEOUT", "'soon'"}));
}

} // namespace
