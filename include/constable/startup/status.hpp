// SPDX-License-Identifier: BSL-1.0
// How a database stands to a declaration, without touching it: for health checks and for people.
#pragma once

#include "constable/startup/ensure_schema.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace constable {

/// The state of a database as a health check wants it.
struct migration_status_report {
    std::string health;         ///< "healthy", "degraded" (differences, or tables are missing) or "unhealthy" (no connection)
    std::string health_message; ///< one sentence
    bool database_exists = false;
    bool connection_healthy = false;
    bool migration_needed = false; ///< declared tables or types are missing
    std::vector<std::string> existing_tables; ///< declared tables that exist
    std::vector<std::string> missing_tables;  ///< declared tables that do not
    std::size_t total_expected_tables = 0;
    std::size_t total_existing_tables = 0;
    std::vector<schema_difference> differences; ///< what is different otherwise
    migration_config configuration;
    std::string timestamp; ///< ISO 8601, UTC
    std::string service;   ///< the schema's name
};

namespace startup {

inline migration_status_report empty_status(const declaration& declared, const migration_config& config) {
    migration_status_report report;
    report.total_expected_tables = declared.catalog.tables.size();
    report.configuration = config;
    report.configuration.connection.clear(); // it may hold a password
    report.timestamp = now_in_utc();
    report.service = declared.catalog.name;
    return report;
}

inline migration_status_report unhealthy(migration_status_report report, const std::string& why) {
    report.health = "unhealthy";
    report.health_message = why;
    return report;
}

inline void fill_status(migration_status_report& report, const declaration& declared, database::session& session) {
    const database::live_catalog live = database::introspect(session, declared.catalog);
    for (const catalog::table& each : declared.catalog.tables) {
        const database::live_relation* there = live.find_relation(each.schema, each.name);
        const bool exists = there != nullptr && there->is_table();
        (exists ? report.existing_tables : report.missing_tables).push_back(sql::qualified_identifier(each.schema, each.name));
    }
    report.total_existing_tables = report.existing_tables.size();
    report.migration_needed = !report.missing_tables.empty();
    const std::vector<std::string> own_tables = own_tables_of(report.configuration);
    const comparison found = compare(session, declared.catalog, live,
                                     {.unknown_objects = report.configuration.unknown() == unknown_policy::report, .own_tables = own_tables});
    const catalog::catalog actual = live.view();
    std::vector<catalog::change> different;
    for (const catalog::change& each : found.changes) {
        report.migration_needed = report.migration_needed || is_addition(each, found.changes, actual);
        if (each.action != catalog::change_action::create || each.expected.the_table == nullptr) different.push_back(each);
    }
    report.differences = in_words(different, found.expected->view(), actual, live.server_version());
}

inline migration_status_report read_status(const declaration& declared, pqxx::connection& connection, const migration_config& config) {
    migration_status_report report = empty_status(declared, config);
    try {
        database::session session{connection};
        fill_status(report, declared, session);
    } catch (const database::sql_failure& error) {
        report.database_exists = report.connection_healthy = !error.is_disconnected();
        return unhealthy(std::move(report), explain(error, "reading the catalog").what());
    }
    report.database_exists = true;
    report.connection_healthy = true;
    const bool is_healthy = !report.migration_needed && report.differences.empty();
    report.health = is_healthy ? "healthy" : "degraded";
    if (is_healthy) report.health_message = "Database is healthy and up to date";
    else if (!report.missing_tables.empty()) report.health_message = "Missing tables: " + std::to_string(report.missing_tables.size());
    else report.health_message = "Database differs from its declaration: " + report.differences.front().description;
    return report;
}

inline migration_status_report read_status(const declaration& declared, const migration_config& config) {
    const connection_settings settings = connection_settings_for(config);
    try {
        const std::unique_ptr<pqxx::connection> connection = database::connect(settings.connection_string());
        return read_status(declared, *connection, config);
    } catch (const database::sql_failure& error) {
        return unhealthy(empty_status(declared, config), settings.redact(explain_connection(error, settings.describe()).what()));
    }
}

} // namespace startup

/// How the database of the environment stands to the schema `App`. Reads only, in one round trip after connecting.
/// A database that cannot be reached is a report, not an exception; a bad configuration throws configuration_error.
template <class App>
[[nodiscard]] migration_status_report migration_status() {
    return startup::read_status(startup::declaration_of<App>(), migration_config::from_environment());
}
template <class App>
[[nodiscard]] migration_status_report migration_status(const migration_config& config) {
    return startup::read_status(startup::declaration_of<App>(), config);
}
template <class App>
[[nodiscard]] migration_status_report migration_status(pqxx::connection& connection,
                                                       const migration_config& config = migration_config::from_environment()) {
    return startup::read_status(startup::declaration_of<App>(), connection, config);
}

} // namespace constable
