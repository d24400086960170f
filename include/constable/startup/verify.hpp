// SPDX-License-Identifier: BSL-1.0
// Drift on demand: everything in which a database differs from its declaration, without touching it.
#pragma once

#include "constable/startup/ensure_schema.hpp"
#include "constable/startup/introspect.hpp"
#include "constable/startup/report.hpp"
#include "constable/startup/server_features.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace constable {

/// In what a database differs from its declaration.
struct verification_result {
    std::vector<schema_difference> differences; ///< what is missing, otherwise or unknown, each with its statement and hazard
    /// Texts that the server could not be asked about, and why: their objects are compared in everything else. On a
    /// standby, and for a role without TEMPORARY, those are all texts that are written otherwise than declared.
    std::vector<std::string> not_compared;
    std::string script;  ///< SQL that settles everything, in an order that works: for people to read before they run it
    std::string service; ///< the schema's name
    std::size_t round_trips = 0;

    /// Whether the database is as declared.
    [[nodiscard]] bool agrees() const { return differences.empty(); }
    /// All of it for people, a line each; statements can be run as they stand.
    [[nodiscard]] std::string report() const {
        std::string text = service + (agrees() ? ": the database is as declared\n"
                                               : ": " + std::to_string(differences.size()) + (differences.size() == 1 ? " difference\n" : " differences\n"));
        for (const schema_difference& each : differences) {
            text.append("-- ").append(each.description).append("\n");
            if (!each.hazard.empty()) text.append("--   ").append(each.hazard).append("\n");
            if (!each.statement.empty()) text.append(each.statement).append(each.statement.ends_with('\n') ? "" : "\n");
        }
        for (const std::string& each : not_compared) text.append("-- ").append(each).append("\n");
        return text;
    }
};

namespace startup {

/// Compares over an open connection. Where texts differ, declared objects are made in the session's temporary schema
/// and taken back at once; nothing else is written or locked.
inline verification_result verify(const declaration& declared, pqxx::connection& connection, const migration_config& config) {
    return explained("comparing the catalog", [&] {
        database::session session{connection};
        verification_result result;
        result.service = declared.catalog.name;
        const int version = session.server_version();
        for (std::string& each : missing_features(declared.catalog, version)) result.differences.push_back({std::move(each), {}});
        const database::live_catalog live = database::introspect(session, declared.catalog);
        const std::vector<std::string> own_tables = own_tables_of(config);
        comparison found = compare(session, declared.catalog, live,
                                   {.unknown_objects = config.unknown() == unknown_policy::report, .own_tables = own_tables});
        const sql::change_plan plan = sql::plan(found.expected->view(), live.view(), found.changes, live.server_version());
        result.script = plan.script();
        for (schema_difference& each : in_words(found.changes, plan, live.default_schema())) result.differences.push_back(std::move(each));
        result.not_compared = std::move(found.not_compared);
        result.round_trips = session.round_trips();
        return result;
    });
}

inline verification_result verify(const declaration& declared, const migration_config& config) {
    const connection_settings settings = connection_settings_for(config);
    const std::unique_ptr<pqxx::connection> connection = explained("connecting", [&] {
        try {
            return database::connect(settings.connection_string());
        } catch (const database::sql_failure& error) {
            throw failure{failure_kind::connection, settings.redact(explain_connection(error, settings.describe()).what())};
        }
    });
    return verify(declared, *connection, config);
}

} // namespace startup

/// Compares the database of an open connection, which must have no transaction open, with the schema `App`: every
/// object of every kind, expressions as the server understands them. Touches nothing, whatever MIGRATION_ENABLED says.
/// Throws migration_error when the database cannot be read.
template <class App>
[[nodiscard]] verification_result verify(pqxx::connection& connection, const migration_config& config = migration_config::from_environment()) {
    return startup::verify(startup::declaration_of<App>(), connection, config);
}
/// The same over a connection of its own, as configured or as the environment says.
template <class App>
[[nodiscard]] verification_result verify(const migration_config& config) {
    return startup::verify(startup::declaration_of<App>(), config);
}
template <class App>
[[nodiscard]] verification_result verify() {
    return startup::verify(startup::declaration_of<App>(), migration_config::from_environment());
}

} // namespace constable
