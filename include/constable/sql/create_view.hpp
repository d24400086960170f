// SPDX-License-Identifier: BSL-1.0
// DDL of views and materialized views.
#pragma once

#include "clauses.hpp"
#include "create_constraint.hpp"
#include "create_table_parts.hpp"

#include "constable/catalog/view.hpp"

#include <string_view>

namespace constable::sql {

/// Whether a materialized view is filled when it is created, or by a later `add_refresh`.
enum class population : unsigned char { at_once, later };

/// `ALTER VIEW … ALTER COLUMN … SET DEFAULT …;`
template <class Sink>
constexpr void add_view_default(Sink& sink, const catalog::view& view, const catalog::view_column& column) {
    add_head(sink, "ALTER VIEW ", view.schema, view.name);
    sink.add("ALTER COLUMN ");
    add_identifier(sink, column.name);
    sink.add(" SET DEFAULT ");
    add_expression(sink, column.default_expression);
    sink.add(";\n");
}

/// The comments of a view, its columns and its indexes.
template <class Sink>
constexpr void add_comments(Sink& sink, const catalog::view& view) {
    add_comment(sink, view.is_materialized ? "MATERIALIZED VIEW" : "VIEW", view.schema, view.name, view.comment);
    for (const catalog::view_column& column : view.columns)
        add_column_comment(sink, view.schema, view.name, column.name, column.comment);
    for (const catalog::index& index : view.indexes) add_comment(sink, "INDEX", view.schema, index.name, index.comment);
}

/// `CREATE [OR REPLACE] [MATERIALIZED] VIEW …;` with defaults, indexes and comments. Its triggers and rules, and
/// statistics and CLUSTER ON of a materialized view, are added by `add_view_parts`.
/// https://www.postgresql.org/docs/current/sql-createview.html
template <class Sink>
constexpr void add_create_view(Sink& sink, const catalog::view& view, population populated = population::at_once, bool replace = false) {
    sink.add(replace ? "CREATE OR REPLACE " : "CREATE ");
    sink.add(view.is_materialized ? "MATERIALIZED VIEW " : "VIEW ");
    add_qualified(sink, view.schema, view.name);
    if (view.is_materialized && !view.access_method.empty()) {
        sink.add(" USING ");
        add_identifier(sink, view.access_method);
    }
    add_with(sink, view.options);
    sink.add(" AS\n");
    add_expression(sink, view.query);
    if (view.is_materialized && populated == population::later) sink.add("\nWITH NO DATA");
    sink.add(";\n");
    for (const catalog::view_column& column : view.columns)
        if (!column.default_expression.empty()) add_view_default(sink, view, column);
    for (const catalog::index& index : view.indexes) add_create_index(sink, view.schema, view.name, index);
    add_comments(sink, view);
}

/// `REFRESH MATERIALIZED VIEW …;`
template <class Sink>
constexpr void add_refresh(Sink& sink, const catalog::view& view) {
    sink.add("REFRESH MATERIALIZED VIEW ");
    add_qualified(sink, view.schema, view.name);
    sink.add(";\n");
}

/// What stands on a view.
template <class Sink>
constexpr void add_view_parts(Sink& sink, const catalog::view& view) {
    add_cluster_on(sink, view.schema, view.name, view.clustered_on);
    for (const catalog::statistics& each : view.statistics) add_create_statistics(sink, view.schema, view.name, each);
    for (const catalog::trigger& each : view.triggers) add_create_trigger(sink, view.schema, view.name, each);
    for (const catalog::rule& each : view.rules) add_create_rule(sink, view.schema, view.name, each);
}

} // namespace constable::sql
