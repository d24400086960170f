// SPDX-License-Identifier: BSL-1.0
// How a database stands to a history: what is applied, what is pending, what is odd. Reads only.
#pragma once

#include "command.hpp"
#include "findings.hpp"
#include "ledger.hpp"
#include "target.hpp"
#include "workbench.hpp"

#include "constable/startup/introspect.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace constable {

/// A migration, and what became of it.
struct migration_entry {
    std::string version;
    std::string description;
    migration_state state = migration_state::pending;
    bool is_known = true;               ///< to the program; otherwise only the ledger has it
    std::vector<std::string> depends_on; ///< versions, directly
    std::string checksum;               ///< of the ledger, else of the program
    std::string applied_at;             ///< of the last change of `state`, ISO 8601, UTC
    std::int64_t execution_time_ms = 0;
    std::string error;                  ///< why it failed
    std::size_t steps = 0;
    std::size_t steps_done = 0;         ///< when it is half done
    std::int64_t rows_done = 0;         ///< by the backfill that is under way
};

/// All migrations of a program and of a database.
struct migration_overview {
    std::vector<migration_entry> migrations; ///< in the order of the program, then those that only the ledger has
    std::vector<std::string> current;        ///< applied, and nothing applied depends on it; several on several branches
    std::vector<std::string> pending;        ///< what the next migration runs, in its order
    std::vector<std::string> heads;          ///< of the program: nothing depends on them
    std::vector<std::string> branch_points;  ///< of the program: several depend on them directly
    std::vector<ledger_finding> findings;    ///< what is odd, each with its way out
    bool has_ledger = false;                 ///< whether anything was ever migrated here
    std::string service;                     ///< the name of the history
    std::size_t round_trips = 0;

    /// Whether nothing is to be migrated and nothing stops a migration.
    [[nodiscard]] bool is_up_to_date() const { return pending.empty() && is_sound(); }
    /// Whether nothing stops a migration.
    [[nodiscard]] bool is_sound() const {
        for (const ledger_finding& each : findings)
            if (each.stops) return false;
        return true;
    }
};

} // namespace constable

namespace constable::runner {

namespace detail {

inline void take_row(migration_entry& into, const ledger_row& row) {
    into.state = row.state;
    into.checksum = row.checksum;
    into.applied_at = row.applied_at;
    into.execution_time_ms = row.execution_time_ms;
    into.error = row.error;
    into.steps_done = row.steps_done;
    into.rows_done = row.rows_done;
}

inline std::vector<std::string> versions_of(const migrating::history_value& history, const positions& of) {
    std::vector<std::string> versions;
    for (const std::size_t each : of) versions.emplace_back(history.migrations[each].version);
    return versions;
}

} // namespace detail

/// The overview of a ledger's rows, by the policies of a configuration.
inline migration_overview overview_of(const migrating::history_value& history, const std::vector<ledger_row>& rows, const migration_config& config) {
    const lineage tree{history};
    migration_overview all;
    all.service = history.name;
    const std::vector<migration_state> states = states_of(history, rows);
    for (std::size_t i = 0; i != tree.size(); ++i) {
        const migrating::migration_value& migration = history.migrations[i];
        migration_entry& each = all.migrations.emplace_back();
        each.version = migration.version;
        each.description = migration.description;
        each.depends_on = detail::versions_of(history, tree.parents(i));
        each.checksum = checksum_text(migration);
        each.steps = migration.steps.size();
        if (const ledger_row* const row = find_row(rows, migration.version)) detail::take_row(each, *row);
        bool is_current = states[i] == migration_state::applied;
        for (std::size_t j = i + 1; j < tree.size(); ++j) is_current = is_current && !(states[j] == migration_state::applied && tree.depends(j, i));
        if (is_current) all.current.push_back(each.version);
        if (tree.children(i).size() > 1) all.branch_points.push_back(each.version);
    }
    for (const ledger_row& row : rows) {
        if (tree.find(row.version) != lineage::none) continue;
        migration_entry& each = all.migrations.emplace_back();
        each.version = row.version;
        each.description = row.description;
        each.is_known = false;
        detail::take_row(each, row);
    }
    all.pending = detail::versions_of(history, pending_until(tree, states, "head"));
    all.heads = detail::versions_of(history, tree.heads());
    all.findings = find_mistakes(history, tree, rows, config.unknown_version(), config.order());
    return all;
}

/// Reads the ledger over an open connection, in one message. Throws migration_error when it cannot be read.
[[nodiscard]] inline migration_overview overview(const migrating::history_value& history, pqxx::connection& connection,
                                                 const migration_config& config = migration_config::from_environment()) {
    return startup::explained("reading the ledger", [&] {
        const startup::log to{config};
        database::session session{connection};
        workbench bench{session, history, config, to};
        migration_overview all = overview_of(history, bench.read_ledger(), config);
        all.has_ledger = bench.ledger_exists;
        all.round_trips = session.round_trips();
        return all;
    });
}
/// The same over a connection of its own, as configured.
[[nodiscard]] inline migration_overview overview(const migrating::history_value& history, const migration_config& config = migration_config::from_environment()) {
    const connection_settings settings = connection_settings_for(config);
    const std::unique_ptr<pqxx::connection> connection = startup::explained("connecting", [&] { return open_connection(settings); });
    return overview(history, *connection, config);
}

} // namespace constable::runner
