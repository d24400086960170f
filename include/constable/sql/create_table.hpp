// SPDX-License-Identifier: BSL-1.0
// DDL of tables.
#pragma once

#include "clauses.hpp"
#include "create_column.hpp"
#include "create_constraint.hpp"

#include "constable/catalog/table.hpp"
#include "constable/strings/same.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace constable::sql {

/// Which parts of a table its CREATE TABLE leaves for later. Constraints that are not valid always come later.
struct nothing_is_later {
    constexpr bool operator()(const catalog::constraint&) const { return false; }
};

namespace detail {

// The parts of a table, walked over by pointers: compilers pay for each call of a span's iterator.
template <class Part>
struct plain_range {
    const Part* first;
    const Part* last;
    constexpr explicit plain_range(const std::span<const Part>& of) : first(of.data()), last(first + of.size()) {}
    [[nodiscard]] constexpr const Part* begin() const { return first; }
    [[nodiscard]] constexpr const Part* end() const { return last; }
};

constexpr bool is_key(const catalog::constraint& each) {
    return each.kind == catalog::constraint_kind::primary_key || each.kind == catalog::constraint_kind::unique;
}
constexpr bool same_names(catalog::names left, catalog::names right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i != left.size(); ++i)
        if (!strings::same(left[i], right[i])) return false;
    return true;
}
constexpr bool are_alike(const catalog::constraint& key, const catalog::constraint& other) {
    return &other != &key && is_key(other) && same_names(other.columns, key.columns) && same_names(other.include, key.include);
}
// ATTACH PARTITION would take a partition's own key for that which belongs to the parent's.
constexpr bool is_own_beside_parents(const catalog::table& table, const catalog::constraint& key) {
    if (table.parent.empty() || !is_key(key) || !key.attached_to.empty()) return false;
    for (const catalog::constraint& other : plain_range{table.constraints})
        if (!other.attached_to.empty() && are_alike(key, other)) return true;
    return false;
}
// CREATE TABLE makes one key of two over the same columns.
constexpr bool is_merged(const catalog::table& table, const catalog::constraint& key) {
    for (const catalog::constraint& other : plain_range{table.constraints}) {
        if (other.kind == catalog::constraint_kind::unique && &key < &other) continue;
        if (are_alike(key, other) && !is_own_beside_parents(table, other)) return true;
    }
    return false;
}
// A foreign key to its own table finds a unique index only when that is there.
constexpr bool needs_own_index(const catalog::table& table, const catalog::constraint& key) {
    if (!strings::same(key.referenced_table, table.name) || !strings::same(key.referenced_schema, table.schema)) return false;
    for (const catalog::constraint& other : plain_range{table.constraints}) {
        if (!is_key(other) || other.columns.size() != key.referenced_columns.size()) continue;
        std::size_t found = 0;
        for (const std::string_view column : key.referenced_columns)
            for (const std::string_view each : other.columns) found += strings::same(column, each) ? 1U : 0U;
        if (found == other.columns.size()) return false;
    }
    return true;
}
// What CREATE TABLE cannot say, whoever asks.
constexpr bool always_comes_later(const catalog::table& table, const catalog::constraint& each) {
    if (each.not_valid || is_own_beside_parents(table, each)) return true;
    if (each.kind == catalog::constraint_kind::unique) return is_merged(table, each);
    return each.kind == catalog::constraint_kind::foreign_key && needs_own_index(table, each);
}
// A check of a partition that is not valid has been added before the partition was attached, and what belongs to the
// parent's must be there, or PostgreSQL makes another.
constexpr bool is_added_before_attaching(const catalog::table& table, const catalog::constraint& constraint) {
    if (table.parent.empty()) return false;
    if (constraint.kind == catalog::constraint_kind::check) return constraint.not_valid;
    return constraint.kind == catalog::constraint_kind::unique && !constraint.attached_to.empty() && is_merged(table, constraint);
}
constexpr bool comes_with_table(const catalog::table& table, const catalog::constraint& constraint) {
    return !always_comes_later(table, constraint) || is_added_before_attaching(table, constraint);
}

// a column of a table OF a type, where something is said of it
template <class Sink>
constexpr bool add_typed_column(Sink& sink, const catalog::column& column, bool with_default, std::string_view separator) {
    const bool has_default = (with_default && !column.default_expression.empty()) || !column.generated_expression.empty();
    if (!has_default && !column.not_null && column.identity == catalog::identity_kind::none) return false;
    sink.add(separator);
    add_identifier(sink, column.name);
    sink.add(" WITH OPTIONS");
    add_column_words(sink, column, with_default);
    return true;
}

