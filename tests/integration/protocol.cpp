// SPDX-License-Identifier: BSL-1.0
// The start-up protocol against a real server: what goes over the wire, what is noticed, what the settings change.
#include "start.hpp"

#include <cstdlib>
#include <gtest/gtest.h>

namespace suite = constable::testing;

namespace {

using namespace constable;
using suite::counted_connection;
using suite::described;
using suite::errors_of;
using suite::kept_log;
using suite::quiet;
using suite::says;
using suite::talking_to;

struct teams : table<"teams",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"name", varchar<100>, not_null, unique<>>
> {};

struct users : table<"users",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"team_id", bigint, not_null, references<teams, on_delete<cascade>>>,
    column<"email", constable::text, not_null, unique<>>,
    column<"mood", enum_<"mood", "sad", "ok">, not_null, default_<"'ok'">>,
    column<"age", integer, check<"age >= 0">>,
    index_<"team_id", "age">
> {};

struct app : schema<users, teams> {};

/// The next release: a table more, which refers to an old one.
struct badges : table<"badges", column<"id", bigint, identity<>, primary_key<>>, column<"team_id", bigint, references<teams>>> {};
struct next_app : schema<users, teams, badges> {};

template <int Number>
constexpr auto numbered_name() {
    char name[] = "table_00";
    name[6] = static_cast<char>('0' + Number / 10);
    name[7] = static_cast<char>('0' + Number % 10);
    return fixed_string(name);
}
template <int Number>
struct numbered : table<numbered_name<Number>(),
    column<"id", bigint, identity<>, primary_key<>>,
    column<"team_id", bigint, not_null, references<teams>>,
    column<"name", constable::text, not_null, unique<>>,
    column<"created_at", timestamptz, not_null, default_<"now()">>,
    index_<"team_id", "created_at">
> {};
template <class Numbers>
struct many;
template <int... Number>
struct many<std::integer_sequence<int, Number...>> : schema<teams, numbered<Number>...> {};
struct fifty : many<std::make_integer_sequence<int, 49>> {};

class protocol : public suite::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (!IsSkipped() && !HasFatalFailure()) where_.emplace();
    }

    /// Starts once, over a connection that is closed again.
    template <class App>
    migration_result start(migration_config config = {}) {
        config.connection = where_->connection_string();
        if (!config.logger) config = with_log(config);
        return try_ensure_schema<App>(config);
    }
    /// A query for the stamp of the tables as they are.
    static std::string catalog_stamp() {
        return "SELECT " + database::stamp_expression({"tables", "relations", "types", "namespaces", "constable_state.tableoid"},
                                                      database::stamp_parts_of(catalog_of<app>, true));
    }
    migration_config with_log(migration_config config) const {
        config.logger = log_.logger();
        return config;
    }

    std::optional<suite::database> where_;
    kept_log log_;
};

// ---- what goes over the wire

TEST_F(protocol, costs_one_message_when_nothing_is_to_be_done) {
    ASSERT_TRUE(start<app>().success);
    counted_connection connection{*where_};
    const auto position = where_->home().log_position();
    const migration_result result = ensure_schema<app>(connection.get(), with_log({}));
    const suite::traffic said = connection.counted();
    EXPECT_TRUE(result.up_to_date);
    EXPECT_EQ(result.round_trips, 1U);
    EXPECT_EQ(said.round_trips, 1U);
    EXPECT_EQ(said.frontend_messages, (std::map<char, std::size_t>{{'Q', 1}}));
    EXPECT_EQ(said.ready_for_query, 1U);
    ASSERT_EQ(said.statements.size(), 1U);
    EXPECT_TRUE(says(said.statements[0], "FROM constable_state"));
    EXPECT_FALSE(says(said.statements[0], "advisory"));
    EXPECT_EQ(where_->home().statements_since(position, where_->name()), said.statements);
}

TEST_F(protocol, needs_no_lock_when_nothing_is_to_be_done) {
    const migration_result first = start<app>();
    ASSERT_TRUE(first.success);
    pqxx::connection other{where_->connection_string()};
    pqxx::work holding{other};
    holding.exec("SELECT pg_advisory_xact_lock(" + std::to_string(first.lock_key) + ")");
    const migration_result result = start<app>();
    EXPECT_TRUE(result.up_to_date) << errors_of(result);
    EXPECT_EQ(result.round_trips, 1U);
}

