// SPDX-License-Identifier: BSL-1.0
// How a change can be made: in place, by a replacement under the same name, or by a new object.
#pragma once

#include "alter.hpp"

#include "constable/catalog/change.hpp"
#include "constable/catalog/named_in_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable::sql {

/// How the fields of an object come to be as expected.
enum class treatment : unsigned char {
    in_place,    ///< `alter_statement`
    replace,     ///< CREATE OR REPLACE
    recreate,    ///< DROP and CREATE, with all that depends on it
    new_type,    ///< a new type beside the old one, to which columns are converted
    new_column,  ///< a generated column is computed anew
    new_table,   ///< a table is made anew, and its rows are put into it
    nothing,     ///< no statement can do it
};

namespace detail {

// The parts of a text between commas outside of parentheses and quotes.
inline std::vector<std::string_view> split_list(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    int depth = 0;
    char quote = 0;
    for (std::size_t at = 0; at != text.size(); ++at) {
        const char byte = text[at];
        if (quote != 0) {
            if (byte == quote) quote = 0;
        } else if (byte == '\'' || byte == '"') quote = byte;
        else if (byte == '(' || byte == '[') ++depth;
        else if (byte == ')' || byte == ']') --depth;
        else if (byte == ',' && depth == 0) {
            parts.push_back(text.substr(from, at - from));
            from = at + 1;
        }
    }
    if (!text.empty()) parts.push_back(text.substr(from));
    for (std::string_view& each : parts) {
        while (each.starts_with(' ') || each.starts_with('\n')) each.remove_prefix(1);
        while (each.ends_with(' ') || each.ends_with('\n')) each.remove_suffix(1);
    }
    return parts;
}

// CREATE OR REPLACE FUNCTION may give defaults to arguments, but neither take them away nor change anything else.
// https://www.postgresql.org/docs/current/sql-createfunction.html
inline bool has_replaceable_arguments(const catalog::routine& expected, const catalog::routine& actual) {
    if (expected.arguments == actual.arguments) return true;
    const std::vector<std::string_view> after = split_list(expected.arguments);
    const std::vector<std::string_view> before = split_list(actual.arguments);
    if (after.size() != before.size()) return false;
    for (std::size_t i = 0; i != after.size(); ++i) {
        const std::size_t after_default = after[i].find(" DEFAULT ");
        const std::size_t before_default = before[i].find(" DEFAULT ");
        if (after[i].substr(0, after_default) != before[i].substr(0, before_default)) return false;
        if (before_default != std::string_view::npos && after_default == std::string_view::npos) return false;
    }
    return true;
}

// The pieces of a plain `SELECT … FROM … WHERE …`, as pg_get_viewdef() writes them; `from` ends where WHERE begins.
struct select_pieces {
    std::vector<std::string_view> columns{};
    std::string_view from{};
    bool is_plain = false;
};
inline select_pieces pieces_of(std::string_view query) {
    select_pieces found;
    while (query.starts_with(' ') || query.starts_with('\n')) query.remove_prefix(1);
    if (!query.starts_with("SELECT ") || query.starts_with("SELECT DISTINCT")) return found;
    int depth = 0;
    char quote = 0;
    std::size_t from = std::string_view::npos;
    std::size_t where = std::string_view::npos;
    for (std::size_t at = 0; at != query.size(); ++at) {
        const char byte = query[at];
        if (quote != 0) {
            if (byte == quote) quote = 0;
            continue;
        }
        if (byte == '\'' || byte == '"') quote = byte;
        if (byte == '(') ++depth;
        if (byte == ')') --depth;
        if (depth != 0 || (byte != ' ' && byte != '\n')) continue;
        const std::string_view rest = query.substr(at + 1);
        if (from == std::string_view::npos && rest.starts_with("FROM ")) from = at + 1;
        if (from != std::string_view::npos && where == std::string_view::npos && rest.starts_with("WHERE ")) where = at + 1;
        for (const std::string_view word : {"UNION", "EXCEPT", "INTERSECT", "GROUP BY"})
            if (rest.starts_with(word)) return found;
    }
    if (from == std::string_view::npos) return found;
    found.columns = split_list(query.substr(7, from - 7));
    found.from = query.substr(from, where == std::string_view::npos ? std::string_view::npos : where - from);
    while (found.from.ends_with(' ') || found.from.ends_with('\n')) found.from.remove_suffix(1);
    found.is_plain = true;
    return found;
}

// CREATE OR REPLACE VIEW may only append columns. Whether the others keep name and type can be seen where their texts and
// the tables that they come from are the same.
inline bool is_replaceable_view(const catalog::view& expected, const catalog::view& actual) {
    if (expected.is_materialized || actual.is_materialized) return false;
    if (expected.query == actual.query) return true;
    const select_pieces after = pieces_of(expected.query);
    const select_pieces before = pieces_of(actual.query);
    if (!after.is_plain || !before.is_plain || after.from != before.from || after.columns.size() < before.columns.size()) return false;
    for (std::size_t i = 0; i != before.columns.size(); ++i)
        if (after.columns[i] != before.columns[i]) return false;
    return true;
}

inline treatment treatment_of_constraint(const catalog::change& of) {
    const catalog::constraint& expected = *of.expected.the_constraint;
    if (is_any_of(of.field, "name", "options", "index_comment")) return treatment::in_place;
    if (of.field == "not_valid" && !expected.not_valid) return treatment::in_place;
    if (is_any_of(of.field, "deferrable", "initially_deferred") && expected.kind == catalog::constraint_kind::foreign_key) return treatment::in_place;
    if (of.field == "attached_to" && of.actual.the_constraint->attached_to.empty()) return treatment::in_place;
    return treatment::recreate;
}

inline treatment treatment_of_column(const catalog::change& of) {
    const catalog::column& expected = *of.expected.the_column;
    if (of.field == "is_inherited") return treatment::nothing;
    if (of.field != "generated_expression" && of.field != "is_virtual") return treatment::in_place;
    const bool stays = expected.generated_expression.empty() && !of.actual.the_column->details->is_virtual;
    return stays ? treatment::in_place : treatment::new_column;
}

// Keys and indexes over columns alone are built anew by ALTER TABLE itself, but for those that reach partitions: there
// PostgreSQL 15 leaves other indexes, of its own naming.
inline bool survives_conversion(const catalog::object_place& of) {
    if (of.in_table != nullptr && !of.in_table->partition_key.empty()) return false;
    if (of.the_index != nullptr) {
        if (!of.the_index->predicate.empty()) return false;
        return std::all_of(of.the_index->keys.begin(), of.the_index->keys.end(), [](const catalog::key& each) { return each.expression.empty(); });
    }
    if (of.the_constraint == nullptr) return false;
    return of.the_constraint->kind == catalog::constraint_kind::primary_key || of.the_constraint->kind == catalog::constraint_kind::unique;
}

} // namespace detail

