// SPDX-License-Identifier: BSL-1.0
// In which order generated steps work: what stands in the way goes first, what is needed comes before, what is dropped
// goes after those that need it.
#pragma once

#include "constable/catalog/change.hpp"
#include "constable/catalog/diff.hpp"
#include "constable/catalog/object_graph.hpp"
#include "constable/sql/plan_objects.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::migrating {

/// The object of one side of a change, by its address: as object graphs know it. Parts of views, domains and composite
/// types count as those.
inline const void* address_of(const catalog::object_place& of) {
    if (of.in_view != nullptr) return of.in_view;
    if (of.in_domain != nullptr) return of.in_domain;
    if (of.in_composite != nullptr) return of.in_composite;
    const void* found = nullptr;
    const auto look = [&](const void* object) {
        if (object != nullptr) found = object;
    };
    look(of.the_schema), look(of.the_extension), look(of.the_collation), look(of.the_enumeration), look(of.the_domain), look(of.the_composite);
    look(of.the_range), look(of.the_sequence), look(of.the_table), look(of.the_column), look(of.the_constraint), look(of.the_index), look(of.the_view);
    look(of.the_routine), look(of.the_trigger), look(of.the_rule), look(of.the_policy), look(of.the_statistics);
    return found;
}

/// What is still to come, and what it waits for.
class pending_objects {
public:
    pending_objects(const catalog::object_graph& after, std::span<const catalog::change> changes) : after_(after), is_pending_(after.nodes().size()) {
        for (const catalog::change& each : changes) {
            if (each.action != catalog::change_action::create || each.expected.in_view != nullptr || each.expected.in_composite != nullptr) continue;
            const void* const object = each.expected.in_domain != nullptr ? each.expected.the_constraint : address_of(each.expected);
            const std::uint32_t id = object == nullptr ? none : after.find(object);
            if (id == none) continue;
            is_pending_[id] = 1;
            after.each_part_of(id, [&](std::uint32_t part) { is_pending_[part] = 1; });
            if (const std::uint32_t by_default = after.find(object, true); by_default != none) is_pending_[by_default] = 1;
        }
    }

    /// Whether nothing that an object's own texts need is still to come. Parts of tables are objects of their own.
    [[nodiscard]] bool is_ready(const void* object, bool default_of = false) const {
        const std::uint32_t id = after_.find(object, default_of);
        return id == none || is_ready(id);
    }
    /// The same for an object with all of its parts; `skip(part)` for those that may come later.
    template <class Skip>
    [[nodiscard]] bool is_ready_with_parts(const void* object, const Skip& skip) const {
        const std::uint32_t id = after_.find(object);
        if (id == none) return true;
        bool all = is_ready(id);
        after_.each_part_of(id, [&](std::uint32_t part) { all = all && (skip(after_[part].place) || is_ready(part)); });
        return all;
    }

private:
    static constexpr std::uint32_t none = catalog::object_graph::no_node;

    [[nodiscard]] std::uint32_t unit_of(std::uint32_t id) const { return after_[id].owner == none ? id : after_[id].owner; }
    [[nodiscard]] bool is_ready(std::uint32_t id) const {
        for (const std::uint32_t needed : after_[id].needs) {
            if (is_pending_[needed] == 0) continue;
            const bool is_own_default = after_[id].is_default && after_[needed].place.the_column == after_[id].place.the_column;
            if (unit_of(needed) != unit_of(id) || (!is_pending_[unit_of(id)] && !is_own_default)) return false;
        }
        return true;
    }

    const catalog::object_graph& after_;
    std::vector<char> is_pending_;
};

/// An object that must go before the others change: another of its name comes, or it depends on several that change, or
/// changes together with one of them. Those that stay come again later, like new ones.
struct obstacle {
    catalog::object_kind kind = catalog::object_kind::other;
    std::string schema{};
    std::string table{}; ///< of a part of a table
    std::string name{};
};

namespace detail {

class obstacle_finder {
public:
    obstacle_finder(const catalog::catalog& to, const catalog::catalog& now, std::span<const catalog::change> changes)
        : to_(to), objects_(to, now, changes), before_(objects_.before()), changes_(changes), has_own_change_(before_.nodes().size()), is_early_(before_.nodes().size()) {}

