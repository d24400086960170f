// SPDX-License-Identifier: BSL-1.0
// Which variables say where the database is, and what is wrong with them.
#include "constable/startup/choose_connection.hpp"

#include "made_up_environment.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace constable;
using namespace constable::startup;
using constable::testing::made_up_environment;
using constable::testing::variables;

struct choice {
    connection_settings settings;
    std::vector<std::string> mistakes;
};

choice choose(const variables& values, const migration_config& config = {}) {
    const made_up_environment environment{values};
    choice chosen;
    chosen.settings = read_connection(config, environment.get(), chosen.mistakes);
    return chosen;
}

std::string string_for(const variables& values, const migration_config& config = {}) {
    const auto [settings, mistakes] = choose(values, config);
    for (const std::string& mistake : mistakes) ADD_FAILURE() << mistake;
    return settings.connection_string();
}

/// Takes the only mistake that there is.
std::string only_mistake_of(const variables& values, const migration_config& config = {}) {
    const std::vector<std::string> mistakes = choose(values, config).mistakes;
    EXPECT_EQ(mistakes.size(), 1U);
    return mistakes.empty() ? "" : mistakes.front();
}

const std::string added = " fallback_application_name='constable' connect_timeout='30'";

const variables addon = {{"POSTGRESQL_ADDON_HOST", "addon.example.org"},
                         {"POSTGRESQL_ADDON_DB", "bdb"},
                         {"POSTGRESQL_ADDON_USER", "buser"},
                         {"POSTGRESQL_ADDON_PASSWORD", "it's"}};
const variables db = {
    {"DB_HOST", "here"}, {"DB_PORT", "5433"}, {"DB_NAME", "trackers"}, {"DB_USER", "me"}, {"DB_PASSWORD", "secret"}};

variables with(variables values, const variables& more) {
    for (const auto& [name, value] : more) values[name] = value;
    return values;
}

TEST(choose_source, takes_the_first_that_is_set) {
    variables all = with(addon, db);
    all["POSTGRESQL_ADDON_URI"] = "postgresql://uri";
    all["DATABASE_URL"] = "postgresql://url";
    all["PGHOST"] = "pg";
    const migration_config config{.connection = "host=x"};
    const auto source = [&all](const migration_config& given) {
        return choose_source(given, made_up_environment{all}.get());
    };
    EXPECT_EQ(source(config), connection_source::configuration);
    EXPECT_EQ(source({}), connection_source::postgresql_addon);
    all.erase("POSTGRESQL_ADDON_HOST");
    EXPECT_EQ(source({}), connection_source::postgresql_addon);
    all.erase("POSTGRESQL_ADDON_DB");
    EXPECT_EQ(source({}), connection_source::postgresql_addon_uri);
    all.erase("POSTGRESQL_ADDON_URI");
    EXPECT_EQ(source({}), connection_source::db);
    all.erase("DB_HOST");
    EXPECT_EQ(source({}), connection_source::db);
    all["DB_NAME"] = "";
    EXPECT_EQ(source({}), connection_source::database_url);
    all.erase("DATABASE_URL");
    EXPECT_EQ(source({}), connection_source::libpq);
}

TEST(read_connection, takes_the_addon_with_its_default_port) {
    EXPECT_EQ(string_for(addon),
              R"(host='addon.example.org' dbname='bdb' user='buser' password='it\'s' port='5432')" + added);
    EXPECT_EQ(string_for(with(addon, {{"POSTGRESQL_ADDON_PORT", "6543"}, {"PGPORT", "1"}})),
              R"(host='addon.example.org' port='6543' dbname='bdb' user='buser' password='it\'s')" + added);
}

TEST(read_connection, takes_db_variables) {
    EXPECT_EQ(string_for(db), "host='here' port='5433' dbname='trackers' user='me' password='secret'" + added);
    EXPECT_EQ(string_for({{"DB_NAME", "trackers"}}), "dbname='trackers'" + added);
    EXPECT_EQ(string_for({{"DB_HOST", "here"}, {"DB_PORT", ""}}), "host='here'" + added);
}

TEST(read_connection, takes_database_url) {
    EXPECT_EQ(
        string_for({{"DATABASE_URL", "postgresql+asyncpg://me:s%40x@here:5433/trackers?target_session_attrs=any"}}),
        "user='me' password='s@x' host='here' port='5433' dbname='trackers' target_session_attrs='any'" + added);
}

