// SPDX-License-Identifier: BSL-1.0
// Where ledger and history do not fit together, each with its way out.
#pragma once

#include "ledger.hpp"
#include "lineage.hpp"
#include "target.hpp"

#include "constable/migrate/step.hpp"
#include "constable/startup/config.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable {

/// What is odd about a version.
enum class finding_kind : unsigned char {
    changed,         ///< it is applied, and its text is another one now
    unknown_version, ///< the ledger has it, the program does not
    out_of_order,    ///< it is pending, and one that depends on it is applied
    failed,          ///< it has failed; it runs again
    running,         ///< it is half done: in this moment, or since it was interrupted
};

/// Something to know about a ledger.
struct ledger_finding {
    finding_kind kind;
    std::string version;
    std::string text; ///< what is wrong, and what to do
    bool stops;       ///< nothing is migrated before it is settled
};

} // namespace constable

namespace constable::runner {

namespace detail {

inline std::string title(std::string_view version, std::string_view description) {
    return "migration " + std::string{version} + (description.empty() ? std::string{} : " (" + std::string{description} + ")");
}
inline std::string title(const migrating::migration_value& of) { return title(of.version, of.description); }

inline ledger_finding find_change(const migrating::migration_value& migration, const ledger_row& row) {
    const std::string now = checksum_text(migration);
    std::string text = title(migration) + " was changed after it had been applied (checksum " + row.checksum + ", now " + now +
                       "); restore its text and write a new migration for the change, or accept the text as it is with repair";
    if (row.checksum.substr(0, row.checksum.find(':')) != now.substr(0, now.find(':')))
        text = title(migration) + " was recorded with a checksum of another kind (" + row.checksum +
               "), which this version of Constable cannot compare; record it anew with repair";
    return {finding_kind::changed, row.version, text, true};
}

} // namespace detail

/// Everything that is to be said about a ledger. What stops a migration comes as the policies say.
inline std::vector<ledger_finding> find_mistakes(const migrating::history_value& history, const lineage& tree, const std::vector<ledger_row>& rows,
                                                 unknown_version_policy unknown, out_of_order_policy order) {
    std::vector<ledger_finding> found;
    for (const ledger_row& row : rows) {
        const std::size_t at = tree.find(row.version);
        if (at == lineage::none) {
            if (row.state == migration_state::rolled_back) continue;
            found.push_back({finding_kind::unknown_version, row.version,
                             detail::title(row.version, row.description) + " is " + std::string{word_of(row.state)} +
                                 " in the database, but this program does not know it: the database is newer; run the newer program, or roll back "
                                 "with it; MIGRATION_UNKNOWN_VERSIONS=warn lets this one start all the same, and ignore lets it roll back too",
                             unknown == unknown_version_policy::fail});
            continue;
        }
        const migrating::migration_value& migration = history.migrations[at];
        if (row.state == migration_state::applied && row.checksum != checksum_text(migration))
            found.push_back(detail::find_change(migration, row));
        if (row.state == migration_state::failed)
            found.push_back({finding_kind::failed, row.version,
                             detail::title(migration) + " has failed: " + row.error + "; it runs again with the next migration", false});
        if (row.state == migration_state::running)
            found.push_back({finding_kind::running, row.version,
                             detail::title(migration) + " is half done (" + std::to_string(row.steps_done) + " of " +
                                 std::to_string(migration.steps.size()) + " steps); unless it is being carried on in this moment, the next migration does so",
                             false});
    }
    const std::vector<migration_state> states = states_of(history, rows);
    for (std::size_t i = 0; i != tree.size(); ++i) {
        if (is_there(states[i])) continue;
        for (std::size_t j = i + 1; j != tree.size(); ++j) {
            if (states[j] != migration_state::applied || !tree.depends(j, i)) continue;
            found.push_back({finding_kind::out_of_order, std::string{history.migrations[i].version},
                             detail::title(history.migrations[i]) + " is pending, but " + detail::title(history.migrations[j]) +
                                 ", which depends on it, is applied; set MIGRATION_OUT_OF_ORDER=run to run it now, or stamp it if its work is done",
                             order == out_of_order_policy::fail});
            break;
        }
    }
    return found;
}

/// Throws startup::failure for the findings that stop a migration.
inline void refuse_mistakes(const std::vector<ledger_finding>& found) {
    std::string text;
    for (const ledger_finding& each : found)
        if (each.stops) text.append(text.empty() ? "" : "\n  ").append(each.text);
    if (!text.empty()) throw startup::failure{failure_kind::history, text};
}

} // namespace constable::runner
