// SPDX-License-Identifier: BSL-1.0
// Who is a partition of whom, and what ALTER TABLE of a partitioned table does to its partitions.
#pragma once

#include "constable/catalog/change.hpp"
#include "constable/catalog/model.hpp"

#include <algorithm>

namespace constable::sql {

/// Whether a table is a partition of another, or a partition of its partitions.
inline bool is_partition_of(const catalog::table& of, const catalog::table& whole, const catalog::catalog& in) {
    if (of.parent.empty()) return false;
    if (of.parent == whole.name && of.parent_schema == whole.schema) return true;
    for (const catalog::table& each : in.tables)
        if (each.name == of.parent && each.schema == of.parent_schema) return is_partition_of(each, whole, in);
    return false;
}

/// Whether a change of a partition's column comes with what is done to the column of its parent, which was `old_parent`.
/// https://www.postgresql.org/docs/current/sql-altertable.html
inline bool is_column_done_by_parent(const catalog::change& each, const catalog::table& parent, const catalog::table& old_parent) {
    const catalog::column* const made = each.expected.the_column == nullptr ? nullptr : catalog::find_column(parent, each.expected.the_column->name);
    const catalog::column* const old = each.actual.the_column == nullptr ? nullptr : catalog::find_column(old_parent, each.actual.the_column->name);
    if (each.action == catalog::change_action::create) return made != nullptr && catalog::find_column(old_parent, made->name) == nullptr;
    if (each.action == catalog::change_action::drop) return old != nullptr && catalog::find_column(parent, old->name) == nullptr;
    if (each.action == catalog::change_action::rename) return made != nullptr && old != nullptr;
    if (made == nullptr || old == nullptr) return false;
    if (each.field == "type") return made->type != old->type;
    if (each.field == "collation") return made->collation != old->collation;
    if (each.field == "not_null") return made->not_null != old->not_null;
    return false;
}

/// The same for a change of a constraint: checks are handed on, and what is attached goes with what it belongs to.
inline bool is_constraint_done_by_parent(const catalog::change& each, const catalog::table& parent, const catalog::table& old_parent) {
    const auto find = [](const catalog::table& in, const catalog::constraint* like) {
        return std::any_of(in.constraints.begin(), in.constraints.end(), [&](const catalog::constraint& other) {
            return like != nullptr && (other.name == like->name || other.name == like->attached_to) && other.kind == like->kind;
        });
    };
    const catalog::constraint* const made = each.expected.the_constraint;
    const catalog::constraint* const old = each.actual.the_constraint;
    const bool is_check = (made != nullptr ? made : old)->kind == catalog::constraint_kind::check;
    if (each.action == catalog::change_action::create) return is_check && find(parent, made) && !find(old_parent, made);
    if (each.action == catalog::change_action::alter) return is_check && each.field == "name" && find(parent, made) && find(old_parent, old);
    return each.action == catalog::change_action::drop && find(old_parent, old) && !find(parent, old);
}

} // namespace constable::sql
