// SPDX-License-Identifier: BSL-1.0
// The one line in main: ensure_schema<app>().
#pragma once

#include "constable/declare/derive.hpp"
#include "constable/startup/choose_connection.hpp"
#include "constable/startup/ensure.hpp"
#include "constable/startup/introspect.hpp"

#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace constable {

namespace startup {

inline void log_outcome(const migration_result& result, const log& to) {
    if (result.success && result.round_trips <= 1) return;
    if (result.success) {
        to.headline("MIGRATION COMPLETED SUCCESSFULLY");
        char seconds[32];
        std::snprintf(seconds, sizeof seconds, "%.2f", result.duration.count());
        to.info("Duration: " + std::string{seconds} + " seconds");
        const auto list = [&to](const char* what, const char* which, const std::vector<std::string>& names) {
            to.info(what + std::to_string(names.size()));
            std::string all;
            for (const std::string& each : names) all.append(all.empty() ? "" : ", ").append(each);
            if (!all.empty()) to.info(which + all);
        };
        if (result.migrations_applied.empty()) list("Tables created: ", "Created: ", result.tables_created);
        else list("Migrations applied: ", "Applied: ", result.migrations_applied);
        if (!result.objects_created.empty()) to.info("Other objects created: " + std::to_string(result.objects_created.size()));
        to.info("Result: " + result.message);
        to.info(log::wide_rule);
        return;
    }
    to.error("MIGRATION FAILED");
    for (const std::string& each : result.errors) to.error(each);
}

// The result that the exception which is being handled makes.
inline migration_result failed_by_exception() {
    try {
        throw;
    } catch (const configuration_error& error) {
        log{migration_config{}}.error(error.what()); // nobody knows yet where else to log
        return failed(failure_kind::configuration, error.what());
    } catch (const failure& error) {
        return failed(error.kind(), error.what(), error.sqlstate());
    } catch (const database::sql_failure& error) {
        const failure explained = explain(error, "migration");
        return failed(explained.kind(), explained.what(), explained.sqlstate());
    } catch (const std::exception& error) {
        return failed(failure_kind::statement, error.what());
    }
}

// Runs `work`, which returns a migration_result, and turns everything that it throws into one.
template <class Work>
migration_result guarded(const Work& work) {
    try {
        return work();
    } catch (...) {
        return failed_by_exception();
    }
}

inline migration_result disabled(const log& to) {
    to.info("Database migration is disabled (MIGRATION_ENABLED=false)");
    migration_result result;
    result.success = true;
    result.message = "Migration is disabled";
    return result;
}

// What every result says, of success and of failure.
inline void name_result(migration_result& result, const declaration& declared) {
    result.lock_key = database::lock_key_of(declared.catalog.name);
    result.service = declared.catalog.name;
    result.timestamp = now_in_utc();
}

/// Ensures over an open connection. Throws nothing but std::bad_alloc.
inline migration_result ensure(const declaration& declared, pqxx::connection& connection, const migration_config& config) {
    const auto begin = steady::now();
    return guarded([&] {
        config.validate();
        const log to{config};
        if (!config.enabled) return disabled(to);
        migration_result result = guarded([&] {
            database::session session{connection};
            return ensurer{session, declared, config, to}.run();
        });
        name_result(result, declared);
        result.duration = steady::now() - begin;
        log_outcome(result, to);
        return result;
    });
}

/// Opens a connection as configured and ensures over it.
inline migration_result ensure(const declaration& declared, const migration_config& config) {
    return guarded([&] {
        const connection_settings settings = connection_settings_for(config);
        const log to{config};
        if (!config.enabled) return disabled(to);
        const auto begin = steady::now();
        migration_result result = guarded([&] {
            to.debug("Connecting to " + settings.describe());
            std::unique_ptr<pqxx::connection> connection;
            try {
                connection = database::connect(settings.connection_string());
            } catch (const database::sql_failure& error) {
                throw explain_connection(error, settings.describe());
            }
            database::session session{*connection};
            return ensurer{session, declared, config, to}.run();
        });
        for (std::string& each : result.errors) each = settings.redact(each);
        name_result(result, declared);
        result.duration = steady::now() - begin;
        log_outcome(result, to);
        return result;
    });
}

inline migration_result checked(migration_result result) {
    if (!result.success) throw migration_error{std::move(result)};
    return result;
}

// noexcept even when memory runs out
template <class Work>
migration_result unfailing(const Work& work) noexcept {
    try {
        return guarded(work);
    } catch (...) {
        return {};
    }
}

template <class App>
declaration declaration_of() {
    return {catalog_of<App>, fingerprint_of<App>};
}

} // namespace startup

/// Makes the database agree with the schema `App`, or throws migration_error which says exactly where it does not.
/// Creates what is missing, in one transaction; alters and drops nothing; reports what is different. Safe to call in
/// many processes at once; costs one round trip when there is nothing to do.
/// Connection and settings come from the environment: POSTGRESQL_ADDON_*, DB_*, DATABASE_URL, PG*; MIGRATION_*.
template <class App>
migration_result ensure_schema() {
    return startup::checked(startup::guarded([] { return startup::ensure(startup::declaration_of<App>(), migration_config::from_environment()); }));
}
/// The same with settings of the program's own; a connection that they do not name comes from the environment.
template <class App>
migration_result ensure_schema(const migration_config& config) {
    return startup::checked(startup::ensure(startup::declaration_of<App>(), config));
}
/// The same over an open connection, which must have no transaction open. Settings come from MIGRATION_*.
template <class App>
migration_result ensure_schema(pqxx::connection& connection) {
    return startup::checked(startup::guarded([&] {
        return startup::ensure(startup::declaration_of<App>(), connection, migration_config::from_environment());
    }));
}
/// The same over an open connection with settings of the program's own.
template <class App>
migration_result ensure_schema(pqxx::connection& connection, const migration_config& config) {
    return startup::checked(startup::ensure(startup::declaration_of<App>(), connection, config));
}

/// `ensure_schema` that returns failures instead of throwing them.
template <class App>
[[nodiscard]] migration_result try_ensure_schema() noexcept {
    return startup::unfailing([] { return startup::ensure(startup::declaration_of<App>(), migration_config::from_environment()); });
}
template <class App>
[[nodiscard]] migration_result try_ensure_schema(const migration_config& config) noexcept {
    return startup::unfailing([&] { return startup::ensure(startup::declaration_of<App>(), config); });
}
template <class App>
[[nodiscard]] migration_result try_ensure_schema(pqxx::connection& connection) noexcept {
    return startup::unfailing([&] {
        return startup::ensure(startup::declaration_of<App>(), connection, migration_config::from_environment());
    });
}
template <class App>
[[nodiscard]] migration_result try_ensure_schema(pqxx::connection& connection, const migration_config& config) noexcept {
    return startup::unfailing([&] { return startup::ensure(startup::declaration_of<App>(), connection, config); });
}

/// Runs the start by hand, whatever MIGRATION_ENABLED says, and returns the outcome.
template <class App>
[[nodiscard]] migration_result trigger_manual_migration(pqxx::connection& connection) noexcept {
    return startup::unfailing([&] {
        migration_config config = migration_config::from_environment();
        config.enabled = true;
        return startup::ensure(startup::declaration_of<App>(), connection, config);
    });
}

} // namespace constable
