// SPDX-License-Identifier: BSL-1.0
// The order in which a plan drops: everything after what needs it.
#pragma once

#include "plan_part.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace constable::sql::detail {

/// Puts in order what is dropped. Most goes before anything is created, so that names are free; a type, a schema or a
/// sequence that something needs which stays goes at the end, when that has been altered. What goes with its table, view,
/// domain or column is dropped for itself only where it stands in the way of something that must go before.
class drop_order : plan_part {
public:
    explicit drop_order(plan_draft& draft)
        : plan_part(draft), carriers_(before_.nodes().size(), no_node), carried_(carriers_.size()), states_(carriers_.size()), answers_(carriers_.size()), passed_(carriers_.size()), circles_(carriers_.size(), no_node), lows_(carriers_.size()) {
        for (std::uint32_t id = 0; id != carriers_.size(); ++id) {
            carriers_[id] = find_carrier(id);
            if (carriers_[id] != no_node) carried_[carriers_[id]].push_back(id);
        }
        for (std::uint32_t id = 0; id != carriers_.size(); ++id)
            if (goes(id) && carriers_[id] == no_node && circles_[id] == no_node) find_circle(id);
        path_ = {};
    }

    [[nodiscard]] std::vector<std::uint32_t> early() { return in_order(false); }
    [[nodiscard]] std::vector<std::uint32_t> late() { return in_order(true); }
    /// Whether a foreign key that stays references the partitioned table to which a partition belongs: it must be detached.
    [[nodiscard]] bool is_referenced_through_parents(std::uint32_t id) const {
        bool found = false;
        each_reference_to_parents(id, [&](std::uint32_t each) { found = found || !goes(each); });
        return found;
    }

    /// The table or column that goes and to which a sequence belongs; `no_node` where there is none.
    [[nodiscard]] std::uint32_t owner_that_goes(const catalog::sequence& of) const {
        if (of.owner_table.empty()) return no_node;
        for (const catalog::table& each : actual_.tables) {
            if (each.name != of.owner_table || each.schema != of.schema) continue;
            const std::uint32_t table = before_.find(&each);
            if (objects_.fate_of(table).dropped) return table;
            const catalog::column* const column = find_column(each, of.owner_column);
            const std::uint32_t id = column == nullptr ? no_node : before_.find(column);
            return id != no_node && objects_.fate_of(id).dropped ? id : no_node;
        }
        return no_node;
    }

private:
    enum class state : char { waits, on_its_way, gone };
    enum class answer : char { none, yes, no };
    static constexpr std::uint32_t on_path = no_node - 1;

    // ---- what takes what with it

    [[nodiscard]] std::uint32_t find_carrier(std::uint32_t id) const {
        const catalog::graph_node& node = before_[id];
        if (node.place.the_sequence != nullptr) return objects_.fate_of(id).dropped ? owner_that_goes(*node.place.the_sequence) : no_node;
        // foreign keys to what goes are dropped for themselves
        if (const catalog::constraint* key = node.place.the_constraint; key != nullptr && key->kind == catalog::constraint_kind::foreign_key && objects_.fate_of(id).dropped) return no_node;
        if (objects_.goes_with_owner(id)) return node.owner;
        if (!node.is_default || node.place.the_column == nullptr) return no_node;
        const std::uint32_t column = before_.find(node.place.the_column);
        return objects_.fate_of(column).dropped ? column : no_node;
    }
    [[nodiscard]] bool goes(std::uint32_t id) const { return objects_.fate_of(id).dropped || carriers_[id] != no_node; }
    [[nodiscard]] std::uint32_t top_of(std::uint32_t id) const { return carriers_[id] == no_node ? id : carriers_[id]; }
    // Foreign keys to a partitioned table hold its partitions too.
    template <class Visit>
    void each_reference_to_parents(std::uint32_t id, const Visit& visit) const {
        const catalog::table* const table = before_[id].place.the_table;
        if (table == nullptr || table->parent.empty()) return;
        for (const std::uint32_t parent : before_[id].needs) {
            const catalog::table* const it = before_[parent].place.the_table;
            if (it == nullptr || it->name != table->parent || it->schema != table->parent_schema) continue;
            for (const std::uint32_t each : before_.dependents_of(parent))
                if (const catalog::constraint* key = before_[each].place.the_constraint; key != nullptr && key->kind == catalog::constraint_kind::foreign_key) visit(each);
            each_reference_to_parents(parent, visit);
        }
    }
    template <class Visit>
    void each_dependent(std::uint32_t id, const Visit& visit) const {
        each_reference_to_parents(id, visit);
        for (const std::uint32_t each : before_.dependents_of(id))
            if (top_of(each) != id) visit(each);
        for (const std::uint32_t part : carried_[id])
            for (const std::uint32_t each : before_.dependents_of(part))
                if (top_of(each) != id) visit(each);
    }

