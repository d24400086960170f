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

// Loops over plain pointers: iterators of a span cost g++ 12 several calls for each step of a constant expression.
constexpr bool is_one_of(const std::string_view& word, const std::string_view* first, std::size_t count) {
    for (std::size_t i = 0; i != count; ++i)
        if (strings::same(first[i], word)) return true;
    return false;
}
constexpr bool is_one_of(const std::string_view& word, const names& list) { return is_one_of(word, list.data(), list.size()); }

constexpr bool has_column(const table& in, const std::string_view& name) {
    const column* const columns = in.columns.data();
    const std::size_t count = in.columns.size();
    for (std::size_t i = 0; i != count; ++i)
        if (strings::same(columns[i].name, name)) return true;
    return false;
}

// `timestamp(3) with time zone`: compared without the group in parentheses.
constexpr bool same_base_type(const std::string_view& left, const std::string_view& right) {
    if (strings::same(left, right)) return true;
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

constexpr bool is_integer(const std::string_view& type) {
    return strings::same(type, "bigint") || strings::same(type, "integer") || strings::same(type, "smallint");
}

constexpr bool takes_collation(const column& of) {
    const std::string_view type = of.type;
    const bool may_be_a_domain = of.origin == type_origin::enumeration && of.declared_enumeration == nullptr;
    return of.origin == type_origin::opaque || may_be_a_domain || type.starts_with("text") || type.starts_with("character") ||
           type.starts_with("name") || type.starts_with("bpchar");
}

constexpr bool is_too_long(const std::string_view& name) { return name.size() > strings::max_identifier_size; }

constexpr mistake in_enumeration(const enumeration& type) {
    if (is_too_long(type.name)) return {mistake_kind::name_is_too_long, type.name};
    const std::string_view* const labels = type.labels.data();
    const std::size_t count = type.labels.size();
    for (std::size_t i = 0; i != count; ++i) {
        if (is_too_long(labels[i])) return {mistake_kind::name_is_too_long, labels[i]};
        if (is_one_of(labels[i], labels + i + 1, count - i - 1)) return {mistake_kind::enum_label_is_repeated, labels[i], type.name};
    }
    return {};
}

// Types of pg_catalog of any supported version: an unqualified name means them, whatever the search path says.
inline constexpr std::string_view built_in_types[] = {
    "aclitem", "any", "anyarray", "anycompatible", "anyelement", "anyenum", "anymultirange", "anynonarray", "anyrange", "bit",
    "bool", "box", "bpchar", "bytea", "char", "cid", "cidr", "circle", "cstring", "date", "datemultirange", "daterange",
    "event_trigger", "float4", "float8", "inet", "int2", "int2vector", "int4", "int4multirange", "int4range", "int8",
    "int8multirange", "int8range", "internal", "interval", "json", "jsonb", "jsonpath", "line", "lseg", "macaddr", "macaddr8",
    "money", "name", "numeric", "nummultirange", "numrange", "oid", "oidvector", "path", "pg_lsn", "pg_snapshot", "point",
    "polygon", "record", "refcursor", "regclass", "regcollation", "regconfig", "regdictionary", "regnamespace", "regoper",
    "regoperator", "regproc", "regprocedure", "regrole", "regtype", "text", "tid", "time", "timestamp", "timestamptz", "timetz",
    "trigger", "tsmultirange", "tsquery", "tsrange", "tstzmultirange", "tstzrange", "tsvector", "txid_snapshot", "unknown",
    "uuid", "varbit", "varchar", "void", "xid", "xid8", "xml"};

// What CREATE TABLE takes for a type, and turns into a sequence and a default.
inline constexpr std::string_view serial_types[] = {"serial",  "serial4", "bigserial", "serial8", "smallserial", "serial2"};

constexpr bool is_in(const std::string_view& word, std::span<const std::string_view> list) {
    for (std::size_t i = 0; i != list.size(); ++i)
        if (strings::same(word, list[i])) return true;
    return false;
}

// Every table has columns of these names, of which PostgreSQL lets no other be.
inline constexpr std::string_view system_columns[] = {"tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"};

constexpr mistake in_column(const column& of) {
    if (of.name.empty()) return {mistake_kind::name_is_empty};
    if (of.name.size() <= 8 && (of.name[0] == 't' || of.name[0] == 'x' || of.name[0] == 'c') && is_in(of.name, system_columns))
        return {mistake_kind::column_is_a_system_column, of.name};
    if (of.origin == type_origin::opaque && is_in(of.type, serial_types)) return {mistake_kind::serial_is_no_type, of.name, of.type};
    if (is_too_long(of.name)) return {mistake_kind::name_is_too_long, of.name};
    const bool is_identity = of.identity != identity_kind::none;
    if (is_identity && of.origin == type_origin::built_in && !is_integer(of.type))
        return {mistake_kind::identity_is_not_an_integer, of.name, of.type};
    const int sources = (is_identity ? 1 : 0) + (of.default_expression.empty() ? 0 : 1) + (of.generated_expression.empty() ? 0 : 1);
    if (sources > 1) return {mistake_kind::default_is_contradicted, of.name};
    if (!of.collation.empty() && !takes_collation(of)) return {mistake_kind::collation_of_no_text, of.name, of.type};
    return {};
}

constexpr mistake in_columns(const table& of) {
    const column* const columns = of.columns.data();
    const std::size_t count = of.columns.size();
    for (std::size_t i = 0; i != count; ++i) {
        const column& each = columns[i];
        if (const mistake found = in_column(each)) return found;
        if (each.declared_enumeration != nullptr && each.declared_enumeration->schema.empty() &&
            is_in(each.declared_enumeration->name, built_in_types))
            return {mistake_kind::enum_hides_behind_a_type, each.name, each.declared_enumeration->name};
        if (each.declared_enumeration != nullptr)
            if (const mistake found = in_enumeration(*each.declared_enumeration)) return found;
        for (std::size_t k = i + 1; k != count; ++k)
            if (strings::same(columns[k].name, each.name)) return {mistake_kind::column_is_repeated, each.name};
    }
    return {};
}

// Whether a table has columns that it does not list: those of its parents or of its type.
constexpr bool has_more_columns(const table& of) { return !of.inherits.empty() || !of.of_type.empty(); }

constexpr mistake in_column_list(const table& of, const names& list, const std::string_view& where) {
    const std::string_view* const columns = list.data();
    const std::size_t count = list.size();
    for (std::size_t i = 0; i != count; ++i) {
        if (!has_column(of, columns[i]) && !has_more_columns(of)) return {mistake_kind::constrained_column_is_unknown, columns[i], where};
        if (is_one_of(columns[i], columns + i + 1, count - i - 1))
            return {mistake_kind::constrained_column_is_repeated, columns[i], where};
    }
    return {};
}

constexpr mistake in_keys(const table& of, const std::span<const key>& keys, const std::string_view& where) {
    const key* const first = keys.data();
    const std::size_t count = keys.size();
    if (count == 0) return {mistake_kind::index_has_no_key, where};
    for (std::size_t i = 0; i != count; ++i)
        if (!first[i].column.empty() && !has_column(of, first[i].column) && !has_more_columns(of))
            return {mistake_kind::indexed_column_is_unknown, first[i].column, where};
    return {};
}

constexpr mistake in_set_null(const table& of, const names& columns, const std::string_view& where) {
    for (std::size_t i = 0; i != columns.size(); ++i) {
        const column* set = find_column(of, columns[i]);
        if (set != nullptr && set->not_null) return {mistake_kind::set_null_on_not_null, columns[i], where};
    }
    return {};
}

constexpr mistake in_foreign_key(const table& of, const constraint& key) {
    const names& listed = key.on_delete_columns;
    for (std::size_t i = 0; i != listed.size(); ++i)
        if (!is_one_of(listed[i], key.columns)) return {mistake_kind::on_delete_column_is_foreign, listed[i], key.name};
    if (key.across_nulls) return {};
    if (key.on_delete == referential_action::set_null)
        if (const mistake found = in_set_null(of, listed.empty() ? key.columns : listed, key.name)) return found;
    if (key.on_update == referential_action::set_null) return in_set_null(of, key.columns, key.name);
    return {};
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
    const constraint* const all = of.constraints.data();
    const constraint& each = all[at];
    if (is_too_long(each.name)) return {mistake_kind::name_is_too_long, each.name};
    if (is_key(each) && each.period && each.columns.size() < 2) return {mistake_kind::period_is_alone, each.name};
    if (const mistake found = in_column_list(of, each.columns, each.name)) return found;
    if (const mistake found = in_column_list(of, each.include, each.name)) return found;
    for (std::size_t k = 0; k != at; ++k) {
        const constraint& earlier = all[k];
        if (each.kind == constraint_kind::primary_key && earlier.kind == each.kind)
            return {mistake_kind::primary_key_is_repeated, each.columns.front(), earlier.columns.front()};
        if (strings::same(each.name, earlier.name)) return {mistake_kind::object_name_is_repeated, each.name};
    }
    if (each.kind == constraint_kind::foreign_key) return in_foreign_key(of, each);
    if (each.kind == constraint_kind::exclude) return in_keys(of, each.keys, each.name);
    return {};
}

constexpr mistake in_index(const table& of, std::size_t at) {
    const index* const all = of.indexes.data();
    const index& each = all[at];
    if (is_too_long(each.name)) return {mistake_kind::name_is_too_long, each.name};
    if (const mistake found = in_keys(of, each.keys, each.name)) return found;
    for (std::size_t i = 0; i != each.include.size(); ++i)
        if (!has_column(of, each.include[i]) && !has_more_columns(of)) return {mistake_kind::indexed_column_is_unknown, each.include[i], each.name};
    for (std::size_t k = 0; k != at; ++k)
        if (strings::same(all[k].name, each.name)) return {mistake_kind::object_name_is_repeated, each.name};
    const constraint* const constraints = of.constraints.data();
    const std::size_t count = of.constraints.size();
    for (std::size_t k = 0; k != count; ++k) // a check or a foreign key has no index, and another space of names
        if (constraints[k].kind != constraint_kind::check && constraints[k].kind != constraint_kind::foreign_key &&
            strings::same(constraints[k].name, each.name))
            return {mistake_kind::object_name_is_repeated, each.name};
    return {};
}

constexpr bool same_columns(const names& left, const names& right) {
    const std::size_t count = left.size();
    if (count != right.size()) return false;
    for (std::size_t i = 0; i != count; ++i)
        if (!is_one_of(left.data()[i], right)) return false;
    return true;
}

// A foreign key needs a unique, not deferrable, not partial key on just those columns.
constexpr bool are_unique(const table& of, const names& columns) {
    const constraint* const constraints = of.constraints.data();
    const std::size_t count = of.constraints.size();
    for (std::size_t i = 0; i != count; ++i) {
        const constraint& each = constraints[i];
        if (is_key(each) && !each.deferrable && same_columns(each.columns, columns)) return true;
    }
    for (const index& each : of.indexes) {
        if (!each.unique || !each.predicate.empty() || each.keys.size() != columns.size()) continue;
        bool covers = true;
        for (const key& part : each.keys) covers = covers && is_one_of(part.column, columns);
        if (covers) return true;
    }
    return false;
}

// A key WITHOUT OVERLAPS takes a foreign key with PERIOD, and no other.
constexpr mistake in_period(const constraint& key, const table& to) {
    for (const constraint& each : to.constraints)
        if (is_key(each) && same_columns(each.columns, key.referenced_columns) && each.period != key.period)
            return {mistake_kind::period_is_one_sided, key.name, each.name};
    return {};
}

} // namespace detail