TEST(read_connection, takes_the_addon_uri_when_there_is_nothing_else) {
    EXPECT_EQ(
        string_for({{"POSTGRESQL_ADDON_URI", "postgresql://me:x@here/bdb"}, {"POSTGRESQL_ADDON_SSLMODE", "require"}}),
        "user='me' password='x' host='here' dbname='bdb' sslmode='require'" + added);
    EXPECT_EQ(string_for({{"POSTGRESQL_ADDON_URI", "postgresql://here?sslmode=disable"},
                          {"POSTGRESQL_ADDON_SSLMODE", "allow"}}),
              "host='here' sslmode='disable'" + added);
}

TEST(read_connection, mixes_the_addon_uri_with_no_other_variables) {
    EXPECT_EQ(string_for({{"POSTGRESQL_ADDON_URI", "postgresql://here"},
                          {"POSTGRESQL_ADDON_USER", "me"},
                          {"POSTGRESQL_ADDON_PORT", "x"}}),
              "host='here'" + added);
}

TEST(read_connection, takes_what_the_program_says) {
    EXPECT_EQ(string_for(db, {.connection = "host=there user='a b'"}), "host='there' user='a b'" + added);
    EXPECT_EQ(string_for(db, {.connection = "postgres://there"}), "host='there'" + added);
}

TEST(read_connection, leaves_everything_else_to_libpq) {
    const auto [settings, mistakes] = choose({{"PGHOST", "here"}, {"PGPASSWORD", "secret"}, {"PGUSER", "me"}});
    EXPECT_EQ(" " + settings.connection_string(), added);
    EXPECT_EQ(settings.source, connection_source::libpq);
    EXPECT_EQ(settings.effective("host"), "here");
    EXPECT_EQ(settings.effective("user"), "me");
    EXPECT_EQ(settings.redact("a secret"), "a ***");
    EXPECT_EQ(mistakes, std::vector<std::string>{});
}

TEST(read_connection, takes_certificates) {
    EXPECT_EQ(string_for({{"DB_HOST", "h"},
                          {"DB_SSLMODE", "verify-full"},
                          {"DB_SSLROOTCERT", "/ca"},
                          {"DB_SSLCERT", "/cert"},
                          {"DB_SSLKEY", "/key"}}),
              "host='h' sslmode='verify-full' sslrootcert='/ca' sslcert='/cert' sslkey='/key'" + added);
    EXPECT_NE(string_for(with(addon, {{"POSTGRESQL_ADDON_SSLROOTCERT", "/ca"}})).find("sslrootcert='/ca'"),
              std::string::npos);
}

TEST(read_connection, keeps_the_users_connect_timeout_and_application_name) {
    EXPECT_EQ(string_for({{"DATABASE_URL", "postgresql://h?connect_timeout=3&fallback_application_name=mine"}}),
              "host='h' connect_timeout='3' fallback_application_name='mine'");
    EXPECT_EQ(string_for({{"DB_HOST", "h"}, {"PGCONNECT_TIMEOUT", "3"}}),
              "host='h' fallback_application_name='constable'");
    EXPECT_EQ(string_for({{"DB_HOST", "h"}}, {.timeout_seconds = 7}),
              "host='h' fallback_application_name='constable' connect_timeout='7'");
}

TEST(read_connection, sends_no_options) {
    EXPECT_EQ(string_for(addon).find("options"), std::string::npos);
    EXPECT_NE(string_for({{"DATABASE_URL", "postgresql://h?options=-cx"}}).find("options='-cx'"), std::string::npos);
}

TEST(read_connection, names_what_the_addon_lacks) {
    for (const std::string_view missing : {"POSTGRESQL_ADDON_HOST", "POSTGRESQL_ADDON_DB", "POSTGRESQL_ADDON_USER"}) {
        const std::string mistake = only_mistake_of(with(addon, {{std::string{missing}, ""}, {"DB_HOST", "here"}}));
        EXPECT_EQ(mistake.find(std::string{missing} + " is not set"), 0U) << mistake;
    }
    EXPECT_EQ(choose({{"POSTGRESQL_ADDON_HOST", "here"}}).mistakes.size(), 2U);
}

