// SPDX-License-Identifier: BSL-1.0
// Takes migrations back, last first, after looking whether that may be.
#pragma once

#include "apply.hpp"
#include "command.hpp"
#include "options.hpp"
#include "stepwise.hpp"
#include "target.hpp"
#include "workbench.hpp"

#include "constable/migrate/history.hpp"
#include "constable/startup/environment_variables.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable::runner {

/// Whether MIGRATION_ENV or ENV says that this is production.
inline bool is_production(const startup::environment_variables& environment) {
    for (const std::string_view name : {"MIGRATION_ENV", "ENV"}) {
        const std::string value = startup::to_lower(environment.find(name));
        if (value == "prod" || value == "production") return true;
    }
    return false;
}

/// Whether there is no way back over a step of `script_writer::down`.
inline bool is_irreversible(const migrating::step_script& of) {
    const migrating::step_value& step = *of.step;
    return step.irreversible || (step.kind == migrating::step_kind::run && step.call_back == nullptr) ||
           (step.kind == migrating::step_kind::execute && of.statements.empty());
}

/// Takes a database back.
class reverser {
public:
    reverser(workbench& with, const rollback_options& how, migration_run& into) : bench_(with), how_(how), result_(into) {
        bench_.statement_timeout_seconds = how.statement_timeout_seconds;
    }

    /// Throws startup::failure; `into` tells what was taken back until then.
    void run(const startup::environment_variables& environment = startup::process_environment()) {
        std::vector<ledger_row> rows = bench_.read_ledger();
        const std::vector<migration_state> states = states_of(bench_.history, rows);
        const positions wanted = how_.only.empty() ? backwards_to(bench_.tree, states, how_.target)
                                                   : backwards_only(bench_.tree, states, bench_.history, how_.only);
        refuse_strangers(rows, wanted);
        refuse_irreversible(rows, wanted);
        if (how_.safety_check && !wanted.empty()) refuse_unsafe(rows, wanted, environment);
        for (std::size_t i = 0; i != wanted.size(); ++i) {
            const migrating::migration_value& migration = bench_.history.migrations[wanted[i]];
            migration_progress progress{migration.version, migration.description, i + 1, wanted.size(), 0, migration.steps.size()};
            if (how_.progress != nullptr) how_.progress(progress, how_.user);
            if (!take_back(wanted[i], rows)) continue;
            progress.is_done = true;
            if (how_.progress != nullptr) how_.progress(progress, how_.user);
            result_.rolled_back.emplace_back(migration.version);
            bench_.log.info("✓ Rolled back " + detail::title(migration));
        }
        result_.message = result_.rolled_back.empty() ? "Nothing is to be rolled back"
                                                      : "Rolled back " + std::to_string(result_.rolled_back.size()) +
                                                            (result_.rolled_back.size() == 1 ? " migration" : " migrations");
        bench_.log.info(result_.message);
    }

private:
    // What nobody here knows may depend on what is to go, and a text that was changed is not the one that ran.
    void refuse_strangers(const std::vector<ledger_row>& rows, const positions& wanted) const {
        std::vector<ledger_finding> found;
        const bool ignores_unknown = bench_.config.unknown_version() == unknown_version_policy::ignore;
        for (ledger_finding& each : bench_.findings(rows)) {
            bool is_wanted = each.kind == finding_kind::unknown_version;
            each.stops = each.stops || (is_wanted && !ignores_unknown);
            for (const std::size_t at : wanted)
                is_wanted = is_wanted || (each.kind == finding_kind::changed && each.version == bench_.history.migrations[at].version);
            if (is_wanted) found.push_back(each);
        }
        refuse_mistakes(found);
    }

    // The steps of a migration that are in effect, last first.
    std::vector<migrating::step_script> steps_in_effect(const std::vector<ledger_row>& rows, std::size_t position) {
        std::vector<migrating::step_script> steps = bench_.script().down(position);
        const ledger_row* const row = find_row(rows, bench_.history.migrations[position].version);
        if (row == nullptr || row->state == migration_state::applied || row->steps_done >= steps.size()) return steps;
        steps.erase(steps.begin(), steps.end() - static_cast<std::ptrdiff_t>(row->steps_done));
        return steps;
    }

