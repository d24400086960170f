// SPDX-License-Identifier: BSL-1.0
// DDL of constraints and indexes, on whatever they stand.
#pragma once

#include "clauses.hpp"

#include "constable/catalog/constraint.hpp"
#include "constable/catalog/table.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace constable::sql {

/// One key of an index or an exclusion constraint.
template <class Sink>
constexpr void add_key(Sink& sink, const catalog::key& key) {
    if (!key.column.empty()) {
        add_identifier(sink, key.column);
    } else {
        sink.add('(');
        add_expression(sink, key.expression);
        sink.add(')');
    }
    if (!key.collation.empty()) {
        sink.add(" COLLATE ");
        sink.add(key.collation);
    }
    if (!key.operator_class.empty()) {
        sink.add(' ');
        sink.add(key.operator_class);
    }
    if (key.descending) sink.add(" DESC");
    if (key.nulls == catalog::nulls_order::first) sink.add(" NULLS FIRST");
    if (key.nulls == catalog::nulls_order::last) sink.add(" NULLS LAST");
    if (!key.with_operator.empty()) {
        sink.add(" WITH ");
        sink.add(key.with_operator);
    }
}

template <class Sink>
constexpr void add_keys(Sink& sink, std::span<const catalog::key> keys) {
    const catalog::key* const all = keys.data();
    const std::size_t count = keys.size();
    sink.add('(');
    for (std::size_t i = 0; i != count; ++i) {
        if (i != 0) sink.add(", ");
        add_key(sink, all[i]);
    }
    sink.add(')');
}

template <class Sink>
constexpr void add_include(Sink& sink, catalog::names include) {
    if (include.empty()) return;
    sink.add(" INCLUDE (");
    add_names(sink, include);
    sink.add(')');
}

/// The SQL spelling of a referential action.
constexpr std::string_view to_sql(catalog::referential_action action) {
    switch (action) {
    case catalog::referential_action::restrict: return "RESTRICT";
    case catalog::referential_action::cascade: return "CASCADE";
    case catalog::referential_action::set_null: return "SET NULL";
    case catalog::referential_action::set_default: return "SET DEFAULT";
    case catalog::referential_action::no_action: break;
    }
    return "NO ACTION";
}

/// `a, PERIOD b` of a foreign key over times.
template <class Sink>
constexpr void add_key_columns(Sink& sink, catalog::names columns) {
    if (columns.empty()) return;
    add_names(sink, columns.first(columns.size() - 1));
    sink.add(columns.size() == 1 ? "PERIOD " : ", PERIOD ");
    add_identifier(sink, columns.back());
}

template <class Sink>
constexpr void add_references(Sink& sink, const catalog::constraint& key) {
    sink.add(" REFERENCES ");
    add_qualified(sink, key.referenced_schema, key.referenced_table);
    sink.add(" (");
    if (key.period) add_key_columns(sink, key.referenced_columns);
    else add_names(sink, key.referenced_columns);
    sink.add(')');
    if (key.match == catalog::match_type::full) sink.add(" MATCH FULL");
    if (key.on_update != catalog::referential_action::no_action) {
        sink.add(" ON UPDATE ");
        sink.add(to_sql(key.on_update));
    }
    if (key.on_delete == catalog::referential_action::no_action) return;
    sink.add(" ON DELETE ");
    sink.add(to_sql(key.on_delete));
    if (key.on_delete_columns.empty()) return;
    sink.add(" (");
    add_names(sink, key.on_delete_columns);
    sink.add(')');
}

/// `CONSTRAINT name …`, as CREATE TABLE and ADD CONSTRAINT want it. NOT VALID is for the latter only and not written.
template <class Sink>
constexpr void add_constraint_definition(Sink& sink, const catalog::constraint& constraint) {
    using catalog::constraint_kind;
    sink.add("CONSTRAINT ");
    add_identifier(sink, constraint.name);
    switch (constraint.kind) {
    case constraint_kind::primary_key: sink.add(" PRIMARY KEY ("); break;
    case constraint_kind::unique: sink.add(constraint.nulls_not_distinct ? " UNIQUE NULLS NOT DISTINCT (" : " UNIQUE ("); break;
    case constraint_kind::foreign_key: sink.add(" FOREIGN KEY ("); break;
    case constraint_kind::check: sink.add(" CHECK ("); break;
    case constraint_kind::exclude: sink.add(" EXCLUDE "); break;
    }
    if (constraint.kind == constraint_kind::check) {
        add_expression(sink, constraint.expression);
        sink.add(')');
        if (constraint.no_inherit) sink.add(" NO INHERIT");
        if (constraint.not_enforced) sink.add(" NOT ENFORCED");
        return;
    }
    const bool is_reference = constraint.kind == constraint_kind::foreign_key;
    if (constraint.kind == constraint_kind::exclude) {
        if (!constraint.method.empty()) {
            sink.add("USING ");
            add_identifier(sink, constraint.method);
            sink.add(' ');
        }
        add_keys(sink, constraint.keys);
    } else {
        if (constraint.period && is_reference) add_key_columns(sink, constraint.columns);
        else add_names(sink, constraint.columns);
        if (constraint.period && !is_reference) sink.add(" WITHOUT OVERLAPS");
        sink.add(')');
    }
    if (!constraint.include.empty()) add_include(sink, constraint.include);
    if (!constraint.options.empty()) add_with(sink, constraint.options);
    if (is_reference) add_references(sink, constraint);
    if (!constraint.predicate.empty()) {
        sink.add(" WHERE (");
        add_expression(sink, constraint.predicate);
        sink.add(')');
    }
    if (constraint.deferrable) sink.add(" DEFERRABLE");
    if (constraint.initially_deferred) sink.add(" INITIALLY DEFERRED");
    if (constraint.not_enforced) sink.add(" NOT ENFORCED");
}

