// SPDX-License-Identifier: BSL-1.0
// Migrations that die, at each message, at each statement, in the middle of an index: the next run ends where an
// undisturbed one does.
#include "support/migrations.hpp"
#include "support/process.hpp"
#include "support/proxy.hpp"
#include "support/server.hpp"

#include <chrono>
#include <cstddef>
#include <gtest/gtest.h>
#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <thread>

namespace {

using namespace constable::testing;

void wait_for_sessions_to_end(const database& where) {
    where.wait_until("SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'");
}

// In a process of its own, which a test may kill.
child_process begin_migration(const std::string& connection, bool is_stepwise) {
    return child_process{[connection, is_stepwise] {
        const constable::migration_run run = migrate_ten(connection, is_stepwise);
        if (!run.success) std::fprintf(stderr, "%s\n", run.errors.front().c_str());
        return run.success ? 0 : 1;
    }};
}

class migrations_crash : public server_test, public ::testing::WithParamInterface<bool> {
protected:
    static bool is_stepwise() { return GetParam(); }
    static std::string undisturbed() {
        const database where;
        const constable::migration_run run = migrate_ten(where.connection_string(), is_stepwise());
        EXPECT_TRUE(run.success) << run.errors.front();
        EXPECT_EQ(run.applied.size(), 10U);
        return left_by_ten(where);
    }
    static void expect_next_run_ends_alike(const database& where, const std::string& complete) {
        const constable::migration_run next = migrate_ten(where.connection_string(), is_stepwise());
        ASSERT_TRUE(next.success) << next.errors.front();
        EXPECT_EQ(left_by_ten(where), complete);
        EXPECT_EQ(migrate_ten(where.connection_string(), is_stepwise()).round_trips, 1U);
    }

    void kill_at_each_message(interruption place, std::size_t stride = 1) {
        const std::string complete = undisturbed();
        for (std::size_t message = 1;; message += stride) {
            SCOPED_TRACE("message " + std::to_string(message));
            ASSERT_LT(message, 200U);
            const database where;
            proxy between(where.home());
            // a process begins only after the proxy knows what to do with it
            bool reached = false;
            std::unique_ptr<child_process> running;
            between.interrupt_at(message, place, [&] {
                while (running == nullptr) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                reached = true;
                running->kill();
            });
            running = std::make_unique<child_process>(begin_migration(between.connection_string(where.name()), is_stepwise()));
            const process_result ended = running->wait();
            if (!reached) {
                EXPECT_TRUE(ended.succeeded()) << ended.err;
                EXPECT_GT(message, 10U);
                return;
            }
            EXPECT_EQ(ended.exit_code, 137) << ended.err;
            wait_for_sessions_to_end(where);
            expect_next_run_ends_alike(where, complete);
            if (HasFailure()) return;
        }
    }
};

// To the database the same as after the message before, so not each one is tried.
TEST_P(migrations_crash, before_a_message_is_sent_costs_nothing) { kill_at_each_message(interruption::before_sending, 5); }
TEST_P(migrations_crash, before_an_answer_comes_costs_nothing) { kill_at_each_message(interruption::before_answer); }

// The event trigger counts DDL commands in a sequence, which no rollback takes back, and ends the chosen one's session.
constexpr const char* die_at_statement = R"(
CREATE SCHEMA crash;
CREATE SEQUENCE crash.statements;
CREATE TABLE crash.at (statement bigint);
INSERT INTO crash.at VALUES (0);
CREATE FUNCTION crash.die() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('crash.statements') = (SELECT statement FROM crash.at) THEN
        PERFORM pg_terminate_backend(pg_backend_pid());
        PERFORM pg_sleep(10);
    END IF;
END $$;
CREATE EVENT TRIGGER crash ON ddl_command_end EXECUTE FUNCTION crash.die();
)";

TEST_P(migrations_crash, of_the_session_in_each_statement_costs_nothing) {
    std::string complete;
    {
        const database where;
        where.execute(die_at_statement);
        ASSERT_TRUE(migrate_ten(where.connection_string(), is_stepwise()).success);
        complete = left_by_ten(where);
    }
    for (int statement = 1;; ++statement) {
        SCOPED_TRACE("statement " + std::to_string(statement));
        ASSERT_LT(statement, 100);
        const database where;
        where.execute(die_at_statement);
        where.execute("UPDATE crash.at SET statement = " + std::to_string(statement) + "; SELECT setval('crash.statements', 1, false)");
        const constable::migration_run run = migrate_ten(where.connection_string(), is_stepwise());
        if (run.success) {
            EXPECT_GT(statement, 10);
            return;
        }
        EXPECT_EQ(run.failure, constable::failure_kind::connection) << run.errors.front();
        wait_for_sessions_to_end(where);
        expect_next_run_ends_alike(where, complete);
        if (HasFailure()) return;
    }
}

std::string name_of(const ::testing::TestParamInfo<bool>& info) { return info.param ? "stepwise" : "in_transactions"; }
INSTANTIATE_TEST_SUITE_P(histories, migrations_crash, ::testing::Bool(), name_of);

// Whoever builds an index concurrently waits for older transactions: killed there, it leaves an invalid index.
class interrupted_index : public server_test {};

TEST_F(interrupted_index, is_dropped_and_built_again) {
    std::string complete;
    {
        const database where;
        ASSERT_TRUE(migrate_ten(where.connection_string(), true).success);
        complete = left_by_ten(where);
    }
    const database where;
    ASSERT_TRUE(migrate_ten(where.connection_string(), true, "03").success);
    {
        pqxx::connection other{where.connection_string()};
        pqxx::work old{other};
        old.exec("UPDATE people SET age = age"); // a transaction that the build waits for
        child_process building = begin_migration(where.connection_string(), true);
        where.wait_until("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'");
        building.kill();
        EXPECT_EQ(building.wait().exit_code, 137);
        where.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%'");
    }
    wait_for_sessions_to_end(where);
    EXPECT_EQ(where.value("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('people_name')"), "f");
    EXPECT_EQ(where.value("SELECT status || steps_done FROM schema_migrations WHERE version = '04'"), "running1");
    const constable::migration_run next = migrate_ten(where.connection_string(), true);
    ASSERT_TRUE(next.success) << next.errors.front();
    EXPECT_EQ(left_by_ten(where), complete);
}

} // namespace
