// SPDX-License-Identifier: BSL-1.0
// How far to go: `head`, `base`, a version, `+n`, `-n`, as positions in the history.
#pragma once

#include "ledger.hpp"
#include "lineage.hpp"

#include "constable/startup/environment_variables.hpp"
#include "constable/startup/failure.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable::runner {

/// Positions in a history.
using positions = std::vector<std::size_t>;

namespace detail {

[[noreturn]] inline void refuse_target(std::string_view target, const std::string& why) {
    throw startup::failure{failure_kind::configuration, "the target " + startup::in_quotes(target) + " " + why};
}

inline std::size_t position_of(const lineage& tree, std::string_view version) {
    const std::size_t at = tree.find(version);
    if (at == lineage::none) refuse_target(version, "is no version of this history; name a version that it has, or head, base, +n or -n");
    return at;
}

inline bool is_relative(std::string_view target) { return target.size() > 1 && (target[0] == '+' || target[0] == '-') && startup::to_number(target.substr(1)) >= 0; }

} // namespace detail

/// What the ledger says of each migration of a history.
inline std::vector<migration_state> states_of(const migrating::history_value& history, const std::vector<ledger_row>& rows) {
    std::vector<migration_state> states;
    for (const migrating::migration_value& each : history.migrations) {
        const ledger_row* const row = find_row(rows, each.version);
        states.push_back(row == nullptr ? migration_state::pending : row->state);
    }
    return states;
}

/// Whether anything of it is in the database.
constexpr bool is_there(migration_state state) { return state == migration_state::applied || state == migration_state::running; }

/// The migrations that are to run up to a target, in the order of the list. Throws startup::failure.
inline positions pending_until(const lineage& tree, const std::vector<migration_state>& states, std::string_view target) {
    positions all;
    for (std::size_t i = 0; i != tree.size(); ++i)
        if (states[i] != migration_state::applied) all.push_back(i);
    if (target == "head") return all;
    if (target == "base" || (detail::is_relative(target) && target[0] == '-'))
        detail::refuse_target(target, "leads backwards; roll back to it instead");
    if (detail::is_relative(target)) {
        const auto count = static_cast<std::size_t>(startup::to_number(target.substr(1)));
        if (count > all.size())
            detail::refuse_target(target, "is further than there are migrations: " + std::to_string(all.size()) + " are pending; use head for all");
        all.resize(count);
        return all;
    }
    const std::size_t last = detail::position_of(tree, target);
    positions chosen;
    for (const std::size_t each : all)
        if (each == last || tree.depends(last, each)) chosen.push_back(each);
    return chosen;
}

/// The migrations that are to be taken back to reach a target, last first. Throws startup::failure.
inline positions backwards_to(const lineage& tree, const std::vector<migration_state>& states, std::string_view target) {
    positions all;
    for (std::size_t i = tree.size(); i-- != 0;)
        if (is_there(states[i])) all.push_back(i);
    if (target == "base") return all;
    if (target == "head" || (detail::is_relative(target) && target[0] == '+')) detail::refuse_target(target, "leads forwards; migrate to it instead");
    if (detail::is_relative(target)) {
        const auto count = static_cast<std::size_t>(startup::to_number(target.substr(1)));
        if (count > all.size())
            detail::refuse_target(target, "is further back than there are migrations: " + std::to_string(all.size()) + " are applied; use base for all");
        all.resize(count);
        return all;
    }
    const std::size_t last = detail::position_of(tree, target);
    if (!is_there(states[last])) detail::refuse_target(target, "is not applied, so there is nothing to go back to; see the history");
    positions chosen;
    for (const std::size_t each : all)
        if (tree.depends(each, last)) chosen.push_back(each);
    return chosen;
}

/// The one migration that is to be taken back. Throws startup::failure when an applied one depends on it.
inline positions backwards_only(const lineage& tree, const std::vector<migration_state>& states, const migrating::history_value& history,
                                std::string_view version) {
    const std::size_t at = detail::position_of(tree, version);
    if (!is_there(states[at])) detail::refuse_target(version, "is not applied, so there is nothing to take back");
    for (std::size_t i = tree.size(); i-- != 0;)
        if (is_there(states[i]) && tree.depends(i, at))
            detail::refuse_target(version, "cannot be taken back alone, since " + std::string{history.migrations[i].version} +
                                               " depends on it and is applied; take that one back first");
    return {at};
}

} // namespace constable::runner
