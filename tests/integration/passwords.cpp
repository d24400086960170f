// SPDX-License-Identifier: BSL-1.0
// A planted password is looked for in everything that a start writes, returns or throws, however it was given and
// however the start ends.
#include "start.hpp"

#include <constable/startup/environment.hpp>
#include <constable/tools/json.hpp>

#include <cctype>
#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace suite = constable::testing;

namespace {

using namespace constable;
using suite::says;

struct teams : table<"teams", column<"id", bigint, identity<>, primary_key<>>> {};
struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"team_id", bigint, references<teams>>,
    column<"mood", enum_<"mood", "sad", "ok">, default_<"'ok'">>
> {};
struct app : schema<teams, users> {};

// Each animal betrays it, whatever becomes of the characters between them.
constexpr std::string_view password = R"(Zebra'\quagga@:/%4 okapi"#&gnu)";
constexpr std::string_view traces[] = {"Zebra", "quagga", "okapi", "gnu"};

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char byte : text) {
        char spelled[4];
        std::snprintf(spelled, sizeof spelled, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(byte)));
        encoded += std::isalnum(static_cast<unsigned char>(byte)) != 0 ? std::string(1, byte) : std::string(spelled);
    }
    return encoded;
}
std::string in_quotes(std::string_view value) {
    std::string quoted = "'";
    for (const char byte : value) {
        if (byte == '\'' || byte == '\\') quoted += '\\';
        quoted += byte;
    }
    return quoted + "'";
}

/// Where to connect.
struct target {
    std::string host;
    std::string port;
    std::string database;
    std::string user;
};

using variables = std::vector<std::pair<std::string, std::string>>;

/// One way to tell a start where its database is.
struct source {
    const char* name;
    variables (*environment)(const target&);
    std::string (*connection)(const target&);
};
void PrintTo(const source& printed, std::ostream* out) { *out << printed.name; }

std::string uri_of(const target& to) {
    return "postgresql://" + to.user + ":" + percent_encoded(password) + "@" + to.host + ":" + to.port + "/" + to.database;
}
std::string keywords_of(const target& to) {
    return "host=" + to.host + " port=" + to.port + " dbname=" + to.database + " user=" + to.user + " password=" + in_quotes(password);
}
std::string nothing(const target&) { return {}; }
variables none(const target&) { return {}; }

const source sources[] = {
    {"POSTGRESQL_ADDON_PASSWORD",
     [](const target& to) {
         return variables{{"POSTGRESQL_ADDON_HOST", to.host}, {"POSTGRESQL_ADDON_PORT", to.port}, {"POSTGRESQL_ADDON_DB", to.database},
                          {"POSTGRESQL_ADDON_USER", to.user}, {"POSTGRESQL_ADDON_PASSWORD", std::string{password}}};
     },
     nothing},
    {"DB_PASSWORD",
     [](const target& to) {
         return variables{{"DB_HOST", to.host}, {"DB_PORT", to.port}, {"DB_NAME", to.database}, {"DB_USER", to.user}, {"DB_PASSWORD", std::string{password}}};
     },
     nothing},
    {"PGPASSWORD",
     [](const target& to) {
         return variables{{"PGHOST", to.host}, {"PGPORT", to.port}, {"PGDATABASE", to.database}, {"PGUSER", to.user}, {"PGPASSWORD", std::string{password}}};
     },
     nothing},
    {"DATABASE_URL", [](const target& to) { return variables{{"DATABASE_URL", uri_of(to)}}; }, nothing},
    {"uri", none, uri_of},
    {"keywords", none, keywords_of},
};

/// One way for a start to end.
struct ending {
    const char* name;
    failure_kind failure;
    const char* statement; ///< what the superuser does to the database before
    void (*change)(target&, const suite::role& other); ///< what else is different
};
void PrintTo(const ending& printed, std::ostream* out) { *out << printed.name; }

void leave(target&, const suite::role&) {}

const ending endings[] = {
    {"success", failure_kind::none, "", leave},
    {"refused", failure_kind::connection, "", [](target& to, const suite::role&) { to.port = "1"; }},
    {"unknown_host", failure_kind::connection, "", [](target& to, const suite::role&) { to.host = "constable.invalid"; }},
    {"unknown_database", failure_kind::connection, "", [](target& to, const suite::role&) { to.database = "not_there"; }},
    {"wrong_password", failure_kind::connection, "", [](target& to, const suite::role& other) { to.user = other.name(); }},
    {"no_privilege", failure_kind::privilege, "REVOKE CREATE ON SCHEMA public FROM PUBLIC, CURRENT_USER", leave},
    {"conflict", failure_kind::conflict, "CREATE VIEW users AS SELECT 1", leave},
    {"refused_statement", failure_kind::conflict, "CREATE DOMAIN mood AS text", leave},
    {"drift", failure_kind::drift, "CREATE TABLE teams (id text); CREATE TABLE users (id bigint); CREATE TYPE mood AS ENUM ()", leave},
    {"terminated", failure_kind::connection,
     "CREATE FUNCTION die() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); END $$;"
     "CREATE EVENT TRIGGER dies ON ddl_command_start EXECUTE FUNCTION die()", leave},
    {"time_out", failure_kind::timeout,
     "CREATE FUNCTION dawdle() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(20); END $$;"
     "CREATE EVENT TRIGGER dawdles ON ddl_command_start EXECUTE FUNCTION dawdle()", leave},
};