TEST_F(protocol, writes_nothing_when_nothing_is_to_be_done) {
    // a server where nobody else writes
    const suite::private_server alone{{"autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "checkpoint_timeout=1h"}};
    const suite::database where{alone};
    pqxx::connection connection{where.connection_string()};
    ensure_schema<app>(connection, with_log({}));
    ensure_schema<app>(connection, with_log({}));
    const auto position = [&] {
        return where.value("SELECT concat(pg_current_wal_insert_lsn(), ' ', txid_snapshot_xmax(txid_current_snapshot()))");
    };
    const std::string before = position();
    EXPECT_EQ(ensure_schema<app>(connection, with_log({})).round_trips, 1U);
    EXPECT_EQ(position(), before);
    where.execute("CREATE TABLE noticed ()");
    EXPECT_NE(position(), before);
}

TEST_F(protocol, creates_fifty_tables_in_six_round_trips_at_most) {
    counted_connection connection{*where_};
    const migration_result first = ensure_schema<fifty>(connection.get(), with_log({}));
    const suite::traffic said = connection.counted();
    EXPECT_EQ(first.tables_created.size(), 50U);
    EXPECT_EQ(where_->value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'constable_state'"), "50");
    EXPECT_LE(said.round_trips, 6U);
    EXPECT_EQ(said.round_trips, said.requests);
    EXPECT_EQ(first.round_trips, said.round_trips);

    EXPECT_TRUE(ensure_schema<fifty>(connection.get(), with_log({})).up_to_date);
    EXPECT_EQ(connection.counted().frontend_messages, (std::map<char, std::size_t>{{'Q', 1}}));
}

TEST_F(protocol, takes_the_lock_before_it_creates_and_commits_once) {
    counted_connection connection{*where_};
    ensure_schema<app>(connection.get(), with_log({}));
    const std::vector<std::string> statements = connection.counted().statements;
    ASSERT_EQ(statements.size(), 5U);
    EXPECT_TRUE(says(statements[0], "FROM constable_state"));
    EXPECT_TRUE(says(statements[1], "BEGIN") && says(statements[1], "pg_try_advisory_xact_lock"));
    EXPECT_TRUE(says(statements[2], "'facts'"));
    EXPECT_TRUE(says(statements[3], "CREATE TYPE mood") && says(statements[3], "CREATE TABLE teams") && says(statements[3], "CREATE TABLE users"));
    EXPECT_TRUE(says(statements[4], "INSERT INTO constable_state") && statements[4].ends_with("COMMIT"));
}

TEST_F(protocol, leaves_no_setting_behind_on_the_connection) {
    pqxx::connection connection{where_->connection_string()};
    const auto settings = [&] {
        std::string all;
        pqxx::nontransaction work{connection};
        for (const auto& row : work.exec("SELECT name, setting FROM pg_settings WHERE source = 'session' ORDER BY 1"))
            all += row[0].as<std::string>() + "=" + row[1].as<std::string>("") + "\n";
        return all;
    };
    const std::string before = settings();
    ensure_schema<app>(connection, with_log({}));
    ensure_schema<app>(connection, with_log({}));
    EXPECT_EQ(settings(), before);
    EXPECT_EQ(pqxx::nontransaction{connection}.exec("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")[0][0].as<int>(), 0);
}

// ---- what is noticed

struct alteration {
    const char* name;
    const char* statement;
    const char* noticed; ///< in the report, or the table that is created anew
};
void PrintTo(const alteration& printed, std::ostream* out) { *out << printed.name; }

class protocol_after : public protocol, public ::testing::WithParamInterface<alteration> {};

TEST_P(protocol_after, sees_what_somebody_did_by_hand) {
    ASSERT_TRUE(start<app>().success);
    where_->execute(GetParam().statement);
    const migration_result result = start<app>();
    EXPECT_TRUE(result.success) << errors_of(result);
    EXPECT_GT(result.round_trips, 1U);
    std::string seen = described(result.differences);
    for (const std::string& each : result.tables_created) seen += each + " is created";
    for (const std::string& each : result.objects_created) seen += each + " is created";
    EXPECT_TRUE(says(seen, GetParam().noticed)) << seen;

    const migration_result next = start<app>();
    EXPECT_EQ(next.round_trips, 1U);
    EXPECT_EQ(described(next.differences), described(result.differences));
}

const alteration alterations[] = {
    {"column_dropped", "ALTER TABLE users DROP COLUMN age", "column users.age is created"},
    {"needed_column_dropped", "ALTER TABLE users DROP COLUMN email", "column users.email (text) is missing"},
    {"table_created", "CREATE TABLE strange (id integer)", "table strange is not declared"},
    {"view_created", "CREATE VIEW strange AS SELECT 1", "view strange is not declared"},
    {"table_dropped", "DROP TABLE users", "users is created"},
    {"not_null_dropped", "ALTER TABLE users ALTER COLUMN email DROP NOT NULL", "column users.email: expected NOT NULL, found nullable"},
    {"type_changed", "ALTER TABLE teams ALTER COLUMN name TYPE text", "column teams.name: expected type character varying(100), found type text"},
    {"index_dropped", "DROP INDEX users_team_id_age_idx", "index users_team_id_age_idx of table users is missing"},
    {"label_added", "ALTER TYPE mood ADD VALUE 'glad'", "type mood has other labels than declared"},
};
INSTANTIATE_TEST_SUITE_P(alterations, protocol_after, ::testing::ValuesIn(alterations),
                         [](const auto& of) { return std::string{of.param.name}; });

TEST_F(protocol, trusts_the_state_row_alone_when_told_so) {
    ASSERT_TRUE(start<app>().success);
    where_->execute("ALTER TABLE users DROP COLUMN age");
    const migration_result result = start<app>({.verify = "marker"});
    EXPECT_EQ(result.round_trips, 1U);
    EXPECT_TRUE(result.up_to_date && result.differences.empty());
    EXPECT_EQ(start<app>({.verify = "catalog"}).differences.size(), 2U); // of the column, which is back, its check and its index
}

TEST_F(protocol, compares_every_object_when_told_so) {
    ASSERT_TRUE(start<app>().success);
    // what no stamp shows
    where_->execute("DROP INDEX users_team_id_age_idx; UPDATE constable_state SET stamp = (" + catalog_stamp() + ")");
    EXPECT_TRUE(start<app>({.verify = "catalog"}).differences.empty());
    const std::string before = where_->value("SELECT stamp FROM constable_state");
    const migration_result result = start<app>({.verify = "full"});
    EXPECT_TRUE(result.success && result.up_to_date);
    EXPECT_EQ(described(result.differences),
              "index users_team_id_age_idx of table users is missing | CREATE INDEX CONCURRENTLY users_team_id_age_idx ON users (team_id, age);\n");
    EXPECT_EQ(where_->value("SELECT stamp FROM constable_state"), before);
}

TEST_F(protocol, keeps_a_state_row_for_each_release) {
    ASSERT_TRUE(start<app>().success);
    EXPECT_EQ(start<next_app>().tables_created, std::vector<std::string>{"badges"});
    ASSERT_TRUE(start<app>().success); // the new foreign key has touched `teams`
    for (int i = 0; i != 2; ++i) {
        EXPECT_EQ(start<app>().round_trips, 1U);
        EXPECT_EQ(start<next_app>().round_trips, 1U);
    }
    EXPECT_EQ(where_->value("SELECT count(*) FROM constable_state"), "2");
}

TEST_F(protocol, takes_the_full_path_once_after_a_restored_dump) {
    if (!suite::can_dump()) GTEST_SKIP() << "pg_dump is older than the server";
    ASSERT_TRUE(start<app>().success);
    const suite::database restored;
    ASSERT_TRUE(suite::psql(restored, suite::pg_dump(*where_, {}).out).succeeded());
    migration_config config = with_log({});
    config.connection = restored.connection_string();
    const migration_result first = ensure_schema<app>(config);
    EXPECT_GT(first.round_trips, 1U);
    EXPECT_TRUE(first.up_to_date && first.differences.empty()) << described(first.differences);
    EXPECT_EQ(ensure_schema<app>(config).round_trips, 1U);
}

TEST_F(protocol, waits_for_another_instance_and_finds_its_work_done) {
    pqxx::connection other{where_->connection_string()};
    auto holding = std::make_unique<pqxx::work>(other);
    holding->exec("SELECT pg_advisory_xact_lock(" + std::to_string(database::lock_key_of(catalog_of<app>.name)) + ")");
    std::thread release{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        start<app>({.concurrent_safety = false});
        holding.reset();
    }};
    const migration_result result = start<app>();
    release.join();
    EXPECT_TRUE(result.up_to_date) << errors_of(result);
    EXPECT_TRUE(result.tables_created.empty());
    EXPECT_TRUE(log_.has("Another instance is migrating this schema; waiting for it"));
}

TEST_F(protocol, does_the_work_itself_when_the_other_instance_gave_up) {
    pqxx::connection other{where_->connection_string()};
    auto holding = std::make_unique<pqxx::work>(other);
    holding->exec("SELECT pg_advisory_xact_lock(" + std::to_string(database::lock_key_of(catalog_of<app>.name)) + ")");
    std::thread release{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        holding.reset();
    }};
    const migration_result result = start<app>();
    release.join();
    EXPECT_TRUE(result.success) << errors_of(result);
    EXPECT_EQ(result.tables_created.size(), 2U);
}

// ---- where tables go

TEST_F(protocol, puts_tables_into_the_first_schema_of_the_search_path) {
    where_->execute("CREATE SCHEMA tenant");
    migration_config config = with_log({});
    config.connection = where_->connection_string() + " options='-c search_path=nowhere,tenant,public'";
    EXPECT_EQ(ensure_schema<app>(config).tables_created.size(), 2U);
    EXPECT_EQ(where_->value("SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'tenant'"),
              "constable_state teams users");
    EXPECT_EQ(where_->value("SELECT typnamespace::regnamespace FROM pg_type WHERE typname = 'mood'"), "tenant");
    EXPECT_EQ(ensure_schema<app>(config).round_trips, 1U);
    // elsewhere it is another schema
    EXPECT_EQ(start<app>().tables_created.size(), 2U);
    EXPECT_EQ(ensure_schema<app>(config).round_trips, 1U);
}

struct accounts : table<"accounts", in_schema<"auth">,
    column<"id", bigint, identity<>, primary_key<>>,
    column<"role", enum_in<"auth", "role", "user", "admin">, not_null, default_<"'user'">>,
    index_<"role">
> {};
struct notes : table<"notes", column<"id", bigint, primary_key<>>, column<"account_id", bigint, references<accounts>>> {};
struct divided : schema<notes, accounts> {};

TEST_F(protocol, creates_the_database_schemas_that_tables_are_in) {
    EXPECT_EQ(start<divided>().tables_created, (std::vector<std::string>{"notes", "auth.accounts"}));
    EXPECT_EQ(where_->value("SELECT count(*) FROM auth.accounts"), "0");
    const migration_result next = start<divided>();
    EXPECT_EQ(next.round_trips, 1U);
    EXPECT_TRUE(start<divided>({.verify = "full"}).differences.empty());
}

struct plain : table<"plain", in_schema<"public">, column<"id", bigint, primary_key<>>> {};
struct in_public : schema<plain> {};

TEST_F(protocol, knows_the_default_schema_by_its_name_too) {
    const migration_result first = start<in_public>();
    EXPECT_TRUE(first.success) << errors_of(first);
    const migration_result next = start<in_public>();
    EXPECT_TRUE(next.success) << errors_of(next);
    EXPECT_EQ(next.round_trips, 1U);
}

// ---- settings

TEST_F(protocol, sends_nothing_when_disabled) {
    counted_connection connection{*where_};
    const migration_result result = ensure_schema<app>(connection.get(), with_log({.enabled = false}));
    EXPECT_TRUE(result.success);
    EXPECT_EQ(result.message, "Migration is disabled");
    EXPECT_EQ(connection.counted().requests, 0U);
    EXPECT_TRUE(log_.has("Database migration is disabled (MIGRATION_ENABLED=false)"));
    // and does not even connect
    migration_config config = with_log({.enabled = false});
    config.connection = "host=127.0.0.1 port=1 dbname=nowhere user=nobody";
    EXPECT_TRUE(ensure_schema<app>(config).success);
}

TEST_F(protocol, runs_by_hand_whatever_the_switch_says) {
    suite::child_process child{[&] {
        pqxx::connection connection{where_->connection_string()};
        const migration_result result = trigger_manual_migration<app>(connection);
        return result.success && result.tables_created.size() == 2 ? 0 : 1;
    }, {.environment = {{"MIGRATION_ENABLED", "false"}}, .without = {"MIGRATION_"}}};
    const suite::process_result ended = child.wait();
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
}

/// Makes every new table `users` lose its column `age`.
constexpr const char* meddling =
    "CREATE FUNCTION meddle() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF to_regclass('users') IS NOT NULL THEN ALTER TABLE users DROP COLUMN IF EXISTS age; END IF; END $$;"
    "CREATE EVENT TRIGGER meddles ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION meddle()";

TEST_F(protocol, verifies_what_it_has_created) {
    where_->execute(meddling);
    const std::string before = suite::contents_of(*where_);
    const migration_result result = start<app>();
    EXPECT_EQ(result.failure, failure_kind::verification);
    EXPECT_TRUE(says(errors_of(result), "column users.age (integer) is missing")) << errors_of(result);
    EXPECT_EQ(suite::contents_of(*where_), before);
}

TEST_F(protocol, skips_that_when_told_so) {
    where_->execute(meddling);
    const migration_result result = start<app>({.skip_validation = true});
    EXPECT_TRUE(result.success) << errors_of(result);
    EXPECT_EQ(result.tables_created.size(), 2U);
}

TEST_F(protocol, takes_no_lock_when_safety_is_off) {
    pqxx::connection other{where_->connection_string()};
    pqxx::work holding{other};
    holding.exec("SELECT pg_advisory_xact_lock(" + std::to_string(database::lock_key_of(catalog_of<app>.name)) + ")");
    counted_connection connection{*where_};
    EXPECT_TRUE(ensure_schema<app>(connection.get(), with_log({.concurrent_safety = false})).success);
    for (const std::string& each : connection.counted().statements) EXPECT_FALSE(says(each, "advisory")) << each;
}

// ---- log

struct trackers : table<"trackers", column<"id", bigint, identity<>, primary_key<>>> {};
struct items : table<"items", column<"id", bigint, identity<>, primary_key<>>> {};
struct logs : table<"logs", column<"id", bigint, identity<>, primary_key<>>, column<"item_id", bigint, references<items>>> {};
struct tracker_values : table<"tracker_values", column<"id", bigint, identity<>, primary_key<>>> {};
struct seed : schema<trackers, items, logs, tracker_values> {};
struct older_seed : schema<trackers, items> {};

constexpr std::string_view example_log = R"([info] ============================================================
[info] STARTING DATABASE MIGRATION
[info] ============================================================
[info] Database connection healthy: True
[info] Existing tables: 2
[info] Found tables: trackers, items
[info] Missing tables: 2
[info] Tables to create: logs, tracker_values
[info] Migration needed: True
[info] ----------------------------------------
[info] STARTING SCHEMA CREATION
[info] ----------------------------------------
[info] Creating 2 missing tables...
[info] ✓ Created table: logs
[info] ✓ Created table: tracker_values
[info] ✓ Successfully created all 2 tables
[info] ============================================================
[info] MIGRATION COMPLETED SUCCESSFULLY
[info] ============================================================
[info] Duration: N seconds
[info] Tables created: 2
[info] Created: logs, tracker_values
[info] Result: Created 2 tables successfully
[info] ============================================================
)";

