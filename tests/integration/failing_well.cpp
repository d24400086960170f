// SPDX-License-Identifier: BSL-1.0
// A start that cannot succeed says once and clearly what to do, leaves the database exactly as it was, and leaves the
// connection usable or closed.
#include "start.hpp"

#include <gtest/gtest.h>

namespace suite = constable::testing;

namespace {

using namespace constable;
using suite::errors_of;
using suite::kept_log;
using suite::says;
using steady = std::chrono::steady_clock;

struct teams : table<"teams", column<"id", bigint, identity<>, primary_key<>>, column<"name", varchar<100>, not_null>> {};
struct users : table<"users",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"team_id", bigint, references<teams>>,
    column<"mood", enum_<"mood", "sad", "ok">>,
    index_<"team_id">
> {};
struct app : schema<teams, users> {};
struct older_app : schema<teams> {};

struct accounts : table<"accounts", in_schema<"auth">, column<"id", bigint, primary_key<>>> {};
struct apart : schema<accounts> {};

/// What a failure must look like.
struct expected_failure {
    failure_kind kind;
    std::string_view sqlstate;
    std::vector<std::string> parts; ///< of the one error
};

void expect_failure(const migration_result& result, const expected_failure& expected) {
    EXPECT_FALSE(result.success);
    EXPECT_EQ(result.failure, expected.kind) << errors_of(result);
    EXPECT_EQ(result.sqlstate, expected.sqlstate) << errors_of(result);
    EXPECT_TRUE(result.tables_created.empty());
    ASSERT_EQ(result.errors.size(), 1U);
    for (const std::string& part : expected.parts) EXPECT_TRUE(says(result.errors[0], part)) << "no \"" << part << "\" in: " << result.errors[0];
}

class failing_well : public suite::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (!IsSkipped() && !HasFatalFailure()) where_.emplace();
    }

    template <class App>
    migration_result start(const std::string& connection, migration_config config = {}) {
        config.connection = connection;
        config.logger = log_.logger();
        return try_ensure_schema<App>(config);
    }
    template <class App>
    migration_result start(migration_config config = {}) {
        return start<App>(where_->connection_string(), config);
    }
    /// Starts over an open connection: fails as expected, leaves the database as it was and the connection usable.
    template <class App>
    void expect_failed_start(const expected_failure& expected, migration_config config = {}) {
        expect_failed_start<App>(where_->connection_string(), expected, config);
    }
    template <class App>
    void expect_failed_start(const std::string& connection_string, const expected_failure& expected, migration_config config = {}) {
        config.logger = log_.logger();
        const std::string before = suite::contents_of(*where_);
        pqxx::connection connection{connection_string};
        expect_failure(try_ensure_schema<App>(connection, config), expected);
        EXPECT_EQ(suite::contents_of(*where_), before);
        pqxx::work still{connection};
        EXPECT_EQ(still.exec("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'")[0][0].as<int>(), 0);
        EXPECT_TRUE(log_.has("[error] MIGRATION FAILED"));
    }
    std::string advisory_lock() const {
        return "SELECT pg_advisory_xact_lock(" + std::to_string(database::lock_key_of(catalog_of<app>.name)) + ")";
    }

    std::optional<suite::database> where_;
    kept_log log_;
};

// ---- connecting

TEST_F(failing_well, without_a_server_on_the_port) {
    expect_failure(start<app>("host=127.0.0.1 port=1 dbname=x user=y"),
                   {failure_kind::connection, "", {"host=127.0.0.1 port=1 dbname=x user=y", "Connection refused", "check that the server runs"}});
}

TEST_F(failing_well, without_a_socket) {
    expect_failure(start<app>("host=/nowhere dbname=x user=y"),
                   {failure_kind::connection, "", {"host=/nowhere", "No such file or directory", "check that the server runs"}});
}

TEST_F(failing_well, without_a_known_host) {
    expect_failure(start<app>("host=constable.invalid dbname=x user=y"),
                   {failure_kind::connection, "", {"host=constable.invalid", "could not translate host name", "check the host's name"}});
}