void print_result(const migration_result& result) {
    std::printf("%s\n%s\n%s\n", result.message.c_str(), suite::errors_of(result).c_str(), suite::described(result.differences).c_str());
    std::printf("%s\n", nlohmann::ordered_json(result).dump(2).c_str());
}

/// Does everything that connects or reports, and prints whatever comes of it. Its exit code is the kind of failure.
int do_everything(const migration_config& config) {
    try {
        ensure_schema<app>(config);
    } catch (const std::exception& error) {
        std::printf("%s\n", error.what());
    }
    const migration_result result = try_ensure_schema<app>(config);
    print_result(result);
    const migration_status_report status = migration_status<app>(config);
    std::printf("%s\n%s\n", status.health_message.c_str(), nlohmann::ordered_json(status).dump(2).c_str());
    std::printf("connection=%s\n", status.configuration.connection.c_str());
    const environment_report environment = validate_migration_environment();
    for (const std::string& each : environment.errors) std::printf("%s\n", each.c_str());
    for (const std::string& each : environment.warnings) std::printf("%s\n", each.c_str());
    std::printf("%s\n", connection_settings_for(config).describe().c_str());
    std::ifstream command{"/proc/self/cmdline"};
    std::printf("%s\n", std::string(std::istreambuf_iterator<char>{command}, {}).c_str());
    std::fflush(stdout);
    return static_cast<int>(result.failure);
}

class passwords : public suite::server_test, public ::testing::WithParamInterface<std::tuple<source, ending>> {};

TEST_P(passwords, are_told_to_nobody) {
    const auto& [by, end] = GetParam();
    const suite::role owner{suite::shared_server(), "LOGIN", password};
    const suite::role other{suite::shared_server(), "LOGIN", "another one"};
    const suite::database where{suite::shared_server(), {}, owner.name()};
    where.execute("GRANT CREATE ON SCHEMA public TO PUBLIC");
    where.execute(end.statement);
    target to{where.home().host(), std::to_string(where.home().port()), where.name(), owner.name()};
    if (end.failure == failure_kind::privilege) where.execute("ALTER SCHEMA public OWNER TO postgres; REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO PUBLIC");
    end.change(to, other);

    const auto position = where.home().log_position();
    migration_config config;
    config.timeout_seconds = 1;
    config.log_level = "DEBUG";
    config.on_drift = "fail";
    config.connection = by.connection(to);
    suite::child_process child{[&config] { return do_everything(config); },
                                 {.environment = by.environment(to), .without = {"PG", "DB_", "DATABASE_", "POSTGRESQL_", "MIGRATION_"}}};
    const suite::process_result ended = child.wait();
    EXPECT_EQ(ended.exit_code, static_cast<int>(end.failure)) << ended.out << ended.err;
    EXPECT_GT(ended.out.size(), 500U); // there is something to look at
    EXPECT_NE(ended.err, "");

    std::string log;
    for (const suite::log_entry& each : where.home().log_entries_since(position))
        if (each.database == to.database) log += each.application + " " + each.text + "\n";
    for (const std::string_view trace : traces) {
        EXPECT_FALSE(says(ended.out, trace)) << ended.out;
        EXPECT_FALSE(says(ended.err, trace)) << ended.err;
        EXPECT_FALSE(says(log, trace)) << log;
    }
}

/// Each source with the endings that differ by it, and two sources with all endings.
std::vector<std::tuple<source, ending>> cases() {
    std::vector<std::tuple<source, ending>> all;
    for (const source& by : sources)
        for (const ending& end : endings) {
            const bool is_plain = end.failure == failure_kind::none || end.failure == failure_kind::connection;
            if (is_plain || std::string_view{by.name} == "DB_PASSWORD" || std::string_view{by.name} == "uri") all.emplace_back(by, end);
        }
    return all;
}
INSTANTIATE_TEST_SUITE_P(every, passwords, ::testing::ValuesIn(cases()),
                         [](const auto& of) { return std::string{std::get<0>(of.param).name} + "_" + std::get<1>(of.param).name; });

// ---- what cannot even be read

class malformed_passwords : public ::testing::TestWithParam<const char*> {};

TEST_P(malformed_passwords, are_not_told_by_the_complaint) {
    migration_config config;
    config.connection = GetParam();
    const migration_result result = try_ensure_schema<app>(config);
    EXPECT_EQ(result.failure, failure_kind::configuration) << suite::errors_of(result);
    for (const std::string_view trace : traces) EXPECT_FALSE(says(suite::errors_of(result), trace)) << suite::errors_of(result);
    try {
        ensure_schema<app>(config);
        FAIL() << "nothing was thrown";
    } catch (const std::exception& error) {
        for (const std::string_view trace : traces) EXPECT_FALSE(says(error.what(), trace)) << error.what();
    }
}

INSTANTIATE_TEST_SUITE_P(texts, malformed_passwords,
                         ::testing::Values("host=localhost password=Zebra quagga", "host=localhost password='Zebra quagga",
                                           "postgresql://someone:Zebra%4quagga@localhost/db", "postgresql://someone:Zebra:quagga@/okapi@localhost:gnu/db",
                                           "password=Zebra port=gnu"),
                         [](const auto& of) { return "text_" + std::to_string(of.index); });

} // namespace