TEST(read_connection, names_the_variable_of_a_bad_port) {
    for (const std::string_view port : {"0", "65536", "-1", "abc", "5432 "}) {
        EXPECT_EQ(
            only_mistake_of(with(db, {{"DB_PORT", std::string{port}}})).find("DB_PORT is '" + std::string{port} + "'"),
            0U);
    }
    const std::string mistake = only_mistake_of(with(addon, {{"POSTGRESQL_ADDON_PORT", "x"}}));
    EXPECT_EQ(mistake, "POSTGRESQL_ADDON_PORT is 'x', but must be a number from 1 to 65535; correct it");
    EXPECT_NE(only_mistake_of(with(db, {{"DB_PORT", "tcp://10.0.0.1:5432"}})).find("Kubernetes"), std::string::npos);
}

TEST(read_connection, names_the_variable_of_a_bad_sslmode) {
    EXPECT_EQ(only_mistake_of(with(db, {{"DB_SSLMODE", "on"}})),
              "DB_SSLMODE is 'on', but must be disable, allow, prefer, require, verify-ca or verify-full; correct it");
    EXPECT_EQ(
        only_mistake_of(with(addon, {{"POSTGRESQL_ADDON_SSLMODE", "yes"}})).find("POSTGRESQL_ADDON_SSLMODE is 'yes'"),
        0U);
}

TEST(read_connection, refuses_a_uri_or_port_in_a_host) {
    const std::string uri = only_mistake_of({{"DB_HOST", "postgresql://me:secret@host"}});
    EXPECT_EQ(uri, "DB_HOST holds a whole URI, but must be only the host; put the URI into DATABASE_URL");
    EXPECT_EQ(only_mistake_of({{"DB_HOST", "here:5432"}}).find("DB_HOST holds a ':' or '@'"), 0U);
    EXPECT_EQ(only_mistake_of({{"DB_HOST", "me:secret:x@here"}}).find("secret"), std::string::npos);
    EXPECT_EQ(only_mistake_of({{"DB_HOST", "h"}, {"DB_NAME", "x://secret"}}).find("secret"), std::string::npos);
    EXPECT_NE(string_for({{"DB_HOST", "::1"}}), "");
    EXPECT_NE(string_for({{"DB_HOST", "/run/a:b"}}), "");
    EXPECT_NE(string_for({{"DB_HOST", "@abstract"}}), "");
}

TEST(read_connection, ignores_what_is_wrong_with_variables_not_used) {
    EXPECT_EQ(
        choose(with(addon, {{"DB_HOST", "here"}, {"DB_PORT", "x"}, {"DATABASE_URL", "sqlite://"}})).mistakes.size(),
        0U);
    EXPECT_EQ(choose({{"DB_PORT", "tcp://10.0.0.1:5432"}, {"DATABASE_URL", "postgresql://here"}}).mistakes.size(), 0U);
}

TEST(read_connection, quotes_nothing_of_a_uri) {
    for (const std::string_view uri :
         {"postgresql://me:sec/ret@host", "postgresql://me:sec@ret@host", "mysql://me:secret@host",
          "postgresql://me:secret@host:x", "postgresql://me:secret%@host", "secret"}) {
        for (const std::string_view variable : {"DATABASE_URL", "POSTGRESQL_ADDON_URI"}) {
            const std::string mistake = only_mistake_of({{std::string{variable}, std::string{uri}}});
            EXPECT_EQ(mistake.find(variable), 0U) << mistake;
            EXPECT_EQ(mistake.find("sec"), std::string::npos) << mistake;
            EXPECT_EQ(mistake.find("ret"), std::string::npos) << mistake;
        }
    }
}

TEST(connection_settings_for, throws_all_mistakes_at_once) {
    for (const char* const name : {"POSTGRESQL_ADDON_HOST", "POSTGRESQL_ADDON_DB", "POSTGRESQL_ADDON_URI"})
        ::unsetenv(name);
    ::setenv("DB_HOST", "here", 1);
    ::setenv("DB_PORT", "99999", 1);
    ::setenv("DB_SSLMODE", "maybe", 1);
    try {
        static_cast<void>(connection_settings_for({.timeout_seconds = 0}));
        ADD_FAILURE() << "nothing was thrown";
    } catch (const configuration_error& error) {
        EXPECT_NE(std::string_view{error.what()}.find("3 mistakes"), std::string_view::npos) << error.what();
    }
    ::setenv("DB_PORT", "5433", 1);
    ::unsetenv("DB_SSLMODE");
    EXPECT_EQ(connection_settings_for({}).effective("port"), "5433");
    ::unsetenv("DB_HOST");
    ::unsetenv("DB_PORT");
}

} // namespace
