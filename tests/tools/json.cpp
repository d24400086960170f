// SPDX-License-Identifier: BSL-1.0
// Reports as the JSON that health endpoints answer, field by field.
#include "constable/tools/json.hpp"

#include <chrono>
#include <gtest/gtest.h>

using namespace constable;

namespace {

TEST(to_json, of_a_status) {
    migration_status_report report;
    report.health = "degraded";
    report.health_message = "1 tables are missing";
    report.database_exists = report.connection_healthy = report.migration_needed = true;
    report.existing_tables = {"trackers"};
    report.missing_tables = {"items"};
    report.total_expected_tables = 2;
    report.total_existing_tables = 1;
    report.differences = {{"column a is missing", "ALTER …;", "locks ACCESS EXCLUSIVE",
                           {.lock = catalog::lock_level::access_exclusive, .breaks_users = true}}};
    report.configuration.connection = "password=secret";
    report.timestamp = "2024-01-15T10:30:00Z";
    report.service = "app";
    EXPECT_EQ(nlohmann::ordered_json(report).dump(2), R"({
  "health": "degraded",
  "health_message": "1 tables are missing",
  "migration_status": {
    "database_exists": true,
    "connection_healthy": true,
    "migration_needed": true,
    "existing_tables": [
      "trackers"
    ],
    "missing_tables": [
      "items"
    ],
    "total_expected_tables": 2,
    "total_existing_tables": 1,
    "differences": [
      {
        "description": "column a is missing",
        "statement": "ALTER …;",
        "hazard": {
          "lock": "ACCESS EXCLUSIVE",
          "scans": false,
          "rewrites": false,
          "loses_data": false,
          "own_transaction": false,
          "breaks_users": true
        }
      }
    ]
  },
  "configuration": {
    "enabled": true,
    "timeout_seconds": 30,
    "lock_timeout_seconds": 30,
    "enable_logging": true,
    "log_level": "INFO",
    "skip_validation": false,
    "concurrent_safety": true
  },
  "timestamp": "2024-01-15T10:30:00Z",
  "service": "app"
})");
}

TEST(to_json, of_a_result) {
    migration_result result;
    result.success = true;
    result.message = "Created 1 table successfully";
    result.tables_created = {"items"};
    result.duration = std::chrono::duration<double>{1.25};
    result.timestamp = "2024-01-15T10:30:00Z";
    result.service = "shop";
    nlohmann::ordered_json json = result;
    EXPECT_EQ(json["duration_seconds"], 1.25);
    json.erase("duration_seconds");
    EXPECT_EQ(json.dump(), R"({"success":true,"message":"Created 1 table successfully","tables_created":["items"],"errors":[],"differences":[],"migrations_applied":[],"timestamp":"2024-01-15T10:30:00Z","service":"shop"})");
}

TEST(to_json, of_a_run) {
    migration_run run;
    run.success = true;
    run.message = "Applied 1 migration";
    run.applied = {"001"};
    run.duration = std::chrono::duration<double>{0.5};
    run.timestamp = "2024-01-15T10:30:00Z";
    run.service = "shop";
    EXPECT_EQ(nlohmann::ordered_json(run).dump(),
              R"({"success":true,"message":"Applied 1 migration","applied":["001"],"rolled_back":[],"errors":[],"sqlstate":"","duration_seconds":0.5,"timestamp":"2024-01-15T10:30:00Z","service":"shop"})");
}

TEST(to_json, of_an_overview) {
    migration_overview all;
    all.service = "shop";
    all.has_ledger = true;
    all.current = all.heads = {"001"};
    migration_entry& first = all.migrations.emplace_back();
    first.version = "001";
    first.description = "Initial";
    first.state = migration_state::applied;
    first.checksum = "1:0";
    first.applied_at = "2024-01-15T10:30:00Z";
    first.steps = 2;
    all.findings.push_back({finding_kind::changed, "001", "it was changed", true});
    const nlohmann::ordered_json json = all;
    EXPECT_FALSE(json["up_to_date"].get<bool>());
    EXPECT_EQ(json["migrations"][0].dump(), R"({"version":"001","description":"Initial","status":"applied","is_known":true,"depends_on":[],"checksum":"1:0","applied_at":"2024-01-15T10:30:00Z","execution_time_ms":0,"error_message":null,"steps":2,"steps_done":0})");
    EXPECT_EQ(json["findings"].dump(), R"([{"kind":"changed","version":"001","text":"it was changed","stops":true}])");
    EXPECT_EQ(json["current"], json["heads"]);
}

TEST(to_json, of_a_dry_run) {
    dry_run plan;
    plan.migrations.push_back({.version = "001", .description = "Initial", .is_stepwise = false, .steps_done = 0, .statements = {"SELECT 1;"}, .unmet = {}});
    EXPECT_EQ(nlohmann::ordered_json(plan).dump(),
              R"({"would_run":true,"migrations":[{"version":"001","description":"Initial","is_stepwise":false,"steps_done":0,"statements":["SELECT 1;"],"unmet":[]}],"findings":[]})");
}

TEST(to_json, of_a_verification) {
    verification_result found;
    found.differences = {{"column a is missing", "ALTER …;"}};
    const nlohmann::ordered_json json = found;
    EXPECT_FALSE(json["agrees"].get<bool>());
    EXPECT_EQ(json["differences"].size(), 1U);
}

} // namespace
