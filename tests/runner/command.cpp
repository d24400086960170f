// SPDX-License-Identifier: BSL-1.0
// Whatever a command throws becomes a part of its result.
#include "constable/runner/command.hpp"

#include "runner_test.hpp"

#include <stdexcept>

using namespace constable;
using namespace constable::testing;

namespace {

class command : public runner_test {
protected:
    migration_run run(void (*work)(runner::workbench&, migration_run&)) { return runner::command(history_.value(), *connection_, config_, work); }
    made_up_history history_;
};

TEST_F(command, has_a_result) {
    const migration_run good = run([](runner::workbench& bench, migration_run& into) {
        bench.session.send("SELECT 1");
        into.applied.emplace_back("1");
    });
    EXPECT_TRUE(good.success);
    EXPECT_EQ(good.round_trips, 1U);
    EXPECT_EQ(good.timestamp.size(), 20U);
    EXPECT_EQ(runner::checked(good).applied, names{"1"});
}

TEST_F(command, keeps_what_was_done_before_a_failure) {
    config_.logger = nullptr;
    ::testing::internal::CaptureStderr();
    const migration_run bad = run([](runner::workbench&, migration_run& into) {
        into.applied.emplace_back("1");
        throw std::runtime_error("password=x did not work");
    });
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "[ERROR] MIGRATION FAILED\n[ERROR] password=*** did not work\n");
    EXPECT_FALSE(bad.success);
    EXPECT_EQ(bad.errors, names{"password=*** did not work"});
    try {
        runner::checked(bad);
        FAIL() << "nothing was thrown";
    } catch (const migration_error& error) {
        EXPECT_EQ(error.result().migrations_applied, names{"1"});
        EXPECT_EQ(error.result().failure, failure_kind::statement);
    }
}

TEST_F(command, refuses_a_wrong_configuration) {
    config_.ledger_table = "a.b.c";
    EXPECT_EQ(run([](runner::workbench&, migration_run&) {}).failure, failure_kind::configuration);
}

} // namespace