// INHERITS, PARTITION BY, USING, WITH
template <class Sink>
constexpr void add_table_options(Sink& sink, const catalog::table& table) {
    std::string_view separator = "\nINHERITS (";
    for (const catalog::qualified_name& parent : table.inherits) {
        sink.add(separator);
        separator = ", ";
        add_qualified(sink, parent.schema, parent.name);
    }
    if (!table.inherits.empty()) sink.add(')');
    if (!table.partition_key.empty()) {
        sink.add("\nPARTITION BY ");
        add_expression(sink, table.partition_key);
    }
    if (!table.access_method.empty()) {
        sink.add("\nUSING ");
        add_identifier(sink, table.access_method);
    }
    if (table.options.empty() && table.toast_options.empty()) return;
    sink.add("\nWITH (");
    add_option_list(sink, table.options);
    add_option_list(sink, table.toast_options, "toast.", table.options.empty());
    sink.add(')');
}

// the end of CREATE TABLE, where it says more than the elements
template <class Sink>
constexpr void add_table_end(Sink& sink, const catalog::table& table) {
    const bool is_plain = table.inherits.empty() && table.partition_key.empty() && table.access_method.empty() && table.options.empty() && table.toast_options.empty();
    if (!is_plain) add_table_options(sink, table);
    sink.add(";\n");
}

// what a column needs behind CREATE TABLE
template <class Sink>
constexpr void add_column_ends(Sink& sink, const catalog::table& table, const catalog::column& column, bool with_default) {
    if (column.details->is_inherited) add_inherited_column(sink, table, column, with_default);
    add_column_settings(sink, table, column);
    add_owned_sequence(sink, table, column);
}

// whether CREATE TABLE alone does not say everything of a table's columns
constexpr bool has_special_columns(const catalog::table& table) {
    for (const catalog::column& column : plain_range{table.columns})
        if (column.details != &catalog::no_details || (column.identity == catalog::identity_kind::serial && !column.not_null)) return true;
    return false;
}

} // namespace detail

/// The comments of a table and its columns.
template <class Sink>
constexpr void add_comments(Sink& sink, const catalog::table& table) {
    if (!table.comment.empty()) add_comment(sink, "TABLE", table.schema, table.name, table.comment);
    for (const catalog::column& column : detail::plain_range{table.columns})
        if (!column.comment.empty()) add_column_comment(sink, table.schema, table.name, column.name, column.comment);
}

/// `COMMENT ON INDEX …;` where the index of a table or a materialized view has one.
template <class Sink>
constexpr void add_index_comment(Sink& sink, std::string_view schema, const catalog::index& index) {
    add_comment(sink, "INDEX", schema, index.name, index.comment);
}

/// `ALTER TABLE ONLY parent ATTACH PARTITION table …;` for a partition.
/// https://www.postgresql.org/docs/current/sql-altertable.html
template <class Sink>
constexpr void add_attach_partition(Sink& sink, const catalog::table& table) {
    if (table.parent.empty()) return;
    add_head(sink, "ALTER TABLE ONLY ", table.parent_schema, table.parent);
    sink.add("ATTACH PARTITION ");
    add_qualified(sink, table.schema, table.name);
    sink.add(' ');
    sink.add(table.partition_bound);
    sink.add(";\n");
}

namespace detail {

constexpr bool has_comment(const catalog::constraint& of) { return !of.comment.empty() || !of.index_comment.empty(); }

// A rule about constraints may know more: about defaults and indexes.
template <class IsLater, class Part>
concept judges = requires(const IsLater& is_later, const Part& part) { is_later(part); };

// The columns and constraints of CREATE TABLE. A table of a type may have none to say.
template <class Sink, class IsLater>
constexpr void add_elements(Sink& sink, const catalog::table& table, const IsLater& is_later) {
    std::string_view separator = " (\n    ";
    bool is_empty = true;
    const bool is_typed = !table.of_type.empty();
    for (const catalog::column& column : detail::plain_range{table.columns}) {
        if (column.details->is_inherited) continue;
        bool with_default = true;
        if constexpr (judges<IsLater, catalog::column>) with_default = !is_later(column);
        if (is_typed) {
            if (!add_typed_column(sink, column, with_default, separator)) continue;
        } else {
            sink.add(separator);
            add_column_definition(sink, column, with_default);
        }
        separator = ",\n    ";
        is_empty = false;
    }
    for (const catalog::constraint& constraint : detail::plain_range{table.constraints}) {
        if (is_later(constraint) || always_comes_later(table, constraint)) continue;
        sink.add(separator);
        separator = ",\n    ";
        is_empty = false;
        add_constraint_definition(sink, constraint);
    }
    if (!is_typed && is_empty) sink.add(" (");
    if (!is_typed || !is_empty) sink.add("\n)");
}

} // namespace detail

