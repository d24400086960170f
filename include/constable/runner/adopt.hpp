// SPDX-License-Identifier: BSL-1.0
// Writes into the ledger what was done without it: stamp and baseline.
#pragma once

#include "command.hpp"
#include "steps_checksum.hpp"
#include "target.hpp"
#include "workbench.hpp"

#include "constable/database/introspect.hpp"
#include "constable/migrate/history.hpp"
#include "constable/startup/compare.hpp"
#include "constable/startup/report.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable::runner {

namespace detail {

// The versions that a target covers, in the order of the list: none for base.
inline positions covered_by(const lineage& tree, std::string_view target) {
    positions all;
    if (target == "base") return all;
    const std::size_t last = target == "head" ? lineage::none : position_of(tree, target);
    for (std::size_t i = 0; i != tree.size(); ++i)
        if (last == lineage::none || i == last || tree.depends(last, i)) all.push_back(i);
    return all;
}

// As a migration leaves it that has run.
inline std::string stamp_row(workbench& bench, std::size_t position) {
    const migrating::migration_value& migration = bench.history.migrations[position];
    std::string text = bench.ledger.insert(migration.version, migration.description, checksum_text(migration), migration_state::applied, false);
    if (migration.is_stepwise()) {
        const std::vector<migrating::step_script> steps = bench.script().up(position);
        text += record_steps(bench.ledger, migration.version, steps, steps.size(), true, "0");
    }
    return text;
}

// One transaction under the lock.
inline void write_ledger(workbench& bench, const std::string& statements, const std::string& doing) {
    const deadline until{bench.config.lock_timeout_seconds};
    for (;;) {
        try {
            bench.session.transact(bench.settings(deadline{bench.config.timeout_seconds}) + bench.guard({}) + statements);
            return;
        } catch (const database::sql_failure& error) {
            if (error.is_disconnected() || until.is_over() || (workbench::obstacle_in(error) != obstacle::locked && !error.is_passing())) throw startup::explain(error, doing);
            bench.wait_for_lock(until);
        }
    }
}

inline void stamp(workbench& bench, std::string_view target, migration_run& run) {
    const positions covered = covered_by(bench.tree, target);
    const std::vector<ledger_row> rows = bench.open_ledger();
    std::string statements;
    if (target == "base") {
        for (std::size_t i = bench.tree.size(); i-- != 0;)
            if (find_row(rows, bench.history.migrations[i].version) != nullptr) run.rolled_back.emplace_back(bench.history.migrations[i].version);
        for (const std::string& each : run.rolled_back) statements += "DELETE FROM " + bench.ledger.name() + " WHERE version = " + sql::literal(each) + ";\n";
    }
    for (const std::size_t each : covered) {
        const migrating::migration_value& migration = bench.history.migrations[each];
        const ledger_row* const row = find_row(rows, migration.version);
        if (row != nullptr && row->state == migration_state::applied) continue;
        statements += "DELETE FROM " + bench.ledger.name() + " WHERE version = " + sql::literal(migration.version) + " AND status <> 'applied';\n";
        statements += stamp_row(bench, each);
        run.applied.emplace_back(migration.version);
    }
    if (!statements.empty()) write_ledger(bench, statements, "stamping the ledger");
    run.message = run.applied.empty() && run.rolled_back.empty() ? "The ledger says so already" : "Stamped " + std::string{target};
    bench.log.info(run.message);
}

// Throws startup::failure with every difference.
inline void refuse_other_schema(workbench& bench, std::size_t position) {
    const catalog::catalog& expected = bench.script().after(position);
    const database::live_catalog live = database::introspect(bench.session, expected);
    const std::vector<std::string> own_tables = startup::own_tables_of(bench.config);
    const startup::comparison found = startup::compare(bench.session, expected, live,
                                                       {.unknown_objects = bench.config.unknown() == unknown_policy::report, .own_tables = own_tables});
    if (found.changes.empty()) return;
    std::string text = "the database is not as " + title(bench.history.migrations[position]) + " leaves it, so it cannot begin there (" +
                       std::to_string(found.changes.size()) + (found.changes.size() == 1 ? " difference); " : " differences); ") +
                       "settle them, choose another version, or stamp it if they do not matter:";
    for (const schema_difference& each : startup::in_words(found.changes, found.expected->view(), live.view())) text.append("\n  ").append(each.description);
    throw startup::failure{failure_kind::drift, text};
}

inline void baseline(workbench& bench, std::string_view version, migration_run& run) {
    const std::string_view last = version == "head" && bench.tree.size() != 0 ? bench.history.migrations.back().version : version;
    refuse_other_schema(bench, position_of(bench.tree, last));
    stamp(bench, version, run);
}

} // namespace detail

/// Marks a version and what it depends on as applied, without running anything; `head`: everything; `base`: nothing is
/// applied any more. `applied` of the result are the versions that the ledger did not have.
inline migration_run stamp(const migrating::history_value& history, pqxx::connection& connection, std::string_view target,
                           const migration_config& config = migration_config::from_environment()) {
    return command(history, connection, config, [&](workbench& bench, migration_run& run) { detail::stamp(bench, target, run); });
}
inline migration_run stamp(const migrating::history_value& history, std::string_view target, const migration_config& config = migration_config::from_environment()) {
    return command(history, config, [&](workbench& bench, migration_run& run) { detail::stamp(bench, target, run); });
}

/// Takes a database that exists under the care of migrations: sees that it is as a version leaves it, then stamps that.
/// The result's error lists every difference.
inline migration_run baseline(const migrating::history_value& history, pqxx::connection& connection, std::string_view version,
                              const migration_config& config = migration_config::from_environment()) {
    return command(history, connection, config, [&](workbench& bench, migration_run& run) { detail::baseline(bench, version, run); });
}
inline migration_run baseline(const migrating::history_value& history, std::string_view version, const migration_config& config = migration_config::from_environment()) {
    return command(history, config, [&](workbench& bench, migration_run& run) { detail::baseline(bench, version, run); });
}

} // namespace constable::runner

namespace constable {

/// Marks a version and what it depends on as applied, without running anything; see `runner::stamp`.
template <class App, class History>
migration_run stamp(std::string_view target, const migration_config& config = migration_config::from_environment()) {
    return runner::stamp(history_to<App, History>, target, config);
}
/// The same over an open connection, which must have no transaction open.
template <class App, class History>
migration_run stamp(pqxx::connection& connection, std::string_view target, const migration_config& config = migration_config::from_environment()) {
    return runner::stamp(history_to<App, History>, connection, target, config);
}
/// Sees that a database is as a version leaves it, then stamps that; see `runner::baseline`.
template <class App, class History>
migration_run baseline(std::string_view version, const migration_config& config = migration_config::from_environment()) {
    return runner::baseline(history_to<App, History>, version, config);
}
/// The same over an open connection, which must have no transaction open.
template <class App, class History>
migration_run baseline(pqxx::connection& connection, std::string_view version, const migration_config& config = migration_config::from_environment()) {
    return runner::baseline(history_to<App, History>, connection, version, config);
}

} // namespace constable