std::string without_duration(std::string text) {
    const std::size_t from = text.find("Duration: ");
    if (from != text.npos) text.replace(from + 10, text.find(' ', from + 10) - from - 10, "N");
    return text;
}

TEST_F(protocol, logs_what_it_does_into_the_logger_of_the_caller) {
    ASSERT_TRUE(start<older_seed>({.log_level = "ERROR"}).success);
    EXPECT_EQ(log_.text(), "");
    ASSERT_TRUE(start<seed>().success);
    EXPECT_EQ(without_duration(log_.text()), example_log);
}

TEST_F(protocol, logs_to_standard_error_without_a_logger) {
    suite::child_process child{[&] {
        migration_config config;
        config.connection = where_->connection_string();
        return ensure_schema<older_seed>(config).success && ensure_schema<seed>(config).success ? 0 : 1;
    }};
    const suite::process_result ended = child.wait();
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_EQ(ended.out, "");
    std::string expected{example_log};
    for (std::size_t at = 0; (at = expected.find("[info]", at)) != expected.npos;) expected.replace(at, 6, "[INFO]");
    ASSERT_GT(ended.err.size(), expected.size());
    const std::size_t second = ended.err.find("[INFO] ====", ended.err.find("Result: "));
    EXPECT_EQ(without_duration(ended.err.substr(ended.err.find('\n', second) + 1)), expected);
}

