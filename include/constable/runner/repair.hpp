// SPDX-License-Identifier: BSL-1.0
// Makes the ledger fit the program again, where a person has decided that the program is right.
#pragma once

#include "adopt.hpp"
#include "command.hpp"
#include "options.hpp"
#include "steps_checksum.hpp"
#include "workbench.hpp"

#include "constable/migrate/history.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace constable::runner {

namespace detail {

// The statement that settles one row; empty when nothing is wrong with it.
inline std::string repair_row(workbench& bench, const ledger_row& row, const repair_options& how) {
    const std::size_t at = bench.tree.find(row.version);
    const std::string forget = "DELETE FROM " + bench.ledger.name() + " WHERE version = " + sql::literal(row.version) + " AND status = '" +
                               std::string{word_of(row.state)} + "';\n";
    if (at == lineage::none) return how.forget_unknown ? forget : std::string{};
    const migrating::migration_value& migration = bench.history.migrations[at];
    const std::string checksum = checksum_text(migration);
    if (row.state == migration_state::applied && how.checksums && row.checksum != checksum)
        return bench.ledger.update("checksum = " + sql::literal(checksum) + ", description = " + sql::literal(migration.description), row.version);
    const bool is_begun = row.steps_done != 0 || !row.position.empty();
    if (row.state == migration_state::failed && how.failed && !is_begun) return forget;
    const bool is_half_done = row.state == migration_state::running || (row.state == migration_state::failed && how.failed);
    if (!is_half_done || !how.running) return {};
    const std::vector<migrating::step_script> steps = bench.script().up(at);
    const std::size_t done = row.steps_done < steps.size() ? row.steps_done : steps.size();
    const std::string now = done == 0 ? std::string{} : steps_checksum(steps, done);
    if (row.state == migration_state::running && done == row.steps_done && now == row.steps_checksum) return {};
    return bench.ledger.update("status = 'running', error_message = NULL, steps_done = " + std::to_string(done) + ", steps_checksum = " +
                                   (now.empty() ? std::string{"NULL"} : sql::literal(now)), row.version);
}

inline void repair(workbench& bench, const repair_options& how, migration_run& run) {
    std::string statements;
    for (const ledger_row& each : bench.read_ledger()) {
        const std::string statement = repair_row(bench, each, how);
        if (statement.empty()) continue;
        statements += statement;
        run.applied.push_back(each.version);
        bench.log.info("Repairing the ledger's row of " + title(each.version, each.description));
    }
    if (!statements.empty()) write_ledger(bench, statements, "repairing the ledger");
    run.message = run.applied.empty() ? "There is nothing to repair" : "Repaired " + std::to_string(run.applied.size()) + (run.applied.size() == 1 ? " row" : " rows");
    bench.log.info(run.message);
}

} // namespace detail

/// Rewrites the checksums of migrations that were edited, forgets failures, and accepts edited steps of migrations that
/// are half done, which the next migration carries on. `applied` of the result are the versions whose rows were changed.
inline migration_run repair(const migrating::history_value& history, pqxx::connection& connection, const repair_options& how = {},
                            const migration_config& config = migration_config::from_environment()) {
    return command(history, connection, config, [&](workbench& bench, migration_run& run) { detail::repair(bench, how, run); });
}
inline migration_run repair(const migrating::history_value& history, const repair_options& how = {},
                            const migration_config& config = migration_config::from_environment()) {
    return command(history, config, [&](workbench& bench, migration_run& run) { detail::repair(bench, how, run); });
}

} // namespace constable::runner

namespace constable {

/// Makes the ledger fit the program again; see `runner::repair`.
template <class App, class History>
migration_run repair(const repair_options& how = {}, const migration_config& config = migration_config::from_environment()) {
    return runner::repair(history_to<App, History>, how, config);
}
/// The same over an open connection, which must have no transaction open.
template <class App, class History>
migration_run repair(pqxx::connection& connection, const repair_options& how = {}, const migration_config& config = migration_config::from_environment()) {
    return runner::repair(history_to<App, History>, connection, how, config);
}

} // namespace constable
