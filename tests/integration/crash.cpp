// SPDX-License-Identifier: BSL-1.0
// A first start that dies, at each message and at each statement: nothing of it remains, and the next one succeeds.
#include "support/process.hpp"
#include "support/proxy.hpp"
#include "support/server.hpp"
#include "support/starts.hpp"

#include <chrono>
#include <cstddef>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace constable::testing;

// The server takes a moment to notice that a client has gone.
void wait_for_sessions_to_end(const database& where) {
    where.wait_until("SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                     " AND backend_type = 'client backend'");
}

std::string dump_of(const database& where) {
    const process_result dumped = pg_dump(where);
    EXPECT_TRUE(dumped.succeeded()) << dumped.err;
    return dumped.out;
}

// The event trigger counts DDL commands in a sequence, which no rollback takes back, and makes the chosen one wait
// for an advisory lock that the test holds.
constexpr const char* stop_at_statement = R"(
CREATE SCHEMA crash;
CREATE SEQUENCE crash.statements;
CREATE FUNCTION crash.wait() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TAG <> 'SELECT' AND nextval('crash.statements') = coalesce(nullif(current_setting('crash.at', true), ''), '0')::int THEN
        PERFORM pg_advisory_lock_shared(1, 1);
        PERFORM pg_advisory_unlock_shared(1, 1);
    END IF;
END $$;
CREATE EVENT TRIGGER crash ON ddl_command_end EXECUTE FUNCTION crash.wait();
)";

