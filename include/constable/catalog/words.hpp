// SPDX-License-Identifier: BSL-1.0
// The words of the catalog: enumerations, and the names by which queries and snapshots write them.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace constable::catalog {

using names = std::span<const std::string_view>;

/// A name with its database schema; empty: the default schema.
struct qualified_name {
    std::string_view schema{};
    std::string_view name{};
};

/// `pg_constraint.confdeltype` and `confupdtype`.
enum class referential_action : unsigned char { no_action, restrict, cascade, set_null, set_default };

/// `pg_constraint.confmatchtype`. PostgreSQL has no MATCH PARTIAL.
enum class match_type : unsigned char { simple, full };

/// What fills a column: `pg_attribute.attidentity`, or `serial`: a sequence that the column owns, and nextval() of it
/// as the default.
enum class identity_kind : unsigned char { none, always, by_default, serial };

/// Where NULLs stand in an index. `by_direction`: last when ascending, first when descending.
enum class nulls_order : unsigned char { by_direction, first, last };

/// `pg_constraint.contype`.
enum class constraint_kind : unsigned char { primary_key, unique, foreign_key, check, exclude };

/// Who knows how a type's name is spelt.
enum class type_origin : unsigned char {
    built_in,    ///< of pg_catalog, spelt as format_type() spells it
    enumeration, ///< declared with `enum_`
    opaque,      ///< `sql_type<"…">`: only the server can compare it
};

/// `pg_attribute.attstorage`, where it is not the type's own.
enum class storage_kind : unsigned char { by_type, plain, external, extended, main };

/// `pg_attribute.attcompression`: PostgreSQL 14.
enum class compression_method : unsigned char { by_default, pglz, lz4 };

/// `pg_class.relreplident`.
enum class replica_identity_kind : unsigned char { by_default, nothing, full, index };

/// `pg_trigger.tgenabled` and `pg_rewrite.ev_enabled`.
enum class enabled_state : unsigned char { origin, disabled, replica, always };

/// When a trigger fires (`pg_trigger.tgtype`).
enum class trigger_time : unsigned char { before, after, instead_of };

/// `pg_policy.polcmd`, `pg_rewrite.ev_type`.
enum class command_kind : unsigned char { all, select, insert, update, remove };

/// `pg_proc.prokind`.
enum class routine_kind : unsigned char { function, procedure, aggregate, window };

/// `pg_proc.provolatile`.
enum class volatility_kind : unsigned char { volatile_, stable, immutable };

/// `pg_proc.proparallel`.
enum class parallel_safety : unsigned char { unsafe, restricted, safe };

/// Kinds of objects, for privileges, changes and reports.
enum class object_kind : unsigned char {
    schema, extension, collation, enumeration, domain, composite_type, range_type, sequence, table, column, constraint,
    index, view, materialized_view, function, procedure, aggregate, trigger, rule, policy, statistics, type, database,
    grant, default_privilege, other, raw,
};

/// The names of an enumeration's values, in their order. A snapshot keeps them: they never change.
template <class Enumeration>
inline constexpr std::array<std::string_view, 0> words_of{};
template <>
inline constexpr std::array<std::string_view, 5> words_of<referential_action>{"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};
template <>
inline constexpr std::array<std::string_view, 2> words_of<match_type>{"SIMPLE", "FULL"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<identity_kind>{"none", "ALWAYS", "BY DEFAULT", "serial"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<nulls_order>{"by direction", "FIRST", "LAST"};
template <>
inline constexpr std::array<std::string_view, 5> words_of<constraint_kind>{"PRIMARY KEY", "UNIQUE", "FOREIGN KEY", "CHECK", "EXCLUDE"};
template <>
inline constexpr std::array<std::string_view, 5> words_of<storage_kind>{"by type", "PLAIN", "EXTERNAL", "EXTENDED", "MAIN"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<compression_method>{"default", "pglz", "lz4"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<replica_identity_kind>{"DEFAULT", "NOTHING", "FULL", "INDEX"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<enabled_state>{"origin", "DISABLE", "REPLICA", "ALWAYS"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<trigger_time>{"BEFORE", "AFTER", "INSTEAD OF"};
template <>
inline constexpr std::array<std::string_view, 5> words_of<command_kind>{"ALL", "SELECT", "INSERT", "UPDATE", "DELETE"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<routine_kind>{"FUNCTION", "PROCEDURE", "AGGREGATE", "WINDOW"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<volatility_kind>{"VOLATILE", "STABLE", "IMMUTABLE"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<parallel_safety>{"UNSAFE", "RESTRICTED", "SAFE"};
template <>
inline constexpr std::array<std::string_view, 27> words_of<object_kind>{
    "SCHEMA", "EXTENSION", "COLLATION", "ENUM", "DOMAIN", "COMPOSITE TYPE", "RANGE TYPE", "SEQUENCE", "TABLE", "COLUMN",
    "CONSTRAINT", "INDEX", "VIEW", "MATERIALIZED VIEW", "FUNCTION", "PROCEDURE", "AGGREGATE", "TRIGGER", "RULE", "POLICY",
    "STATISTICS", "TYPE", "DATABASE", "GRANT", "DEFAULT PRIVILEGE", "OTHER", "RAW"};

/// The name of an enumeration's value.
template <class Enumeration>
    requires(words_of<Enumeration>.size() != 0)
constexpr std::string_view word_of(Enumeration value) {
    return words_of<Enumeration>[static_cast<std::size_t>(value)];
}

/// The value of that name; `fallback` where there is none.
template <class Enumeration>
constexpr Enumeration value_of(std::string_view word, Enumeration fallback = {}) {
    for (std::size_t i = 0; i != words_of<Enumeration>.size(); ++i)
        if (words_of<Enumeration>[i] == word) return static_cast<Enumeration>(i);
    return fallback;
}

} // namespace constable::catalog
