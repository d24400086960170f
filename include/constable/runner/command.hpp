// SPDX-License-Identifier: BSL-1.0
// What all commands about migrations share: a connection, a workbench, and every failure as a result.
#pragma once

#include "options.hpp"
#include "workbench.hpp"

#include "constable/startup/choose_connection.hpp"
#include "constable/startup/failure.hpp"
#include "constable/startup/introspect.hpp"

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::runner {

/// The passwords of connection settings.
inline std::vector<std::string> secrets_of(const connection_settings& settings) {
    std::vector<std::string> secrets;
    startup::add_secrets(settings.parameters, secrets);
    startup::add_secrets(settings.inherited, secrets);
    return secrets;
}

/// A connection as configured. Throws startup::failure.
inline std::unique_ptr<pqxx::connection> open_connection(const connection_settings& settings) {
    try {
        return database::connect(settings.connection_string());
    } catch (const database::sql_failure& error) {
        throw startup::failure{failure_kind::connection, settings.redact(startup::explain_connection(error, settings.describe()).what())};
    }
}

namespace detail {

inline void fail(migration_run& run, failure_kind kind, const std::string& text, const std::string& sqlstate = {}) {
    run.success = false;
    run.message = "Migration failed";
    run.failure = kind;
    run.sqlstate = sqlstate;
    run.errors.push_back(text);
}

// Runs `work(run)` and turns everything that it throws into a part of the result: what was done before stays in it.
template <class Work>
migration_run guarded(const migrating::history_value& history, const Work& work) {
    const auto begin = steady::now();
    migration_run run;
    run.service = history.name;
    try {
        work(run);
    } catch (const configuration_error& error) {
        fail(run, failure_kind::configuration, error.what());
    } catch (const startup::failure& error) {
        fail(run, error.kind(), error.what(), error.sqlstate());
    } catch (const database::sql_failure& error) {
        const startup::failure why = startup::explain(error, "migration");
        fail(run, why.kind(), hide_passwords(why.what()), why.sqlstate());
    } catch (const std::exception& error) {
        fail(run, failure_kind::statement, hide_passwords(error.what()));
    }
    run.timestamp = startup::now_in_utc();
    run.duration = steady::now() - begin;
    return run;
}

template <class Work>
void work_with(const migrating::history_value& history, pqxx::connection& connection, const migration_config& config, std::vector<std::string> secrets,
               migration_run& run, const Work& work) {
    const startup::log to{config};
    database::session session{connection};
    workbench bench{session, history, config, to, std::move(secrets)};
    const auto tell = [&](std::string_view what) {
        run.round_trips = session.round_trips();
        to.error("MIGRATION FAILED");
        to.error(bench.clean(what));
    };
    try {
        work(bench, run);
        run.success = true;
        run.round_trips = session.round_trips();
    } catch (const std::exception& error) {
        tell(error.what());
        throw;
    }
}

} // namespace detail

/// Runs `work(workbench&, migration_run&)` over an open connection, which must have no transaction open. Nothing but
/// std::bad_alloc comes out of it.
template <class Work>
migration_run command(const migrating::history_value& history, pqxx::connection& connection, const migration_config& config, const Work& work) {
    return detail::guarded(history, [&](migration_run& run) {
        config.validate();
        detail::work_with(history, connection, config, {}, run, work);
    });
}
/// The same over a connection of its own, as configured.
template <class Work>
migration_run command(const migrating::history_value& history, const migration_config& config, const Work& work) {
    return detail::guarded(history, [&](migration_run& run) {
        const connection_settings settings = connection_settings_for(config);
        const std::unique_ptr<pqxx::connection> connection = open_connection(settings);
        detail::work_with(history, *connection, config, secrets_of(settings), run, work);
    });
}

/// The result, or a migration_error about its failure.
inline migration_run checked(migration_run run) {
    if (run.success) return run;
    migration_result failed = startup::failed(run.failure, run.errors.empty() ? std::string{} : run.errors.front(), run.sqlstate);
    failed.migrations_applied = std::move(run.applied);
    failed.round_trips = run.round_trips;
    failed.duration = run.duration;
    failed.timestamp = std::move(run.timestamp);
    failed.service = std::move(run.service);
    throw migration_error{std::move(failed)};
}

} // namespace constable::runner