    std::vector<obstacle> find() {
        for (const catalog::change& each : changes_) note(each);
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id)
            if (is_in_the_way(id)) take(id);
        return in_order();
    }

private:
    static constexpr std::uint32_t none = catalog::object_graph::no_node;

    void note(const catalog::change& of) {
        if (of.field == "comment" || of.action == catalog::change_action::rename || catalog::is_only_a_name(of)) return;
        if (of.action == catalog::change_action::create && of.expected.in_view == nullptr) {
            note_name(of.expected);
            return;
        }
        const void* const object = address_of(of.actual);
        const std::uint32_t id = object == nullptr ? none : before_.find(object);
        if (id != none) has_own_change_[id] = 1;
    }
    // Keys have an index, whose name no other relation has; checks and references are told apart within their table only.
    static bool is_relation(const catalog::constraint& of) {
        return of.kind != catalog::constraint_kind::check && of.kind != catalog::constraint_kind::foreign_key;
    }
    void note_name(const catalog::object_place& of) {
        const auto look = [&](const auto* object, std::string_view schema) {
            if (object != nullptr) new_names_.insert({std::string{schema == to_.default_schema ? "" : schema}, std::string{object->name}});
        };
        const auto look_own = [&](const auto* object) {
            if (object != nullptr) look(object, object->schema);
        };
        if (of.in_table != nullptr) {
            look(of.the_index, of.in_table->schema);
            if (of.the_constraint != nullptr && is_relation(*of.the_constraint)) look(of.the_constraint, of.in_table->schema);
            return;
        }
        look_own(of.the_table), look_own(of.the_view), look_own(of.the_sequence), look_own(of.the_enumeration), look_own(of.the_domain);
        look_own(of.the_composite), look_own(of.the_range);
        if (of.the_table == nullptr) return;
        for (const catalog::constraint& each : of.the_table->constraints)
            if (is_relation(each)) look(&each, of.the_table->schema);
        for (const catalog::index& each : of.the_table->indexes) look(&each, of.the_table->schema);
    }

    [[nodiscard]] bool is_gone(std::uint32_t id) const {
        if (before_[id].owner != none && is_gone(before_[id].owner)) return true;
        return objects_.fate_of(id).dropped && objects_.fate_of(id).partner == none;
    }
    // Whether an object is a cause for others to go and to come again.
    [[nodiscard]] bool moves(std::uint32_t id) const {
        const sql::plan_objects::fate& fate = objects_.fate_of(id);
        return has_own_change_[id] != 0 && fate.partner != none && (fate.converted || fate.dropped || fate.recomputed);
    }
    [[nodiscard]] bool can_go(std::uint32_t id) const {
        const catalog::object_place& of = before_[id].place;
        if (before_[id].is_default || of.in_view != nullptr || of.in_domain != nullptr) return false;
        if (of.in_table == nullptr) return of.the_view != nullptr;
        if (of.the_constraint != nullptr) return of.the_constraint->attached_to.empty() && of.in_table->parent.empty();
        if (of.the_index != nullptr) return of.the_index->attached_to.empty();
        return of.the_column == nullptr;
    }
    [[nodiscard]] bool has_wanted_name(std::uint32_t id) const {
        const catalog::object_place& of = before_[id].place;
        if (before_[id].is_default || of.in_view != nullptr || of.in_domain != nullptr) return false;
        bool found = false;
        const auto look = [&](const auto* object, std::string_view schema) {
            if (object != nullptr) found = found || new_names_.contains({std::string{schema}, std::string{object->name}});
        };
        const auto look_own = [&](const auto* object) {
            if (object != nullptr) look(object, object->schema);
        };
        if (of.in_table != nullptr) {
            look(of.the_index, of.in_table->schema);
            if (of.the_constraint != nullptr && is_relation(*of.the_constraint)) look(of.the_constraint, of.in_table->schema);
            return found;
        }
        look_own(of.the_table), look_own(of.the_view), look_own(of.the_sequence), look_own(of.the_enumeration), look_own(of.the_domain);
        look_own(of.the_composite), look_own(of.the_range);
        return found;
    }
    // The steps that would take it away and make it again; columns of one table change in one step.
    [[nodiscard]] std::size_t causes_of(std::uint32_t id) const {
        std::set<std::uint32_t> seen;
        std::set<std::uint32_t> steps;
        std::vector<std::uint32_t> waiting{before_[id].needs.begin(), before_[id].needs.end()};
        while (!waiting.empty()) {
            const std::uint32_t each = waiting.back();
            waiting.pop_back();
            if (each == id || !seen.insert(each).second) continue;
            const bool is_column = before_[each].place.the_column != nullptr;
            if (moves(each)) steps.insert(is_column ? before_[each].owner : each);
            if (before_[each].owner != id) waiting.insert(waiting.end(), before_[each].needs.begin(), before_[each].needs.end());
        }
        return steps.size();
    }
    [[nodiscard]] bool is_in_the_way(std::uint32_t id) const {
        if (is_gone(id) && has_wanted_name(id)) return true;
        if (!objects_.fate_of(id).dropped && has_own_change_[id] == 0) return false;
        if (!can_go(id)) return false;
        const std::size_t causes = causes_of(id);
        return causes > 1 || (causes == 1 && (has_own_change_[id] != 0 || is_gone(id)));
    }
    void take(std::uint32_t id) {
        if (is_early_[id] != 0) return;
        is_early_[id] = 1;
        for (const std::uint32_t dependent : before_.dependents_of(id))
            if (before_[dependent].owner != id && can_go(dependent)) take(dependent);
    }