    // ---- what stands in each other's way

    // Tarjan's strongly connected components: those of a circle have its first node in common.
    void find_circle(std::uint32_t id) {
        const std::uint32_t order = ++seen_;
        circles_[id] = on_path;
        lows_[id] = order;
        path_.push_back(id);
        each_dependent(id, [&](std::uint32_t each) {
            const std::uint32_t top = top_of(each);
            if (!goes(each)) return;
            if (circles_[top] == no_node) find_circle(top);
            if (circles_[top] == on_path) lows_[id] = std::min(lows_[id], lows_[top]);
        });
        if (lows_[id] != order) return;
        while (circles_[id] == on_path) {
            circles_[path_.back()] = id;
            path_.pop_back();
        }
    }

    // ---- what has to wait

    [[nodiscard]] bool may_wait(std::uint32_t id) const {
        const catalog::graph_node& node = before_[id];
        const catalog::object_place& place = node.place;
        if (objects_.fate_of(id).is_old_type) return true;
        return node.owner == no_node && !node.is_default &&
               (place.the_schema != nullptr || place.the_extension != nullptr || place.the_collation != nullptr || place.the_enumeration != nullptr || place.the_domain != nullptr ||
                place.the_composite != nullptr || place.the_range != nullptr || place.the_sequence != nullptr);
    }
    // What needs an extension is not known.
    bool must_wait(std::uint32_t id) {
        if (!may_wait(id)) return false;
        if (answers_[id] != answer::none) return answers_[id] == answer::yes;
        const plan_objects::fate& fate = objects_.fate_of(id);
        bool must = fate.is_old_type || fate.partner != no_node || before_[id].place.the_extension != nullptr;
        answers_[id] = must ? answer::yes : answer::no;
        if (!must) each_dependent(id, [&](std::uint32_t each) { must = must || !goes(each) || must_wait(top_of(each)); });
        answers_[id] = must ? answer::yes : answer::no;
        return must;
    }

    // ---- the order

    std::vector<std::uint32_t> in_order(bool late) {
        order_.clear();
        late_ = late;
        for (std::uint32_t id = static_cast<std::uint32_t>(before_.nodes().size()); id-- != 0;)
            if (objects_.fate_of(id).dropped && carriers_[id] == no_node && (late || !must_wait(id))) visit(id);
        return std::move(order_);
    }
    void visit(std::uint32_t id) {
        if (states_[id] != state::waits) return;
        states_[id] = state::on_its_way;
        each_dependent(id, [&](std::uint32_t each) { clear(each, circles_[top_of(id)]); });
        states_[id] = state::gone;
        order_.push_back(id);
    }
    // `id` stands in the way of something in that circle.
    void clear(std::uint32_t id, std::uint32_t circle) {
        if (!goes(id)) return;
        const std::uint32_t top = top_of(id);
        const bool waits = !late_ && must_wait(top);
        const bool is_in_circle = top != id && circles_[top] == circle;
        if (!waits && !is_in_circle && states_[top] == state::waits) return visit(top);
        if (states_[top] == state::gone) return;
        if (top != id) return visit(id);
        if (!waits || passed_[id]) return;
        passed_[id] = true; // what needs it may be known to need the other only through it
        each_dependent(id, [&](std::uint32_t each) { clear(each, circle); });
    }

    std::vector<std::uint32_t> carriers_; // of each node, what takes it with it when it goes
    std::vector<std::vector<std::uint32_t>> carried_;
    std::vector<state> states_;
    std::vector<answer> answers_;
    std::vector<bool> passed_;
    std::vector<std::uint32_t> circles_;
    std::vector<std::uint32_t> lows_;
    std::vector<std::uint32_t> path_{};
    std::uint32_t seen_ = 0;
    std::vector<std::uint32_t> order_{};
    bool late_ = false;
};

} // namespace constable::sql::detail