/// How an alteration can be made when nothing else stands in its way.
inline treatment treatment_of(const catalog::change& of) {
    using catalog::object_kind;
    if (of.field == "comment") return treatment::in_place;
    switch (of.kind) {
    case object_kind::collation:
    case object_kind::range_type: return treatment::new_type;
    case object_kind::enumeration:
        return detail::only_adds_labels(*of.expected.the_enumeration, *of.actual.the_enumeration) ? treatment::in_place : treatment::new_type;
    case object_kind::domain: return detail::is_any_of(of.field, "type", "collation") ? treatment::new_type : treatment::in_place;
    case object_kind::composite_type: return treatment::new_type;
    case object_kind::table: return of.field == "partition_key" ? treatment::new_table : of.field == "order" ? treatment::nothing : treatment::in_place;
    case object_kind::column: return of.expected.the_column != nullptr ? detail::treatment_of_column(of) : treatment::in_place;
    case object_kind::constraint: return detail::treatment_of_constraint(of);
    case object_kind::index:
        if (detail::is_any_of(of.field, "name", "options", "statistics")) return treatment::in_place;
        return of.field == "attached_to" && of.actual.the_index->attached_to.empty() ? treatment::in_place : treatment::recreate;
    case object_kind::view:
    case object_kind::materialized_view:
        if (detail::is_any_of(of.field, "options", "clustered_on")) return treatment::in_place;
        return of.field == "query" && detail::is_replaceable_view(*of.expected.the_view, *of.actual.the_view) ? treatment::replace : treatment::recreate;
    case object_kind::function:
    case object_kind::procedure:
        if (detail::is_any_of(of.field, "kind", "result")) return treatment::recreate;
        return detail::has_replaceable_arguments(*of.expected.the_routine, *of.actual.the_routine) ? treatment::replace : treatment::recreate;
    case object_kind::aggregate:
    case object_kind::raw: return treatment::recreate;
    case object_kind::trigger:
    case object_kind::rule: return of.field == "enabled" ? treatment::in_place : treatment::recreate;
    case object_kind::policy: {
        const catalog::policy& now = *of.expected.the_policy;
        const catalog::policy& before = *of.actual.the_policy;
        const bool loses = (now.using_expression.empty() && !before.using_expression.empty()) || (now.check_expression.empty() && !before.check_expression.empty());
        return detail::is_any_of(of.field, "permissive", "command") || loses ? treatment::recreate : treatment::in_place;
    }
    case object_kind::statistics: return of.field == "target" ? treatment::in_place : treatment::recreate;
    default: return treatment::in_place;
    }
}

} // namespace constable::sql
