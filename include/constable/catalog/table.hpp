// SPDX-License-Identifier: BSL-1.0
// Sequences, columns, tables, and what stands on a table.
#pragma once

#include "constraint.hpp"
#include "words.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// An enum type (`pg_type`, `pg_enum`).
struct enumeration {
    std::string_view schema{}; ///< empty: the connection's default schema
    std::string_view name{};
    names labels{}; ///< in sort order
    std::string_view comment{};
    qualified_name renamed_from{}; ///< its former name, where one was declared; no field: only declarations know it
};
constexpr void each_field(std::type_identity<enumeration>, auto&& visit) {
    visit("schema", &enumeration::schema);
    visit("name", &enumeration::name);
    visit("labels", &enumeration::labels);
    visit("comment", &enumeration::comment);
}

/// A sequence (`pg_sequence`). All numbers are those that the server keeps, none means "default".
struct sequence {
    std::string_view schema{};
    std::string_view name{};
    std::string_view type{"bigint"}; ///< smallint, integer or bigint
    std::int64_t start = 1;
    std::int64_t increment = 1;
    std::int64_t minimum = 1;
    std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
    std::int64_t cache = 1;
    bool cycle = false;
    bool unlogged = false;           ///< PostgreSQL 15
    std::string_view owner_table{};  ///< OWNED BY, of the same schema; empty: NONE
    std::string_view owner_column{};
    std::string_view comment{};
    qualified_name renamed_from{}; ///< its former name, where one was declared; no field: only declarations know it
};
constexpr void each_field(std::type_identity<sequence>, auto&& visit) {
    visit("schema", &sequence::schema);
    visit("name", &sequence::name);
    visit("type", &sequence::type);
    visit("start", &sequence::start);
    visit("increment", &sequence::increment);
    visit("minimum", &sequence::minimum);
    visit("maximum", &sequence::maximum);
    visit("cache", &sequence::cache);
    visit("cycle", &sequence::cycle);
    visit("unlogged", &sequence::unlogged);
    visit("owner_table", &sequence::owner_table);
    visit("owner_column", &sequence::owner_column);
    visit("comment", &sequence::comment);
}

/// What few columns say of themselves.
struct column_details {
    std::string_view not_null_name{}; ///< PostgreSQL 18; empty: the default name
    storage_kind storage = storage_kind::by_type;
    compression_method compression = compression_method::by_default;
    std::int16_t statistics = -1; ///< SET STATISTICS; -1: the server's default
    names options{};              ///< `n_distinct=5`
    bool is_virtual = false;      ///< of a generated column: PostgreSQL 18
    bool is_inherited = false;    ///< the parent's column, listed here because something of it is different here
    const catalog::sequence* sequence = nullptr; ///< of an identity or serial column, where it is not the default one
    std::string_view renamed_from{}; ///< its former name, where one was declared; no field: only declarations know it
};
constexpr void each_field(std::type_identity<column_details>, auto&& visit) {
    visit("not_null_name", &column_details::not_null_name);
    visit("storage", &column_details::storage);
    visit("compression", &column_details::compression);
    visit("statistics", &column_details::statistics);
    visit("options", &column_details::options);
    visit("is_virtual", &column_details::is_virtual);
    visit("is_inherited", &column_details::is_inherited);
}

/// What most columns say.
inline constexpr column_details no_details{};

/// A column (`pg_attribute`, `pg_attrdef`).
struct column {
    std::string_view name{};
    std::string_view type{}; ///< SQL text, as format_type() writes it
    std::string_view default_expression{}; ///< empty for a serial column
    std::string_view generated_expression{}; ///< GENERATED ALWAYS AS (…)
    std::string_view collation{};            ///< SQL text; empty: the one of the type
    std::string_view comment{};
    const enumeration* declared_enumeration = nullptr; ///< the enum that `type` (or its element) names
    type_origin origin = type_origin::built_in;
    identity_kind identity = identity_kind::none;
    bool not_null = false;
    const column_details* details = &no_details; ///< never null
};
constexpr void each_field(std::type_identity<column>, auto&& visit) {
    visit("name", &column::name);
    visit("type", &column::type);
    visit("default_expression", &column::default_expression);
    visit("generated_expression", &column::generated_expression);
    visit("collation", &column::collation);
    visit("comment", &column::comment);
    visit("identity", &column::identity);
    visit("not_null", &column::not_null);
}

/// A trigger (`pg_trigger`), not one of those that keep constraints.
struct trigger {
    std::string_view name{};
    trigger_time time = trigger_time::before;
    bool on_insert = false;
    bool on_update = false;
    bool on_delete = false;
    bool on_truncate = false;
    names update_columns{}; ///< UPDATE OF
    bool for_each_row = false;
    std::string_view when_expression{};
    std::string_view function{}; ///< SQL text: its name, qualified where needed
    names arguments{};           ///< as texts, unquoted
    bool is_constraint = false;
    bool deferrable = false;
    bool initially_deferred = false;
    std::string_view referenced_table{}; ///< FROM, of a constraint trigger; SQL text
    std::string_view old_table{};        ///< REFERENCING OLD TABLE AS; unquoted
    std::string_view new_table{};
    enabled_state enabled = enabled_state::origin;
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<trigger>, auto&& visit) {
    visit("name", &trigger::name);
    visit("time", &trigger::time);
    visit("on_insert", &trigger::on_insert);
    visit("on_update", &trigger::on_update);
    visit("on_delete", &trigger::on_delete);
    visit("on_truncate", &trigger::on_truncate);
    visit("update_columns", &trigger::update_columns);
    visit("for_each_row", &trigger::for_each_row);
    visit("when_expression", &trigger::when_expression);
    visit("function", &trigger::function);
    visit("arguments", &trigger::arguments);
    visit("is_constraint", &trigger::is_constraint);
    visit("deferrable", &trigger::deferrable);
    visit("initially_deferred", &trigger::initially_deferred);
    visit("referenced_table", &trigger::referenced_table);
    visit("old_table", &trigger::old_table);
    visit("new_table", &trigger::new_table);
    visit("enabled", &trigger::enabled);
    visit("comment", &trigger::comment);
}

