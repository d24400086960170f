// SPDX-License-Identifier: BSL-1.0
// The one line in main, with a history: ensure_schema<app, history>().
#pragma once

#include "command.hpp"
#include "migrate.hpp"
#include "workbench.hpp"

#include "constable/database/introspect.hpp"
#include "constable/database/state.hpp"
#include "constable/migrate/checksum.hpp"
#include "constable/migrate/history.hpp"
#include "constable/startup/compare.hpp"
#include "constable/startup/ensure_schema.hpp"
#include "constable/startup/refusals.hpp"
#include "constable/startup/report.hpp"
#include "constable/strings/hash.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::runner {

/// One number for a declaration and its migrations: the state row of another history is another row.
inline std::uint64_t fingerprint_with(const startup::declaration& declared, const migrating::history_value& history) {
    strings::hasher all;
    all.add_number(declared.fingerprint);
    for (const migrating::migration_value& each : history.migrations) {
        all.add(each.version);
        all.add_number(migrating::checksum(each));
    }
    return all.value();
}

/// Brings a database up to date by its migrations, then sees whether it is as declared. Creates nothing besides.
class history_ensurer {
public:
    history_ensurer(workbench& with, const startup::declaration& declared)
        : bench_(with), expected_(declared.catalog), fingerprint_(static_cast<std::int64_t>(fingerprint_with(declared, with.history))),
          own_tables_(startup::own_tables_of(with.config)), state_table_(own_tables_.front()),
          reports_unknown_(with.config.unknown() == unknown_policy::report) {}

    /// Throws failure; `into` tells what was applied until then.
    void run(migration_result& into) {
        const verify_mode mode = bench_.config.verification();
        if (mode != verify_mode::everything && is_up_to_date(into)) {
            bench_.log.info("Database schema is up to date");
        } else {
            bench_.log.headline("STARTING DATABASE MIGRATION");
            startup::refuse_old_server(expected_, bench_.session.server_version());
            migrate(into);
            verify(into);
        }
        report_differences(into);
        into.success = true;
    }

private:
    // The one message: the state row, the stamp, and the ledger in it.
    bool is_up_to_date(migration_result& into) {
        try {
            const bool trust = bench_.config.verification() == verify_mode::marker;
            const database::rows row = bench_.session.send(
                "SET LOCAL lock_timeout = " + std::to_string(1000LL * bench_.config.timeout_seconds) + "; " +
                (trust ? database::marker_statement(state_table_, fingerprint_)
                       : database::stamp_statement(state_table_, fingerprint_, database::stamp_parts_of(expected_, reports_unknown_), bench_.ledger.digest())));
            if (row.empty() || (!trust && !database::stamps_agree(row.at(0, 1), row.at(0, 0)))) return false;
            into.differences = startup::read_report(row.at(0, 3));
        } catch (const database::sql_failure& error) {
            const std::string_view code = error.sqlstate();
            const bool is_unknown = code == "42P01" || code == "3F000" || code == "42703" || code == "42501";
            if (!is_unknown) throw startup::explain(error, "reading the state of the schema");
            return false;
        }
        into.up_to_date = true;
        into.message = "Database schema is up to date";
        return true;
    }

    void migrate(migration_result& into) {
        migration_run run;
        const migrate_options everything;
        try {
            migrator{bench_, everything, run}.run();
        } catch (...) {
            into.migrations_applied = std::move(run.applied);
            throw;
        }
        into.migrations_applied = std::move(run.applied);
        into.up_to_date = into.migrations_applied.empty();
        into.message = into.up_to_date ? "Database schema is up to date" : run.message;
    }

