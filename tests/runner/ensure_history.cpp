// SPDX-License-Identifier: BSL-1.0
// A start with a history: migrates, compares, remembers; one round trip when nothing is to be done.
#include "constable/runner/ensure_history.hpp"

#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {


class ensure_history : public runner_test {
protected:
    void SetUp() override {
        runner_test::SetUp();
        columns_[0].name = "id";
        columns_[0].type = "bigint";
        columns_[0].not_null = true;
        columns_[1].name = "name";
        columns_[1].type = "text";
        key_.name = "t1_pkey";
        key_.kind = catalog::constraint_kind::primary_key;
        key_.columns = key_columns_;
        table_.name = "t1";
        table_.columns = columns_;
        table_.constraints = {&key_, 1};
        history_.add_tables({"1"});
    }
    migration_result run() {
        const catalog::catalog declared{.name = "made up", .tables = {&table_, 1}};
        return runner::ensure({declared, 7}, history_.value(), *connection_, config_);
    }

    catalog::column columns_[2];
    std::string_view key_columns_[1] = {"id"};
    catalog::constraint key_;
    catalog::table table_;
    made_up_history history_;
};

TEST_F(ensure_history, migrates_once_and_then_takes_one_round_trip) {
    const migration_result first = run();
    ASSERT_TRUE(first.success) << first.errors.front();
    EXPECT_EQ(first.migrations_applied, names{"1"});
    EXPECT_FALSE(first.up_to_date);
    EXPECT_TRUE(first.differences.empty()) << first.differences.front().description;
    EXPECT_EQ(first.message, "Applied 1 migration");
    EXPECT_EQ(first.service, "made up");
    const migration_result second = run();
    EXPECT_TRUE(second.success && second.up_to_date);
    EXPECT_EQ(second.round_trips, 1U);
}

TEST_F(ensure_history, notices_a_ledger_that_was_changed) {
    ASSERT_TRUE(run().success);
    where_->execute("UPDATE schema_migrations SET checksum = '1:0'");
    const migration_result failed = run();
    EXPECT_EQ(failed.failure, failure_kind::history);
    where_->execute("UPDATE schema_migrations SET checksum = '" + runner::checksum_text(history_.migrations()[0]) + "'");
    EXPECT_EQ(run().round_trips, 1U);
    where_->execute("INSERT INTO schema_migrations (version, description, checksum, status) VALUES ('9', '', '1:0', 'applied')");
    config_.unknown_versions = "fail";
    EXPECT_EQ(run().failure, failure_kind::history);
    config_.unknown_versions = "warn";
    EXPECT_TRUE(run().success);
    EXPECT_EQ(run().round_trips, 1U);
    config_.verify = "full";
    EXPECT_GT(run().round_trips, 1U);
    config_.verify = "marker";
    EXPECT_EQ(run().round_trips, 1U);
}

TEST_F(ensure_history, runs_what_a_new_release_brings) {
    ASSERT_TRUE(run().success);
    history_.add("2", {sql_step("CREATE TABLE t2 (id integer)")});
    const migration_result next = run();
    EXPECT_EQ(next.migrations_applied, names{"2"});
    ASSERT_EQ(next.differences.size(), 1U); // nobody declares it
    EXPECT_NE(next.message.find("1 difference left"), std::string::npos);
    EXPECT_EQ(run().differences.size(), 1U);
    EXPECT_EQ(run().round_trips, 1U);
    config_.on_drift = "fail";
    const migration_result failed = run();
    EXPECT_EQ(failed.failure, failure_kind::drift);
}

TEST_F(ensure_history, creates_nothing_besides_the_migrations) {
    ASSERT_TRUE(run().success);
    where_->execute("DROP TABLE t1");
    const migration_result lost = run();
    EXPECT_TRUE(lost.success);
    ASSERT_EQ(lost.differences.size(), 1U);
    EXPECT_FALSE(exists("t1"));
}

TEST_F(ensure_history, tells_what_was_applied_before_a_failure) {
    history_.add("2", {sql_step("SELECT nothing FROM nowhere")});
    const migration_result failed = run();
    EXPECT_FALSE(failed.success);
    EXPECT_EQ(failed.migrations_applied, names{"1"});
    EXPECT_EQ(failed.sqlstate, "42P01");
    EXPECT_THROW(startup::checked(failed), migration_error);
}

TEST_F(ensure_history, does_nothing_when_it_is_switched_off) {
    config_.enabled = false;
    EXPECT_TRUE(run().success);
    EXPECT_FALSE(exists("schema_migrations"));
}

TEST(fingerprint_with, covers_declaration_and_migrations) {
    const catalog::catalog declared{.name = "x"};
    made_up_history one;
    one.add_tables({"1"});
    made_up_history two;
    two.add_tables({"1", "2"});
    const std::uint64_t first = runner::fingerprint_with({declared, 7}, one.value());
    EXPECT_NE(first, runner::fingerprint_with({declared, 8}, one.value()));
    EXPECT_NE(first, runner::fingerprint_with({declared, 7}, two.value()));
    one.edit(0);
    EXPECT_NE(first, runner::fingerprint_with({declared, 7}, one.value()));
}

} // namespace
