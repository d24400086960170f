// SPDX-License-Identifier: BSL-1.0
// The configuration: its defaults, its checks, and the MIGRATION_* variables.
#include "constable/startup/config.hpp"

#include "made_up_environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

using namespace constable;
using namespace constable::startup;
using constable::testing::made_up_environment;
using constable::testing::variables;

static_assert(std::is_aggregate_v<migration_config>);

struct read_result {
    migration_config config;
    std::vector<std::string> mistakes;
};

read_result read(const variables& values) {
    const made_up_environment environment{values};
    read_result result;
    result.config = read_config(environment.get(), result.mistakes);
    return result;
}

/// The lines of what validate() throws, without the first of several.
std::vector<std::string> mistakes_of(const migration_config& config) {
    std::vector<std::string> mistakes;
    try {
        config.validate();
    } catch (const configuration_error& error) {
        std::istringstream lines{error.what()};
        for (std::string line; std::getline(lines, line);)
            mistakes.push_back(line.substr(line.find_first_of("-:") + 2));
        if (mistakes.size() > 1) mistakes.erase(mistakes.begin());
    }
    return mistakes;
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(migration_config, has_the_documented_defaults) {
    const migration_config config;
    EXPECT_TRUE(config.enabled);
    EXPECT_EQ(config.timeout_seconds, 30);
    EXPECT_EQ(config.lock_timeout_seconds, 30);
    EXPECT_TRUE(config.enable_logging);
    EXPECT_EQ(config.log_level, "INFO");
    EXPECT_FALSE(config.skip_validation);
    EXPECT_TRUE(config.concurrent_safety);
    EXPECT_EQ(config.verify, "catalog");
    EXPECT_EQ(config.on_drift, "warn");
    EXPECT_EQ(config.state_table, "constable_state");
    EXPECT_EQ(config.ledger_table, "schema_migrations");
    EXPECT_EQ(config.unknown_versions, "warn");
    EXPECT_EQ(config.out_of_order, "fail");
    EXPECT_EQ(config.connection, "");
    EXPECT_EQ(config.logger, nullptr);
    EXPECT_NO_THROW(config.validate());
}

TEST(migration_config, names_the_same_defaults_in_its_messages) {
    variables defaults;
    for (const setting& known : all_settings) defaults.emplace(known.variable, known.default_value);
    const auto [config, mistakes] = read(defaults);
    const migration_config expected;
    EXPECT_EQ(mistakes, std::vector<std::string>{});
    EXPECT_EQ(config.enabled, expected.enabled);
    EXPECT_EQ(config.timeout_seconds, expected.timeout_seconds);
    EXPECT_EQ(config.lock_timeout_seconds, expected.lock_timeout_seconds);
    EXPECT_EQ(config.enable_logging, expected.enable_logging);
    EXPECT_EQ(config.log_level, expected.log_level);
    EXPECT_EQ(config.skip_validation, expected.skip_validation);
    EXPECT_EQ(config.concurrent_safety, expected.concurrent_safety);
    EXPECT_EQ(config.verify, expected.verify);
    EXPECT_EQ(config.on_drift, expected.on_drift);
    EXPECT_EQ(config.state_table, expected.state_table);
    EXPECT_EQ(config.ledger_table, expected.ledger_table);
    EXPECT_EQ(config.unknown_versions, expected.unknown_versions);
    EXPECT_EQ(config.out_of_order, expected.out_of_order);
}

TEST(migration_config, is_written_with_designated_initializers) {
    const migration_config config{.enabled = false, .timeout_seconds = 60, .log_level = "DEBUG"};
    EXPECT_FALSE(config.enabled);
    EXPECT_EQ(config.timeout_seconds, 60);
    EXPECT_EQ(config.lock_timeout_seconds, 30);
    EXPECT_EQ(config.severity(), log_severity::debug);
}

TEST(migration_config, gives_its_texts_a_meaning) {
    const migration_config config{
        .log_level = "warning", .verify = "MARKER", .on_drift = "Fail", .state_table = "ops.state",
        .ledger_table = "ops.ledger", .unknown_versions = "Ignore", .out_of_order = "RUN"};
    EXPECT_NO_THROW(config.validate());
    EXPECT_EQ(config.severity(), log_severity::warn);
    EXPECT_EQ(config.verification(), verify_mode::marker);
    EXPECT_EQ(config.drift(), drift_policy::fail);
    EXPECT_EQ(config.state(), (state_table_name{"ops", "state"}));
    EXPECT_EQ(config.ledger(), (state_table_name{"ops", "ledger"}));
    EXPECT_EQ(config.unknown_version(), unknown_version_policy::ignore);
    EXPECT_EQ(config.order(), out_of_order_policy::run);
}

TEST(migration_config, gives_no_meaning_to_a_wrong_text) {
    const migration_config config{.log_level = "loud", .verify = "no", .on_drift = "cry", .state_table = "",
                                  .ledger_table = ".", .unknown_versions = "maybe", .out_of_order = "no"};
    EXPECT_THROW(static_cast<void>(config.severity()), configuration_error);
    EXPECT_THROW(static_cast<void>(config.verification()), configuration_error);
    EXPECT_THROW(static_cast<void>(config.drift()), configuration_error);
    EXPECT_THROW(static_cast<void>(config.state()), configuration_error);
    EXPECT_THROW(static_cast<void>(config.ledger()), configuration_error);
    EXPECT_THROW(static_cast<void>(config.unknown_version()), configuration_error);
    EXPECT_THROW(static_cast<void>(config.order()), configuration_error);
}

TEST(validate, lists_every_mistake) {
    const migration_config config{.timeout_seconds = 0,
                                  .lock_timeout_seconds = -1,
                                  .log_level = "loud",
                                  .verify = "perhaps",
                                  .on_drift = "cry",
                                  .state_table = "a.b.c",
                                  .connection = "sqlite:///file"};
    const std::vector<std::string> mistakes = mistakes_of(config);
    ASSERT_EQ(mistakes.size(), 7U);
    EXPECT_EQ(mistakes[0],
              "timeout_seconds (MIGRATION_TIMEOUT) is '0', but must be a whole number of seconds from 1 to "
              "86400; correct it, or leave it out for the default, 30");
    EXPECT_TRUE(says(mistakes[1], "lock_timeout_seconds (MIGRATION_LOCK_TIMEOUT) is '-1'")) << mistakes[1];
    EXPECT_TRUE(says(mistakes[2], "log_level (MIGRATION_LOG_LEVEL) is 'loud', but must be DEBUG")) << mistakes[2];
    EXPECT_TRUE(says(mistakes[3], "verify (MIGRATION_VERIFY) is 'perhaps'")) << mistakes[3];
    EXPECT_TRUE(says(mistakes[4], "on_drift (MIGRATION_ON_DRIFT) is 'cry'")) << mistakes[4];
    EXPECT_TRUE(says(mistakes[5], "state_table (MIGRATION_STATE_TABLE) is 'a.b.c'")) << mistakes[5];
    EXPECT_TRUE(says(mistakes[6], "migration_config::connection has the scheme 'sqlite'")) << mistakes[6];
}

TEST(validate, takes_timeouts_up_to_a_day) {
    EXPECT_EQ(mistakes_of({.timeout_seconds = 1, .lock_timeout_seconds = 86400}).size(), 0U);
    EXPECT_EQ(mistakes_of({.timeout_seconds = 86401, .lock_timeout_seconds = 0}).size(), 2U);
}

TEST(validate, quotes_nothing_of_a_connection) {
    for (const std::string_view connection :
         {"postgresql://me:top/secret@host/db", "postgresql://me:secret@host:port/db", "host=here password=top secret",
          "mysql://me:secret@host/db", "postgresql://me:secret%zz@host/db", "postgresql:me:secret@host"}) {
        const std::vector<std::string> mistakes = mistakes_of({.connection = std::string{connection}});
        ASSERT_EQ(mistakes.size(), 1U) << connection;
        EXPECT_FALSE(says(mistakes[0], "secret")) << mistakes[0];
        EXPECT_FALSE(says(mistakes[0], "top")) << mistakes[0];
    }
}

TEST(read_config, takes_every_variable) {
    const auto [config, mistakes] = read({{"MIGRATION_ENABLED", "no"},
                                          {"MIGRATION_TIMEOUT", "61"},
                                          {"MIGRATION_LOCK_TIMEOUT", "7"},
                                          {"MIGRATION_LOGGING", "OFF"},
                                          {"MIGRATION_LOG_LEVEL", "error"},
                                          {"MIGRATION_SKIP_VALIDATION", "1"},
                                          {"MIGRATION_CONCURRENT_SAFETY", "False"},
                                          {"MIGRATION_VERIFY", "full"},
                                          {"MIGRATION_ON_DRIFT", "fail"},
                                          {"MIGRATION_STATE_TABLE", "ops.state"}});
    EXPECT_EQ(mistakes, std::vector<std::string>{});
    EXPECT_FALSE(config.enabled);
    EXPECT_EQ(config.timeout_seconds, 61);
    EXPECT_EQ(config.lock_timeout_seconds, 7);
    EXPECT_FALSE(config.enable_logging);
    EXPECT_EQ(config.severity(), log_severity::error);
    EXPECT_TRUE(config.skip_validation);
    EXPECT_FALSE(config.concurrent_safety);
    EXPECT_EQ(config.verification(), verify_mode::everything);
    EXPECT_EQ(config.drift(), drift_policy::fail);
    EXPECT_EQ(config.state_table, "ops.state");
}

TEST(read_config, takes_an_empty_variable_for_a_missing_one) {
    const auto [config, mistakes] =
        read({{"MIGRATION_ENABLED", ""}, {"MIGRATION_TIMEOUT", ""}, {"MIGRATION_VERIFY", ""}});
    EXPECT_EQ(mistakes, std::vector<std::string>{});
    EXPECT_TRUE(config.enabled);
    EXPECT_EQ(config.timeout_seconds, 30);
    EXPECT_EQ(config.verify, "catalog");
}

TEST(read_config, reports_every_bad_variable_once) {
    variables values;
    for (const setting& known : all_settings) values.emplace(known.variable, "?.?.?");
    const std::vector<std::string> mistakes = read(values).mistakes;
    EXPECT_EQ(mistakes.size(), all_settings.size());
    for (const setting& known : all_settings) {
        const auto is_about = [&known](const std::string& mistake) {
            return says(mistake, "(" + std::string{known.variable} + ") is '?.?.?'") && says(mistake, known.allowed);
        };
        EXPECT_EQ(std::ranges::count_if(mistakes, is_about), 1) << known.variable;
    }
}

TEST(read_config, takes_only_whole_numbers_for_timeouts) {
    for (const std::string text :
         {"0", "-5", "86401", "99999999999999999999", "30s", "1.5", " 30", "30 ", "+30", "0x10"}) {
        const std::vector<std::string> mistakes = read({{"MIGRATION_TIMEOUT", text}}).mistakes;
        ASSERT_EQ(mistakes.size(), 1U) << text;
        EXPECT_TRUE(says(mistakes[0], "MIGRATION_TIMEOUT")) << mistakes[0];
        EXPECT_TRUE(says(mistakes[0], "'" + text + "'")) << mistakes[0];
        EXPECT_TRUE(says(mistakes[0], "from 1 to 86400")) << mistakes[0];
    }
    EXPECT_EQ(read({{"MIGRATION_TIMEOUT", "86400"}}).config.timeout_seconds, 86400);
}

TEST(from_environment, reads_the_variables_of_this_process) {
    ::setenv("MIGRATION_TIMEOUT", "99", 1);
    EXPECT_EQ(migration_config::from_environment().timeout_seconds, 99);
    ::setenv("MIGRATION_TIMEOUT", "soon", 1);
    ::setenv("MIGRATION_ENABLED", "maybe", 1);
    try {
        migration_config::from_environment();
        ADD_FAILURE() << "nothing was thrown";
    } catch (const configuration_error& error) {
        EXPECT_TRUE(says(error.what(), "2 mistakes")) << error.what();
        EXPECT_TRUE(says(error.what(), "MIGRATION_TIMEOUT) is 'soon'")) << error.what();
        EXPECT_TRUE(says(error.what(), "MIGRATION_ENABLED) is 'maybe'")) << error.what();
    }
    ::unsetenv("MIGRATION_TIMEOUT");
    ::unsetenv("MIGRATION_ENABLED");
}

} // namespace
