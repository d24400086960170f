// SPDX-License-Identifier: BSL-1.0
// Which objects of two catalogs are the same: those that changes speak of together, and those of one name.
#pragma once

#include "object_name.hpp"

#include "constable/catalog/change.hpp"
#include "constable/catalog/object_graph.hpp"
#include "constable/catalog/sides.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace constable::sql {

/// The objects of two graphs, as numbers of their nodes, in pairs. All arguments must live as long.
class object_pairs {
public:
    static constexpr std::uint32_t no_node = catalog::graph_node::no_node;

    object_pairs(const catalog::sides& sides, const catalog::object_graph& after, const catalog::object_graph& before,
                 std::span<const catalog::change> changes)
        : sides_(sides), after_(after), before_(before), expected_(after.nodes().size(), no_node), actual_(before.nodes().size(), no_node) {
        pair(changes);
    }

    /// The actual object that becomes an expected one, or `no_node`; and the other way round.
    [[nodiscard]] std::uint32_t before(std::uint32_t after) const { return expected_[after]; }
    [[nodiscard]] std::uint32_t after(std::uint32_t before) const { return actual_[before]; }

    /// The objects of a change, or `no_node`.
    [[nodiscard]] std::uint32_t node_after(const catalog::change& of) const {
        const void* const object = pointer_of(of.expected);
        return object == nullptr ? no_node : after_.find(object);
    }
    [[nodiscard]] std::uint32_t node_before(const catalog::change& of) const {
        const void* const object = pointer_of(of.actual);
        return object == nullptr ? no_node : before_.find(object);
    }

private:
    static const void* pointer_of(const catalog::object_place& of) {
        const void* found = nullptr;
        const auto look = [&](const void* object) {
            if (object != nullptr) found = object;
        };
        look(of.the_schema), look(of.the_extension), look(of.the_collation), look(of.the_enumeration), look(of.the_domain);
        look(of.the_composite), look(of.the_range), look(of.the_table), look(of.the_column), look(of.the_constraint);
        look(of.the_index), look(of.the_view), look(of.the_routine), look(of.the_trigger), look(of.the_rule), look(of.the_policy);
        look(of.the_statistics), look(of.the_raw);
        if (of.the_column == nullptr) look(of.the_sequence);
        if (of.in_composite != nullptr) look(of.in_composite); // an attribute is part of its type's node
        if (of.in_view != nullptr && found == nullptr) look(of.in_view);
        return found;
    }

    static std::string class_of(const catalog::graph_node& of) {
        using catalog::object_kind;
        switch (of.kind) {
        case object_kind::materialized_view: return "VIEW";
        case object_kind::procedure:
        case object_kind::aggregate: return "FUNCTION";
        default: return std::string{word_of(of.kind)};
        }
    }
    std::string key_of(const catalog::graph_node& of, bool is_expected, std::uint32_t owner) const {
        std::string key = class_of(of) + (of.is_default ? "\1" : "\2") + std::to_string(owner) + "\2";
        const auto own = [&](std::string_view schema) { return is_expected ? sides_.own_of_expected(schema) : sides_.own_of_actual(schema); };
        const auto look = [&](const auto* object) {
            if (object == nullptr) return;
            if constexpr (requires { object->schema; object->name; }) key += own(object->schema);
            key += "\3";
            if constexpr (requires { object->name; }) key += object->name;
            if constexpr (requires { object->identity.data(); }) key += joined("\3", object->identity);
            if constexpr (requires { object->definition; }) key += joined("\3", object->kind);
        };
        const catalog::object_place& place = of.place;
        if (place.the_extension != nullptr) return key + std::string{place.the_extension->name};
        look(place.the_schema), look(place.the_collation), look(place.the_enumeration), look(place.the_domain), look(place.the_composite);
        look(place.the_range), look(place.the_sequence), look(place.the_table), look(place.the_column), look(place.the_constraint);
        look(place.the_index), look(place.the_view), look(place.the_routine), look(place.the_trigger), look(place.the_rule);
        look(place.the_policy), look(place.the_statistics), look(place.the_raw);
        return key;
    }
    void join(std::uint32_t after, std::uint32_t before) {
        if (after == no_node || before == no_node || expected_[after] != no_node || actual_[before] != no_node) return;
        expected_[after] = before;
        actual_[before] = after;
    }
    void pair(std::span<const catalog::change> changes) {
        std::vector<bool> is_new(expected_.size());
        std::vector<bool> is_gone(actual_.size());
        for (const catalog::change& each : changes) {
            if (each.expected.the_attribute != nullptr || each.actual.the_attribute != nullptr) continue;
            const std::uint32_t after = node_after(each);
            const std::uint32_t before = node_before(each);
            if (each.action == catalog::change_action::create && after != no_node) is_new[after] = true;
            else if (each.action == catalog::change_action::drop && before != no_node) is_gone[before] = true;
            else join(after, before);
        }
        std::map<std::string, std::uint32_t> known;
        for (std::uint32_t id = 0; id != actual_.size(); ++id)
            if (!is_gone[id] && actual_[id] == no_node) known.emplace(key_of(before_[id], false, before_[id].owner), id);
        for (std::uint32_t id = 0; id != expected_.size(); ++id) {
            if (is_new[id] || expected_[id] != no_node) continue;
            const catalog::graph_node& node = after_[id];
            if (node.is_default && node.place.the_column != nullptr) { // columns are paired before
                const std::uint32_t column = expected_[after_.find(node.place.the_column)];
                if (column != no_node) join(id, before_.find(before_[column].place.the_column, true));
                continue;
            }
            const std::uint32_t owner = node.owner == no_node ? no_node : expected_[node.owner];
            if (node.owner != no_node && owner == no_node) continue;
            if (const auto found = known.find(key_of(node, true, owner)); found != known.end()) join(id, found->second);
        }
    }

    const catalog::sides& sides_;
    const catalog::object_graph& after_;
    const catalog::object_graph& before_;
    std::vector<std::uint32_t> expected_; // partners
    std::vector<std::uint32_t> actual_;
};

} // namespace constable::sql
