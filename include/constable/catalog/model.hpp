// SPDX-License-Identifier: BSL-1.0
// The catalog: what a database schema is, as plain values. Declared types, a live database and, later, replayed
// migrations and snapshots all become this one thing; rendering, hashing and comparing know nothing else.
#pragma once

#include "constable/strings/same.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// The model mirrors the system catalogs: https://www.postgresql.org/docs/current/catalogs.html
/// All texts are views and all lists are spans. A declared catalog points into read-only data, a live one into
/// its `database::live_catalog`.
namespace constable::catalog {

using names = std::span<const std::string_view>;

/// `pg_constraint.confdeltype` and `confupdtype`.
enum class referential_action : unsigned char { no_action, restrict, cascade, set_null, set_default };

/// `pg_constraint.confmatchtype`. PostgreSQL has no MATCH PARTIAL.
enum class match_type : unsigned char { simple, full };

/// `pg_attribute.attidentity`.
enum class identity_kind : unsigned char { none, always, by_default };

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

/// An enum type (`pg_type`, `pg_enum`).
struct enumeration {
    std::string_view schema{}; ///< empty: the connection's default schema
    std::string_view name{};
    names labels{}; ///< in sort order
};

/// A column (`pg_attribute`, `pg_attrdef`).
struct column {
    std::string_view name{};
    std::string_view type{}; ///< SQL text, as format_type() writes it
    std::string_view default_expression{};
    std::string_view generated_expression{}; ///< GENERATED ALWAYS AS (…) STORED
    std::string_view collation{};            ///< its name, unquoted; empty: the one of the type
    std::string_view comment{};
    const enumeration* declared_enumeration = nullptr; ///< the enum that `type` (or its element) names
    type_origin origin = type_origin::built_in;
    identity_kind identity = identity_kind::none;
    bool not_null = false;
};

/// One key of an index or of an exclusion constraint (`pg_index.indkey`, `indclass`, `indoption`).
struct key {
    std::string_view column{};         ///< empty for an expression
    std::string_view expression{};     ///< SQL text
    std::string_view collation{};      ///< its name, unquoted
    std::string_view operator_class{}; ///< SQL text
    std::string_view with_operator{};  ///< for exclusion constraints
    bool descending = false;
    nulls_order nulls = nulls_order::by_direction;
};

/// A constraint (`pg_constraint`).
struct constraint {
    constraint_kind kind = constraint_kind::check;
    std::string_view name{};
    names columns{};             ///< primary key, unique, foreign key
    std::string_view expression{}; ///< check: the condition

    std::string_view referenced_schema{}; ///< foreign key
    std::string_view referenced_table{};
    names referenced_columns{};
    referential_action on_update = referential_action::no_action;
    referential_action on_delete = referential_action::no_action;
    names on_delete_columns{}; ///< SET NULL (a, b): PostgreSQL 15
    match_type match = match_type::simple;
    bool across_types = false; ///< the two sides may have different types

    names include{};              ///< primary key, unique, exclude
    std::string_view method{};    ///< exclude: the access method
    std::span<const key> keys{};  ///< exclude
    std::string_view predicate{}; ///< exclude: WHERE

    bool nulls_not_distinct = false; ///< unique: PostgreSQL 15
    bool deferrable = false;
    bool initially_deferred = false;
    bool no_inherit = false; ///< check
    std::string_view comment{};
};

/// An index that is not a constraint (`pg_index`).
struct index {
    std::string_view name{};
    std::string_view method{}; ///< empty: btree
    std::span<const key> keys{};
    names include{};
    std::string_view predicate{}; ///< WHERE
    bool unique = false;
    bool nulls_not_distinct = false; ///< PostgreSQL 15
    std::string_view comment{};
};

/// A table (`pg_class`).
struct table {
    std::string_view schema{}; ///< empty: the connection's default schema
    std::string_view name{};
    std::span<const column> columns{};
    std::span<const constraint> constraints{};
    std::span<const index> indexes{};
    std::string_view comment{};
};

/// A whole schema of an application.
struct catalog {
    std::string_view name{}; ///< what the advisory lock's key is hashed from
    std::span<const enumeration> enumerations{};
    std::span<const table> tables{}; ///< in the order of declaration
    std::string_view default_schema{}; ///< of a live database: the one that objects without a schema lie in

    /// A schema's name as this catalog writes it.
    [[nodiscard]] constexpr std::string_view own_name_of(std::string_view schema) const {
        return schema == default_schema ? std::string_view{} : schema;
    }
};

/// The column of that name, or nothing.
constexpr const column* find_column(const table& in, std::string_view name) {
    for (const column& each : in.columns)
        if (strings::same(each.name, name)) return &each;
    return nullptr;
}

/// The primary key, or nothing.
constexpr const constraint* primary_key_of(const table& of) {
    for (const constraint& each : of.constraints)
        if (each.kind == constraint_kind::primary_key) return &each;
    return nullptr;
}

} // namespace constable::catalog
