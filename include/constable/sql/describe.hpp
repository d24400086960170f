// SPDX-License-Identifier: BSL-1.0
// Says changes in words: a sentence each, and a report of all.
#pragma once

#include "object_name.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/catalog/hazard.hpp"
#include "constable/catalog/lists.hpp"
#include "create_constraint.hpp"

#include <span>
#include <string>
#include <string_view>

namespace constable::sql {

namespace detail {

// The value of a field as a person would say it; texts as they are.
template <class Value>
std::string field_text(const Value& value) {
    if constexpr (std::is_same_v<Value, std::string_view>) return std::string{value.empty() ? std::string_view{"none"} : value};
    else return strings::to_string([&](auto& sink) { catalog::add_value(sink, value); });
}
inline std::string field_text(catalog::names value) {
    if (value.empty()) return "none";
    std::string text;
    for (const std::string_view each : value) text += (text.empty() ? "" : ", ") + std::string{each};
    return text;
}

inline std::string value_of_column(const catalog::column& of, std::string_view field, std::string& text) {
    using catalog::identity_kind;
    if (field == "type") text = joined("type ", of.type);
    if (field == "not_null") text = of.not_null ? "NOT NULL" : "nullable";
    if (field == "default_expression") text = joined("default ", of.default_expression.empty() ? "none" : of.default_expression);
    if (field == "generated_expression") text = joined("generation expression ", of.generated_expression.empty() ? "none" : of.generated_expression);
    if (field == "collation") text = joined("collation ", of.collation.empty() ? "none" : of.collation);
    if (field == "identity") {
        if (of.identity == identity_kind::none) text = "no identity";
        else if (of.identity == identity_kind::serial) text = "serial";
        else text = joined("GENERATED ", word_of(of.identity), " AS IDENTITY");
    }
    return text;
}

// `field_name value` of the object that a place leads to.
inline std::string field_of(const catalog::change& of, const catalog::object_place& place) {
    std::string text;
    const auto look = [&](const auto* object) {
        if (object == nullptr || !text.empty()) return;
        catalog::each_value(*object, [&](std::string_view name, const auto& value) {
            if (name == of.field) text = joined(name, " ", field_text(value));
        });
        if constexpr (requires { object->keys; })
            if (of.field == "keys") text = strings::to_string([&](auto& sink) { add_keys(sink, object->keys); });
    };
    if (of.kind == catalog::object_kind::sequence && place.the_column != nullptr) {
        catalog::name_buffer name;
        const catalog::sequence own = catalog::own_sequence_of(*place.in_table, *place.the_column, name);
        look(&own);
        return text;
    }
    if (place.the_column != nullptr && !value_of_column(*place.the_column, of.field, text).empty()) return text;
    look(place.the_schema), look(place.the_extension), look(place.the_collation), look(place.the_enumeration);
    look(place.the_domain), look(place.the_composite), look(place.the_range), look(place.the_sequence), look(place.the_table);
    look(place.the_column), look(place.the_attribute), look(place.the_view_column), look(place.the_constraint);
    look(place.the_index), look(place.the_view), look(place.the_routine), look(place.the_trigger), look(place.the_rule);
    look(place.the_policy), look(place.the_statistics), look(place.the_raw), look(place.the_grant), look(place.the_default_privilege);
    return text.empty() ? joined(of.field, " none") : text;
}

// What would be too long for a sentence.
inline bool is_long(std::string_view field) {
    return field == "query" || field == "body" || field == "definition" || field == "sql_body" || field == "order";
}

} // namespace detail

/// One sentence: the object, what was expected and what stands there.
inline std::string describe(const catalog::change& of) {
    using catalog::change_action;
    std::string text = object_name(of);
    switch (of.action) {
    case change_action::create:
        if (of.expected.the_column != nullptr) text += joined(" (", of.expected.the_column->type, ")");
        return text + " is missing";
    case change_action::drop: return text + " is not declared";
    case change_action::rename: return text + " is still called " + detail::own_name(of.actual);
    case change_action::alter: break;
    }
    if (of.field == "order") return text + " has its columns in another order";
    if (of.field == "labels") return text + " has other labels than declared";
    if (detail::is_long(of.field)) return text + joined(" has another ", of.field, " than declared");
    return text + joined(": expected ", detail::field_of(of, of.expected), ", found ", detail::field_of(of, of.actual));
}

/// What a change costs, in a few words; empty where it costs nothing worth mentioning.
inline std::string describe(const catalog::hazard& of) {
    std::string text;
    const auto add = [&](bool is_so, std::string_view words) {
        if (is_so) text += joined(text.empty() ? "" : ", ", words);
    };
    add(of.loses_data, "loses data");
    add(of.rewrites, "rewrites the table");
    add(of.scans && !of.rewrites, "scans the table");
    add(of.own_transaction, "in a transaction of its own");
    add(of.breaks_users, "may break who uses it");
    add(of.lock != catalog::lock_level::none, joined("lock ", word_of(of.lock)));
    return text;
}

/// All changes for a person to read: a line for each, with its hazard, grouped by what they stand on.
inline std::string write_report(std::span<const catalog::change> changes) {
    constexpr char marks[] = {'+', '-', '~', '>'};
    std::string report;
    std::string last;
    for (const catalog::change& each : changes) {
        const std::string owner = owner_name(each.place());
        if (owner != last && !owner.empty()) report += joined(owner, "\n");
        last = owner;
        report += owner.empty() ? "" : "  ";
        report += marks[static_cast<std::size_t>(each.action)];
        report += " " + describe(each);
        const std::string hazard = describe(hazard_of(each));
        report += hazard.empty() ? "\n" : joined("  [", hazard, "]\n");
    }
    return report;
}

} // namespace constable::sql