TEST_F(protocol, logs_only_what_the_level_lets_through) {
    ASSERT_TRUE(start<older_seed>({.log_level = "DEBUG"}).success);
    EXPECT_TRUE(log_.has("[debug] Connecting to host=") && log_.has("[debug] Advisory lock key: ") && log_.has("[debug] CREATE TABLE trackers")) << log_.text();
    kept_log warnings;
    where_->execute("ALTER TABLE items ADD COLUMN extra integer");
    migration_config config = quiet(warnings);
    ASSERT_TRUE(start<older_seed>(config).success);
    EXPECT_EQ(warnings.text(), "[warning] Difference: column items.extra is not declared\n"
                               "[warning]   to settle it: ALTER TABLE items DROP COLUMN extra; (locks ACCESS EXCLUSIVE, loses data,"
                               " may break programs that rely on what is there)\n");
}

TEST_F(protocol, logs_only_warnings_when_logging_is_off) {
    migration_config config = talking_to(log_);
    config.enable_logging = false;
    ASSERT_TRUE(start<older_seed>(config).success);
    EXPECT_EQ(log_.text(), "");
    where_->execute("ALTER TABLE items ADD COLUMN extra integer");
    ASSERT_TRUE(start<older_seed>(config).success);
    EXPECT_TRUE(log_.has("[warning] Difference: column items.extra"));
}

