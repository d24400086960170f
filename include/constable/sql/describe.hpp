// SPDX-License-Identifier: BSL-1.0
// Says changes in words: a sentence each, and a report of all.
#pragma once

#include "object_name.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/catalog/field_visitor.hpp"
#include "constable/catalog/hazard.hpp"
#include "create_constraint.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace constable::sql {

namespace detail {

// Finds the field of a name, and says its value as a person would: `field_name value`.
class field_teller final : public catalog::field_visitor {
public:
    explicit field_teller(std::string_view wanted) : wanted_(wanted) {}
    [[nodiscard]] const std::string& told() const { return told_; }

    void text(std::string_view name, std::string_view value, std::string_view) override {
        if (name == wanted_) told_ = joined(name, " ", value.empty() ? std::string_view{"none"} : value);
    }
    void value(std::string_view name, const catalog::scalar& value, const catalog::scalar&) override {
        if (name != wanted_) return;
        told_ = joined(name, " ");
        if (value.is_flag) told_.append(value.number != 0 ? "true" : "false");
        else if (value.words.empty()) told_.append(std::to_string(value.number));
        else told_.append(value.words[static_cast<std::size_t>(value.number)]);
    }
    void list(std::string_view name, catalog::names value, catalog::names) override {
        if (name != wanted_) return;
        std::string all;
        for (const std::string_view each : value) all.append(all.empty() ? "" : ", ").append(each);
        told_ = joined(name, " ", all.empty() ? std::string_view{"none"} : std::string_view{all});
    }
    void list(std::string_view name, std::span<const catalog::qualified_name> value, std::span<const catalog::qualified_name>) override {
        if (name == wanted_) told_ = joined(name, " ", strings::to_string([&](auto& sink) { catalog::add_value(sink, value); }));
    }

private:
    std::string_view wanted_;
    std::string told_;
};

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
        field_teller teller{of.field};
        catalog::visit_fields(*object, *object, teller);
        text = teller.told();
    };
    const auto look_at_keys = [&](const auto* object) {
        if (object != nullptr && of.field == "keys") text = strings::to_string([&](auto& sink) { add_keys(sink, object->keys); });
    };
    look_at_keys(place.the_constraint), look_at_keys(place.the_index);
    if (of.kind == catalog::object_kind::sequence && place.the_column != nullptr) {
        catalog::name_buffer name;
        const catalog::sequence own = catalog::own_sequence_of(*place.in_table, *place.the_column, name);
        look(&own);
        return text;
    }
    if (place.the_column != nullptr && !value_of_column(*place.the_column, of.field, text).empty()) return text;
    look(place.the_schema), look(place.the_extension), look(place.the_collation), look(place.the_enumeration);
    look(place.the_domain), look(place.the_composite), look(place.the_range), look(place.the_sequence), look(place.the_table);
    look(place.the_column), look(place.the_column == nullptr ? nullptr : place.the_column->details), look(place.the_attribute), look(place.the_view_column), look(place.the_constraint);
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