    void refuse_irreversible(const std::vector<ledger_row>& rows, const positions& wanted) {
        for (const std::size_t at : wanted) {
            const std::vector<migrating::step_script> steps = steps_in_effect(rows, at);
            for (std::size_t i = 0; i != steps.size(); ++i)
                if (is_irreversible(steps[i]))
                    throw startup::failure{failure_kind::refused, detail::title(bench_.history.migrations[at]) + " cannot be taken back: there is no way back over its step " +
                                                                      std::to_string(steps.size() - i) + (steps[i].step->sql.empty() ? "" : " (" + bench_.clean(steps[i].step->sql) + ")") +
                                                                      "; write a new migration that goes forward, or restore a backup; nothing was changed"};
        }
    }

    void refuse_unsafe(const std::vector<ledger_row>& rows, const positions& wanted, const startup::environment_variables& environment) {
        const auto refuse = [](const std::string& why) { throw startup::failure{failure_kind::refused, why + "; nothing was changed"}; };
        if (is_production(environment) && !how_.confirmed)
            refuse("this is production (MIGRATION_ENV or ENV says so), where a rollback must be confirmed; confirm it if it is meant");
        std::string losses;
        for (const std::size_t at : wanted)
            for (const migrating::step_script& step : steps_in_effect(rows, at))
                for (const std::string& each : step.losses) losses.append(losses.empty() ? "" : ", ").append(each);
        if (!losses.empty() && !how_.allow_data_loss)
            refuse("stored data would be lost: " + losses + "; allow data loss if it is meant, after a backup");
        if (how_.has_backup != nullptr && !how_.has_backup(how_.user)) refuse("there is no recent backup; make one, and roll back again");
    }

    // False when somebody else has taken it back.
    bool take_back(std::size_t position, std::vector<ledger_row>& rows) {
        const deadline until{bench_.config.lock_timeout_seconds};
        for (;;) {
            const ledger_row* const row = find_row(rows, bench_.history.migrations[position].version);
            if (row == nullptr || !is_there(row->state)) return false;
            const bool is_whole = row->state == migration_state::applied && !bench_.history.migrations[position].is_stepwise();
            const outcome what = is_whole ? transaction_runner{bench_, position, direction::down}.run(false)
                                          : stepwise_runner{bench_, position, direction::down}.run();
            if (what == outcome::done) return true;
            bench_.wait_for_lock(until);
            if (what == outcome::changed && until.is_over())
                throw startup::failure{failure_kind::history, "the ledger kept changing under this rollback; see who else works on " + bench_.ledger.name()};
            if (what == outcome::changed) pause();
            rows = bench_.read_ledger();
        }
    }

    workbench& bench_;
    const rollback_options& how_;
    migration_run& result_;
};

/// Takes migrations back over an open connection, which must have no transaction open. What fails is told by the result.
inline migration_run rollback(const migrating::history_value& history, pqxx::connection& connection, const rollback_options& how = {},
                              const migration_config& config = migration_config::from_environment()) {
    return command(history, connection, config, [&](workbench& bench, migration_run& run) { reverser{bench, how, run}.run(); });
}
/// The same over a connection of its own, as configured.
inline migration_run rollback(const migrating::history_value& history, const rollback_options& how = {},
                              const migration_config& config = migration_config::from_environment()) {
    return command(history, config, [&](workbench& bench, migration_run& run) { reverser{bench, how, run}.run(); });
}

} // namespace constable::runner

namespace constable {

/// Takes migrations back, the last one unless told otherwise: `rollback<app, history>({.target = "004"})`. What fails, or is
/// refused, is told by the result; `runner::checked` makes a migration_error of it.
template <class App, class History>
migration_run rollback(const rollback_options& how = {}, const migration_config& config = migration_config::from_environment()) {
    return runner::rollback(history_to<App, History>, how, config);
}
/// The same over an open connection, which must have no transaction open.
template <class App, class History>
migration_run rollback(pqxx::connection& connection, const rollback_options& how = {}, const migration_config& config = migration_config::from_environment()) {
    return runner::rollback(history_to<App, History>, connection, how, config);
}

} // namespace constable
