// SPDX-License-Identifier: BSL-1.0
// The ledger is made under the lock; the guard notices who else is at work.
#include "constable/runner/workbench.hpp"

#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

class workbench : public runner_test {
protected:
    void SetUp() override {
        runner_test::SetUp();
        history_.add_tables({"1", "2"});
    }
    made_up_history history_;
};

TEST_F(workbench, makes_the_ledger_once) {
    constable::database::session session{*connection_};
    const startup::log to{config_};
    const migrating::history_value value = history_.value();
    runner::workbench bench{session, value, config_, to};
    EXPECT_TRUE(bench.read_ledger().empty() && !bench.ledger_exists);
    EXPECT_TRUE(bench.open_ledger().empty() && bench.ledger_exists);
    const std::size_t before = session.round_trips();
    bench.open_ledger();
    EXPECT_EQ(session.round_trips(), before + 1);
}

TEST_F(workbench, guards_a_message) {
    constable::database::session session{*connection_};
    const startup::log to{config_};
    const migrating::history_value value = history_.value();
    runner::workbench bench{session, value, config_, to};
    bench.open_ledger();
    const auto attempt = [&](const std::string& condition) {
        try {
            session.transact(bench.guard(condition));
        } catch (const constable::database::sql_failure& error) {
            session.rollback();
            return runner::workbench::obstacle_in(error);
        }
        return runner::obstacle::none;
    };
    EXPECT_EQ(attempt(""), runner::obstacle::none);
    EXPECT_EQ(attempt(bench.may_run(0)), runner::obstacle::none);
    EXPECT_EQ(attempt(bench.may_run(1)), runner::obstacle::changed);
    session.send(bench.ledger.insert("1", "", "1:1", migration_state::applied, false));
    EXPECT_EQ(attempt(bench.may_run(1)), runner::obstacle::none);
    EXPECT_EQ(attempt(bench.may_run(0)), runner::obstacle::changed);
    pqxx::connection other{where_->connection_string()};
    pqxx::work holding{other};
    holding.exec(constable::database::try_lock(bench.lock_key));
    EXPECT_EQ(attempt(""), runner::obstacle::locked);
    config_.concurrent_safety = false;
    EXPECT_EQ(attempt(""), runner::obstacle::none);
}

TEST_F(workbench, shows_no_password_of_the_connection) {
    constable::database::session session{*connection_};
    const startup::log to{config_};
    const migrating::history_value value = history_.value();
    const runner::workbench bench{session, value, config_, to, {"hush"}};
    const startup::failure why = bench.failed_statement({"42601", "", "ERROR:  syntax error at \"hush\"", false}, "doing it", "SELECT 'hush'", "do it otherwise");
    EXPECT_STREQ(why.what(), "doing it failed: syntax error at \"***\" (SQLSTATE 42601); an SQL text in the declaration is not valid; correct it; "
                             "the statement: SELECT '***'; do it otherwise");
}

TEST(deadline, is_over_after_its_seconds) {
    EXPECT_FALSE(runner::deadline{5}.is_over());
    EXPECT_TRUE(runner::deadline{0}.is_over());
    EXPECT_EQ(runner::deadline{0}.left(), 1);
}

} // namespace
