// SPDX-License-Identifier: BSL-1.0
// Looks for mistakes that an object beside the tables shows by itself, and a trigger, rule or policy of a table.
#pragma once

#include "find_mistake.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace constable::catalog {

namespace detail {

constexpr mistake in_name(const std::string_view& name) {
    if (name.empty()) return {mistake_kind::name_is_empty};
    if (is_too_long(name)) return {mistake_kind::name_is_too_long, name};
    return {};
}
constexpr mistake in_names(const std::string_view& schema, const std::string_view& name) {
    if (is_too_long(schema)) return {mistake_kind::name_is_too_long, schema};
    return in_name(name);
}

constexpr std::int64_t largest(std::string_view type) {
    if (type == "smallint") return std::numeric_limits<std::int16_t>::max();
    if (type == "integer") return std::numeric_limits<std::int32_t>::max();
    return std::numeric_limits<std::int64_t>::max();
}

} // namespace detail

constexpr mistake find_mistake(const database_schema& in) { return detail::in_name(in.name); }
constexpr mistake find_mistake(const extension& in) { return detail::in_names(in.schema, in.name); }
constexpr mistake find_mistake(const collation& in) { return detail::in_names(in.schema, in.name); }

/// As CREATE SEQUENCE refuses them.
constexpr mistake find_mistake(const sequence& in) {
    if (const mistake found = detail::in_names(in.schema, in.name)) return found;
    if (!detail::is_integer(in.type)) return {mistake_kind::sequence_range_is_empty, in.name, in.type};
    const std::int64_t largest = detail::largest(in.type);
    const bool is_sound = in.increment != 0 && in.minimum < in.maximum && in.minimum <= in.start && in.start <= in.maximum &&
                          in.cache > 0 && in.maximum <= largest && in.minimum >= -largest - 1;
    return is_sound ? mistake{} : mistake{mistake_kind::sequence_range_is_empty, in.name};
}

constexpr mistake find_mistake(const enumeration& in) {
    if (const mistake found = detail::in_names(in.schema, in.name)) return found;
    if (in.schema.empty() && detail::is_in(in.name, detail::built_in_types))
        return {mistake_kind::enum_hides_behind_a_type, in.name, in.name};
    return detail::in_enumeration(in);
}

constexpr mistake find_mistake(const domain& in) {
    if (const mistake found = detail::in_names(in.schema, in.name)) return found;
    if (in.schema.empty() && detail::is_in(in.name, detail::built_in_types))
        return {mistake_kind::enum_hides_behind_a_type, in.name, in.name};
    for (std::size_t i = 0; i != in.constraints.size(); ++i) {
        if (const mistake found = detail::in_name(in.constraints[i].name)) return found;
        for (std::size_t k = 0; k != i; ++k)
            if (strings::same(in.constraints[i].name, in.constraints[k].name))
                return {mistake_kind::object_name_is_repeated, in.constraints[i].name};
    }
    return {};
}

constexpr mistake find_mistake(const composite_type& in) {
    if (const mistake found = detail::in_names(in.schema, in.name)) return found;
    if (in.schema.empty() && detail::is_in(in.name, detail::built_in_types))
        return {mistake_kind::enum_hides_behind_a_type, in.name, in.name};
    for (std::size_t i = 0; i != in.attributes.size(); ++i) {
        if (const mistake found = detail::in_name(in.attributes[i].name)) return found;
        for (std::size_t k = 0; k != i; ++k)
            if (strings::same(in.attributes[i].name, in.attributes[k].name))
                return {mistake_kind::attribute_is_repeated, in.attributes[i].name, in.name};
    }
    return {};
}

constexpr mistake find_mistake(const range_type& in) {
    if (const mistake found = detail::in_names(in.schema, in.name)) return found;
    if (in.schema.empty() && detail::is_in(in.name, detail::built_in_types))
        return {mistake_kind::enum_hides_behind_a_type, in.name, in.name};
    if (in.subtype.empty()) return {mistake_kind::range_has_no_subtype, in.name};
    return {};
}

constexpr mistake find_mistake(const routine& in) {
    if (const mistake found = detail::in_names(in.schema, in.name)) return found;
    const bool is_aggregate = in.kind == routine_kind::aggregate;
    const bool has_body = is_aggregate ? !in.body.empty() : in.body.data() != nullptr; // SQL may be no statement at all
    if (!has_body && in.sql_body.empty()) return {mistake_kind::routine_has_no_body, in.name};
    if (is_aggregate) return {};
    if (in.language.empty()) return {mistake_kind::routine_has_no_body, in.name};
    if (in.kind != routine_kind::procedure && in.result.empty()) return {mistake_kind::routine_has_no_result, in.name};
    return {};
}

constexpr mistake find_mistake(const raw_object& in) {
    if (in.name.empty()) return {mistake_kind::name_is_empty};
    if (detail::is_too_long(in.schema)) return {mistake_kind::name_is_too_long, in.schema};
    if (position_of_raw_kind(in.kind) == raw_kind_count) return {mistake_kind::raw_kind_is_unknown, in.kind, in.name};
    if (in.definition.empty()) return {mistake_kind::raw_object_has_no_sql, in.name};
    return {};
}