/// A rewrite rule (`pg_rewrite`), not the one that makes a view.
struct rule {
    std::string_view name{};
    command_kind event = command_kind::insert;
    bool instead = false;
    std::string_view condition{}; ///< WHERE
    std::string_view action{};    ///< SQL text: NOTHING, one statement, or several in parentheses
    enabled_state enabled = enabled_state::origin;
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<rule>, auto&& visit) {
    visit("name", &rule::name);
    visit("event", &rule::event);
    visit("instead", &rule::instead);
    visit("condition", &rule::condition);
    visit("action", &rule::action);
    visit("enabled", &rule::enabled);
    visit("comment", &rule::comment);
}

/// A row-level security policy (`pg_policy`).
struct policy {
    std::string_view name{};
    bool permissive = true;
    command_kind command = command_kind::all;
    names roles{}; ///< unquoted, sorted; empty: PUBLIC
    std::string_view using_expression{};
    std::string_view check_expression{};
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<policy>, auto&& visit) {
    visit("name", &policy::name);
    visit("permissive", &policy::permissive);
    visit("command", &policy::command);
    visit("roles", &policy::roles);
    visit("using_expression", &policy::using_expression);
    visit("check_expression", &policy::check_expression);
    visit("comment", &policy::comment);
}

/// Extended statistics (`pg_statistic_ext`).
struct statistics {
    std::string_view schema{}; ///< of its own, mostly the table's
    std::string_view name{};
    names kinds{};       ///< ndistinct, dependencies, mcv in this order; empty: all, or a single expression
    names expressions{}; ///< SQL text: columns first, quoted where needed, then expressions in parentheses
    std::int16_t target = -1;
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<statistics>, auto&& visit) {
    visit("schema", &statistics::schema);
    visit("name", &statistics::name);
    visit("kinds", &statistics::kinds);
    visit("expressions", &statistics::expressions);
    visit("target", &statistics::target);
    visit("comment", &statistics::comment);
}

/// A table (`pg_class` of relkind 'r' and 'p'). A partition lists all its columns, its checks, and its own indexes and
/// keys, as if it had been created alone and attached. A child by inheritance lists what it adds.
struct table {
    std::string_view schema{}; ///< empty: the connection's default schema
    std::string_view name{};
    std::span<const column> columns{};
    std::span<const constraint> constraints{};
    std::span<const index> indexes{};
    std::string_view comment{};

    bool unlogged = false;
    std::string_view access_method{}; ///< empty: heap
    names options{};                  ///< storage parameters: `fillfactor=70`
    names toast_options{};            ///< of its TOAST table, without the prefix `toast.`
    std::string_view partition_key{}; ///< SQL text: `RANGE (created_at)`; empty: not partitioned
    std::string_view parent_schema{}; ///< of a partition
    std::string_view parent{};        ///< of a partition; empty: no partition
    std::string_view partition_bound{}; ///< SQL text: `FOR VALUES FROM (…) TO (…)`, `DEFAULT`
    std::span<const qualified_name> inherits{};
    std::string_view of_type{}; ///< OF, SQL text
    bool row_security = false;
    bool force_row_security = false;
    replica_identity_kind replica_identity = replica_identity_kind::by_default;
    std::string_view replica_index{};
    std::string_view clustered_on{}; ///< an index or a key's name
    std::span<const trigger> triggers{};
    std::span<const rule> rules{};
    std::span<const policy> policies{};
    std::span<const catalog::statistics> statistics{};
    qualified_name renamed_from{}; ///< its former name, where one was declared; no field: only declarations know it
};
constexpr void each_field(std::type_identity<table>, auto&& visit) {
    visit("schema", &table::schema);
    visit("name", &table::name);
    visit("comment", &table::comment);
    visit("unlogged", &table::unlogged);
    visit("access_method", &table::access_method);
    visit("options", &table::options);
    visit("toast_options", &table::toast_options);
    visit("partition_key", &table::partition_key);
    visit("parent_schema", &table::parent_schema);
    visit("parent", &table::parent);
    visit("partition_bound", &table::partition_bound);
    visit("inherits", &table::inherits);
    visit("of_type", &table::of_type);
    visit("row_security", &table::row_security);
    visit("force_row_security", &table::force_row_security);
    visit("replica_identity", &table::replica_identity);
    visit("replica_index", &table::replica_index);
    visit("clustered_on", &table::clustered_on);
}

} // namespace constable::catalog
