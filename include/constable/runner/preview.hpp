// SPDX-License-Identifier: BSL-1.0
// A dry run: what a migration would do, read in a transaction that cannot write.
#pragma once

#include "apply.hpp"
#include "command.hpp"
#include "options.hpp"
#include "target.hpp"
#include "workbench.hpp"

#include "constable/startup/introspect.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace constable {

/// What a migration would do.
struct migration_preview {
    std::string version;
    std::string description;
    bool is_stepwise = false;            ///< each step is committed by itself
    std::size_t steps_done = 0;          ///< of one that is half done: it goes on after these
    std::vector<std::string> statements; ///< SQL, or a comment in SQL that tells what is no SQL
    std::vector<std::string> unmet;      ///< conditions that do not hold now; earlier migrations may see to them
};

/// What a run would do.
struct dry_run {
    std::vector<migration_preview> migrations; ///< in their order
    std::vector<ledger_finding> findings;      ///< what is odd; with one that stops, nothing would run
    std::size_t round_trips = 0;

    /// Whether a run would begin.
    [[nodiscard]] bool would_run() const {
        for (const ledger_finding& each : findings)
            if (each.stops) return false;
        return true;
    }
};

} // namespace constable

namespace constable::runner {

namespace detail {

// The statements of a step; a sentence as a comment where there are none.
inline std::vector<std::string> shown_step(const migrating::step_script& of) {
    const migrating::step_value& step = *of.step;
    if (step.kind == migrating::step_kind::backfill)
        return {"-- in batches of " + std::to_string(step.backfill->batch) + " rows: UPDATE " + sql::qualified_identifier(step.schema, step.table) + " SET " +
                std::string{step.backfill->set} + (step.backfill->where.empty() ? std::string{} : " WHERE " + std::string{step.backfill->where})};
    if (step.kind == migrating::step_kind::run) return {"-- a function of the program" + (step.revision.empty() ? std::string{} : ", revision " + std::string{step.revision})};
    return of.statements;
}

// Whether a condition holds, as far as it can be asked here.
inline bool holds_now(database::session& session, const migrating::precondition& of) {
    session.send("SAVEPOINT ask");
    bool holds = false;
    try {
        holds = transaction_runner::holds(session, of);
    } catch (const database::sql_failure& error) {
        if (error.is_disconnected()) throw;
    }
    session.send("ROLLBACK TO SAVEPOINT ask");
    return holds;
}

inline dry_run read_preview(workbench& bench, std::string_view target) {
    dry_run all;
    bench.session.begin("SET TRANSACTION READ ONLY");
    const bool has_ledger = bench.session.send("SELECT to_regclass(" + sql::literal(bench.ledger.name()) + ") IS NOT NULL").at(0, 0) == "t";
    const std::vector<ledger_row> rows = has_ledger ? bench.read_ledger() : std::vector<ledger_row>{};
    all.findings = bench.findings(rows);
    for (const std::size_t at : pending_until(bench.tree, states_of(bench.history, rows), target)) {
        const migrating::migration_value& migration = bench.history.migrations[at];
        migration_preview& each = all.migrations.emplace_back();
        each.version = migration.version;
        each.description = migration.description;
        each.is_stepwise = migration.is_stepwise();
        if (const ledger_row* const row = find_row(rows, migration.version); row != nullptr && row->state != migration_state::rolled_back)
            each.steps_done = row->steps_done;
        const std::vector<migrating::step_script> steps = bench.script().up(at);
        for (std::size_t i = each.steps_done; i < steps.size(); ++i)
            for (std::string& statement : shown_step(steps[i])) each.statements.push_back(std::move(statement));
        for (const migrating::precondition& condition : migration.preconditions)
            if (!holds_now(bench.session, condition)) each.unmet.emplace_back(condition.message.empty() ? condition.sql : condition.message);
    }
    bench.session.rollback();
    all.round_trips = bench.session.round_trips();
    return all;
}

} // namespace detail

/// What `migrate` would do over an open connection. The transaction is read only, so that nothing is written, not even by
/// a condition. Throws migration_error.
[[nodiscard]] inline dry_run preview(const migrating::history_value& history, pqxx::connection& connection, std::string_view target = "head",
                                     const migration_config& config = migration_config::from_environment()) {
    return startup::explained("reading what is pending", [&] {
        const startup::log to{config};
        database::session session{connection};
        workbench bench{session, history, config, to};
        return detail::read_preview(bench, target);
    });
}
/// The same over a connection of its own, as configured.
[[nodiscard]] inline dry_run preview(const migrating::history_value& history, std::string_view target = "head",
                                     const migration_config& config = migration_config::from_environment()) {
    const connection_settings settings = connection_settings_for(config);
    const std::unique_ptr<pqxx::connection> connection = startup::explained("connecting", [&] { return open_connection(settings); });
    return preview(history, *connection, target, config);
}

} // namespace constable::runner
