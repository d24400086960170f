// SPDX-License-Identifier: BSL-1.0
// Stamp and baseline write the ledger and nothing else.
#include "constable/runner/adopt.hpp"

#include "constable/runner/migrate.hpp"
#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

class adopt : public runner_test {
protected:
    void SetUp() override {
        runner_test::SetUp();
        history_.add("1", {history_.table_step("1")}).add("a", {history_.table_step("a")}, {"1"}).add("b", {alone_step("CREATE INDEX CONCURRENTLY i ON t1 (name)")}, {"1"});
    }
    migration_run stamp(std::string_view target) { return runner::stamp(history_.value(), *connection_, target, config_); }

    made_up_history history_;
};

TEST_F(adopt, stamps_a_version_and_what_it_depends_on) {
    EXPECT_EQ(stamp("b").applied, (names{"1", "b"}));
    EXPECT_EQ(ledger(), "1 applied, b applied");
    EXPECT_EQ(where_->value("SELECT steps_done FROM schema_migrations WHERE version = 'b'"), "1");
    EXPECT_FALSE(exists("t1"));
    EXPECT_EQ(stamp("b").message, "The ledger says so already");
    EXPECT_EQ(stamp("head").applied, names{"a"});
    EXPECT_TRUE(runner::migrate(history_.value(), *connection_, {}, config_).applied.empty());
    EXPECT_EQ(stamp("base").rolled_back, (names{"b", "a", "1"}));
    EXPECT_EQ(ledger(), "");
    EXPECT_EQ(stamp("9").failure, failure_kind::configuration);
}

TEST_F(adopt, stamps_over_a_failure) {
    where_->execute("CREATE TABLE t1 ()");
    EXPECT_FALSE(runner::migrate(history_.value(), *connection_, {}, config_).success);
    EXPECT_EQ(ledger(), "1 failed");
    EXPECT_EQ(stamp("1").applied, names{"1"});
    EXPECT_EQ(ledger(), "1 applied");
}

TEST_F(adopt, takes_a_database_only_as_it_is) {
    EXPECT_TRUE(runner::baseline(history_.value(), *connection_, "a", config_).success); // as the empty catalog that SQL steps lead to
    EXPECT_EQ(ledger(), "1 applied, a applied");
    stamp("base");
    where_->execute("CREATE TABLE stranger (id integer)");
    const migration_run refused = runner::baseline(history_.value(), *connection_, "head", config_);
    EXPECT_EQ(refused.failure, failure_kind::drift);
    EXPECT_NE(refused.errors[0].find("(1 difference)"), std::string::npos) << refused.errors[0];
    EXPECT_NE(refused.errors[0].find("\n  table stranger is not declared"), std::string::npos) << refused.errors[0];
    EXPECT_EQ(ledger(), "");
}

} // namespace
