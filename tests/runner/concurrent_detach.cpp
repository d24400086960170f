// SPDX-License-Identifier: BSL-1.0
// Statements that detach partitions are read, and where they stand is found.
#include "constable/runner/concurrent_detach.hpp"

#include "constable/migrate/table_words.hpp"
#include "constable/runner/ensure_history.hpp"
#include "constable/schema.hpp"
#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;
using constable::runner::detach_state;
using constable::runner::read_detach_statement;

namespace {

TEST(read_detach_statement, knows_both_names) {
    const auto one = read_detach_statement("ALTER TABLE ops.\"Events\" DETACH PARTITION Old CONCURRENTLY;");
    EXPECT_EQ(one.table, "ops.\"Events\"");
    EXPECT_EQ(one.partition, "old");
    EXPECT_EQ(one.finalize(), "ALTER TABLE ops.\"Events\" DETACH PARTITION old FINALIZE");
    for (const char* other : {"", "ALTER TABLE a DETACH PARTITION b", "ALTER TABLE a DETACH PARTITION b FINALIZE", "ALTER TABLE a ADD COLUMN b integer", "DROP TABLE a"})
        EXPECT_TRUE(read_detach_statement(other).empty()) << other;
}

struct events : table<"p", column<"d", date, not_null>, partition_by_range<"d">> {};
struct old_events : table<"c", column<"d", date, not_null>> {};
struct app_of_events : schema<events, old_events> {};
struct partitioned : migration<"1", "Events", create_table<"p", column<"d", date, not_null>, partition_by_range<"d">>,
                               create_table<"c", partition_of<table_named<"p">, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')">>> {};
struct old_ones_go : migration<"2", "Old events stand alone", detach_partition<"c", concurrently>> {};
struct history_of_events : migrations<partitioned, old_ones_go> {};

class concurrent_detach : public runner_test {
protected:
    void SetUp() override {
        runner_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        if (connection_->server_version() < 140000) GTEST_SKIP() << "PostgreSQL 14 is the first to detach concurrently";
        where_->execute("CREATE TABLE p (d date NOT NULL) PARTITION BY RANGE (d); CREATE TABLE c PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01'); "
                        "CREATE TABLE e PARTITION OF p FOR VALUES FROM ('2025-01-01') TO ('2026-01-01'); INSERT INTO p VALUES ('2024-02-02')");
    }
    // Leaves the partition half detached: an old transaction that reads the table is in its way.
    void interrupt(const std::string& statement) const {
        pqxx::connection other{where_->connection_string()};
        pqxx::work old{other};
        old.exec("SELECT * FROM p");
        pqxx::connection detaching{where_->connection_string() + " options='-c lock_timeout=300ms'"};
        pqxx::nontransaction alone{detaching};
        EXPECT_THROW(alone.exec(statement), pqxx::sql_error);
    }
};

TEST_F(concurrent_detach, is_found_as_it_is) {
    const auto statement = read_detach_statement("ALTER TABLE p DETACH PARTITION c CONCURRENTLY");
    constable::database::session session{*connection_};
    EXPECT_EQ(runner::find_partition(session, statement), detach_state::attached);
    interrupt("ALTER TABLE p DETACH PARTITION c CONCURRENTLY");
    EXPECT_EQ(runner::find_partition(session, statement), detach_state::pending);
    where_->execute(statement.finalize());
    EXPECT_EQ(runner::find_partition(session, statement), detach_state::detached);
}

TEST_F(concurrent_detach, is_carried_on) {
    made_up_history history;
    history.add("1", {sql_step("SELECT 1"), alone_step("ALTER TABLE p DETACH PARTITION c CONCURRENTLY")});
    interrupt("ALTER TABLE p DETACH PARTITION c CONCURRENTLY");
    ASSERT_TRUE(runner::migrate(history.value(), *connection_, {.target = "1"}, config_).errors.front().find("already pending detach") != std::string::npos);
    EXPECT_EQ(ledger(), "1 failed");
    const migration_run again = runner::migrate(history.value(), *connection_, {}, config_);
    ASSERT_TRUE(again.success) << again.errors.front();
    EXPECT_EQ(where_->value("SELECT count(*) FROM pg_inherits WHERE inhrelid = 'c'::regclass"), "0");
    EXPECT_EQ(where_->value("SELECT count(*) FROM c"), "1");
}

TEST_F(concurrent_detach, leaves_no_check_of_the_former_bound) {
    where_->execute("DROP TABLE p");
    const migration_result made = try_ensure_schema<app_of_events, history_of_events>(*connection_, config_);
    ASSERT_TRUE(made.success) << made.errors.front();
    EXPECT_EQ(made.migrations_applied, (names{"1", "2"}));
    EXPECT_TRUE(made.differences.empty()) << made.differences.front().description;
}

TEST_F(concurrent_detach, leaves_the_checks_of_others_whatever_they_are_called) {
    where_->execute("DROP TABLE p");
    ASSERT_TRUE((constable::migrate<app_of_events, history_of_events>(*connection_, {.target = "1"}, config_)).success);
    where_->execute("ALTER TABLE c ADD CONSTRAINT c_d_check CHECK (d <> '2024-12-24')");
    ASSERT_TRUE((constable::migrate<app_of_events, history_of_events>(*connection_, {}, config_)).success);
    EXPECT_EQ(where_->value("SELECT string_agg(conname, ' ') FROM pg_constraint WHERE conrelid = 'c'::regclass AND contype = 'c'"), "c_d_check");
}

TEST_F(concurrent_detach, leaves_no_check_when_it_was_interrupted) {
    where_->execute("DROP TABLE p");
    ASSERT_TRUE((constable::migrate<app_of_events, history_of_events>(*connection_, {.target = "1"}, config_)).success);
    interrupt("ALTER TABLE p DETACH PARTITION c CONCURRENTLY");
    EXPECT_FALSE((constable::migrate<app_of_events, history_of_events>(*connection_, {}, config_)).success);
    const migration_result made = try_ensure_schema<app_of_events, history_of_events>(*connection_, config_);
    ASSERT_TRUE(made.success) << made.errors.front();
    EXPECT_TRUE(made.differences.empty()) << made.differences.front().description;
}

} // namespace
