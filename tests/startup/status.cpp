// SPDX-License-Identifier: BSL-1.0
// How a database stands: healthy, degraded, unhealthy; read only.
#include "constable/startup/status.hpp"

#include "constable/declare/table.hpp"
#include "support/server.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

using namespace constable;

namespace {

struct teams : table<"teams", column<"id", bigint, primary_key<>>, column<"name", sql_type<"varchar(9)">>> {};
struct users : table<"users", column<"id", bigint, primary_key<>>, column<"mood", enum_<"mood", "sad", "ok">>> {};
struct app : schema<teams, users> {};

using names = std::vector<std::string>;

class status : public constable::testing::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        where_.emplace();
        config_.connection = where_->connection_string();
        config_.enable_logging = false;
    }
    migration_status_report read() const { return migration_status<app>(config_); }

    std::optional<constable::testing::database> where_;
    migration_config config_;
};

TEST_F(status, is_degraded_while_tables_are_missing) {
    where_->execute("CREATE TABLE teams (id bigint PRIMARY KEY, name varchar(9))");
    const migration_status_report report = read();
    EXPECT_EQ(report.health, "degraded");
    EXPECT_EQ(report.health_message, "Missing tables: 1");
    EXPECT_TRUE(report.database_exists && report.connection_healthy && report.migration_needed);
    EXPECT_EQ(report.existing_tables, names{"teams"});
    EXPECT_EQ(report.missing_tables, names{"users"});
    EXPECT_EQ(report.total_expected_tables, 2U);
    EXPECT_EQ(report.total_existing_tables, 1U);
}

TEST_F(status, is_healthy_after_a_start) {
    ensure_schema<app>(config_);
    const migration_status_report report = read();
    EXPECT_EQ(report.health, "healthy");
    EXPECT_EQ(report.health_message, "Database is healthy and up to date");
    EXPECT_FALSE(report.migration_needed);
    EXPECT_EQ(report.service, catalog_of<app>.name);
    EXPECT_EQ(report.timestamp.size(), 20U);
    EXPECT_EQ(report.timestamp[10], 'T');
    EXPECT_EQ(report.timestamp.back(), 'Z');
    EXPECT_EQ(report.configuration.connection, "");
}

TEST_F(status, is_degraded_by_a_difference) {
    ensure_schema<app>(config_);
    where_->execute("ALTER TABLE teams ADD COLUMN extra integer");
    const migration_status_report report = read();
    EXPECT_EQ(report.health, "degraded");
    EXPECT_EQ(report.health_message, "Database differs from its declaration: column teams.extra is not declared");
    EXPECT_FALSE(report.migration_needed);
    ASSERT_EQ(report.differences.size(), 1U);
}

TEST_F(status, takes_one_message_and_writes_nothing) {
    const auto position = where_->home().log_position();
    pqxx::connection connection{where_->connection_string() + " options='-c default_transaction_read_only=on'"};
    EXPECT_EQ(migration_status<app>(connection, config_).health, "degraded");
    EXPECT_EQ(where_->home().statements_since(position, where_->name()).size(), 1U);
    EXPECT_TRUE(connection.is_open());
}

TEST(status_without_a_server, is_unhealthy) {
    const migration_status_report report = migration_status<app>(migration_config{.connection = "host=127.0.0.1 port=1 dbname=x user=y"});
    EXPECT_EQ(report.health, "unhealthy");
    EXPECT_NE(report.health_message.find("Connection refused"), std::string::npos);
    EXPECT_FALSE(report.database_exists || report.connection_healthy || report.migration_needed);
    EXPECT_EQ(report.total_expected_tables, 2U);
    EXPECT_THROW(static_cast<void>(migration_status<app>(migration_config{.log_level = "LOUD"})), configuration_error);
}

} // namespace