TEST_F(failing_well, with_a_wrong_password) {
    const suite::role someone{where_->home(), "LOGIN", "right"};
    expect_failure(start<app>(where_->tcp_connection_string(someone.name()) + " password=wrong"),
                   {failure_kind::connection, "", {"password authentication failed", "check the user and the password"}});
    expect_failure(start<app>(where_->tcp_connection_string(someone.name()) + " passfile=/nowhere"),
                   {failure_kind::connection, "", {"no password supplied", "set the password (DB_PASSWORD"}});
}

TEST_F(failing_well, with_an_unknown_database_or_user) {
    const suite::server& home = where_->home();
    expect_failure(start<app>(home.connection_string("not_there")),
                   {failure_kind::connection, "", {"database \"not_there\" does not exist", "the database must be created beforehand"}});
    expect_failure(start<app>(where_->connection_string("nobody_here")),
                   {failure_kind::connection, "", {"role \"nobody_here\" does not exist", "check the name of the database and of the user"}});
}

TEST_F(failing_well, when_no_connection_is_left) {
    const suite::role someone{where_->home(), "LOGIN CONNECTION LIMIT 0"};
    expect_failure(start<app>(where_->connection_string(someone.name())),
                   {failure_kind::connection, "", {"too many connections", "close idle connections"}});
}

TEST_F(failing_well, throws_what_it_would_return) {
    migration_config config;
    config.connection = "host=127.0.0.1 port=1 dbname=x user=y";
    config.logger = log_.logger();
    try {
        ensure_schema<app>(config);
        FAIL() << "nothing was thrown";
    } catch (const migration_error& error) {
        EXPECT_EQ(error.result().failure, failure_kind::connection);
        EXPECT_TRUE(says(error.what(), "Migration failed") && says(error.what(), "Connection refused")) << error.what();
    }
}

// ---- privileges

TEST_F(failing_well, without_the_privilege_to_create_in_the_schema) {
    const suite::role someone{where_->home()};
    where_->execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    expect_failed_start<app>(where_->connection_string(someone.name()),
                             {failure_kind::privilege, "42501", {"teams, users", "GRANT CREATE ON SCHEMA public TO " + someone.name()}});
}

TEST_F(failing_well, without_the_privilege_to_create_schemas) {
    const suite::role someone{where_->home()};
    where_->execute("GRANT CREATE ON SCHEMA public TO " + someone.name());
    expect_failed_start<apart>(where_->connection_string(someone.name()),
                               {failure_kind::privilege, "42501", {"permission denied for database", "grant the role what is missing"}});
    where_->execute("DROP OWNED BY " + someone.name());
}

TEST_F(failing_well, without_a_schema_in_the_search_path) {
    expect_failed_start<app>(where_->connection_string() + " options='-c search_path=nowhere'",
                             {failure_kind::statement, "", {"no schema of the search_path exists", "set search_path"}});
}

TEST_F(failing_well, not_only_because_the_state_cannot_be_read) {
    ASSERT_TRUE(start<app>().success);
    const suite::role someone{where_->home()};
    const migration_result result = start<app>(where_->connection_string(someone.name()));
    EXPECT_TRUE(result.success && result.up_to_date) << errors_of(result);
    EXPECT_TRUE(log_.has("[warning] The state of the schema cannot be stored (permission denied")) << log_.text();
}

TEST_F(failing_well, not_only_because_the_state_cannot_be_created_anew) {
    ASSERT_TRUE(start<app>().success);
    const suite::role someone{where_->home()};
    where_->execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC; DELETE FROM constable_state;"
                    "GRANT SELECT, INSERT, UPDATE ON constable_state TO " + someone.name());
    EXPECT_TRUE(start<app>(where_->connection_string(someone.name())).up_to_date);
    EXPECT_FALSE(log_.has("[warning]")) << log_.text();
    EXPECT_EQ(start<app>(where_->connection_string(someone.name())).round_trips, 1U);
    where_->execute("DROP OWNED BY " + someone.name());
}

