// SPDX-License-Identifier: BSL-1.0
// Migrating forward: order, targets, failures, and what the ledger says afterwards.
#include "constable/runner/migrate.hpp"

#include "constable/runner/adopt.hpp"
#include "constable/runner/repair.hpp"
#include "constable/runner/rollback.hpp"
#include "support/histories.hpp"
#include "runner_test.hpp"

#include <pqxx/pqxx>
#include <string>
#include <vector>

using namespace constable;
using namespace constable::testing;

namespace {

class migrate_forward : public runner_test {
protected:
    migration_run run(const migrate_options& how = {}) { return runner::migrate(history_.value(), *connection_, how, config_); }

    made_up_history history_;
};

TEST_F(migrate_forward, applies_what_is_pending_once_in_one_message_each) {
    history_.add_tables({"1", "2", "3"});
    const migration_run first = run();
    ASSERT_TRUE(first.success) << first.errors.front();
    EXPECT_EQ(first.applied, (names{"1", "2", "3"}));
    EXPECT_EQ(first.message, "Applied 3 migrations");
    EXPECT_EQ(first.round_trips, 2U + 3U); // there is no ledger; make and read it; three migrations
    EXPECT_EQ(first.service, "made up");
    EXPECT_EQ(ledger(), "1 applied, 2 applied, 3 applied");
    EXPECT_EQ(where_->value("SELECT checksum FROM schema_migrations WHERE version = '1'"), runner::checksum_text(history_.migrations()[0]));
    EXPECT_EQ(where_->value("SELECT description FROM schema_migrations WHERE version = '1'"), "made up");
    EXPECT_EQ(where_->value("SELECT count(*) FROM schema_migrations WHERE applied_at BETWEEN now() - interval '1 minute' AND now() AND error_message IS NULL"), "3");
    EXPECT_TRUE(exists("t3"));
    const migration_run second = run();
    EXPECT_TRUE(second.success && second.applied.empty());
    EXPECT_EQ(second.message, "Database is up to date");
    EXPECT_EQ(second.round_trips, 1U);
    history_.add_tables({"4"});
    EXPECT_EQ(run().applied, names{"4"});
}

TEST_F(migrate_forward, tells_how_long_a_migration_took) {
    history_.add("1", {sql_step("SELECT pg_sleep(0.05)")});
    ASSERT_TRUE(run().success);
    EXPECT_GE(std::stoi(where_->value("SELECT execution_time_ms FROM schema_migrations")), 50);
}

TEST_F(migrate_forward, goes_as_far_as_it_is_told) {
    history_.add_tables({"1", "2", "3", "4"});
    EXPECT_EQ(run({.target = "2"}).applied, (names{"1", "2"}));
    EXPECT_EQ(run({.target = "+1"}).applied, names{"3"});
    EXPECT_EQ(run({.target = "2"}).applied, names{});
    const migration_run wrong = run({.target = "9"});
    EXPECT_EQ(wrong.failure, failure_kind::configuration);
    EXPECT_EQ(run({.target = "head"}).applied, names{"4"});
}

TEST_F(migrate_forward, takes_a_failed_migration_back_as_a_whole_and_tells_what_failed) {
    history_.add_tables({"1"}).add("2", {sql_step("CREATE TABLE half ()"), sql_step("INSERT INTO missing VALUES (1)"), sql_step("CREATE TABLE never ()")}).add_tables({"3"});
    const migration_run failed = run();
    EXPECT_FALSE(failed.success);
    EXPECT_EQ(failed.applied, names{"1"});
    EXPECT_EQ(failed.failure, failure_kind::statement);
    EXPECT_EQ(failed.sqlstate, "42P01");
    ASSERT_EQ(failed.errors.size(), 1U);
    for (const std::string_view part : {"migration 2 (made up), step 2 of 3 failed: relation \"missing\" does not exist (SQLSTATE 42P01)",
                                        "; the statement: INSERT INTO missing VALUES (1); nothing of this migration was kept", "migrate again"})
        EXPECT_NE(failed.errors[0].find(part), std::string::npos) << failed.errors[0];
    EXPECT_EQ(ledger(), "1 applied, 2 failed");
    EXPECT_EQ(where_->value("SELECT error_message FROM schema_migrations WHERE version = '2'"), failed.errors[0]);
    EXPECT_FALSE(exists("half") || exists("never") || exists("t3"));
    where_->execute("CREATE TABLE missing (id integer)");
    EXPECT_EQ(run().applied, (names{"2", "3"}));
    EXPECT_EQ(ledger(), "1 applied, 2 applied, 3 applied");
    EXPECT_EQ(where_->value("SELECT error_message IS NULL FROM schema_migrations WHERE version = '2'"), "t");
}

TEST_F(migrate_forward, names_a_statement_that_is_no_sql) {
    history_.add("1", {sql_step("CREATE TABLE half ()"), sql_step("CREATE TABEL wrong ()")});
    const migration_run failed = run();
    EXPECT_EQ(failed.sqlstate, "42601");
    EXPECT_NE(failed.errors[0].find("step 2 of 2"), std::string::npos) << failed.errors[0];
    EXPECT_EQ(ledger(), "1 failed");
}

TEST_F(migrate_forward, writes_no_password_anywhere) {
    history_.add("1", {sql_step("ALTER ROLE nobody_at_all PASSWORD 'top secret'")});
    const migration_run failed = run();
    EXPECT_EQ(failed.errors[0].find("secret"), std::string::npos) << failed.errors[0];
    EXPECT_NE(failed.errors[0].find("PASSWORD ***"), std::string::npos) << failed.errors[0];
    EXPECT_EQ(where_->value("SELECT error_message FROM schema_migrations").find("secret"), std::string::npos);
}

void insert_two(pqxx::transaction_base& to) {
    to.exec("INSERT INTO t1 VALUES (1), (2)");
    if (to.exec("SELECT count(*) FROM t1")[0][0].as<int>() != 2) throw std::runtime_error("they are not there");
}
void fail_loudly(pqxx::transaction_base&) { throw std::runtime_error("the moon is in the wrong place"); }
void fail_in_sql(pqxx::transaction_base& to) { to.exec("SELECT nothing FROM nowhere"); }

TEST_F(migrate_forward, runs_functions_of_the_program_in_the_transaction) {
    history_.add("1", {history_.table_step("1"), run_step(insert_two), sql_step("INSERT INTO t1 VALUES (3)")});
    ASSERT_TRUE(run().success);
    EXPECT_EQ(where_->value("SELECT count(*) FROM t1"), "3");
    history_.add("2", {sql_step("CREATE TABLE half ()"), run_step(fail_loudly)});
    const migration_run failed = run();
    EXPECT_NE(failed.errors[0].find("step 2 of 2 failed: the moon"), std::string::npos) << failed.errors[0];
    EXPECT_EQ(ledger(), "1 applied, 2 failed");
    EXPECT_FALSE(exists("half"));
}

TEST_F(migrate_forward, tells_what_a_function_of_the_program_could_not_do) {
    history_.add("1", {run_step(fail_in_sql)});
    const migration_run failed = run();
    EXPECT_EQ(failed.sqlstate, "42P01");
    EXPECT_NE(failed.errors[0].find("SELECT nothing FROM nowhere"), std::string::npos) << failed.errors[0];
}

bool is_never(pqxx::transaction_base&) { return false; }
bool is_always(pqxx::transaction_base& to) { return to.exec("SELECT true")[0][0].as<bool>(); }

TEST_F(migrate_forward, checks_conditions_before_it_begins) {
    history_.add("1", {history_.table_step("1")}, {}, {{.sql = "SELECT to_regclass('wanted') IS NOT NULL;", .message = "create the table wanted"}, {.ask = is_always}});
    const migration_run failed = run();
    EXPECT_EQ(failed.failure, failure_kind::precondition);
    EXPECT_NE(failed.errors[0].find("migration 1 (made up) cannot begin: create the table wanted"), std::string::npos) << failed.errors[0];
    EXPECT_EQ(ledger(), "");
    where_->execute("CREATE TABLE wanted ()");
    EXPECT_TRUE(run().success);
    history_.add("2", {history_.table_step("2")}, {}, {{.ask = is_never}});
    EXPECT_EQ(run().failure, failure_kind::precondition);
}

TEST_F(migrate_forward, and_all_the_others_take_the_types_themselves) {
    using histories::app;
    using histories::history;
    const migration_run two = constable::migrate<app, history>(*connection_, {.target = "+2"}, config_);
    ASSERT_TRUE(two.success) << two.errors.front();
    EXPECT_EQ(two.applied, (names{"001", "002"}));
    EXPECT_EQ((rollback<app, history>(*connection_, {.allow_data_loss = true}, config_).rolled_back), names{"002"});
    EXPECT_EQ((stamp<app, history>(*connection_, "002", config_).applied), names{"002"});
    EXPECT_EQ((baseline<app, history>(*connection_, "002", config_).failure), failure_kind::drift);
    EXPECT_EQ((repair<app, history>(*connection_, {}, config_).message), "There is nothing to repair");
    EXPECT_EQ((constable::migrate<app, history>({}, {.connection = "host=127.0.0.1 port=1"}).failure), failure_kind::connection);
}

TEST_F(migrate_forward, refuses_what_does_not_fit_the_ledger) {
    history_.add_tables({"1", "2"});
    ASSERT_TRUE(run().success);
    history_.edit(0);
    const migration_run changed = run();
    EXPECT_EQ(changed.failure, failure_kind::history);
    EXPECT_NE(changed.errors[0].find("migration 1 (made up) was changed after it had been applied"), std::string::npos) << changed.errors[0];
    history_.edit(0);

    where_->execute("INSERT INTO schema_migrations (version, description, checksum, status) VALUES ('9', 'new', '1:0', 'applied')");
    EXPECT_TRUE(run().success); // an instance of the release before starts again
    config_.unknown_versions = "fail";
    const migration_run newer = run();
    EXPECT_EQ(newer.failure, failure_kind::history);
    EXPECT_NE(newer.errors[0].find("migration 9 (new) is applied in the database, but this program does not know it"), std::string::npos) << newer.errors[0];
    config_.unknown_versions = "ignore";
    EXPECT_TRUE(run().success);

    where_->execute("DELETE FROM schema_migrations WHERE version = '1'; DROP TABLE t1");
    const migration_run early = run();
    EXPECT_EQ(early.failure, failure_kind::history);
    EXPECT_NE(early.errors[0].find("migration 1 (made up) is pending, but migration 2 (made up), which depends on it, is applied"), std::string::npos) << early.errors[0];
    config_.out_of_order = "run";
    EXPECT_EQ(run().applied, names{"1"});
}

TEST_F(migrate_forward, runs_a_branch_that_comes_later) {
    history_.add("1", {history_.table_step("1")}).add("a2", {history_.table_step("a2")}, {"1"}).add("b2", {history_.table_step("b2")}, {"1"}).add("3", {history_.table_step("3")}, {"a2", "b2"});
    EXPECT_EQ(run({.target = "b2"}).applied, (names{"1", "b2"}));
    EXPECT_EQ(run().applied, (names{"a2", "3"}));
}

TEST_F(migrate_forward, does_not_take_another_table_for_its_ledger) {
    where_->execute("CREATE TABLE schema_migrations (version bigint, dirty boolean)");
    history_.add_tables({"1"});
    const migration_run failed = run();
    EXPECT_EQ(failed.failure, failure_kind::conflict);
    EXPECT_NE(failed.errors[0].find("MIGRATION_LEDGER_TABLE"), std::string::npos) << failed.errors[0];
    where_->execute("CREATE SCHEMA \"My Ops\"");
    config_.ledger_table = "My Ops.The Ledger";
    EXPECT_TRUE(run().success);
    EXPECT_EQ(where_->value("SELECT version FROM \"My Ops\".\"The Ledger\""), "1");
}

TEST_F(migrate_forward, finds_its_ledger_although_a_migration_sets_the_search_path) {
    history_.add("1", {sql_step("CREATE SCHEMA other"), sql_step("SET search_path = other"), sql_step("CREATE TABLE inside ()")}).add_tables({"2"});
    ASSERT_TRUE(run().success);
    EXPECT_EQ(ledger(), "1 applied, 2 applied");
    EXPECT_TRUE(exists("other.inside"));
}

TEST_F(migrate_forward, waits_for_another_instance_and_names_it) {
    history_.add_tables({"1"});
    config_.lock_timeout_seconds = 1;
    pqxx::connection other{where_->connection_string() + " application_name='the other'"};
    pqxx::work holding{other};
    holding.exec(constable::database::try_lock(constable::database::lock_key_of("made up")));
    const migration_run failed = run();
    EXPECT_EQ(failed.failure, failure_kind::locked);
    EXPECT_NE(failed.errors[0].find("application \"the other\""), std::string::npos) << failed.errors[0];
    holding.abort();
    EXPECT_TRUE(run().success);
}

TEST_F(migrate_forward, tries_again_while_a_table_is_locked) {
    history_.add_tables({"1"}).add("2", {sql_step("ALTER TABLE t1 ADD COLUMN more integer")});
    ASSERT_TRUE(run({.target = "1"}).success);
    config_.timeout_seconds = 1;
    pqxx::connection other{where_->connection_string()};
    pqxx::work holding{other};
    holding.exec("LOCK TABLE t1 IN ACCESS SHARE MODE");
    const migration_run failed = run();
    EXPECT_EQ(failed.failure, failure_kind::locked);
    EXPECT_EQ(failed.sqlstate, "55P03");
    EXPECT_EQ(ledger(), "1 applied, 2 failed");
    holding.abort();
    EXPECT_EQ(run().applied, names{"2"});
}

TEST_F(migrate_forward, says_how_far_it_has_come) {
    history_.add_tables({"1", "2"});
    std::vector<std::string> told;
    run({.progress = [](const migration_progress& how_far, void* to) {
             static_cast<std::vector<std::string>*>(to)->push_back(std::to_string(how_far.migration) + "/" + std::to_string(how_far.migrations) + " " +
                                                                   std::string{how_far.version} + (how_far.is_done ? " done" : ""));
         },
         .user = &told});
    EXPECT_EQ(told, (names{"1/2 1", "1/2 1 done", "2/2 2", "2/2 2 done"}));
}

TEST(migrate_without_a_server, tells_where_it_could_not_connect) {
    made_up_history history;
    history.add_tables({"1"});
    const migration_run run = runner::migrate(history.value(), {}, migration_config{.log_level = "ERROR", .connection = "host=127.0.0.1 port=1 dbname=x user=y password=hush"});
    EXPECT_EQ(run.failure, failure_kind::connection);
    EXPECT_EQ(run.errors[0].find("hush"), std::string::npos);
    EXPECT_THROW(runner::checked(run), migration_error);
}

} // namespace
