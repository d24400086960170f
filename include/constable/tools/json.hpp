// SPDX-License-Identifier: BSL-1.0
// Opt-in: reports as JSON, for health endpoints. Needs nlohmann/json (Debian: nlohmann-json3-dev).
#pragma once

#include "constable/catalog/hazard.hpp"
#include "constable/startup/status.hpp"

#include <nlohmann/json.hpp>

namespace constable {

/// `{"description": …, "statement": …, "hazard": {"lock": "SHARE", "scans": true, …}}`: what the statement costs while others use
/// the database.
inline void to_json(nlohmann::ordered_json& to, const schema_difference& from) {
    to = {{"description", from.description},
          {"statement", from.statement},
          {"hazard",
           {{"lock", catalog::word_of(from.cost.lock)},
            {"scans", from.cost.scans},
            {"rewrites", from.cost.rewrites},
            {"loses_data", from.cost.loses_data},
            {"own_transaction", from.cost.own_transaction},
            {"breaks_users", from.cost.breaks_users}}}};
}

/// What `GET /health/migration` answers: `nlohmann::ordered_json(migration_status<app>())`. It holds no password.
inline void to_json(nlohmann::ordered_json& to, const migration_status_report& from) {
    const migration_config& config = from.configuration;
    to = {{"health", from.health},
          {"health_message", from.health_message},
          {"migration_status",
           {{"database_exists", from.database_exists},
            {"connection_healthy", from.connection_healthy},
            {"migration_needed", from.migration_needed},
            {"existing_tables", from.existing_tables},
            {"missing_tables", from.missing_tables},
            {"total_expected_tables", from.total_expected_tables},
            {"total_existing_tables", from.total_existing_tables},
            {"differences", from.differences}}},
          {"configuration",
           {{"enabled", config.enabled},
            {"timeout_seconds", config.timeout_seconds},
            {"lock_timeout_seconds", config.lock_timeout_seconds},
            {"enable_logging", config.enable_logging},
            {"log_level", config.log_level},
            {"skip_validation", config.skip_validation},
            {"concurrent_safety", config.concurrent_safety}}},
          {"timestamp", from.timestamp},
          {"service", from.service}};
}

/// What `POST /health/migration/trigger` answers.
inline void to_json(nlohmann::ordered_json& to, const migration_result& from) {
    to = {{"success", from.success},
          {"message", from.message},
          {"tables_created", from.tables_created},
          {"errors", from.errors},
          {"differences", from.differences},
          {"duration_seconds", from.duration.count()},
          {"timestamp", from.timestamp},
          {"service", from.service}};
}

} // namespace constable
