// SPDX-License-Identifier: BSL-1.0
// Looks for mistakes that one table shows by itself, and in its references to another.
#pragma once

#include "mistake.hpp"
#include "model.hpp"
#include "names.hpp"

#include <cstddef>
#include <string_view>

namespace constable::catalog {

namespace detail {

constexpr bool is_one_of(std::string_view word, names list) {
    for (const std::string_view each : list)
        if (strings::same(each, word)) return true;
    return false;
}

// `timestamp(3) with time zone`: compared without the group in parentheses.
constexpr bool same_base_type(std::string_view left, std::string_view right) {
    const std::size_t left_open = left.find('(');
    const std::size_t right_open = right.find('(');
    if (left_open == std::string_view::npos && right_open == std::string_view::npos) return left == right;
    const auto tail = [](std::string_view type) {
        const std::size_t close = type.find(')');
        return close == std::string_view::npos ? std::string_view{} : type.substr(close + 1);
    };
    const std::string_view left_head = left.substr(0, left_open);
    const std::string_view right_head = right.substr(0, right_open);
    if (left_open != std::string_view::npos && right_open != std::string_view::npos)
        return left_head == right_head && tail(left) == tail(right);
    const std::string_view whole = left_open == std::string_view::npos ? left : right;
    const std::string_view cut = left_open == std::string_view::npos ? right : left;
    const std::string_view head = left_open == std::string_view::npos ? right_head : left_head;
    const std::string_view rest = tail(cut);
    return whole.size() == head.size() + rest.size() && whole.starts_with(head) && whole.ends_with(rest);
}

constexpr bool is_integer(std::string_view type) { return type == "smallint" || type == "integer" || type == "bigint"; }

constexpr bool takes_collation(const column& of) {
    const std::string_view type = of.type;
    return of.origin == type_origin::opaque || type.starts_with("text") || type.starts_with("character") ||
           type.starts_with("name") || type.starts_with("bpchar");
}

constexpr mistake in_name(std::string_view name) {
    if (name.size() > strings::max_identifier_size) return {mistake_kind::name_is_too_long, name};
    return {};
}

constexpr mistake in_column(const column& of) {
    if (const mistake found = in_name(of.name)) return found;
    if (of.identity != identity_kind::none && of.origin == type_origin::built_in && !is_integer(of.type))
        return {mistake_kind::identity_is_not_an_integer, of.name, of.type};
    const int sources = (of.identity != identity_kind::none ? 1 : 0) + (of.default_expression.empty() ? 0 : 1) +
                        (of.generated_expression.empty() ? 0 : 1);
    if (sources > 1) return {mistake_kind::default_is_contradicted, of.name};
    if (!of.collation.empty() && !takes_collation(of)) return {mistake_kind::collation_of_no_text, of.name, of.type};
    if (of.declared_enumeration != nullptr) {
        const enumeration& type = *of.declared_enumeration;
        if (const mistake found = in_name(type.name)) return found;
        for (std::size_t i = 0; i != type.labels.size(); ++i) {
            if (const mistake found = in_name(type.labels[i])) return found;
            if (is_one_of(type.labels[i], type.labels.subspan(i + 1)))
                return {mistake_kind::enum_label_is_repeated, type.labels[i], type.name};
        }
    }
    return {};
}

constexpr mistake in_columns(const table& of) {
    for (std::size_t i = 0; i != of.columns.size(); ++i) {
        const column& each = of.columns[i];
        if (const mistake found = in_column(each)) return found;
        for (std::size_t k = i + 1; k != of.columns.size(); ++k)
            if (strings::same(of.columns[k].name, each.name)) return {mistake_kind::column_is_repeated, each.name};
    }
    return {};
}

constexpr mistake in_column_list(const table& of, names list, mistake_kind unknown, std::string_view where) {
    for (std::size_t i = 0; i != list.size(); ++i) {
        if (find_column(of, list[i]) == nullptr) return {unknown, list[i], where};
        if (is_one_of(list[i], list.subspan(i + 1))) return {mistake_kind::constrained_column_is_repeated, list[i], where};
    }
    return {};
}

constexpr mistake in_keys(const table& of, std::span<const key> keys, std::string_view where) {
    if (keys.empty()) return {mistake_kind::index_has_no_key, where};
    for (const key& each : keys)
        if (!each.column.empty() && find_column(of, each.column) == nullptr)
            return {mistake_kind::indexed_column_is_unknown, each.column, where};
    return {};
}

constexpr mistake in_foreign_key(const table& of, const constraint& key) {
    for (const std::string_view column : key.on_delete_columns)
        if (!is_one_of(column, key.columns)) return {mistake_kind::on_delete_column_is_foreign, column, key.name};
    const auto nulls = [&](referential_action action, names columns) -> mistake {
        if (action != referential_action::set_null) return {};
        for (const std::string_view column : columns)
            if (find_column(of, column)->not_null) return {mistake_kind::set_null_on_not_null, column, key.name};
        return {};
    };
    if (const mistake found = nulls(key.on_delete, key.on_delete_columns.empty() ? key.columns : key.on_delete_columns))
        return found;
    return nulls(key.on_update, key.columns);
}

constexpr bool same_columns(names left, names right) {
    if (left.size() != right.size()) return false;
    for (const std::string_view each : left)
        if (!is_one_of(each, right)) return false;
    return true;
}

constexpr bool is_key(const constraint& each) {
    return each.kind == constraint_kind::primary_key || each.kind == constraint_kind::unique;
}

// Two keys on the same list: PostgreSQL itself would drop the second if it had no name.
constexpr bool repeats(const constraint& later, const constraint& earlier) {
    if (!is_key(later) || !is_key(earlier) || later.columns.size() != earlier.columns.size()) return false;
    for (std::size_t i = 0; i != later.columns.size(); ++i)
        if (!strings::same(later.columns[i], earlier.columns[i])) return false;
    return true;
}

constexpr mistake in_constraint(const table& of, std::size_t at) {
    const constraint& each = of.constraints[at];
    if (const mistake found = in_name(each.name)) return found;
    if (const mistake found = in_column_list(of, each.columns, mistake_kind::constrained_column_is_unknown, each.name))
        return found;
    if (const mistake found = in_column_list(of, each.include, mistake_kind::constrained_column_is_unknown, each.name))
        return found;
    for (std::size_t k = 0; k != at; ++k) {
        const constraint& earlier = of.constraints[k];
        if (each.kind == constraint_kind::primary_key && earlier.kind == each.kind)
            return {mistake_kind::primary_key_is_repeated, each.columns.front(), earlier.columns.front()};
        if (repeats(each, earlier)) return {mistake_kind::constraint_is_repeated, each.name, earlier.name};
        if (strings::same(each.name, earlier.name)) return {mistake_kind::object_name_is_repeated, each.name};
    }
    if (each.kind == constraint_kind::foreign_key) return in_foreign_key(of, each);
    if (each.kind == constraint_kind::exclude) return in_keys(of, each.keys, each.name);
    return {};
}

constexpr mistake in_index(const table& of, std::size_t at) {
    const index& each = of.indexes[at];
    if (const mistake found = in_name(each.name)) return found;
    if (const mistake found = in_keys(of, each.keys, each.name)) return found;
    for (const std::string_view column : each.include)
        if (find_column(of, column) == nullptr) return {mistake_kind::indexed_column_is_unknown, column, each.name};
    for (std::size_t k = 0; k != at; ++k)
        if (strings::same(of.indexes[k].name, each.name)) return {mistake_kind::object_name_is_repeated, each.name};
    for (const constraint& other : of.constraints)
        if (strings::same(other.name, each.name)) return {mistake_kind::object_name_is_repeated, each.name};
    return {};
}

// A foreign key needs a unique, not deferrable, not partial key on just those columns.
constexpr bool are_unique(const table& of, names columns) {
    for (const constraint& each : of.constraints)
        if (is_key(each) && !each.deferrable && same_columns(each.columns, columns)) return true;
    for (const index& each : of.indexes) {
        if (!each.unique || !each.predicate.empty() || each.keys.size() != columns.size()) continue;
        bool covers = true;
        for (const key& part : each.keys) covers = covers && is_one_of(part.column, columns);
        if (covers) return true;
    }
    return false;
}

} // namespace detail

/// The first mistake that a table shows by itself.
constexpr mistake find_mistake(const table& in) {
    if (in.name.empty()) return {mistake_kind::table_has_no_name};
    if (const mistake found = detail::in_name(in.name)) return found;
    if (const mistake found = detail::in_name(in.schema)) return found;
    if (const mistake found = detail::in_columns(in)) return found;
    for (std::size_t i = 0; i != in.constraints.size(); ++i)
        if (const mistake found = detail::in_constraint(in, i)) return found;
    for (std::size_t i = 0; i != in.indexes.size(); ++i)
        if (const mistake found = detail::in_index(in, i)) return found;
    return {};
}

/// The first mistake in a foreign key of `from` that references `to`.
constexpr mistake find_reference_mistake(const table& from, const constraint& key, const table& to) {
    if (key.referenced_columns.empty()) return {mistake_kind::referenced_table_has_no_primary_key, key.name, to.name};
    if (key.columns.size() != key.referenced_columns.size())
        return {mistake_kind::referenced_column_count_differs, key.name, to.name};
    for (std::size_t i = 0; i != key.columns.size(); ++i) {
        const column* here = find_column(from, key.columns[i]);
        const column* there = find_column(to, key.referenced_columns[i]);
        if (there == nullptr) return {mistake_kind::referenced_column_is_unknown, key.columns[i], key.referenced_columns[i]};
        const bool comparable = here->origin != type_origin::opaque && there->origin != type_origin::opaque;
        if (comparable && !key.across_types && !detail::same_base_type(here->type, there->type))
            return {mistake_kind::referenced_type_differs, key.columns[i], key.referenced_columns[i]};
    }
    if (!detail::are_unique(to, key.referenced_columns))
        return {mistake_kind::referenced_columns_are_not_unique, key.columns.front(), key.referenced_columns.front()};
    return {};
}

} // namespace constable::catalog
