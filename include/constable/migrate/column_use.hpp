// SPDX-License-Identifier: BSL-1.0
// Which parts of a table stand on a column, and what is said when there is no such part.
#pragma once

#include "replay_mistake.hpp"
#include "rewrite_column.hpp"
#include "step.hpp"

#include "constable/catalog/find_mistake.hpp"

#include <string_view>

namespace constable::migrating {

namespace detail {

constexpr bool names_column(catalog::names list, std::string_view column) { return catalog::detail::is_one_of(column, list); }

constexpr bool stands_on(const catalog::constraint& of, std::string_view column) {
    if (names_column(of.columns, column) || names_column(of.include, column) || mentions_column(of.predicate, column)) return true;
    if (of.kind == catalog::constraint_kind::check) return mentions_column(of.expression, column);
    for (const catalog::key& each : of.keys)
        if (strings::same(each.column, column) || mentions_column(each.expression, column)) return true;
    return false;
}
constexpr bool stands_on(const catalog::index& of, std::string_view column) {
    if (names_column(of.include, column) || mentions_column(of.predicate, column)) return true;
    for (const catalog::key& each : of.keys)
        if (strings::same(each.column, column) || mentions_column(each.expression, column)) return true;
    return false;
}
constexpr bool is_reference_to(const catalog::constraint& of, const catalog::table& table) {
    return of.kind == catalog::constraint_kind::foreign_key && strings::same(of.referenced_table, table.name) &&
           strings::same(of.referenced_schema, table.schema);
}

} // namespace detail

/// A step is about a part that its table does not have.
constexpr replay_mistake unknown_part(const step_value& step) {
    const bool is_column = step.of == catalog::object_kind::column;
    return {.kind = is_column ? replay_mistake_kind::column_is_unknown : replay_mistake_kind::part_is_unknown, .subject = step.name, .other = step.table};
}

} // namespace constable::migrating
