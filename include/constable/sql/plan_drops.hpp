// SPDX-License-Identifier: BSL-1.0
// The part of a plan that drops: what goes, and what must go before something else can come.
#pragma once

#include "alter.hpp"
#include "drop.hpp"
#include "plan_part.hpp"

#include "constable/catalog/change.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace constable::sql::detail {

/// Drops what goes, and what stands in the way of a change and comes back.
class plan_drops : plan_part {
public:
    using plan_part::plan_part;

    void detach_partitions() {
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id) {
            const catalog::table* const table = before_[id].place.the_table;
            const plan_objects::fate& fate = objects_.fate_of(id);
            if (table == nullptr || table->parent.empty() || fate.dropped || fate.partner == no_node) continue;
            const catalog::table& now = *after_[fate.partner].place.the_table;
            if (!objects_.is_detached(now, *table)) continue;
            add(joined("ALTER TABLE ", qualified_identifier(table->parent_schema, table->parent), " DETACH PARTITION ",
                       qualified_identifier(now.schema, now.name), ";"), change_of_parent(fate.partner));
        }
    }
    // A sequence that stays while its column goes, perhaps to come again.
    void keep_sequences() {
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id) {
            const catalog::sequence* const sequence = before_[id].place.the_sequence;
            const plan_objects::fate& fate = objects_.fate_of(id);
            if (sequence == nullptr || sequence->owner_table.empty() || fate.dropped || fate.partner == no_node || !loses_owner(*sequence)) continue;
            const catalog::sequence& now = *after_[fate.partner].place.the_sequence;
            add(joined("ALTER SEQUENCE ", qualified_identifier(now.schema, now.name), " OWNED BY NONE;"), nullptr);
            if (!now.owner_table.empty()) draft_.owners.push_back(&now);
        }
    }
    void drop_all() {
        for (const std::uint32_t id : in_order_of_dropping(false)) {
            if (is_default_of_serial(id)) continue;
            const catalog::graph_node& node = before_[id];
            const bool is_reference = node.place.the_constraint != nullptr && node.place.the_constraint->kind == catalog::constraint_kind::foreign_key;
            if (objects_.goes_with_owner(id) && !is_reference) continue;
            if (goes_with_parent(node.place)) continue;
            drop(id);
        }
    }
    void drop_late() {
        for (const std::uint32_t id : in_order_of_dropping(true)) {
            const catalog::graph_node& node = before_[id];
            const plan_objects::fate& fate = objects_.fate_of(id);
            if (fate.is_old_type) {
                const auto drop_old = [&](const auto* object) {
                    if (object != nullptr) add(joined("DROP ", drop_word(node.kind), " ", qualified_identifier(object->schema, old_name(object->name)), ";"), fate.of);
                };
                drop_old(node.place.the_enumeration), drop_old(node.place.the_domain), drop_old(node.place.the_composite), drop_old(node.place.the_range);
                drop_old(node.place.the_collation);
                continue;
            }
            if (node.place.the_sequence != nullptr && (loses_owner(*node.place.the_sequence) || becomes_owned(*node.place.the_sequence))) continue;
            drop(id);
        }
    }