/// A table with everything in it: CREATE TABLE, its indexes, its comments. Constraints of which `is_later` is true
/// are left out, for `add_late_constraints`; so are defaults and indexes, where it takes columns and indexes too.
/// A partition is attached to its parent.
/// https://www.postgresql.org/docs/current/sql-createtable.html
template <class Sink, class IsLater>
constexpr void add_create_table(Sink& sink, const catalog::table& table, const IsLater& is_later) {
    const bool has_special_columns = detail::has_special_columns(table);
    if (has_special_columns) add_column_sequences(sink, table);
    sink.add(table.unlogged ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ");
    add_qualified(sink, table.schema, table.name);
    if (!table.of_type.empty()) {
        sink.add(" OF ");
        sink.add(table.of_type);
    }
    detail::add_elements(sink, table, is_later);
    detail::add_table_end(sink, table);
    if (has_special_columns)
        for (const catalog::column& column : detail::plain_range{table.columns}) {
            bool with_default = true;
            if constexpr (detail::judges<IsLater, catalog::column>) with_default = !is_later(column);
            detail::add_column_ends(sink, table, column, with_default);
        }
    if (!table.parent.empty())
        for (const catalog::constraint& constraint : detail::plain_range{table.constraints}) // before those of the parent reach it
            if (detail::is_added_before_attaching(table, constraint) && !is_later(constraint)) add_constraint(sink, table, constraint);
    const auto is_later_index = [&](const catalog::index& index) {
        if constexpr (detail::judges<IsLater, catalog::index>) return is_later(index);
        else return false;
    };
    for (const catalog::index& index : detail::plain_range{table.indexes})
        if (!is_later_index(index)) add_create_index(sink, table, index);
    if (!table.parent.empty()) add_attach_partition(sink, table);
    add_comments(sink, table);
    for (const catalog::index& index : detail::plain_range{table.indexes})
        if (!index.comment.empty() && !is_later_index(index)) add_index_comment(sink, table.schema, index);
    for (const catalog::constraint& constraint : detail::plain_range{table.constraints})
        if (detail::has_comment(constraint) && !is_later(constraint) && detail::comes_with_table(table, constraint)) add_constraint_comment(sink, table, constraint);
}

/// The constraints that `add_create_table` left out, if `is_wanted(kind)`. With `only` those of partitions are left alone.
template <class Sink, class IsLater, class IsWanted>
constexpr void add_late_constraints(Sink& sink, const catalog::table& table, const IsLater& is_later, const IsWanted& is_wanted, bool only) {
    for (const catalog::constraint& constraint : detail::plain_range{table.constraints}) {
        if (!is_wanted(constraint.kind)) continue;
        if (!is_later(constraint) && detail::comes_with_table(table, constraint)) continue;
        add_constraint(sink, table, constraint, only && catalog::has_index(constraint));
        if (detail::has_comment(constraint)) add_constraint_comment(sink, table, constraint);
    }
}

/// All constraints that `add_create_table` left out.
template <class Sink, class IsLater>
constexpr void add_late_constraints(Sink& sink, const catalog::table& table, const IsLater& is_later) {
    for (const catalog::constraint& constraint : detail::plain_range{table.constraints}) {
        if (!is_later(constraint) && detail::comes_with_table(table, constraint)) continue;
        add_constraint(sink, table, constraint);
        if (detail::has_comment(constraint)) add_constraint_comment(sink, table, constraint);
    }
}

/// A table with all that belongs to its columns, constraints and indexes.
template <class Sink>
constexpr void add_create_table(Sink& sink, const catalog::table& table) {
    add_create_table(sink, table, nothing_is_later{});
    add_late_constraints(sink, table, nothing_is_later{});
}

} // namespace constable::sql
