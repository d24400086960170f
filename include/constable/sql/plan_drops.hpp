// SPDX-License-Identifier: BSL-1.0
// The part of a plan that drops: what goes, and what must go before something else can come.
#pragma once

#include "alter.hpp"
#include "drop.hpp"
#include "drop_order.hpp"
#include "inheritance.hpp"
#include "plan_part.hpp"

#include "constable/catalog/change.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace constable::sql::detail {

/// Drops what goes, and what stands in the way of a change and comes back.
class plan_drops : plan_part {
public:
    explicit plan_drops(plan_draft& draft) : plan_part(draft), order_(draft) {}

    void detach_partitions() {
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id) {
            const catalog::table* const table = before_[id].place.the_table;
            const plan_objects::fate& fate = objects_.fate_of(id);
            if (table == nullptr || table->parent.empty() || fate.dropped || fate.partner == no_node) continue;
            const catalog::table& now = *after_[fate.partner].place.the_table;
            if (!objects_.is_detached(now, *table)) continue;
            add(joined("ALTER TABLE ", qualified_identifier(table->parent_schema, table->parent), " DETACH PARTITION ",
                       qualified_identifier(now.schema, now.name), ";"), change_of_parent(fate.partner));
            drop_references_left_by_parents(*table, now, change_of_parent(fate.partner));
        }
    }
    // What a table has of a former parent becomes its own before the parent is altered. Checks come again where they are wanted.
    void leave_parents() {
        for (std::uint32_t id = 0; id != after_.nodes().size(); ++id)
            for (const catalog::change* each : objects_.aim_of(id).alterations)
                if (each->kind == catalog::object_kind::table && each->field == "inherits") leave_parents(*each);
    }
    // A sequence that stays while its column goes, perhaps to come again.
    void keep_sequences() {
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id) {
            const catalog::sequence* const sequence = before_[id].place.the_sequence;
            const plan_objects::fate& fate = objects_.fate_of(id);
            if (sequence == nullptr || sequence->owner_table.empty() || fate.dropped || fate.partner == no_node || !loses_owner(*sequence)) continue;
            const catalog::sequence& now = *after_[fate.partner].place.the_sequence;
            keep(now);
            if (!now.owner_table.empty()) draft_.owners.push_back(&now);
        }
        for (const catalog::sequence& each : expected_.sequences) {
            if (!objects_.aim_of(after_.find(&each)).created) continue;
            const own_column owner = owner_of(actual_, each);
            if (owner.column != nullptr && is_dropped(*owner.column) && is_kept(*owner.column)) keep(each);
        }
    }
    void drop_all() {
        for (const std::uint32_t id : order_.early()) drop_unless_done(id);
    }
    void drop_late() {
        for (const std::uint32_t id : order_.late()) {
            const catalog::graph_node& node = before_[id];
            const plan_objects::fate& fate = objects_.fate_of(id);
            if (!fate.is_old_type) {
                drop_unless_done(id);
                continue;
            }
            const auto drop_old = [&](const auto* object) {
                if (object != nullptr) add(joined("DROP ", drop_word(node.kind), " ", qualified_identifier(object->schema, old_name(object->name)), ";"), fate.of);
            };
            drop_old(node.place.the_enumeration), drop_old(node.place.the_domain), drop_old(node.place.the_composite), drop_old(node.place.the_range);
            drop_old(node.place.the_collation);
        }
    }

