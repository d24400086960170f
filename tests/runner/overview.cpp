// SPDX-License-Identifier: BSL-1.0
// What is applied, what is pending, and what is odd, in one message that writes nothing.
#include "constable/runner/overview.hpp"

#include "constable/runner/migrate.hpp"
#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

class overview : public runner_test {
protected:
    void SetUp() override {
        runner_test::SetUp();
        history_.add("1", {history_.table_step("1")}).add("a", {history_.table_step("a")}, {"1"}).add("b", {history_.table_step("b")}, {"1"});
    }
    migration_overview read() { return runner::overview(history_.value(), *connection_, config_); }

    made_up_history history_;
};

TEST_F(overview, of_an_empty_database_is_all_pending) {
    const migration_overview all = read();
    EXPECT_FALSE(all.has_ledger || all.is_up_to_date());
    EXPECT_TRUE(all.is_sound() && all.current.empty());
    EXPECT_EQ(all.pending, (names{"1", "a", "b"}));
    EXPECT_EQ(all.heads, (names{"a", "b"}));
    EXPECT_EQ(all.branch_points, names{"1"});
    EXPECT_EQ(all.service, "made up");
    EXPECT_FALSE(exists("schema_migrations"));
}

TEST_F(overview, tells_what_became_of_each) {
    ASSERT_TRUE(runner::migrate(history_.value(), *connection_, {.target = "a"}, config_).success);
    const migration_overview all = read();
    EXPECT_EQ(all.round_trips, 1U);
    EXPECT_EQ(all.current, names{"a"});
    EXPECT_EQ(all.pending, names{"b"});
    ASSERT_EQ(all.migrations.size(), 3U);
    EXPECT_EQ(all.migrations[1].state, migration_state::applied);
    EXPECT_EQ(all.migrations[1].description, "made up");
    EXPECT_EQ(all.migrations[1].depends_on, names{"1"});
    EXPECT_EQ(all.migrations[1].applied_at.size(), 20U);
    EXPECT_EQ(all.migrations[1].steps, 1U);
    EXPECT_EQ(all.migrations[2].state, migration_state::pending);
    EXPECT_EQ(all.migrations[2].applied_at, "");
    ASSERT_TRUE(runner::migrate(history_.value(), *connection_, {}, config_).success);
    EXPECT_EQ(read().current, (names{"a", "b"}));
    EXPECT_TRUE(read().is_up_to_date());
}

TEST_F(overview, tells_what_is_odd) {
    where_->execute("CREATE TABLE tb ()");
    EXPECT_FALSE(runner::migrate(history_.value(), *connection_, {}, config_).success);
    where_->execute("INSERT INTO schema_migrations (version, description, checksum, status) VALUES ('9', 'new', '1:0', 'applied')");
    const migration_overview all = read();
    EXPECT_TRUE(all.is_sound());
    config_.unknown_versions = "fail";
    EXPECT_FALSE(read().is_sound());
    ASSERT_EQ(all.migrations.size(), 4U);
    EXPECT_EQ(all.migrations[2].state, migration_state::failed);
    EXPECT_NE(all.migrations[2].error.find("42P07"), std::string::npos);
    EXPECT_FALSE(all.migrations[3].is_known);
    ASSERT_EQ(all.findings.size(), 2U);
    EXPECT_EQ(all.findings[0].kind, finding_kind::unknown_version);
    EXPECT_EQ(all.findings[1].kind, finding_kind::failed);
}

TEST_F(overview, needs_no_right_to_write) {
    pqxx::connection readonly{where_->connection_string() + " options='-c default_transaction_read_only=on'"};
    EXPECT_EQ(runner::overview(history_.value(), readonly, config_).pending.size(), 3U);
    where_->execute("CREATE TABLE schema_migrations (version bigint)");
    EXPECT_THROW(static_cast<void>(read()), migration_error);
}

} // namespace
