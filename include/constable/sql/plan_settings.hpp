// SPDX-License-Identifier: BSL-1.0
// The part of a plan that comes when all objects are there: owners of sequences, attached partitions, CLUSTER ON, replica identities.
#pragma once

#include "alter.hpp"
#include "create_table.hpp"
#include "create_view.hpp"
#include "plan_part.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace constable::sql::detail {

/// Settles what needs objects that were just made.
class plan_settings : plan_part {
public:
    using plan_part::plan_part;

    void settle() {
        for (const catalog::change* each : draft_.attachments) attach(*each);
        settle_tables();
    }

private:
    void attach(const catalog::change& of) {
        const catalog::table& table = *of.expected.the_table;
        if (table.parent.empty() || std::find(attached_.begin(), attached_.end(), &table) != attached_.end()) return;
        attached_.push_back(&table);
        write(&of, [&](auto& sink) { add_attach_partition(sink, table); });
    }
    void settle_tables() {
        std::sort(draft_.owners.begin(), draft_.owners.end());
        draft_.owners.erase(std::unique(draft_.owners.begin(), draft_.owners.end()), draft_.owners.end());
        for (const catalog::sequence* each : draft_.owners) add(alter_sequence_field(*each, "owner_table"), nullptr);
        for (std::uint32_t id = 0; id != after_.nodes().size(); ++id) {
            if (const catalog::table* table = after_[id].place.the_table; table != nullptr) settle(id, *table);
            if (const catalog::view* view = after_[id].place.the_view; view != nullptr) settle(id, *view);
        }
    }
    void settle(std::uint32_t id, const catalog::view& view) {
        if (view.clustered_on.empty()) return;
        const catalog::change* cause = nullptr;
        for (const catalog::change* each : objects_.aim_of(id).alterations)
            if (each->field == "clustered_on") cause = each;
        if (cause == nullptr && !objects_.aim_of(id).created && !is_new_index(id, view.clustered_on)) return;
        write(cause, [&](auto& sink) { add_cluster_on(sink, view.schema, view.name, view.clustered_on); });
    }
    void settle(std::uint32_t id, const catalog::table& table) {
        const plan_objects::aim& aim = objects_.aim_of(id);
        if (aim.created) return write(aim.of, [&](auto& sink) { add_table_settings(sink, table); });
        const catalog::change* cluster = nullptr;
        const catalog::change* replica = nullptr;
        for (const catalog::change* each : aim.alterations) {
            if (each->field == "clustered_on") cluster = each;
            if (is_any_of(each->field, "replica_identity", "replica_index")) replica = each;
        }
        if (cluster != nullptr || (!table.clustered_on.empty() && is_new_index(id, table.clustered_on))) add(alter_table_field(table, table, "clustered_on"), cluster);
        if (replica != nullptr || (!table.replica_index.empty() && is_new_index(id, table.replica_index))) add(alter_table_field(table, table, "replica_identity"), replica);
    }
    [[nodiscard]] bool is_new_index(std::uint32_t owner, std::string_view name) const {
        bool found = false;
        after_.each_part_of(owner, [&](std::uint32_t part) {
            const catalog::object_place& place = after_[part].place;
            const bool is_it = (place.the_index != nullptr && place.the_index->name == name) || (place.the_constraint != nullptr && place.the_constraint->name == name);
            found = found || (is_it && objects_.aim_of(part).created);
        });
        return found;
    }

    std::vector<const catalog::table*> attached_{};
};

} // namespace constable::sql::detail
