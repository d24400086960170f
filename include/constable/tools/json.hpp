// SPDX-License-Identifier: BSL-1.0
// Opt-in: reports as JSON, for health endpoints. Needs nlohmann/json (Debian: nlohmann-json3-dev).
#pragma once

#include "constable/catalog/hazard.hpp"
#include "constable/runner/options.hpp"
#include "constable/runner/overview.hpp"
#include "constable/runner/preview.hpp"
#include "constable/startup/status.hpp"
#include "constable/startup/verify.hpp"

#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

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
          {"migrations_applied", from.migrations_applied},
          {"duration_seconds", from.duration.count()},
          {"timestamp", from.timestamp},
          {"service", from.service}};
}

/// In what a database differs from its declaration.
inline void to_json(nlohmann::ordered_json& to, const verification_result& from) {
    to = {{"agrees", from.agrees()}, {"differences", from.differences}, {"not_compared", from.not_compared}, {"script", from.script}, {"service", from.service}};
}

/// What a command about migrations did.
inline void to_json(nlohmann::ordered_json& to, const migration_run& from) {
    to = {{"success", from.success},
          {"message", from.message},
          {"applied", from.applied},
          {"rolled_back", from.rolled_back},
          {"errors", from.errors},
          {"sqlstate", from.sqlstate},
          {"duration_seconds", from.duration.count()},
          {"timestamp", from.timestamp},
          {"service", from.service}};
}

/// A migration, and what became of it.
inline void to_json(nlohmann::ordered_json& to, const migration_entry& from) {
    to = {{"version", from.version},
          {"description", from.description},
          {"status", std::string{word_of(from.state)}},
          {"is_known", from.is_known},
          {"depends_on", from.depends_on},
          {"checksum", from.checksum},
          {"applied_at", from.applied_at.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(from.applied_at)},
          {"execution_time_ms", from.execution_time_ms},
          {"error_message", from.error.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(from.error)},
          {"steps", from.steps},
          {"steps_done", from.steps_done}};
}

/// `{"kind": "changed", "version": …, "text": …, "stops": …}`
inline void to_json(nlohmann::ordered_json& to, const ledger_finding& from) {
    constexpr std::array<std::string_view, 5> words{"changed", "unknown_version", "out_of_order", "failed", "running"};
    to = {{"kind", std::string{words[static_cast<std::size_t>(from.kind)]}}, {"version", from.version}, {"text", from.text}, {"stops", from.stops}};
}

/// How a database stands to the migrations of a program.
inline void to_json(nlohmann::ordered_json& to, const migration_overview& from) {
    to = {{"service", from.service},
          {"up_to_date", from.is_up_to_date()},
          {"has_ledger", from.has_ledger},
          {"current", from.current},
          {"pending", from.pending},
          {"heads", from.heads},
          {"branch_points", from.branch_points},
          {"migrations", from.migrations},
          {"findings", from.findings}};
}

/// What a migration would do.
inline void to_json(nlohmann::ordered_json& to, const migration_preview& from) {
    to = {{"version", from.version},       {"description", from.description}, {"is_stepwise", from.is_stepwise},
          {"steps_done", from.steps_done}, {"statements", from.statements},   {"unmet", from.unmet}};
}
inline void to_json(nlohmann::ordered_json& to, const dry_run& from) {
    to = {{"would_run", from.would_run()}, {"migrations", from.migrations}, {"findings", from.findings}};
}

} // namespace constable
