// SPDX-License-Identifier: BSL-1.0
// One migration in one transaction, forwards and backwards.
#include "constable/runner/apply.hpp"

#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;
using constable::runner::direction;
using constable::runner::outcome;

namespace {

class transaction_runner : public runner_test {
protected:
    void SetUp() override {
        runner_test::SetUp();
        history_.add_tables({"1", "2"});
    }
    outcome run(std::size_t at, direction way, bool has_row = false) {
        constable::database::session session{*connection_};
        const startup::log to{config_};
        const migrating::history_value value = history_.value();
        runner::workbench bench{session, value, config_, to};
        bench.open_ledger();
        return runner::transaction_runner{bench, at, way}.run(has_row);
    }
    made_up_history history_;
};

TEST_F(transaction_runner, goes_forwards_and_backwards) {
    EXPECT_EQ(run(0, direction::up), outcome::done);
    EXPECT_EQ(run(1, direction::up), outcome::done);
    EXPECT_EQ(run(0, direction::down), outcome::changed); // 2 depends on it
    EXPECT_EQ(run(1, direction::down), outcome::done);
    EXPECT_EQ(ledger(), "1 applied, 2 rolled_back");
    EXPECT_FALSE(exists("t2"));
    EXPECT_EQ(run(1, direction::down), outcome::changed);
    EXPECT_EQ(run(1, direction::up, true), outcome::done);
    EXPECT_EQ(ledger(), "1 applied, 2 applied");
}

TEST_F(transaction_runner, notices_that_another_has_been_faster) {
    EXPECT_EQ(run(1, direction::up), outcome::changed); // 1 is not applied
    EXPECT_EQ(run(0, direction::up), outcome::done);
    EXPECT_EQ(run(0, direction::up), outcome::changed); // it is applied
    EXPECT_EQ(ledger(), "1 applied");
}

TEST_F(transaction_runner, refuses_to_end_its_transaction) {
    history_.add("3", {sql_step("CREATE TABLE half (); COMMIT; SELECT 1")}).add("4", {sql_step("CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1; '; SELECT f() AS commit")});
    run(0, direction::up);
    run(1, direction::up);
    EXPECT_THROW(run(2, direction::up), startup::failure);
    EXPECT_FALSE(exists("half"));
    where_->execute("INSERT INTO schema_migrations (version, description, checksum, status) VALUES ('3', '', '1:0', 'applied')");
    EXPECT_EQ(run(3, direction::up), outcome::done);
}

TEST_F(transaction_runner, does_not_wait_for_the_lock) {
    EXPECT_EQ(run(0, direction::up), outcome::done);
    pqxx::connection other{where_->connection_string()};
    pqxx::work holding{other};
    holding.exec(constable::database::try_lock(constable::database::lock_key_of("made up")));
    EXPECT_EQ(run(1, direction::up), outcome::locked);
}

} // namespace
