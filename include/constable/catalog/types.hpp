// SPDX-License-Identifier: BSL-1.0
// What stands outside of tables and may be needed by them: database schemas, extensions, collations, types, sequences.
#pragma once

#include "constraint.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// A database schema (`pg_namespace`).
struct database_schema {
    std::string_view name{};
    std::string_view comment{};
    std::string_view renamed_from{}; ///< its former name, where one was declared; no field: only declarations know it
};
constexpr void each_field(std::type_identity<database_schema>, auto&& visit) {
    visit("name", &database_schema::name);
    visit("comment", &database_schema::comment);
}

/// An extension (`pg_extension`). Its own objects are no part of a catalog.
struct extension {
    std::string_view schema{};
    std::string_view name{};
    std::string_view version{}; ///< empty: the server's default version, whichever that is
    std::string_view comment{}; ///< empty: the one that the extension brings
};
constexpr void each_field(std::type_identity<extension>, auto&& visit) {
    visit("schema", &extension::schema);
    visit("name", &extension::name);
    visit("version", &extension::version);
    visit("comment", &extension::comment);
}

/// A collation (`pg_collation`).
struct collation {
    std::string_view schema{};
    std::string_view name{};
    std::string_view provider{};   ///< icu, libc or builtin
    std::string_view locale{};     ///< icu and builtin; libc when both categories are the same
    std::string_view lc_collate{}; ///< libc, when the categories differ
    std::string_view lc_ctype{};
    std::string_view rules{}; ///< icu: PostgreSQL 16
    bool deterministic = true;
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<collation>, auto&& visit) {
    visit("schema", &collation::schema);
    visit("name", &collation::name);
    visit("provider", &collation::provider);
    visit("locale", &collation::locale);
    visit("lc_collate", &collation::lc_collate);
    visit("lc_ctype", &collation::lc_ctype);
    visit("rules", &collation::rules);
    visit("deterministic", &collation::deterministic);
    visit("comment", &collation::comment);
}

/// A domain (`pg_type` of typtype 'd').
struct domain {
    std::string_view schema{};
    std::string_view name{};
    std::string_view type{};      ///< what it narrows; SQL text, as format_type() writes it
    std::string_view collation{}; ///< SQL text; empty: the one of the type
    std::string_view default_expression{};
    bool not_null = false;
    std::string_view not_null_name{}; ///< PostgreSQL 18; empty: the default name
    std::span<const constraint> constraints{}; ///< checks
    std::string_view comment{};
    qualified_name renamed_from{}; ///< its former name, where one was declared; no field: only declarations know it
};
constexpr void each_field(std::type_identity<domain>, auto&& visit) {
    visit("schema", &domain::schema);
    visit("name", &domain::name);
    visit("type", &domain::type);
    visit("collation", &domain::collation);
    visit("default_expression", &domain::default_expression);
    visit("not_null", &domain::not_null);
    visit("not_null_name", &domain::not_null_name);
    visit("comment", &domain::comment);
}

/// An attribute of a composite type (`pg_attribute`).
struct attribute {
    std::string_view name{};
    std::string_view type{};      ///< SQL text, as format_type() writes it
    std::string_view collation{}; ///< SQL text; empty: the one of the type
    std::string_view comment{};
    std::string_view renamed_from{}; ///< its former name, where one was declared; no field: only declarations know it
};
constexpr void each_field(std::type_identity<attribute>, auto&& visit) {
    visit("name", &attribute::name);
    visit("type", &attribute::type);
    visit("collation", &attribute::collation);
    visit("comment", &attribute::comment);
}

/// A composite type (`pg_type` of typtype 'c', `pg_class` of relkind 'c').
struct composite_type {
    std::string_view schema{};
    std::string_view name{};
    std::span<const attribute> attributes{};
    std::string_view comment{};
    qualified_name renamed_from{}; ///< its former name, where one was declared; no field: only declarations know it
};
constexpr void each_field(std::type_identity<composite_type>, auto&& visit) {
    visit("schema", &composite_type::schema);
    visit("name", &composite_type::name);
    visit("comment", &composite_type::comment);
}

/// A range type (`pg_range`). All but the names is SQL text, qualified where needed.
struct range_type {
    std::string_view schema{};
    std::string_view name{};
    std::string_view subtype{};
    std::string_view operator_class{}; ///< empty: the default one
    std::string_view collation{};
    std::string_view canonical{};  ///< a function
    std::string_view difference{}; ///< a function
    std::string_view multirange{}; ///< a type's name, unquoted: PostgreSQL 14; empty: the default name
    std::string_view comment{};
    qualified_name renamed_from{}; ///< its former name, where one was declared; no field: only declarations know it
};
constexpr void each_field(std::type_identity<range_type>, auto&& visit) {
    visit("schema", &range_type::schema);
    visit("name", &range_type::name);
    visit("subtype", &range_type::subtype);
    visit("operator_class", &range_type::operator_class);
    visit("collation", &range_type::collation);
    visit("canonical", &range_type::canonical);
    visit("difference", &range_type::difference);
    visit("multirange", &range_type::multirange);
    visit("comment", &range_type::comment);
}

} // namespace constable::catalog
