// SPDX-License-Identifier: BSL-1.0
// Runs what is pending, one migration after the other, each in its own transaction.
#pragma once

#include "apply.hpp"
#include "command.hpp"
#include "options.hpp"
#include "stepwise.hpp"
#include "target.hpp"
#include "workbench.hpp"

#include "constable/migrate/history.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace constable::runner {

/// Brings a database forward.
class migrator {
public:
    migrator(workbench& with, const migrate_options& how, migration_run& into) : bench_(with), how_(how), result_(into) {
        bench_.statement_timeout_seconds = how.statement_timeout_seconds;
    }

    /// Throws startup::failure; `into` tells what was applied until then.
    void run() {
        std::vector<ledger_row> rows = bench_.open_ledger();
        report(rows);
        const positions wanted = pending_until(bench_.tree, states_of(bench_.history, rows), how_.target);
        count_ = wanted.size();
        deadline until{bench_.config.lock_timeout_seconds};
        for (outcome what{}; (what = run_all(wanted, rows, until)) != outcome::done;) {
            bench_.wait_for_lock(until);
            if (what == outcome::changed && until.is_over())
                throw startup::failure{failure_kind::history, "the ledger kept changing under this migration; see who else works on " + bench_.ledger.name()};
            rows = bench_.read_ledger();
            report(rows);
        }
        result_.message = result_.applied.empty() ? "Database is up to date" : "Applied " + counted(result_.applied.size());
        bench_.log.info(result_.message);
    }

    static std::string counted(std::size_t count) { return std::to_string(count) + (count == 1 ? " migration" : " migrations"); }

private:
    // Says what is odd, and throws when it stops a migration. A failure is about to be tried again.
    void report(const std::vector<ledger_row>& rows) const {
        const std::vector<ledger_finding> found = bench_.findings(rows);
        refuse_mistakes(found);
        for (const ledger_finding& each : found)
            if (each.kind == finding_kind::unknown_version || each.kind == finding_kind::out_of_order) bench_.log.warn(each.text);
    }

    // Until everything is done or something stands in the way.
    outcome run_all(const positions& wanted, const std::vector<ledger_row>& rows, deadline& until) {
        for (std::size_t i = 0; i != wanted.size(); ++i) {
            const migrating::migration_value& migration = bench_.history.migrations[wanted[i]];
            const ledger_row* const row = find_row(rows, migration.version);
            if (is_applied(migration.version) || (row != nullptr && row->state == migration_state::applied)) continue;
            migration_progress progress{migration.version, migration.description, i + 1, count_, 0, migration.steps.size()};
            if (how_.progress != nullptr) how_.progress(progress, how_.user);
            const outcome what = run_one(wanted[i], row, progress);
            if (what != outcome::done) return what;
            progress.step = progress.steps;
            progress.is_done = true;
            if (how_.progress != nullptr) how_.progress(progress, how_.user);
            result_.applied.emplace_back(migration.version);
            bench_.log.info("✓ Applied " + detail::title(migration));
            until = deadline{bench_.config.lock_timeout_seconds};
        }
        return outcome::done;
    }

    outcome run_one(std::size_t position, const ledger_row* row, const migration_progress& progress) {
        const bool is_half_done = row != nullptr && (row->state == migration_state::running || row->steps_done != 0);
        if (is_half_done || bench_.history.migrations[position].is_stepwise())
            return stepwise_runner{bench_, position, direction::up, {how_.progress, how_.user, progress}}.run();
        return transaction_runner{bench_, position, direction::up}.run(row != nullptr);
    }

    [[nodiscard]] bool is_applied(std::string_view version) const {
        for (const std::string& each : result_.applied)
            if (each == version) return true;
        return false;
    }

    workbench& bench_;
    const migrate_options& how_;
    migration_run& result_;
    std::size_t count_ = 0;
};

/// Runs what is pending up to a target over an open connection, which must have no transaction open; whatever
/// MIGRATION_ENABLED says, which is about starts. MIGRATION_TIMEOUT is for how long each migration is tried again when
/// others are in its way, and no limit to its work. What fails is told by the result; `checked` makes an exception of it.
inline migration_run migrate(const migrating::history_value& history, pqxx::connection& connection, const migrate_options& how = {},
                             const migration_config& config = migration_config::from_environment()) {
    return command(history, connection, config, [&](workbench& bench, migration_run& run) { migrator{bench, how, run}.run(); });
}
/// The same over a connection of its own, as configured.
inline migration_run migrate(const migrating::history_value& history, const migrate_options& how = {},
                             const migration_config& config = migration_config::from_environment()) {
    return command(history, config, [&](workbench& bench, migration_run& run) { migrator{bench, how, run}.run(); });
}

} // namespace constable::runner

namespace constable {

/// Runs what is pending of the migrations that lead to `App`: `migrate<app, history>({.target = "+1"})`. Connection and
/// settings come from the environment. What fails is told by the result; `runner::checked` makes a migration_error of it.
template <class App, class History>
migration_run migrate(const migrate_options& how = {}, const migration_config& config = migration_config::from_environment()) {
    return runner::migrate(history_to<App, History>, how, config);
}
/// The same over an open connection, which must have no transaction open.
template <class App, class History>
migration_run migrate(pqxx::connection& connection, const migrate_options& how = {}, const migration_config& config = migration_config::from_environment()) {
    return runner::migrate(history_to<App, History>, connection, how, config);
}

} // namespace constable