/// `ALTER TABLE … ADD CONSTRAINT …;` With `only` the partitions are left alone.
template <class Sink>
constexpr void add_constraint(Sink& sink, const catalog::table& table, const catalog::constraint& constraint, bool only = false) {
    sink.add(only ? "ALTER TABLE ONLY " : "ALTER TABLE ");
    add_qualified(sink, table.schema, table.name);
    sink.add(" ADD ");
    add_constraint_definition(sink, constraint);
    if (constraint.not_valid) sink.add(" NOT VALID");
    sink.add(";\n");
}

/// `COMMENT ON CONSTRAINT …;` and `COMMENT ON INDEX …;` where the constraint and its index have one.
/// https://www.postgresql.org/docs/current/sql-comment.html
template <class Sink>
constexpr void add_constraint_comment(Sink& sink, const catalog::table& table, const catalog::constraint& constraint) {
    add_comment_on_part(sink, "CONSTRAINT", constraint.name, table.schema, table.name, constraint.comment);
    add_comment(sink, "INDEX", table.schema, constraint.name, constraint.index_comment);
}

namespace detail {

// `ALTER INDEX … ALTER COLUMN … SET STATISTICS …;`: expressions have no names, but numbers from 1
template <class Sink>
constexpr void add_index_statistics(Sink& sink, std::string_view schema, const catalog::index& index, std::size_t number) {
    add_head(sink, "ALTER INDEX ", schema, index.name);
    sink.add("ALTER COLUMN ");
    strings::add_number(sink, number);
    sink.add(" SET STATISTICS ");
    add_signed(sink, index.keys[number - 1].statistics);
    sink.add(";\n");
}

} // namespace detail

/// `CREATE [UNIQUE] INDEX … ON schema.relation …;`, a table or a materialized view. With `only` the partitions are left
/// alone, and must bring theirs; with `concurrently` nobody who writes has to wait.
/// https://www.postgresql.org/docs/current/sql-createindex.html
template <class Sink>
constexpr void add_create_index(Sink& sink, std::string_view schema, std::string_view relation, const catalog::index& index,
                                bool only = false, bool concurrently = false) {
    sink.add(index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    if (concurrently) sink.add("CONCURRENTLY ");
    add_identifier(sink, index.name);
    sink.add(only ? " ON ONLY " : " ON ");
    add_qualified(sink, schema, relation);
    sink.add(' ');
    if (!index.method.empty()) {
        sink.add("USING ");
        add_identifier(sink, index.method);
        sink.add(' ');
    }
    add_keys(sink, index.keys);
    if (!index.include.empty()) add_include(sink, index.include);
    if (index.nulls_not_distinct) sink.add(" NULLS NOT DISTINCT");
    if (!index.options.empty()) add_with(sink, index.options);
    if (!index.predicate.empty()) {
        sink.add(" WHERE (");
        add_expression(sink, index.predicate);
        sink.add(')');
    }
    sink.add(";\n");
    const catalog::key* const keys = index.keys.data();
    const std::size_t count = index.keys.size();
    for (std::size_t i = 0; i != count; ++i)
        if (keys[i].statistics >= 0) detail::add_index_statistics(sink, schema, index, i + 1);
}

template <class Sink>
constexpr void add_create_index(Sink& sink, const catalog::table& table, const catalog::index& index, bool only = false) {
    add_create_index(sink, table.schema, table.name, index, only);
}

/// `ALTER INDEX parent_index ATTACH PARTITION index;`
template <class Sink>
constexpr void add_attach_index(Sink& sink, const catalog::table& partition, std::string_view index, std::string_view parent_index) {
    sink.add("ALTER INDEX ");
    add_qualified(sink, partition.parent_schema, parent_index);
    sink.add(" ATTACH PARTITION ");
    add_qualified(sink, partition.schema, index);
    sink.add(";\n");
}

} // namespace constable::sql
