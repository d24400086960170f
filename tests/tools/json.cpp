// SPDX-License-Identifier: BSL-1.0
// Reports as the JSON that health endpoints answer, field by field.
#include "constable/tools/json.hpp"

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
    EXPECT_EQ(json.dump(), R"({"success":true,"message":"Created 1 table successfully","tables_created":["items"],"errors":[],"differences":[],"timestamp":"2024-01-15T10:30:00Z","service":"shop"})");
}

} // namespace
