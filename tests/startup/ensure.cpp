// SPDX-License-Identifier: BSL-1.0
// The protocol over a session, without a schema's type: creates, reports, tells what it found. More in integration/.
#include "constable/startup/ensure.hpp"

#include "support/server.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

using namespace constable;

namespace {

class ensurer : public constable::testing::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        where_.emplace();
        column_.name = "id";
        column_.type = "bigint";
        table_.name = "things";
        table_.columns = {&column_, 1};
        config_.log_level = "ERROR";
    }
    migration_result run(std::uint64_t fingerprint = 7) {
        const catalog::catalog declared{.name = "made up", .tables = {&table_, 1}};
        pqxx::connection connection{where_->connection_string()};
        database::session with{connection};
        const startup::log to{config_};
        return startup::ensurer{with, {declared, fingerprint}, config_, to}.run();
    }

    std::optional<constable::testing::database> where_;
    catalog::column column_;
    catalog::table table_;
    migration_config config_;
};

TEST_F(ensurer, creates_once) {
    const migration_result first = run();
    EXPECT_TRUE(first.success && !first.up_to_date);
    EXPECT_EQ(first.tables_created, std::vector<std::string>{"things"});
    EXPECT_EQ(first.message, "Created 1 table successfully");
    EXPECT_EQ(first.lock_key, database::lock_key_of("made up"));
    const migration_result second = run();
    EXPECT_TRUE(second.success && second.up_to_date);
    EXPECT_EQ(second.round_trips, 1U);
}

TEST_F(ensurer, compares_for_each_fingerprint_that_it_has_not_seen) {
    run();
    const migration_result other = run(0xffffffffffffffffULL);
    EXPECT_TRUE(other.up_to_date);
    EXPECT_EQ(other.message, "All tables exist");
    EXPECT_GT(other.round_trips, 1U);
    EXPECT_EQ(where_->value("SELECT string_agg(fingerprint::text, ' ' ORDER BY fingerprint) FROM constable_state"), "-1 7");
}

TEST_F(ensurer, keeps_its_state_where_it_is_told) {
    where_->execute("CREATE SCHEMA \"My Ops\"");
    config_.state_table = "My Ops.The State";
    EXPECT_TRUE(run().success);
    EXPECT_EQ(run().round_trips, 1U);
    EXPECT_EQ(where_->value("SELECT name FROM \"My Ops\".\"The State\""), "made up");
}

TEST_F(ensurer, throws_a_failure_with_its_kind) {
    where_->execute("CREATE VIEW things AS SELECT 1");
    try {
        run();
        FAIL() << "nothing was thrown";
    } catch (const startup::failure& error) {
        EXPECT_EQ(error.kind(), failure_kind::conflict);
    }
}

TEST_F(ensurer, is_not_led_astray_by_another_table_of_the_states_name) {
    where_->execute("CREATE TABLE constable_state (id integer)");
    try {
        run();
        FAIL() << "nothing was thrown";
    } catch (const startup::failure& error) {
        EXPECT_EQ(error.sqlstate(), "42703") << error.what();
    }
    EXPECT_EQ(where_->value("SELECT to_regclass('things')"), "");
}

} // namespace