// ---- where the database is

using variables = std::vector<std::pair<std::string, std::string>>;

class protocol_connects : public protocol {
protected:
    /// Starts in a process with these variables; its exit code is the number of tables created.
    int start_with(const variables& environment) {
        suite::child_process child{[] { return static_cast<int>(ensure_schema<app>().tables_created.size()); },
                                     {.environment = environment, .without = {"PG", "DB_", "DATABASE_", "POSTGRESQL_", "MIGRATION_"}}};
        const suite::process_result ended = child.wait();
        said_ = ended.err;
        return ended.exit_code;
    }
    std::string uri() const {
        const suite::server& home = where_->home();
        return "postgresql://" + home.user() + "@" + home.host() + ":" + std::to_string(home.port()) + "/" + where_->name();
    }
    std::string port() const { return std::to_string(where_->home().port()); }

    std::string said_;
};

TEST_F(protocol_connects, by_the_variables_of_clever_cloud_before_those_of_local_development) {
    const suite::server& home = where_->home();
    EXPECT_EQ(start_with({{"POSTGRESQL_ADDON_HOST", home.host()}, {"POSTGRESQL_ADDON_PORT", port()},
                          {"POSTGRESQL_ADDON_USER", home.user()}, {"POSTGRESQL_ADDON_DB", where_->name()},
                          {"DB_HOST", "127.0.0.1"}, {"DB_PORT", "1"}, {"DB_NAME", "nowhere"}}), 2) << said_;
}

