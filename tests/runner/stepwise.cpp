// SPDX-License-Identifier: BSL-1.0
// Migrations that commit step by step, and go on where they were interrupted.
#include "constable/runner/stepwise.hpp"

#include "constable/runner/migrate.hpp"
#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

class stepwise : public runner_test {
protected:
    migration_run run() { return runner::migrate(history_.value(), *connection_, {}, config_); }
    // As if the program had died when so many steps were done.
    void interrupt(std::size_t steps_done) {
        const migrating::history_value value = history_.value();
        migrating::script_writer writer{value};
        const auto steps = writer.up(value.migrations.size() - 1);
        where_->execute("UPDATE schema_migrations SET status = 'running', steps_done = " + std::to_string(steps_done) + ", steps_checksum = " +
                        (steps_done == 0 ? std::string{"NULL"} : "'" + runner::steps_checksum(steps, steps_done) + "'") + " WHERE version = '" +
                        std::string{value.migrations.back().version} + "'");
    }
    // A table, an index that is built concurrently, rows, a comment.
    void add_index() {
        history_.add("1", {history_.table_step("1"), alone_step("CREATE UNIQUE INDEX CONCURRENTLY t1_name ON t1 (name)", "DROP INDEX CONCURRENTLY t1_name"),
                           sql_step("INSERT INTO t1 VALUES (1, 'a')", "DELETE FROM t1")});
    }
    std::string index_is_valid() { return where_->value("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('t1_name')"); }

    made_up_history history_;
};

