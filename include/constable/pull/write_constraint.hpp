// SPDX-License-Identifier: BSL-1.0
// The words for constraints and indexes, inside columns and beside them.
#pragma once

#include "context.hpp"
#include "write_type.hpp"

#include "constable/catalog/find_mistake.hpp"
#include "constable/catalog/mentioned_column.hpp"
#include "constable/catalog/model.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace constable::pull {

namespace detail {

using catalog::constraint;
using catalog::constraint_kind;
using catalog::referential_action;

inline const catalog::table* find_table(const catalog::catalog& in, std::string_view schema, std::string_view name) {
    for (const catalog::table& each : in.tables)
        if (each.name == name && each.schema == schema) return &each;
    return nullptr;
}

inline std::string action_word(referential_action action) {
    switch (action) {
    case referential_action::no_action: return "no_action";
    case referential_action::restrict: return "restrict";
    case referential_action::cascade: return "cascade";
    case referential_action::set_null: return "set_null";
    case referential_action::set_default: break;
    }
    return "set_default";
}

inline void add_key_options(word& to, const catalog::key& of, bool says_descending) {
    add_if(to, of.descending && !says_descending, "desc");
    add_if(to, of.nulls == catalog::nulls_order::first, "nulls_first");
    add_if(to, of.nulls == catalog::nulls_order::last, "nulls_last");
    add_collation(to, "collation", of.collation);
    add_text(to, "operator_class", of.operator_class);
    if (of.statistics != -1) to.add(number("key_statistics", of.statistics));
}

// A key of an index: `"a"`, `descending<"a">`, `key<"a", …>` or `expression<"…", …>`.
inline word key_word(const catalog::key& of) {
    const bool is_expression = of.column.empty();
    word written = literals(is_expression   ? "expression"
                            : of.descending ? "descending"
                                            : "key",
                            is_expression ? of.expression : of.column);
    add_key_options(written, of, !is_expression);
    if (!is_expression && !of.descending && written.arguments.size() == 1) return written.arguments.front();
    return written;
}

// A key of an exclusion constraint.
inline word excluded_word(const catalog::key& of) {
    const bool is_expression = of.column.empty();
    word written = literals(is_expression ? "with_expression" : "with_", is_expression ? of.expression : of.column);
    written.add(write_literal(of.with_operator));
    add_key_options(written, of, false);
    return written;
}

inline void add_timing(word& to, const constraint& of) {
    if (of.initially_deferred) to.add("initially_deferred");
    else add_if(to, of.deferrable, "deferrable");
}

inline void add_index_options(word& to, const constraint& of) {
    add_texts(to, "include", of.include);
    add_texts(to, "storage_parameters", of.options);
    add_text(to, "attached_to", of.attached_to);
    add_text(to, "index_comment", of.index_comment);
}

// SET NULL on a column that is NOT NULL: PostgreSQL takes it, and complains when it happens.
inline bool nulls_a_not_null(const catalog::table& table, const constraint& of) {
    const auto is_not_null = [&](std::string_view name) {
        const catalog::column* column = catalog::find_column(table, name);
        return column != nullptr && column->not_null;
    };
    const catalog::names deleted = of.on_delete_columns.empty() ? of.columns : of.on_delete_columns;
    return (of.on_delete == referential_action::set_null && std::ranges::any_of(deleted, is_not_null)) ||
           (of.on_update == referential_action::set_null && std::ranges::any_of(of.columns, is_not_null));
}

inline bool crosses_types(const catalog::table& table, const constraint& of, const catalog::table& target) {
    for (std::size_t i = 0; i != of.columns.size() && i != of.referenced_columns.size(); ++i) {
        const catalog::column* here = catalog::find_column(table, of.columns[i]);
        const catalog::column* there = catalog::find_column(target, of.referenced_columns[i]);
        if (here != nullptr && there != nullptr && !catalog::detail::same_base_type(here->type, there->type))
            return true;
    }
    return false;
}

inline bool references_primary_key(const constraint& of, const catalog::table& target) {
    const constraint* key = catalog::primary_key_of(target);
    return key != nullptr && std::ranges::equal(key->columns, of.referenced_columns);
}

} // namespace detail

/// Names that are not the default ones are said.
inline void add_name(word& to, std::string_view name, bool is_nameless) {
    if (!is_nameless) to.add(literals("named", name));
}

