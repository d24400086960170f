// SPDX-License-Identifier: BSL-1.0
// The part of a plan that lets tables of a type go while the type or their columns change, and makes them so again.
#pragma once

#include "alter.hpp"
#include "plan_part.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace constable::sql::detail {

/// Settles tables that were made with OF. PostgreSQL changes neither their columns nor, while there are any, their type; and
/// it renames none of their constraints (`renameatt_check`).
class plan_typed_tables : plan_part {
public:
    using plan_part::plan_part;

    /// Before everything else, names included.
    void release() {
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id) {
            const catalog::table* const table = before_[id].place.the_table;
            const plan_objects::fate& fate = objects_.fate_of(id);
            if (table == nullptr || fate.dropped || fate.partner == no_node) continue;
            const catalog::table& now = *after_[fate.partner].place.the_table;
            const catalog::change* const cause = change_of(fate.partner);
            if (cause == nullptr && !is_type_touched(id) && !is_constraint_renamed(id)) continue;
            if (!table->of_type.empty()) add(joined("ALTER TABLE ", qualified_identifier(table->schema, table->name), " NOT OF;"), cause);
            if (!now.of_type.empty()) released_.push_back({table, &now, cause});
        }
    }
    /// When types and columns are what they should be.
    void bind() {
        for (const released& each : released_) {
            if (has_order_of_type(each)) add(alter_table_field(*each.now, *each.was, "of_type"), each.of);
            else if (each.of != nullptr) draft_.made.impossible.push_back(each.of);
        }
    }

private:
    struct released {
        const catalog::table* was;
        const catalog::table* now;
        const catalog::change* of;
    };

    [[nodiscard]] const catalog::change* change_of(std::uint32_t after) const {
        for (const catalog::change* each : objects_.aim_of(after).alterations)
            if (each->field == "of_type") return each;
        return nullptr;
    }
    [[nodiscard]] bool is_type_touched(std::uint32_t id) const {
        if (before_[id].place.the_table->of_type.empty()) return false;
        for (const std::uint32_t needed : before_[id].needs) {
            const plan_objects::fate& fate = objects_.fate_of(needed);
            if (before_[needed].place.the_composite == nullptr || fate.partner == no_node) continue;
            if (fate.dropped || !objects_.aim_of(fate.partner).alterations.empty()) return true;
        }
        return false;
    }
    [[nodiscard]] bool is_constraint_renamed(std::uint32_t id) const {
        if (before_[id].place.the_table->of_type.empty()) return false;
        bool is_renamed = false;
        after_.each_part_of(objects_.fate_of(id).partner, [&](std::uint32_t part) {
            for (const catalog::change* each : objects_.aim_of(part).alterations)
                is_renamed = is_renamed || each->field == "not_null_name" || (each->field == "name" && each->kind == catalog::object_kind::constraint);
        });
        return is_renamed;
    }
    // Columns that are added stand behind those that stay.
    [[nodiscard]] bool has_order_of_type(const released& of) const {
        bool is_behind = false;
        std::size_t last = 0;
        for (const catalog::column& each : of.now->columns) {
            const std::uint32_t partner = objects_.aim_of(after_.find(&each)).partner;
            const bool stays = partner != no_node && !objects_.fate_of(partner).dropped;
            if (!stays) {
                is_behind = true;
                continue;
            }
            const auto at = static_cast<std::size_t>(before_[partner].place.the_column - of.was->columns.data());
            if (is_behind || at < last) return false;
            last = at;
        }
        return true;
    }

    std::vector<released> released_{};
};

} // namespace constable::sql::detail