/// The first mistake that a table shows by itself.
constexpr mistake find_mistake(const table& in) {
    if (in.name.empty()) return {mistake_kind::table_has_no_name};
    if (detail::is_too_long(in.name)) return {mistake_kind::name_is_too_long, in.name};
    if (detail::is_too_long(in.schema)) return {mistake_kind::name_is_too_long, in.schema};
    if (const mistake found = detail::in_columns(in)) return found;
    for (std::size_t i = 0; i != in.constraints.size(); ++i)
        if (const mistake found = detail::in_constraint(in, i)) return found;
    for (std::size_t i = 0; i != in.indexes.size(); ++i)
        if (const mistake found = detail::in_index(in, i)) return found;
    return {};
}

/// The first key without a name of its own on the columns of another. `as_said` is the table's list of constraints
/// before they got default names: PostgreSQL makes one key of both, unless somebody names the second.
constexpr mistake find_repeated_key(const table& in, std::span<const constraint> as_said) {
    const std::size_t count = in.constraints.size();
    for (std::size_t i = 0; i != count; ++i) {
        if (!detail::is_key(as_said[i]) || !as_said[i].name.empty()) continue;
        for (std::size_t k = 0; k != i; ++k)
            if (detail::repeats(in.constraints[i], in.constraints[k]))
                return {mistake_kind::constraint_is_repeated, in.constraints[i].name, in.constraints[k].name};
    }
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
        if (here == nullptr || (there == nullptr && detail::has_more_columns(to))) continue;
        if (there == nullptr) return {mistake_kind::referenced_column_is_unknown, key.columns[i], key.referenced_columns[i]};
        const bool comparable = here->origin != type_origin::opaque && there->origin != type_origin::opaque;
        if (comparable && !key.across_types && !detail::same_base_type(here->type, there->type))
            return {mistake_kind::referenced_type_differs, key.columns[i], key.referenced_columns[i]};
    }
    if (const mistake found = detail::in_period(key, to)) return found;
    if (!detail::are_unique(to, key.referenced_columns))
        return {mistake_kind::referenced_columns_are_not_unique, key.columns.front(), key.referenced_columns.front()};
    return {};
}

} // namespace constable::catalog