    std::vector<obstacle> in_order() const {
        std::vector<obstacle> all;
        std::vector<char> seen(before_.nodes().size());
        const auto visit = [&](const auto& self, std::uint32_t id) -> void {
            if (seen[id] != 0) return;
            seen[id] = 1;
            for (const std::uint32_t dependent : before_.dependents_of(id))
                if (is_early_[dependent] != 0) self(self, dependent);
            const bool goes_with_owner = before_[id].owner != none && is_early_[before_[id].owner] != 0;
            if (is_early_[id] != 0 && !goes_with_owner) all.push_back(described(id));
        };
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id)
            if (is_early_[id] != 0) visit(visit, id);
        return all;
    }
    [[nodiscard]] obstacle described(std::uint32_t id) const {
        const catalog::object_place& of = before_[id].place;
        obstacle made{.kind = before_[id].kind};
        const auto look = [&](const auto* object) {
            if (object == nullptr) return;
            made.name = object->name;
            if constexpr (requires { object->schema; }) made.schema = object->schema;
        };
        look(of.the_enumeration), look(of.the_domain), look(of.the_composite), look(of.the_range), look(of.the_sequence), look(of.the_table), look(of.the_view);
        look(of.the_constraint), look(of.the_index), look(of.the_trigger), look(of.the_rule), look(of.the_policy), look(of.the_statistics);
        if (of.in_table != nullptr) {
            made.schema = of.in_table->schema;
            made.table = of.in_table->name;
        }
        return made;
    }

    const catalog::catalog& to_;
    sql::plan_objects objects_;
    const catalog::object_graph& before_;
    std::span<const catalog::change> changes_;
    std::vector<char> has_own_change_;
    std::vector<char> is_early_;
    std::set<std::pair<std::string, std::string>> new_names_;
};

} // namespace detail

/// What must go first, in the order in which it can.
inline std::vector<obstacle> find_obstacles(const catalog::catalog& to, const catalog::catalog& now, std::span<const catalog::change> changes) {
    return detail::obstacle_finder{to, now, changes}.find();
}

/// Whether something else than its own parts, and than what a dropped column takes with it, needs an object of a catalog.
inline bool is_needed(const catalog::object_graph& graph, const void* object) {
    const std::uint32_t id = graph.find(object);
    if (id == catalog::object_graph::no_node) return false;
    const catalog::object_place& it = graph[id].place;
    for (const std::uint32_t dependent : graph.dependents_of(id)) {
        const catalog::graph_node& other = graph[dependent];
        if (other.owner == id) continue;
        const bool goes_with_column = it.the_column != nullptr && other.owner == graph[id].owner &&
                                      (other.is_default || other.place.the_constraint != nullptr || other.place.the_index != nullptr || other.place.the_statistics != nullptr);
        if (goes_with_column) { // and whoever needs that key from elsewhere?
            for (const std::uint32_t further : graph.dependents_of(dependent))
                if (graph[further].owner != graph[id].owner) return true;
            continue;
        }
        if (it.the_table != nullptr && other.place.the_constraint != nullptr && other.owner == id) continue;
        return true;
    }
    return false;
}

} // namespace constable::migrating
