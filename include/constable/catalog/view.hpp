// SPDX-License-Identifier: BSL-1.0
// Views and materialized views: queries under a name.
#pragma once

#include "table.hpp"
#include "words.hpp"

#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// A column of a view, where something is said of it.
struct view_column {
    std::string_view name{};
    std::string_view default_expression{}; ///< ALTER VIEW … ALTER COLUMN … SET DEFAULT
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<view_column>, auto&& visit) {
    visit("name", &view_column::name);
    visit("default_expression", &view_column::default_expression);
    visit("comment", &view_column::comment);
}

/// A view or a materialized view (`pg_class` of relkind 'v' and 'm', `pg_get_viewdef()`).
struct view {
    std::string_view schema{};
    std::string_view name{};
    bool is_materialized = false;
    std::string_view query{};         ///< SQL text without a semicolon
    names options{};                  ///< `security_barrier=true`, `check_option=local`, storage parameters
    std::string_view access_method{}; ///< of a materialized view; empty: heap
    std::string_view clustered_on{};
    std::span<const view_column> columns{}; ///< only those of which something is said
    std::span<const index> indexes{};
    std::span<const trigger> triggers{};
    std::span<const rule> rules{};
    std::span<const catalog::statistics> statistics{};
    std::string_view comment{};
    qualified_name renamed_from{}; ///< its former name, where one was declared; no field: only declarations know it
};
constexpr void each_field(std::type_identity<view>, auto&& visit) {
    visit("schema", &view::schema);
    visit("name", &view::name);
    visit("is_materialized", &view::is_materialized);
    visit("query", &view::query);
    visit("options", &view::options);
    visit("access_method", &view::access_method);
    visit("clustered_on", &view::clustered_on);
    visit("comment", &view::comment);
}

} // namespace constable::catalog