// ---- servers that only read

TEST_F(failing_well, on_a_standby_that_lacks_tables) {
    const suite::private_server primary;
    const suite::database where{primary};
    const auto standby = suite::private_server::standby_of(primary);
    const std::string there = standby.connection_string(where.name());
    expect_failure(start<app>(there), {failure_kind::read_only, "", {"tables are missing (teams, users)", "read-only standby", "connect to the primary"}});

    // without a state row it compares, with one it looks; it never writes
    ASSERT_TRUE(start<app>(where.connection_string()).success);
    const auto is_there = [&] { return start<app>(there, {.log_level = "ERROR"}).success; };
    for (int i = 0; i != 100 && !is_there(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const migration_result stored = start<app>(there);
    EXPECT_TRUE(stored.up_to_date) << errors_of(stored);
    EXPECT_EQ(stored.round_trips, 1U);
    where.execute("DELETE FROM constable_state");
    const std::string gone = "SELECT count(*) FROM constable_state";
    for (int i = 0; i != 100 && standby.rows(gone, where.name())[0][0] != "0"; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const migration_result compared = start<app>(there);
    EXPECT_TRUE(compared.up_to_date && compared.differences.empty()) << errors_of(compared);
    EXPECT_GT(compared.round_trips, 1U);
    EXPECT_EQ(where.value(gone), "0");
}

TEST_F(failing_well, in_a_session_that_only_reads) {
    const std::string reading = where_->connection_string() + " options='-c default_transaction_read_only=on'";
    expect_failed_start<app>(reading, {failure_kind::read_only, "25006", {"read-only transaction", "switch default_transaction_read_only off"}});
    ASSERT_TRUE(start<app>().success);
    where_->execute("DELETE FROM constable_state");
    const migration_result result = start<app>(reading);
    EXPECT_TRUE(result.up_to_date) << errors_of(result);
    EXPECT_TRUE(log_.has("[warning] The state of the schema cannot be stored (cannot execute"));
    EXPECT_EQ(where_->value("SELECT count(*) FROM constable_state"), "0");
}

// ---- locks and time

TEST_F(failing_well, when_another_holds_the_lock_for_too_long) {
    pqxx::connection other{where_->connection_string() + " application_name='the other one'"};
    pqxx::work holding{other};
    holding.exec(advisory_lock());
    const auto begin = steady::now();
    expect_failed_start<app>({failure_kind::locked, "", {"Migration lock acquisition failed", "MIGRATION_LOCK_TIMEOUT (1 s)",
                                                         std::to_string(database::lock_key_of(catalog_of<app>.name)),
                                                         "held by process " + std::to_string(other.backendpid()), "application \"the other one\"",
                                                         "role postgres", "idle in transaction"}},
                             {.lock_timeout_seconds = 1});
    EXPECT_LT(steady::now() - begin, std::chrono::seconds(4));
}

TEST_F(failing_well, when_a_referenced_table_is_locked) {
    ASSERT_TRUE(start<older_app>().success);
    pqxx::connection other{where_->connection_string()};
    pqxx::work holding{other};
    holding.exec("LOCK TABLE teams IN ROW EXCLUSIVE MODE"); // what any INSERT takes
    const auto begin = steady::now();
    expect_failed_start<app>({failure_kind::locked, "55P03", {"creating missing tables failed", "another session holds a lock", "MIGRATION_TIMEOUT"}},
                             {.timeout_seconds = 1});
    EXPECT_LT(steady::now() - begin, std::chrono::seconds(5));
}

TEST_F(failing_well, never_while_a_lock_ends_in_time) {
    ASSERT_TRUE(start<older_app>().success);
    pqxx::connection other{where_->connection_string()};
    auto holding = std::make_unique<pqxx::work>(other);
    holding->exec("LOCK TABLE teams IN ROW EXCLUSIVE MODE");
    pqxx::connection watching{where_->connection_string()};
    std::thread release{[&] {
        pqxx::nontransaction look{watching};
        const auto until = steady::now() + std::chrono::seconds(10);
        while (look.exec("SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").empty() && steady::now() < until)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        std::this_thread::sleep_for(std::chrono::milliseconds(3300)); // longer than one attempt waits
        holding.reset();
    }};
    const migration_result result = start<app>({.timeout_seconds = 20, .log_level = "DEBUG"});
    release.join();
    EXPECT_TRUE(result.success) << errors_of(result);
    EXPECT_EQ(result.tables_created, std::vector<std::string>{"users"});
    EXPECT_TRUE(log_.has("canceling statement due to lock timeout; trying again")) << log_.text();
}

TEST_F(failing_well, when_a_statement_takes_too_long) {
    where_->execute("CREATE FUNCTION dawdle() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(20); END $$;"
                    "CREATE EVENT TRIGGER dawdles ON ddl_command_start WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION dawdle()");
    const auto begin = steady::now();
    expect_failed_start<app>({failure_kind::timeout, "57014", {"creating missing tables failed", "statement timeout", "raise MIGRATION_TIMEOUT"}},
                             {.timeout_seconds = 1});
    EXPECT_LT(steady::now() - begin, std::chrono::seconds(5));
}

TEST_F(failing_well, when_the_state_table_is_locked) {
    ASSERT_TRUE(start<app>().success);
    pqxx::connection other{where_->connection_string()};
    pqxx::work holding{other};
    holding.exec("LOCK TABLE constable_state IN ACCESS EXCLUSIVE MODE");
    std::thread release{[&] { // a start must not depend on it
        std::this_thread::sleep_for(std::chrono::seconds(4));
        holding.abort();
    }};
    const auto begin = steady::now();
    const migration_result result = start<app>({.timeout_seconds = 1});
    const auto took = steady::now() - begin;
    release.join();
    EXPECT_FALSE(result.success);
    EXPECT_TRUE(result.failure == failure_kind::locked || result.failure == failure_kind::timeout) << errors_of(result);
    EXPECT_LT(took, std::chrono::milliseconds(3500));
}

// ---- other things with our names

struct obstacle {
    const char* name;
    const char* statement;
    std::string_view sqlstate;
    std::vector<std::string> parts;
};
void PrintTo(const obstacle& printed, std::ostream* out) { *out << printed.name; }

class failing_well_at : public failing_well, public ::testing::WithParamInterface<obstacle> {};

TEST_P(failing_well_at, something_else_of_that_name) {
    where_->execute(GetParam().statement);
    const auto begin = steady::now();
    expect_failed_start<app>({failure_kind::conflict, GetParam().sqlstate, GetParam().parts});
    EXPECT_LT(steady::now() - begin, std::chrono::seconds(6));
}

const obstacle obstacles[] = {
    {"a_view", "CREATE VIEW users AS SELECT 1 AS id", "", {"table users cannot be created", "a view has that name", "rename one of them"}},
    {"a_materialized_view", "CREATE MATERIALIZED VIEW users AS SELECT 1 AS id", "", {"a materialized view has that name"}},
    {"a_sequence", "CREATE SEQUENCE users", "", {"a sequence has that name"}},
    {"a_foreign_table", "CREATE FOREIGN DATA WRAPPER afar; CREATE SERVER there FOREIGN DATA WRAPPER afar; CREATE FOREIGN TABLE users (id bigint) SERVER there",
     "", {"a foreign table has that name"}},
    {"a_composite_type", "CREATE TYPE users AS (id bigint)", "", {"a composite type has that name"}},
    {"an_index", "CREATE TABLE other (id bigint); CREATE INDEX users ON other (id)", "42P07", {"relation \"users\" already exists", "rename it"}},
    {"an_index_for_an_index", "CREATE TABLE other (id bigint); CREATE INDEX users_team_id_idx ON other (id)", "42P07",
     {"relation \"users_team_id_idx\" already exists", "named<"}},
    {"a_domain_for_an_enum", "CREATE DOMAIN mood AS text", "42710", {"type \"mood\" already exists"}},
    {"a_type_for_a_table", "CREATE DOMAIN users AS text", "42710", {"type \"users\" already exists"}},
};
INSTANTIATE_TEST_SUITE_P(obstacles, failing_well_at, ::testing::ValuesIn(obstacles),
                         [](const auto& of) { return std::string{of.param.name}; });

// ---- SQL that the server refuses

struct with_unknown_type : table<"things", column<"id", bigint, primary_key<>>, column<"name", sql_type<"no_such_type">>> {};
struct with_unknown_function : table<"things", column<"id", bigint, default_<"no_such_function()">>> {};
struct with_bad_syntax : table<"things", column<"id", bigint, default_<"1 +">>> {};
struct with_bad_literal : table<"things", column<"id", bigint, default_<"'ten'">>> {};
struct unknown_type : schema<teams, with_unknown_type> {};
struct unknown_function : schema<teams, with_unknown_function> {};
struct bad_syntax : schema<teams, with_bad_syntax> {};
struct bad_literal : schema<teams, with_bad_literal> {};

TEST_F(failing_well, with_a_type_that_only_an_extension_brings) {
    expect_failed_start<unknown_type>({failure_kind::statement, "42704", {"type \"no_such_type\" does not exist", "CREATE EXTENSION"}});
}
TEST_F(failing_well, with_a_function_that_nobody_knows) {
    expect_failed_start<unknown_function>({failure_kind::statement, "42883", {"function no_such_function() does not exist", "CREATE EXTENSION"}});
}
TEST_F(failing_well, with_an_expression_that_is_none) {
    expect_failed_start<bad_syntax>({failure_kind::statement, "42601", {"syntax error", "correct it"}});
}
TEST_F(failing_well, with_a_literal_of_another_type) {
    expect_failed_start<bad_literal>({failure_kind::statement, "22P02", {"invalid input syntax for type bigint", "\"ten\"", "the database is as it was"}});
}

// ---- connections that break, or are in use

TEST_F(failing_well, when_the_server_is_killed_at_any_message) {
    const suite::private_server mortal;
    const suite::database where{mortal};
    const std::string before = suite::contents_of(where);
    for (std::size_t message = 1; message != 6; ++message) {
        suite::proxy between{mortal};
        pqxx::connection connection{between.connection_string(where.name())};
        between.interrupt_at(message, suite::interruption::before_sending, [&] { mortal.halt(); });
        migration_config config;
        config.logger = log_.logger();
        expect_failure(try_ensure_schema<app>(connection, config), {failure_kind::connection, "", {"start again when the server is up"}});
        mortal.resume();
        EXPECT_EQ(suite::contents_of(where), before) << "killed at message " << message;
    }
    EXPECT_EQ(start<app>(where.connection_string()).tables_created.size(), 2U);
}

TEST_F(failing_well, when_the_connection_is_cut_at_any_message) {
    const std::string before = suite::contents_of(*where_);
    for (const auto where_to_cut : {suite::interruption::before_answer, suite::interruption::after_answer})
        for (std::size_t message = 1; message != 5; ++message) {
            suite::proxy between{where_->home()};
            pqxx::connection connection{between.connection_string(where_->name())};
            between.interrupt_at(message, where_to_cut);
            migration_config config;
            config.logger = log_.logger();
            const migration_result result = try_ensure_schema<app>(connection, config);
            if (result.success) { // the connection was lost before anything was at stake, and made anew
                ADD_FAILURE() << "message " << message;
                continue;
            }
            expect_failure(result, {failure_kind::connection, "", {"the connection was lost", "start again"}});
            EXPECT_EQ(suite::contents_of(*where_), before) << "cut at message " << message;
        }
    // the commit is carried out, but nobody hears of it
    suite::proxy between{where_->home()};
    pqxx::connection connection{between.connection_string(where_->name())};
    between.interrupt_at(5, suite::interruption::before_answer);
    EXPECT_EQ(try_ensure_schema<app>(connection, {.logger = log_.logger()}).failure, failure_kind::connection);
    const auto is_done = [&] { return where_->value("SELECT to_regclass('constable_state')") != ""; };
    for (int i = 0; i != 100 && !is_done(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_TRUE(start<app>().up_to_date);
}

TEST_F(failing_well, when_its_session_is_terminated) {
    where_->execute("CREATE FUNCTION die() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); END $$;"
                    "CREATE EVENT TRIGGER dies ON ddl_command_start WHEN TAG IN ('CREATE TYPE') EXECUTE FUNCTION die()");
    const std::string before = suite::contents_of(*where_);
    pqxx::connection connection{where_->connection_string()};
    const migration_result result = try_ensure_schema<app>(connection, {.logger = log_.logger()});
    EXPECT_EQ(result.failure, failure_kind::connection) << errors_of(result);
    EXPECT_TRUE(says(errors_of(result), "the connection was lost") || says(errors_of(result), "terminating connection")) << errors_of(result);
    EXPECT_EQ(suite::contents_of(*where_), before);
}

TEST_F(failing_well, inside_a_transaction_object_of_the_caller) {
    pqxx::connection connection{where_->connection_string()};
    pqxx::work own{connection};
    own.exec("CREATE TABLE mine (id integer)");
    expect_failure(try_ensure_schema<app>(connection, {.logger = log_.logger()}),
                   {failure_kind::statement, "", {"the connection is in use by a transaction", "finish it first"}});
    own.commit();
    EXPECT_EQ(where_->value("SELECT to_regclass('mine')"), "mine");
    EXPECT_EQ(where_->value("SELECT to_regclass('users')"), "");
}

TEST_F(failing_well, inside_a_transaction_that_libpqxx_does_not_know_of) {
    for (const bool has_state : {false, true}) {
        pqxx::connection connection{where_->connection_string()};
        pqxx::nontransaction{connection}.exec("BEGIN; CREATE TABLE mine (id integer)");
        const migration_result result = try_ensure_schema<app>(connection, {.logger = log_.logger()});
        EXPECT_FALSE(result.success);
        EXPECT_TRUE(says(errors_of(result), "transaction")) << errors_of(result);
        EXPECT_EQ(where_->value("SELECT to_regclass('mine')"), "") << "a start has committed what was not its own";
        connection.disconnect();
        if (has_state) break;
        ASSERT_TRUE(start<older_app>().success);
    }
}

TEST_F(failing_well, over_a_closed_connection) {
    pqxx::connection connection{where_->connection_string()};
    connection.disconnect();
    const migration_result result = try_ensure_schema<app>(connection, {.logger = log_.logger()});
    // libpqxx 6 opens it again by itself
    EXPECT_TRUE(result.success || result.failure == failure_kind::connection) << errors_of(result);
}

// ---- what a health check says

TEST_F(failing_well, as_a_report) {
    migration_config config;
    config.connection = "host=127.0.0.1 port=1 dbname=x user=y";
    const migration_status_report refused = migration_status<app>(config);
    EXPECT_EQ(refused.health, "unhealthy");
    EXPECT_FALSE(refused.connection_healthy);
    EXPECT_FALSE(refused.database_exists); // nobody can tell
    EXPECT_TRUE(says(refused.health_message, "Connection refused"));
    config.connection = where_->home().connection_string("not_there");
    const migration_status_report missing = migration_status<app>(config);
    EXPECT_EQ(missing.health, "unhealthy");
    EXPECT_FALSE(missing.database_exists);
    config.connection = where_->connection_string();
    where_->execute("CREATE VIEW users AS SELECT 1");
    EXPECT_EQ(migration_status<app>(config).missing_tables, (std::vector<std::string>{"teams", "users"}));
}

} // namespace