private:
    [[nodiscard]] const catalog::change* change_of_parent(std::uint32_t after) const {
        for (const catalog::change* each : objects_.aim_of(after).alterations)
            if (is_any_of(each->field, "parent", "parent_schema", "partition_bound")) return each;
        return nullptr;
    }
    [[nodiscard]] bool loses_owner(const catalog::sequence& of) const {
        for (const catalog::table& each : actual_.tables) {
            if (each.name != of.owner_table || each.schema != of.schema) continue;
            if (objects_.fate_of(before_.find(&each)).dropped) return true;
            const catalog::column* const column = find_column(each, of.owner_column);
            return column != nullptr && objects_.fate_of(before_.find(column)).dropped;
        }
        return false;
    }
    [[nodiscard]] bool becomes_owned(const catalog::sequence& of) const { return is_own_sequence(expected_, of); }
    static bool is_dropped_late(const catalog::graph_node& of, const plan_objects::fate& fate) {
        const catalog::object_place& place = of.place;
        if (fate.is_old_type) return true;
        return of.owner == no_node && (place.the_schema != nullptr || place.the_extension != nullptr || place.the_collation != nullptr || place.the_enumeration != nullptr ||
                                       (place.the_domain != nullptr && !of.is_default) || place.the_composite != nullptr || place.the_range != nullptr || place.the_sequence != nullptr);
    }
    // Every node after those that need it.
    [[nodiscard]] std::vector<std::uint32_t> in_order_of_dropping(bool late) const {
        std::vector<std::uint32_t> order;
        std::vector<char> seen(before_.nodes().size());
        const auto is_meant = [&](std::uint32_t id) { return objects_.fate_of(id).dropped && is_dropped_late(before_[id], objects_.fate_of(id)) == late; };
        const auto visit = [&](const auto& self, std::uint32_t id) -> void {
            if (seen[id] != 0) return;
            seen[id] = 1;
            for (const std::uint32_t dependent : before_.dependents_of(id))
                if (objects_.fate_of(dependent).dropped) self(self, dependent);
            if (is_meant(id)) order.push_back(id);
        };
        for (std::uint32_t id = static_cast<std::uint32_t>(before_.nodes().size()); id-- != 0;)
            if (objects_.fate_of(id).dropped) visit(visit, id);
        return order;
    }
    [[nodiscard]] bool is_default_of_serial(std::uint32_t id) const {
        // a default that goes with its column
        const catalog::graph_node& node = before_[id];
        return node.is_default && node.place.the_column != nullptr && objects_.fate_of(before_.find(node.place.the_column)).dropped;
    }
    void drop(std::uint32_t id) {
        const catalog::graph_node& node = before_[id];
        const plan_objects::fate& fate = objects_.fate_of(id);
        const catalog::table* const now = objects_.table_after(node.place.in_table);
        if (node.is_default) {
            const std::string on = relation_of(node.place, now);
            if (node.place.the_domain != nullptr) return add(joined("ALTER DOMAIN ", on, " DROP DEFAULT;"), fate.of);
            const std::uint32_t column = objects_.fate_of(before_.find(node.place.the_column)).partner;
            const std::string_view name = column == no_node ? node.place.the_column->name : after_[column].place.the_column->name;
            return add(joined(now != nullptr && has_heirs(*now) ? "ALTER TABLE " : "ALTER TABLE ONLY ", on, " ALTER COLUMN ", identifier(name), " DROP DEFAULT;"), fate.of);
        }
        catalog::object_place place = node.place;
        if (fate.partner != no_node) follow_renaming(place, after_[fate.partner].place);
        if (place.the_schema == nullptr || !objects_.both().is_default_schema(place.the_schema->name)) return add(drop_statement(node.kind, place, now), fate.of);
        add(joined("COMMENT ON SCHEMA ", identifier(place.the_schema->name), " IS NULL;"), fate.of);
    }
    // Views and columns that have just been renamed.
    static void follow_renaming(catalog::object_place& of, const catalog::object_place& now) {
        if (of.the_view != nullptr) of.the_view = now.the_view;
        if (of.the_column != nullptr) of.the_column = now.the_column;
    }
    [[nodiscard]] bool check_goes_with_parent(const catalog::object_place& of) const {
        const catalog::table* const now = objects_.table_after(of.in_table);
        if (of.in_table->parent.empty() || (now != nullptr && objects_.is_detached(*now, *of.in_table))) return false;
        for (const catalog::table& each : actual_.tables) {
            if (each.name != of.in_table->parent || each.schema != of.in_table->parent_schema) continue;
            for (const catalog::constraint& other : each.constraints)
                if (other.name == of.the_constraint->name && other.kind == of.the_constraint->kind) return objects_.fate_of(before_.find(&other)).dropped;
        }
        return false;
    }
    // The index or the check of a partition goes when that of its parent does.
    [[nodiscard]] bool goes_with_parent(const catalog::object_place& of) const {
        if (of.the_constraint != nullptr && of.in_table != nullptr && of.the_constraint->kind == catalog::constraint_kind::check) return check_goes_with_parent(of);
        const std::string_view parent_index = of.the_index != nullptr ? of.the_index->attached_to : of.the_constraint != nullptr ? of.the_constraint->attached_to : "";
        if (parent_index.empty() || of.in_table == nullptr) return false;
        if (const catalog::table* now = objects_.table_after(of.in_table); now != nullptr && objects_.is_detached(*now, *of.in_table)) return false;
        for (const catalog::table& each : actual_.tables) {
            if (each.name != of.in_table->parent || each.schema != of.in_table->parent_schema) continue;
            for (const catalog::index& other : each.indexes)
                if (other.name == parent_index) return objects_.fate_of(before_.find(&other)).dropped;
            for (const catalog::constraint& other : each.constraints)
                if (other.name == parent_index) return objects_.fate_of(before_.find(&other)).dropped;
        }
        return false;
    }
};

} // namespace constable::sql::detail
