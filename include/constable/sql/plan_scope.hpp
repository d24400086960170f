// SPDX-License-Identifier: BSL-1.0
// How much of two catalogs a plan has to look at.
#pragma once

#include "alter_column.hpp"

#include "constable/catalog/change.hpp"
#include "constable/catalog/model.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

namespace constable::sql {

/// Two catalogs, or what matters of them.
struct plan_scope {
    catalog::catalog expected{};
    catalog::catalog actual{};
};

namespace detail {

inline const catalog::table* table_of(const catalog::object_place& of) { return of.the_table != nullptr ? of.the_table : of.in_table; }

// Whether a change of a table meets nothing else: it takes nothing away, and nobody's texts depend on what it alters.
inline bool stays_in_its_table(const catalog::change& of) {
    if (of.action == catalog::change_action::create) return true;
    return of.action == catalog::change_action::alter && is_any_of(of.field, "comment", "default_expression");
}
// Whether what is done to a table can be done to others too, or depends on them.
inline bool has_relatives(const catalog::table& of, const catalog::catalog& in) {
    if (!of.parent.empty() || !of.partition_key.empty() || !of.inherits.empty() || !of.of_type.empty()) return true;
    return std::any_of(in.tables.begin(), in.tables.end(), [&](const catalog::table& each) {
        return each.parent == of.name || std::any_of(each.inherits.begin(), each.inherits.end(), [&](const catalog::qualified_name& name) { return name.name == of.name; });
    });
}
inline catalog::catalog table_alone(const catalog::catalog& in, const catalog::table* table) {
    catalog::catalog made{.name = in.name, .default_schema = in.default_schema};
    made.grants = in.grants; // what is created gets some by default
    made.default_privileges = in.default_privileges;
    if (table != nullptr) made.tables = in.tables.subspan(static_cast<std::size_t>(table - in.tables.data()), 1);
    return made;
}

} // namespace detail

/// The one table that all changes are about, where they only add to it, or change its defaults and comments: most steps of
/// migrations do no more, and need not pay for a look at everything else. Otherwise both catalogs as they are.
inline plan_scope scope_of(const catalog::catalog& expected, const catalog::catalog& actual, std::span<const catalog::change> changes) {
    const plan_scope everything{expected, actual};
    if (changes.empty()) return everything;
    const catalog::table* const after = detail::table_of(changes.front().expected);
    if (after == nullptr || detail::has_relatives(*after, expected)) return everything;
    const catalog::table* before = nullptr;
    for (const catalog::change& each : changes) {
        if (!detail::stays_in_its_table(each) || detail::table_of(each.expected) != after) return everything;
        if (const catalog::table* const found = detail::table_of(each.actual); found != nullptr) before = found;
    }
    if (before != nullptr && detail::has_relatives(*before, actual)) return everything;
    return {detail::table_alone(expected, after), detail::table_alone(actual, before)};
}

} // namespace constable::sql