    // Under the lock, so that nobody migrates while it is compared. Where the state may not be stored, every start compares.
    void verify(migration_result& into) {
        const deadline until{bench_.config.lock_timeout_seconds};
        for (;;) {
            try {
                bench_.session.begin(bench_.settings(deadline{bench_.config.timeout_seconds}) + bench_.guard({}));
                compare(into);
                return;
            } catch (const database::sql_failure& error) {
                if (error.is_disconnected() || !error.is_passing() || until.is_over()) throw startup::explain(error, "comparing the catalog");
                bench_.wait_for_lock(until);
            }
        }
    }
    void compare(migration_result& into) {
        const std::string more = database::stamp_query(expected_, state_table_, reports_unknown_, bench_.ledger.digest());
        std::string make = "SAVEPOINT state_table; " + database::create_state_table(state_table_);
        bool may_store = true;
        try {
            bench_.session.send(make);
        } catch (const database::sql_failure& error) {
            if (error.sqlstate() != "42501" && error.sqlstate() != "25006") throw;
            bench_.session.send("ROLLBACK TO SAVEPOINT state_table");
            may_store = error.sqlstate() == "42501"; // the table may exist
        }
        const database::live_catalog live{bench_.session.send(database::introspection_statement(bench_.session.server_version(), expected_, more))};
        const startup::comparison found = startup::compare(bench_.session, expected_, live, {.unknown_objects = reports_unknown_, .own_tables = own_tables_});
        for (const std::string& each : found.not_compared) bench_.log.debug(each);
        into.differences = startup::in_words(found.changes, found.expected->view(), live.view());
        if (!may_store || live.is_standby()) return bench_.session.rollback();
        try {
            bench_.session.commit(database::store_state(state_table_, {fingerprint_, expected_.name, into.differences.size(), startup::write_report(into.differences)},
                                                        live.stamp()));
        } catch (const database::sql_failure& error) {
            if (error.sqlstate() != "42501" && error.sqlstate() != "25006" && error.sqlstate() != "42P01") throw;
            bench_.session.rollback();
            bench_.log.warn("The state of the schema cannot be stored (" + startup::detail::first_line(error.what()) + "), so every start compares it anew; " +
                            "grant this role INSERT and UPDATE on " + state_table_ + ", or let another role start once");
        }
    }

    void report_differences(migration_result& into) const {
        if (into.differences.empty()) return;
        const std::string count = std::to_string(into.differences.size()) + (into.differences.size() == 1 ? " difference" : " differences");
        into.message += "; " + count + " left";
        for (const schema_difference& each : into.differences) {
            bench_.log.warn("Difference: " + each.description);
            if (!each.statement.empty()) bench_.log.warn("  a new migration can settle it: " + each.statement + (each.hazard.empty() ? std::string{} : " (" + each.hazard + ")"));
        }
        if (bench_.config.drift() == drift_policy::warn) return;
        throw startup::failure{failure_kind::drift, count + " between declaration and database, the first: " + into.differences.front().description +
                                                        "; settle them with a new migration, or set MIGRATION_ON_DRIFT=warn"};
    }

    workbench& bench_;
    const catalog::catalog& expected_;
    std::int64_t fingerprint_;
    std::vector<std::string> own_tables_;
    std::string state_table_;
    bool reports_unknown_;
};

namespace detail {

inline migration_result ensure_over(const startup::declaration& declared, const migrating::history_value& history, pqxx::connection& connection,
                                    const migration_config& config, const startup::log& to, std::vector<std::string> secrets) {
    migration_result result;
    std::size_t round_trips = 0;
    migration_result failed = startup::guarded([&] {
        database::session session{connection};
        workbench bench{session, history, config, to, std::move(secrets)};
        try {
            history_ensurer{bench, declared}.run(result);
        } catch (...) {
            round_trips = session.round_trips();
            throw;
        }
        round_trips = session.round_trips();
        return migration_result{};
    });
    if (!failed.errors.empty()) {
        failed.migrations_applied = std::move(result.migrations_applied);
        failed.differences = std::move(result.differences);
        result = std::move(failed);
    }
    result.round_trips = round_trips;
    return result;
}

} // namespace detail