namespace detail {

template <class Part>
constexpr mistake in_part_names(std::span<const Part> parts) {
    for (std::size_t i = 0; i != parts.size(); ++i) {
        if (const mistake found = in_name(parts[i].name)) return found;
        for (std::size_t k = 0; k != i; ++k)
            if (strings::same(parts[i].name, parts[k].name)) return {mistake_kind::part_is_repeated, parts[i].name};
    }
    return {};
}

// What CREATE TRIGGER refuses.
constexpr mistake in_trigger(const trigger& of, bool is_on_view) {
    if (!of.on_insert && !of.on_update && !of.on_delete && !of.on_truncate) return {mistake_kind::trigger_has_no_event, of.name};
    if (of.function.empty()) return {mistake_kind::trigger_has_no_function, of.name};
    const bool is_instead = of.time == trigger_time::instead_of;
    const bool is_possible = is_on_view ? (is_instead ? of.for_each_row && !of.on_truncate && of.when_expression.empty() : !of.for_each_row && !of.on_truncate)
                                        : !is_instead && !(of.on_truncate && of.for_each_row);
    if (!is_possible) return {mistake_kind::trigger_fires_at_no_such_time, of.name};
    if (of.is_constraint && (of.time != trigger_time::after || !of.for_each_row || is_on_view))
        return {mistake_kind::trigger_fires_at_no_such_time, of.name};
    return {};
}

// Whether `text` is the name, quoted where it must be.
constexpr bool spells(const std::string_view& text, const std::string_view& name) {
    if (strings::same(text, name)) return true;
    if (text.size() < name.size() + 2 || text[0] != '"') return false;
    std::size_t at = 1;
    for (const char byte : name) {
        if (at >= text.size() || text[at++] != byte) return false;
        if (byte == '"' && (at >= text.size() || text[at++] != '"')) return false;
    }
    return at + 1 == text.size() && text[at] == '"';
}

constexpr mistake in_statistics(const table& of, const statistics& each) {
    if (is_too_long(each.schema)) return {mistake_kind::name_is_too_long, each.schema};
    if (has_more_columns(of)) return {};
    for (const std::string_view text : each.expressions) {
        if (text.starts_with('(')) continue;
        bool found = false;
        for (const column& candidate : of.columns) found = found || spells(text, candidate.name);
        if (!found) return {mistake_kind::statistics_column_is_unknown, text, each.name};
    }
    return {};
}

// A constraint that has an index, or an index.
constexpr bool has_index(const table& of, const std::string_view& name) {
    for (const index& each : of.indexes)
        if (strings::same(each.name, name)) return true;
    for (const constraint& each : of.constraints)
        if (each.kind != constraint_kind::check && each.kind != constraint_kind::foreign_key && strings::same(each.name, name)) return true;
    return false;
}

} // namespace detail

/// The first mistake in what few tables have: triggers, rules, policies, statistics, names of indexes.
constexpr mistake find_mistake_in_parts(const table& in) {
    if (const mistake found = detail::in_part_names(in.triggers)) return found;
    if (const mistake found = detail::in_part_names(in.rules)) return found;
    if (const mistake found = detail::in_part_names(in.policies)) return found;
    if (const mistake found = detail::in_part_names(in.statistics)) return found;
    for (const trigger& each : in.triggers) {
        if (const mistake found = detail::in_trigger(each, false)) return found;
        if (detail::has_more_columns(in)) continue;
        for (const std::string_view column : each.update_columns)
            if (!detail::has_column(in, column)) return {mistake_kind::trigger_column_is_unknown, column, each.name};
    }
    for (const rule& each : in.rules)
        if (each.action.empty()) return {mistake_kind::rule_has_no_action, each.name};
    for (const statistics& each : in.statistics)
        if (const mistake found = detail::in_statistics(in, each)) return found;
    for (const std::string_view index : {in.clustered_on, in.replica_index})
        if (!index.empty() && !detail::has_index(in, index)) return {mistake_kind::named_index_is_unknown, index};
    for (const column& each : in.columns)
        if (each.details->sequence != nullptr)
            if (const mistake found = find_mistake(*each.details->sequence)) return found;
    return {};
}

/// The first mistake that a view shows by itself.
constexpr mistake find_mistake(const view& in) {
    if (const mistake found = detail::in_names(in.schema, in.name)) return found;
    if (in.query.empty()) return {mistake_kind::view_has_no_query, in.name};
    if (const mistake found = detail::in_part_names(in.triggers)) return found;
    if (const mistake found = detail::in_part_names(in.rules)) return found;
    if (const mistake found = detail::in_part_names(in.statistics)) return found;
    if (const mistake found = detail::in_part_names(in.indexes)) return found;
    for (const trigger& each : in.triggers)
        if (const mistake found = detail::in_trigger(each, true)) return found;
    for (const rule& each : in.rules)
        if (each.action.empty()) return {mistake_kind::rule_has_no_action, each.name};
    for (const index& each : in.indexes)
        if (each.keys.empty()) return {mistake_kind::index_has_no_key, each.name};
    if (in.clustered_on.empty()) return {};
    for (const index& each : in.indexes)
        if (strings::same(each.name, in.clustered_on)) return {};
    return {mistake_kind::named_index_is_unknown, in.clustered_on};
}

namespace detail {

inline constexpr std::string_view privilege_names[] = {"SELECT", "INSERT", "UPDATE",  "DELETE",    "TRUNCATE", "REFERENCES", "TRIGGER",
                                                       "USAGE",  "CREATE", "EXECUTE", "MAINTAIN", "CONNECT",  "TEMPORARY"};

} // namespace detail

constexpr mistake find_mistake(const grant& in) {
    if (!detail::is_in(in.privilege, detail::privilege_names)) return {mistake_kind::privilege_is_unknown, in.privilege, in.name};
    return {};
}
constexpr mistake find_mistake(const default_privilege& in) {
    if (!detail::is_in(in.privilege, detail::privilege_names)) return {mistake_kind::privilege_is_unknown, in.privilege};
    return {};
}

} // namespace constable::catalog