/// `references<teams, "id", on_delete<cascade>>`. The table must be in the catalog.
inline word write_references(const catalog::table& table, const catalog::constraint& of, bool is_nameless,
                             context& in) {
    const catalog::table& target = *detail::find_table(in.all, of.referenced_schema, of.referenced_table);
    word written{"references", {in.refer(in.names.of(&target))}};
    if (!detail::references_primary_key(of, target))
        for (const std::string_view each : of.referenced_columns) written.add(write_literal(each));
    add_if(written, of.match == catalog::match_type::full, "match<full>");
    if (of.on_update != catalog::referential_action::no_action)
        written.add({"on_update", {detail::action_word(of.on_update)}});
    if (of.on_delete != catalog::referential_action::no_action) {
        word action{"on_delete", {detail::action_word(of.on_delete)}};
        for (const std::string_view each : of.on_delete_columns) action.add(write_literal(each));
        written.add(action);
    }
    detail::add_timing(written, of);
    add_if(written, of.not_valid, "not_valid");
    add_if(written, of.not_enforced, "not_enforced");
    add_if(written, of.period, "period");
    add_if(written, detail::crosses_types(table, of, target), "across_types");
    add_if(written, detail::nulls_a_not_null(table, of), "across_nulls");
    add_name(written, of.name, is_nameless);
    return written;
}

/// A check of a table, a column or a domain.
inline word write_check(const catalog::constraint& of, bool is_nameless) {
    word written = literals("check", of.expression);
    add_if(written, of.no_inherit, "no_inherit");
    add_if(written, of.not_valid, "not_valid");
    add_if(written, of.not_enforced, "not_enforced");
    add_name(written, of.name, is_nameless);
    return written;
}

/// A constraint beside the columns; inside one (`in_column`) it does not name its column.
inline word write_constraint(const catalog::table& table, const catalog::constraint& of, bool in_column,
                             bool is_nameless, context& in) {
    if (of.kind == catalog::constraint_kind::check) return write_check(of, is_nameless);
    if (of.kind == catalog::constraint_kind::foreign_key) {
        word references = write_references(table, of, is_nameless, in);
        if (in_column) return references;
        return {"foreign_key", {literals("columns", of.columns), references}};
    }
    const bool excludes = of.kind == catalog::constraint_kind::exclude;
    const bool is_primary = of.kind == catalog::constraint_kind::primary_key;
    word written{excludes ? "exclude" : is_primary ? "primary_key" : "unique", {}};
    if (!excludes && !in_column)
        for (const std::string_view each : of.columns) written.add(write_literal(each));
    add_text(written, "using_", of.method);
    for (const catalog::key& each : of.keys) written.add(detail::excluded_word(each));
    add_text(written, "where_", of.predicate);
    add_if(written, of.period, "without_overlaps");
    add_if(written, of.nulls_not_distinct, "nulls_not_distinct");
    detail::add_index_options(written, of);
    detail::add_timing(written, of);
    add_name(written, of.name, is_nameless);
    return written;
}

/// The column that a constraint can stand in: the only one that it is about. Empty: it stands beside the columns.
inline std::string_view home_of(const catalog::table& table, const catalog::constraint& of) {
    std::string_view home;
    if (of.kind == catalog::constraint_kind::check)
        home = catalog::mentioned_column(of.expression, table.columns.size(),
                                         [&](std::size_t i) { return table.columns[i].name; });
    else if (of.kind != catalog::constraint_kind::exclude && of.columns.size() == 1 && !of.period)
        home = of.columns.front();
    return catalog::find_column(table, home) == nullptr ? std::string_view{} : home;
}

/// `index_<"a", descending<"b">, where_<"…">>`, `unique_index<…>`.
inline word write_index(const catalog::index& of, bool is_nameless) {
    word written{of.unique ? "unique_index" : "index_", {}};
    add_text(written, "using_", of.method);
    for (const catalog::key& each : of.keys) written.add(detail::key_word(each));
    add_texts(written, "include", of.include);
    add_text(written, "where_", of.predicate);
    add_if(written, of.nulls_not_distinct, "nulls_not_distinct");
    add_texts(written, "storage_parameters", of.options);
    add_text(written, "attached_to", of.attached_to);
    add_name(written, of.name, is_nameless);
    return written;
}

} // namespace constable::pull
