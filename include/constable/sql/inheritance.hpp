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

/// Calls `visit` with each table from which `now` inherits and `before` does not.
template <class Visit>
void each_new_ancestor(const catalog::table& now, const catalog::table& before, const catalog::catalog& expected, const Visit& visit) {
    for (const catalog::qualified_name& parent : now.inherits)
        if (!catalog::is_listed(parent, before.inherits)) each_ancestor(expected, parent, visit);
}

/// Whether a table has a column, of its own or of a parent.
inline bool has_column(const catalog::table& of, std::string_view name, const catalog::catalog& in) {
    bool found = false;
    each_ancestor(in, {of.schema, of.name}, [&](const catalog::table& each) { found = found || catalog::find_column(each, name) != nullptr; });
    return found;
}

/// Whether a table can be given the parents that it gets: INHERIT wants the columns and checks of a parent there already,
/// and leaves them the table's own. https://www.postgresql.org/docs/current/sql-altertable.html, INHERIT
inline bool can_join_parents(const catalog::table& now, const catalog::table& before, const catalog::catalog& expected, const catalog::catalog& actual) {
    bool can = true;
    each_new_ancestor(now, before, expected, [&](const catalog::table& each) {
        for (const catalog::column& column : each.columns) can = can && has_column(before, column.name, actual);
        each_inheritable_check(each, [&](const catalog::constraint& check) { can = can && has_own_check(before, check.name) && has_own_check(now, check.name); });
    });
    return can;
}

/// Whether a change has to do with parents that a table cannot be given: the change of its parents itself, and columns and
/// checks that it has, or would have, of them, which nobody wants dropped.
inline bool waits_for_parent(const catalog::change& of, const catalog::catalog& expected, const catalog::catalog& actual) {
    const bool is_of_table = of.kind == catalog::object_kind::table && of.field == "inherits";
    const catalog::table* const now = is_of_table ? of.expected.the_table : of.expected.in_table;
    const catalog::table* const before = is_of_table ? of.actual.the_table : of.actual.in_table;
    if (now == nullptr || before == nullptr || (now->inherits.empty() && before->inherits.empty())) return false;
    const bool can_join = can_join_parents(*now, *before, expected, actual);
    if (is_of_table) return !can_join;
    bool is_parents = !can_join && of.expected.the_column != nullptr && of.expected.the_column->details->is_inherited;
    if (of.action != catalog::change_action::drop) return is_parents;
    each_new_ancestor(*now, *before, expected, [&](const catalog::table& each) {
        if (of.actual.the_column != nullptr) is_parents = is_parents || catalog::find_column(each, of.actual.the_column->name) != nullptr;
        if (of.actual.the_constraint == nullptr) return;
        each_inheritable_check(each, [&](const catalog::constraint& check) { is_parents = is_parents || check.name == of.actual.the_constraint->name; });
    });
    return is_parents;
}

/// Whether a column that a table begins or ceases to list is there anyway, before and afterwards, because of a parent. No
/// statement makes it the table's own, or no longer.
inline bool is_inherited_anyway(const catalog::change& of, const catalog::catalog& expected, const catalog::catalog& actual) {
    const catalog::column* const column = of.expected.the_column != nullptr ? of.expected.the_column : of.actual.the_column;
    const bool is_listing = of.action == catalog::change_action::create || of.action == catalog::change_action::drop;
    if (!is_listing || column == nullptr || column->details->is_inherited || of.expected.in_table == nullptr || of.actual.in_table == nullptr) return false;
    const auto has = [&](const catalog::catalog& in, const catalog::qualified_name& parent) {
        bool found = false;
        each_ancestor(in, parent, [&](const catalog::table& each) { found = found || catalog::find_column(each, column->name) != nullptr; });
        return found;
    };
    return std::ranges::any_of(of.expected.in_table->inherits, [&](const catalog::qualified_name& parent) {
        return catalog::is_listed(parent, of.actual.in_table->inherits) && has(expected, parent) && has(actual, parent);
    });
}

/// The column of a former parent that a table keeps as its own when it leaves it (NO INHERIT), where a change says that the
/// table shall have such a column; null otherwise.
inline const catalog::column* left_by_parent(const catalog::change& of, const catalog::catalog& actual) {
    const catalog::column* found = nullptr;
    if (of.action != catalog::change_action::create || of.expected.the_column == nullptr || of.expected.in_table == nullptr || of.actual.in_table == nullptr) return found;
    for (const catalog::qualified_name& former : of.actual.in_table->inherits) {
        if (catalog::is_listed(former, of.expected.in_table->inherits)) continue;
        each_ancestor(actual, former, [&](const catalog::table& parent) {
            if (found == nullptr) found = catalog::find_column(parent, of.expected.the_column->name);
        });
    }
    return found;
}

} // namespace constable::sql