/// Ensures over an open connection, which must have no transaction open. Throws nothing but std::bad_alloc.
inline migration_result ensure(const startup::declaration& declared, const migrating::history_value& history, pqxx::connection& connection,
                               const migration_config& config) {
    const auto begin = steady::now();
    return startup::guarded([&] {
        config.validate();
        const startup::log to{config};
        if (!config.enabled) return startup::disabled(to);
        migration_result result = detail::ensure_over(declared, history, connection, config, to, {});
        startup::name_result(result, declared);
        result.duration = steady::now() - begin;
        startup::log_outcome(result, to);
        return result;
    });
}
/// Opens a connection as configured and ensures over it.
inline migration_result ensure(const startup::declaration& declared, const migrating::history_value& history, const migration_config& config) {
    const auto begin = steady::now();
    return startup::guarded([&] {
        const connection_settings settings = connection_settings_for(config);
        const startup::log to{config};
        if (!config.enabled) return startup::disabled(to);
        migration_result result = startup::guarded([&] {
            to.debug("Connecting to " + settings.describe());
            const std::unique_ptr<pqxx::connection> connection = open_connection(settings);
            return detail::ensure_over(declared, history, *connection, config, to, secrets_of(settings));
        });
        for (std::string& each : result.errors) each = settings.redact(each);
        startup::name_result(result, declared);
        result.duration = steady::now() - begin;
        startup::log_outcome(result, to);
        return result;
    });
}

} // namespace constable::runner

namespace constable {

/// Runs the migrations of `History` that are pending, each in its own transaction, then sees whether the database is as
/// `App` declares it, or throws migration_error. A history that does not lead to `App` is a compile error. Creates nothing
/// besides the migrations; reports what is different. Safe to call in many processes at once; costs one round trip when
/// there is nothing to do. Connection and settings come from the environment, as for `ensure_schema<App>()`.
template <class App, class History>
migration_result ensure_schema() {
    return startup::checked(startup::guarded([] {
        return runner::ensure(startup::declaration_of<App>(), history_to<App, History>, migration_config::from_environment());
    }));
}
/// The same with settings of the program's own; a connection that they do not name comes from the environment.
template <class App, class History>
migration_result ensure_schema(const migration_config& config) {
    return startup::checked(runner::ensure(startup::declaration_of<App>(), history_to<App, History>, config));
}
/// The same over an open connection, which must have no transaction open. Settings come from MIGRATION_*.
template <class App, class History>
migration_result ensure_schema(pqxx::connection& connection) {
    return startup::checked(startup::guarded([&] {
        return runner::ensure(startup::declaration_of<App>(), history_to<App, History>, connection, migration_config::from_environment());
    }));
}
/// The same over an open connection with settings of the program's own.
template <class App, class History>
migration_result ensure_schema(pqxx::connection& connection, const migration_config& config) {
    return startup::checked(runner::ensure(startup::declaration_of<App>(), history_to<App, History>, connection, config));
}

/// `ensure_schema` that returns failures instead of throwing them.
template <class App, class History>
[[nodiscard]] migration_result try_ensure_schema() noexcept {
    return startup::unfailing([] { return runner::ensure(startup::declaration_of<App>(), history_to<App, History>, migration_config::from_environment()); });
}
template <class App, class History>
[[nodiscard]] migration_result try_ensure_schema(const migration_config& config) noexcept {
    return startup::unfailing([&] { return runner::ensure(startup::declaration_of<App>(), history_to<App, History>, config); });
}
template <class App, class History>
[[nodiscard]] migration_result try_ensure_schema(pqxx::connection& connection) noexcept {
    return startup::unfailing([&] {
        return runner::ensure(startup::declaration_of<App>(), history_to<App, History>, connection, migration_config::from_environment());
    });
}
template <class App, class History>
[[nodiscard]] migration_result try_ensure_schema(pqxx::connection& connection, const migration_config& config) noexcept {
    return startup::unfailing([&] { return runner::ensure(startup::declaration_of<App>(), history_to<App, History>, connection, config); });
}

} // namespace constable