/// A start that stands still in the middle of a statement of its first message of DDL.
class stopped_start {
public:
    stopped_start(const database& where, int statement)
        : gate_(where.connection_string()), gate_work_(gate_),
          starting_((close_gate(where, statement), begin_start(variables_for(where)))) {
        for (int i = 0; i != 4000 && starting_.running(); ++i) {
            if (const pqxx::result found = gate_work_.exec(waiting); !found.empty()) {
                backend_ = found[0][0].c_str();
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }

    /// Whether the start came to that statement; otherwise it is over.
    bool has_stopped() const { return !backend_.empty(); }
    child_process& process() { return starting_; }
    const std::string& backend() const { return backend_; }
    void open_gate() { gate_work_.exec("SELECT pg_advisory_unlock_all()"); }

private:
    static constexpr const char* waiting = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND "
                                           "wait_event_type = 'Lock' AND wait_event = 'advisory'";

    bool close_gate(const database& where, int statement) {
        where.execute("ALTER DATABASE " + where.name() + " SET crash.at = '" + std::to_string(statement) + "'");
        where.execute("SELECT setval('crash.statements', 1, false)");
        gate_work_.exec("SELECT pg_advisory_lock(1, 1)");
        return true;
    }

    pqxx::connection gate_;
    pqxx::nontransaction gate_work_;
    child_process starting_;
    std::string backend_;
};

class crash : public server_test {
protected:
    // Starts in a database of its own and returns what pg_dump then says.
    static std::string dump_after_start(const server& home, const char* before = "") {
        const database undisturbed(home);
        undisturbed.execute(before);
        const start_report report = start(variables_for(undisturbed));
        EXPECT_TRUE(report.succeeded()) << report.process.err;
        return dump_of(undisturbed);
    }

    // A start after a crash creates everything (or finds it created) and leaves nothing to do.
    static void expect_start_succeeds(const database& where, const std::string& complete) {
        const start_report next = start(variables_for(where));
        ASSERT_TRUE(next.succeeded()) << next.process.err;
        EXPECT_TRUE(next.all("difference").empty()) << next.process.out;
        EXPECT_EQ(dump_of(where), complete);
        EXPECT_EQ(start(variables_for(where)).one("round_trips"), "1");
    }
};

class crash_at_message : public crash, public ::testing::WithParamInterface<interruption> {
protected:
    // Does something to the n-th message of a first start, for each n until a start has fewer messages.
    template <class Disturb>
    void disturb_each_message(const Disturb& disturb) {
        const std::string complete = dump_after_start(shared_server());
        for (std::size_t message = 1;; ++message) {
            SCOPED_TRACE("message " + std::to_string(message));
            ASSERT_LT(message, 50U);
            const database where;
            const std::string empty = dump_of(where);
            proxy between(where.home());
            variables environment = variables_for(where);
            environment.insert(environment.end(), {{"PGHOST", "127.0.0.1"},
                                                   {"PGPORT", std::to_string(between.port())},
                                                   {"PGSSLMODE", "disable"},
                                                   {"PGGSSENCMODE", "disable"},
                                                   {"STARTER_CONNECT", "early"},
                                                   {"STARTER_AT", soon(1)}});
            std::optional<child_process> starting;
            bool reached = false;
            between.interrupt_at(message, GetParam(), [&] {
                reached = true;
                disturb(where, *starting);
            });
            starting.emplace(begin_start(environment));
            const start_report report{starting->wait()};
            wait_for_sessions_to_end(where);
            if (!reached) {
                EXPECT_TRUE(report.succeeded()) << report.process.err;
                EXPECT_GT(message, 3U) << "a first start has this many messages at least";
                return;
            }
            const std::string found = dump_of(where);
            EXPECT_TRUE(found == empty || found == complete) << "half of the work is visible:\n" << found;
            whole_ += found == complete ? 1 : 0;
            check(report);
            expect_start_succeeds(where, complete);
        }
    }
    // Who has heard the last answer may be faster than the signal.
    virtual void check(const start_report& report) {
        if (GetParam() == interruption::after_answer && report.succeeded()) return;
        EXPECT_EQ(report.process.exit_code, 137) << report.process.err;
    }

    int whole_ = 0;
};

TEST_P(crash_at_message, of_a_killed_process_leaves_nothing_half_done) {
    disturb_each_message([](const database&, const child_process& starting) { starting.kill(); });
    // Only once the server has seen the message that commits may there be anything.
    EXPECT_EQ(whole_, GetParam() == interruption::before_sending ? 0 : 1);
}

class cut_at_message : public crash_at_message {
protected:
    // Whoever is cut off after the last answer has succeeded already.
    void check(const start_report& report) override {
        if (report.succeeded()) return;
        EXPECT_NE(report.process.err.find("the connection was lost"), std::string::npos) << report.process.err;
    }
};

TEST_P(cut_at_message, of_an_ended_session_is_reported_and_leaves_nothing_half_done) {
    // Only those that come through the proxy, over TCP: after the last answer the test itself may be connected already.
    disturb_each_message([](const database& where, const child_process&) {
        where.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND"
                      " client_addr IS NOT NULL AND backend_type = 'client backend'");
    });
}

std::string name_of(const ::testing::TestParamInfo<interruption>& info) {
    switch (info.param) {
    case interruption::before_sending: return "before_sending";
    case interruption::before_answer: return "before_answer";
    case interruption::after_answer: break;
    }
    return "after_answer";
}
const auto places =
    ::testing::Values(interruption::before_sending, interruption::before_answer, interruption::after_answer);
INSTANTIATE_TEST_SUITE_P(place, crash_at_message, places, name_of);
INSTANTIATE_TEST_SUITE_P(place, cut_at_message, places, name_of);

// ---- in the middle of a message

class crash_at_statement : public crash {
protected:
    // Does something while the n-th DDL statement of a first start is being executed, for each n.
    template <class Disturb>
    void disturb_each_statement(const Disturb& disturb) {
        const std::string complete = dump_after_start(shared_server(), stop_at_statement);
        for (int statement = 1;; ++statement) {
            SCOPED_TRACE("statement " + std::to_string(statement));
            ASSERT_LT(statement, 100);
            const database where;
            where.execute(stop_at_statement);
            const std::string empty = dump_of(where);
            {
                stopped_start stopped(where, statement);
                if (!stopped.has_stopped()) {
                    EXPECT_TRUE(stopped.process().wait().succeeded());
                    EXPECT_GT(statement, 10) << "a first start has this many statements at least";
                    return;
                }
                disturb(where, stopped);
                stopped.open_gate();
                stopped.process().wait();
            }
            wait_for_sessions_to_end(where);
            EXPECT_EQ(dump_of(where), empty) << "half of the work is visible";
            where.execute("ALTER DATABASE " + where.name() + " SET crash.at = '0'");
            expect_start_succeeds(where, complete);
        }
    }
};

TEST_F(crash_at_statement, of_a_killed_process_leaves_nothing_half_done) {
    disturb_each_statement([](const database&, stopped_start& stopped) {
        stopped.process().kill();
        EXPECT_EQ(stopped.process().wait().exit_code, 137);
    });
}

// The server still works for the dead process: the next start waits for it.
TEST_F(crash_at_statement, does_not_disturb_a_start_that_is_waiting) {
    const std::string complete = dump_after_start(shared_server(), stop_at_statement);
    const database where;
    where.execute(stop_at_statement);
    stopped_start stopped(where, 7);
    ASSERT_TRUE(stopped.has_stopped());
    stopped.process().kill();
    stopped.process().wait();
    child_process next = begin_start(variables_for(where), {{"MIGRATION_LOGGING", "true"}});
    for (int i = 0; i != 2000 && next.out().find("waiting for it") == std::string::npos &&
                    next.err().find("waiting for it") == std::string::npos;
         ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_TRUE(next.running());
    stopped.open_gate();
    const start_report report{next.wait()};
    EXPECT_TRUE(report.succeeded()) << report.process.err;
    EXPECT_EQ(report.created().size(), 5U) << report.process.out;
    expect_start_succeeds(where, complete);
}

TEST_F(crash_at_statement, of_a_terminated_session_is_reported_and_leaves_nothing_half_done) {
    disturb_each_statement([](const database& where, stopped_start& stopped) {
        where.execute("SELECT pg_terminate_backend(" + stopped.backend() + ")");
        const process_result ended = stopped.process().wait();
        EXPECT_EQ(ended.exit_code, 1);
        // libpqxx 6.4 loses the server's own words (57P01) with the connection.
        EXPECT_NE(ended.err.find("start again when"), std::string::npos) << ended.err;
    });
}

TEST_F(crash_at_statement, of_a_cancelled_statement_is_reported_and_leaves_nothing_half_done) {
    disturb_each_statement([](const database& where, stopped_start& stopped) {
        where.execute("SELECT pg_cancel_backend(" + stopped.backend() + ")");
        const process_result ended = stopped.process().wait();
        EXPECT_EQ(ended.exit_code, 1);
        EXPECT_NE(ended.err.find("57014"), std::string::npos) << ended.err;
    });
}

// ---- the whole server

class server_crash : public crash {};

TEST_F(server_crash, in_the_middle_of_a_message_leaves_nothing_half_done) {
    const private_server mortal;
    const std::string complete = dump_after_start(mortal, stop_at_statement);
    for (const int statement : {1, 6, 12}) {
        SCOPED_TRACE("statement " + std::to_string(statement));
        const database where(mortal);
        where.execute(stop_at_statement);
        const std::string empty = dump_of(where);
        {
            stopped_start stopped(where, statement);
            ASSERT_TRUE(stopped.has_stopped());
            mortal.halt();
            const process_result ended = stopped.process().wait();
            EXPECT_EQ(ended.exit_code, 1);
            EXPECT_NE(ended.err.find("start again when"), std::string::npos) << ended.err;
        }
        mortal.resume();
        EXPECT_EQ(dump_of(where), empty) << "half of the work is visible";
        where.execute("ALTER DATABASE " + where.name() + " SET crash.at = '0'");
        expect_start_succeeds(where, complete);
    }
}

TEST_F(server_crash, around_the_commit_leaves_all_or_nothing) {
    const private_server mortal;
    const std::string complete = dump_after_start(mortal);
    std::size_t messages = 0;
    for (const interruption place : {interruption::before_sending, interruption::before_answer}) {
        const database where(mortal);
        const std::string empty = dump_of(where);
        proxy between(mortal);
        const variables through = {{"PGHOST", "127.0.0.1"},
                                   {"PGPORT", std::to_string(between.port())},
                                   {"PGSSLMODE", "disable"},
                                   {"PGGSSENCMODE", "disable"}};
        if (messages == 0) { // a start in another database tells how many messages there are
            const database counted(mortal);
            ASSERT_TRUE(start(variables_for(counted), through).succeeded());
            messages = between.counted().requests;
        }
        between.interrupt_at(messages, place, [&] { mortal.halt(); });
        const start_report report = start(variables_for(where), through);
        EXPECT_FALSE(report.succeeded());
        EXPECT_NE(report.process.err.find("the connection was lost"), std::string::npos) << report.process.err;
        mortal.resume();
        EXPECT_EQ(dump_of(where), place == interruption::before_sending ? empty : complete);
        expect_start_succeeds(where, complete);
    }
}

} // namespace