TEST_F(protocol_connects, by_the_variables_of_local_development) {
    const suite::server& home = where_->home();
    EXPECT_EQ(start_with({{"DB_HOST", home.host()}, {"DB_PORT", port()}, {"DB_USER", home.user()}, {"DB_NAME", where_->name()},
                          {"DATABASE_URL", "postgresql://127.0.0.1:1/nowhere"}}), 2) << said_;
}

TEST_F(protocol_connects, by_the_database_url) { EXPECT_EQ(start_with({{"DATABASE_URL", uri()}, {"PGPORT", "1"}}), 2) << said_; }

TEST_F(protocol_connects, by_the_variables_of_libpq) {
    const suite::server& home = where_->home();
    EXPECT_EQ(start_with({{"PGHOST", home.socket_directory()}, {"PGPORT", port()}, {"PGUSER", home.user()}, {"PGDATABASE", where_->name()}}), 2) << said_;
}

TEST_F(protocol_connects, by_a_uri_or_keywords_in_the_configuration) {
    migration_config config = with_log({});
    config.connection = uri();
    EXPECT_EQ(ensure_schema<app>(config).tables_created.size(), 2U);
    config.connection = where_->tcp_connection_string();
    EXPECT_TRUE(ensure_schema<app>(config).up_to_date);
}

TEST_F(protocol_connects, with_the_settings_of_the_environment) {
    EXPECT_EQ(start_with({{"DATABASE_URL", uri()}, {"MIGRATION_STATE_TABLE", "kept_here"}, {"MIGRATION_LOGGING", "false"}}), 2);
    EXPECT_EQ(said_, "");
    EXPECT_EQ(where_->value("SELECT count(*) FROM kept_here"), "1");
}

TEST_F(protocol_connects, not_at_all_with_a_bad_variable) {
    EXPECT_EQ(start_with({{"DATABASE_URL", uri()}, {"MIGRATION_TIMEOUT", "soon"}}), 125);
    EXPECT_TRUE(says(said_, "MIGRATION_TIMEOUT") && says(said_, "'soon'")) << said_;
}

} // namespace