private:
    // A partition that is detached keeps the foreign keys that it had of its parents.
    void drop_references_left_by_parents(const catalog::table& of, const catalog::table& now, const catalog::change* cause) {
        for (const catalog::table& parent : actual_.tables) {
            if (parent.name != of.parent || parent.schema != of.parent_schema) continue;
            const catalog::table* const stays = objects_.table_after(&parent);
            const bool comes_back = stays != nullptr && stays->name == now.parent && objects_.both().same_schema_of_expected(stays->schema, now.parent_schema);
            for (const catalog::constraint& each : parent.constraints) {
                if (each.kind != catalog::constraint_kind::foreign_key || (comes_back && !objects_.fate_of(before_.find(&each)).dropped)) continue;
                add(joined("ALTER TABLE ", qualified_identifier(now.schema, now.name), " DROP CONSTRAINT IF EXISTS ", identifier(each.name), ";"), cause);
            }
            drop_references_left_by_parents(parent, now, cause);
        }
    }
    void leave_parents(const catalog::change& of) {
        const catalog::table& now = *of.expected.the_table;
        const catalog::table& before = *of.actual.the_table;
        const std::string head = joined("ALTER TABLE ", qualified_identifier(now.schema, now.name), " ");
        for (const catalog::qualified_name& former : before.inherits) {
            if (catalog::is_listed(former, now.inherits)) continue;
            add(joined(head, "NO INHERIT ", present_name(former), ";"), &of);
            each_ancestor(actual_, former, [&](const catalog::table& parent) {
                each_inheritable_check(parent, [&](const catalog::constraint& left) {
                    if (!has_own_check(before, left.name) && !inherits_check(now, left.name)) add(joined(head, "DROP CONSTRAINT IF EXISTS ", identifier(left.name), ";"), &of);
                });
            });
        }
    }
    [[nodiscard]] bool inherits_check(const catalog::table& in, std::string_view name) const {
        bool inherits = false;
        for (const catalog::qualified_name& parent : in.inherits)
            each_ancestor(expected_, parent, [&](const catalog::table& each) { inherits = inherits || has_own_check(each, name); });
        return inherits;
    }
    // What a table is called when all have their new names.
    [[nodiscard]] std::string present_name(const catalog::qualified_name& before) const {
        for (const catalog::table& each : actual_.tables) {
            if (each.name != before.name || each.schema != before.schema) continue;
            const catalog::table* const now = objects_.table_after(&each);
            if (now != nullptr) return qualified_identifier(now->schema, now->name);
        }
        return qualified_identifier(before.schema, before.name);
    }
    [[nodiscard]] const catalog::change* change_of_parent(std::uint32_t after) const {
        for (const catalog::change* each : objects_.aim_of(after).alterations)
            if (is_any_of(each->field, "parent", "parent_schema", "partition_bound")) return each;
        return nullptr;
    }
    [[nodiscard]] bool loses_owner(const catalog::sequence& of) const { return order_.owner_that_goes(of) != no_node; }
    // It goes on as that of an identity or serial column that is there.
    [[nodiscard]] bool becomes_owned(const catalog::sequence& of) const {
        const own_column owner = owner_of(expected_, of);
        if (owner.column == nullptr) return false;
        const std::uint32_t column = after_.find(owner.column);
        return !objects_.aim_of(column).created && !objects_.comes_with_owner(column);
    }
    void keep(const catalog::sequence& of) { add(joined("ALTER SEQUENCE ", qualified_identifier(of.schema, of.name), " OWNED BY NONE;"), nullptr); }
    void drop_unless_done(std::uint32_t id) {
        const catalog::object_place& place = before_[id].place;
        if (place.the_sequence != nullptr && (loses_owner(*place.the_sequence) || becomes_owned(*place.the_sequence))) return;
        if (goes_with_parent(place)) return;
        if (place.the_table != nullptr && order_.is_referenced_through_parents(id))
            add(joined("ALTER TABLE ", present_name({place.the_table->parent_schema, place.the_table->parent}), " DETACH PARTITION ",
                       qualified_identifier(place.the_table->schema, place.the_table->name), ";"), objects_.fate_of(id).of);
        drop(id);
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
        add(comment_statement("SCHEMA", identifier(place.the_schema->name), place.the_schema->name == "public" ? "standard public schema" : ""), fate.of); // what initdb says
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

    drop_order order_;
};

} // namespace constable::sql::detail