TEST_F(stepwise, commits_each_step_and_leaves_no_lock) {
    add_index();
    const migration_run done = run();
    ASSERT_TRUE(done.success) << done.errors.front();
    EXPECT_EQ(ledger(), "1 applied");
    EXPECT_EQ(where_->value("SELECT steps_done FROM schema_migrations"), "3");
    EXPECT_EQ(index_is_valid(), "t");
    EXPECT_EQ(where_->value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"), "0");
    EXPECT_EQ(run().round_trips, 1U);
}

TEST_F(stepwise, keeps_what_is_done_when_a_step_fails_and_goes_on_there) {
    add_index();
    history_.add("2", {sql_step("INSERT INTO t1 VALUES (2, 'b'), (3, 'b')"), sql_step("DROP INDEX t1_name"),
                       alone_step("CREATE UNIQUE INDEX CONCURRENTLY t1_again ON t1 (name)"), sql_step("INSERT INTO t1 VALUES (4, 'c')")});
    history_.migrations()[0].steps = history_.migrations()[0].steps.first(1); // no unique index
    history_.migrations()[1].steps = history_.migrations()[1].steps.subspan(0);
    where_->execute("CREATE TABLE other (id integer)");
    const migrating::step_value no_drop = sql_step("SELECT 1");
    std::vector<const migrating::step_value*> steps{history_.migrations()[1].steps.begin(), history_.migrations()[1].steps.end()};
    steps[1] = &no_drop;
    history_.migrations()[1].steps = steps;
    const migration_run failed = run();
    EXPECT_EQ(failed.applied, names{"1"});
    EXPECT_EQ(failed.sqlstate, "23505");
    EXPECT_NE(failed.errors[0].find("migration 2 (made up), step 3 of 4 failed"), std::string::npos) << failed.errors[0];
    EXPECT_NE(failed.errors[0].find("steps 1 to 2 are done and kept"), std::string::npos) << failed.errors[0];
    EXPECT_EQ(ledger(), "1 applied, 2 failed");
    EXPECT_EQ(where_->value("SELECT count(*) FROM t1"), "2");
    where_->execute("DELETE FROM t1 WHERE id = 3");
    const migration_run done = run(); // the invalid index is dropped and built again
    ASSERT_TRUE(done.success) << done.errors.front();
    EXPECT_EQ(ledger(), "1 applied, 2 applied");
    EXPECT_EQ(where_->value("SELECT string_agg(name, ' ' ORDER BY id) FROM t1"), "b c");
    EXPECT_EQ(where_->value("SELECT indisvalid FROM pg_index WHERE indexrelid = 't1_again'::regclass"), "t");
}

TEST_F(stepwise, passes_over_an_index_that_stands_already) {
    add_index();
    ASSERT_TRUE(run().success);
    where_->execute("DELETE FROM t1");
    const std::string before = where_->value("SELECT 't1_name'::regclass::oid");
    interrupt(1);
    const migration_run done = run();
    ASSERT_TRUE(done.success) << done.errors.front();
    EXPECT_EQ(where_->value("SELECT 't1_name'::regclass::oid"), before);
    EXPECT_EQ(ledger(), "1 applied");
}

TEST_F(stepwise, passes_over_an_index_that_is_gone_already) {
    history_.add("1", {history_.table_step("1"), sql_step("CREATE INDEX t1_name ON t1 (name)"), alone_step("DROP INDEX CONCURRENTLY t1_name")});
    ASSERT_TRUE(run().success);
    interrupt(2);
    ASSERT_TRUE(run().success);
    EXPECT_EQ(ledger(), "1 applied");
}

TEST_F(stepwise, rebuilds_an_index_that_an_interrupted_build_has_left) {
    add_index();
    ASSERT_TRUE(run().success);
    where_->execute("DELETE FROM t1; UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't1_name'::regclass");
    interrupt(1);
    const migration_run done = run();
    ASSERT_TRUE(done.success) << done.errors.front();
    EXPECT_EQ(index_is_valid(), "t");
}

TEST_F(stepwise, does_not_take_another_index_for_its_own_at_first) {
    where_->execute("CREATE TABLE t0 (a integer); CREATE INDEX t1_name ON t0 (a)");
    add_index();
    const migration_run failed = run();
    EXPECT_EQ(failed.sqlstate, "42P07");
    EXPECT_EQ(run().sqlstate, "42P07"); // nor when it goes on
}

TEST_F(stepwise, notices_that_a_step_which_is_done_was_edited) {
    add_index();
    ASSERT_TRUE(run().success);
    interrupt(1);
    migrating::step_value edited = *history_.migrations()[0].steps[0];
    edited.sql = "CREATE TABLE t1 (other integer)";
    std::vector<const migrating::step_value*> steps{history_.migrations()[0].steps.begin(), history_.migrations()[0].steps.end()};
    steps[0] = &edited;
    history_.migrations()[0].steps = steps;
    const migration_run failed = run();
    EXPECT_EQ(failed.failure, failure_kind::history);
    EXPECT_NE(failed.errors[0].find("interrupted after 1 steps, and these were edited since"), std::string::npos) << failed.errors[0];
    EXPECT_EQ(ledger(), "1 running");
}

TEST_F(stepwise, refuses_a_concurrent_index_without_a_name) {
    history_.add("1", {history_.table_step("1"), alone_step("CREATE INDEX CONCURRENTLY ON t1 (name)")});
    EXPECT_NE(run().errors[0].find("has no name"), std::string::npos);
    EXPECT_FALSE(exists("t1"));
}

TEST_F(stepwise, fills_tables_and_tells_how_far_it_is) {
    const migrating::backfill_value fill{.set = "name = 'n' || id", .where = "name IS NULL", .batch = 10};
    history_.add_tables({"1"}).add("2", {sql_step("INSERT INTO t1 SELECT g FROM generate_series(1, 25) g"), {.kind = migrating::step_kind::backfill, .table = "t1", .backfill = &fill}});
    std::vector<std::int64_t> told;
    const migration_run done = runner::migrate(history_.value(), *connection_,
                                               {.progress = [](const migration_progress& how_far, void* to) {
                                                    if (how_far.rows != 0 && !how_far.is_done) static_cast<std::vector<std::int64_t>*>(to)->push_back(how_far.rows);
                                                }, .user = &told}, config_);
    ASSERT_TRUE(done.success) << done.errors.front();
    EXPECT_EQ(told, (std::vector<std::int64_t>{10, 20, 25}));
    EXPECT_EQ(where_->value("SELECT count(*) FROM t1 WHERE name = 'n' || id"), "25");
    EXPECT_EQ(where_->value("SELECT backfill_rows || coalesce(backfill_position, '') FROM schema_migrations WHERE version = '2'"), "0");
}

TEST_F(stepwise, waits_for_nobody_inside_the_server_while_an_index_is_built) {
    add_index();
    pqxx::connection other{where_->connection_string()};
    pqxx::work holding{other};
    holding.exec(constable::database::try_lock(constable::database::lock_key_of("made up")));
    config_.lock_timeout_seconds = 1;
    EXPECT_EQ(run().failure, failure_kind::locked);
    holding.abort();
    EXPECT_TRUE(run().success);
}

} // namespace
