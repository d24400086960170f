// SPDX-License-Identifier: BSL-1.0
// What a table without partitions has of its parents, and which parents it can be given.
#pragma once

#include "constable/catalog/change.hpp"
#include "constable/catalog/model.hpp"

#include <algorithm>
#include <string_view>

namespace constable::sql {

/// Calls `visit` with a table of that name and with all from which it inherits.
template <class Visit>
void each_ancestor(const catalog::catalog& in, const catalog::qualified_name& name, const Visit& visit) {
    for (const catalog::table& each : in.tables) {
        if (each.name != name.name || each.schema != name.schema) continue;
        visit(each);
        for (const catalog::qualified_name& parent : each.inherits) each_ancestor(in, parent, visit);
    }
}

/// Calls `visit` with each check of a table that those which inherit from it have too.
template <class Visit>
void each_inheritable_check(const catalog::table& of, const Visit& visit) {
    for (const catalog::constraint& each : of.constraints)
        if (each.kind == catalog::constraint_kind::check && !each.no_inherit) visit(each);
}

/// Whether a table lists a check of that name itself.
inline bool has_own_check(const catalog::table& in, std::string_view name) {
    return std::ranges::any_of(in.constraints, [&](const catalog::constraint& each) { return each.kind == catalog::constraint_kind::check && each.name == name; });
}

/// Whether a table would have to have columns or checks of a parent that it gets, but has not: INHERIT wants them there
/// already, and would leave them its own. https://www.postgresql.org/docs/current/sql-altertable.html, INHERIT
inline bool waits_for_parent(const catalog::change& of, const catalog::catalog& expected) {
    const bool is_of_table = of.kind == catalog::object_kind::table && of.field == "inherits";
    const bool is_inherited = of.expected.the_column != nullptr && of.expected.the_column->details->is_inherited;
    if (!is_of_table && !is_inherited) return false;
    const catalog::table* const now = is_of_table ? of.expected.the_table : of.expected.in_table;
    const catalog::table* const before = is_of_table ? of.actual.the_table : of.actual.in_table;
    if (now == nullptr || before == nullptr) return false;
    bool waits = false;
    for (const catalog::qualified_name& parent : now->inherits) {
        if (catalog::is_listed(parent, before->inherits)) continue;
        each_ancestor(expected, parent, [&](const catalog::table& each) {
            for (const catalog::column& column : each.columns) waits = waits || catalog::find_column(*before, column.name) == nullptr;
            each_inheritable_check(each, [&](const catalog::constraint& check) { waits = waits || !has_own_check(*before, check.name); });
        });
    }
    return waits;
}

} // namespace constable::sql
