// SPDX-License-Identifier: BSL-1.0
// What depends on what in a history: branches, heads, merges, and what is wrong with their order.
#pragma once

#include "step.hpp"

#include "constable/strings/same.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace constable::migrating {

/// The position of a version; the number of migrations where there is none.
constexpr std::size_t find_version(std::span<const migration_value> in, std::string_view version) {
    std::size_t at = 0;
    while (at != in.size() && !strings::same(in[at].version, version)) ++at;
    return at;
}

/// Calls `visit(position)` for each migration that the one at `position` depends on directly.
constexpr void each_parent(std::span<const migration_value> in, std::size_t position, const auto& visit) {
    if (in[position].depends_on.empty()) {
        if (position != 0) visit(position - 1);
        return;
    }
    for (const std::string_view each : in[position].depends_on)
        if (const std::size_t at = find_version(in, each); at != in.size()) visit(at);
}

/// Whether the migration at `ancestor` must be applied before the one at `of`.
constexpr bool depends_on_migration(std::span<const migration_value> in, std::size_t of, std::size_t ancestor) {
    if (of <= ancestor) return false;
    bool found = false;
    each_parent(in, of, [&](std::size_t parent) { found = found || parent == ancestor || depends_on_migration(in, parent, ancestor); });
    return found;
}

/// Whether no migration depends on the one at `position`.
constexpr bool is_head(std::span<const migration_value> in, std::size_t position) {
    for (std::size_t i = position + 1; i != in.size(); ++i) {
        bool is_parent = false;
        each_parent(in, i, [&](std::size_t parent) { is_parent = is_parent || parent == position; });
        if (is_parent) return false;
    }
    return true;
}

namespace detail {

// The name of what a step is about, for telling whether two steps are about the same.
constexpr std::string_view subject_of(const step_value& step) {
    if (!step.table.empty()) return step.table;
    if (!step.name.empty()) return step.name;
    if (step.object == nullptr) return {};
    const declare::object_entry& object = *step.object;
    if (object.role == declare::object_role::view) return object.view.name;
    if (object.routine != nullptr) return object.routine->name;
    if (object.sequence != nullptr) return object.sequence->name;
    if (object.extension != nullptr) return object.extension->name;
    if (object.raw != nullptr) return object.raw->name;
    if (object.type == nullptr) return {};
    if (object.type->enumeration != nullptr) return object.type->enumeration->name;
    if (object.type->domain != nullptr) return object.type->domain->name;
    return object.type->composite != nullptr ? object.type->composite->name : object.type->range->name;
}

} // namespace detail

/// The first object that both of two branches touch, by the migrations that are ancestors of the one head and not of the
/// other; empty when the branches commute. SQL and code of the program touch what only they know: `"SQL"`.
constexpr std::string_view conflict_between(std::span<const migration_value> in, std::size_t left, std::size_t right) {
    const auto is_of = [&](std::size_t position, std::size_t head) { return position == head || depends_on_migration(in, head, position); };
    for (std::size_t i = 0; i <= left; ++i) {
        if (!is_of(i, left) || is_of(i, right)) continue;
        for (std::size_t k = 0; k <= right; ++k) {
            if (!is_of(k, right) || is_of(k, left)) continue;
            for (const step_value* one : in[i].steps)
                for (const step_value* other : in[k].steps) {
                    const std::string_view name = detail::subject_of(*one);
                    if (name.empty() || detail::subject_of(*other).empty()) return "SQL";
                    if (strings::same(name, detail::subject_of(*other))) return name;
                }
        }
    }
    return {};
}

/// What can be wrong with the order of a history.
enum class order_mistake_kind : unsigned char { none, version_is_repeated, dependency_is_unknown, heads_commute, heads_conflict };

/// The first mistake in the order of a history, and the names to show with it.
struct order_mistake {
    order_mistake_kind kind = order_mistake_kind::none;
    std::size_t position = 0;   ///< of the migration at fault
    std::string_view subject{}; ///< a version
    std::string_view other{};   ///< another version, or the object that two branches touch

    constexpr explicit operator bool() const { return kind != order_mistake_kind::none; }
};

/// Whether each version is greater than the one before: then none is there twice, and nobody needs to look.
constexpr bool versions_ascend(std::span<const migration_value> in) {
    for (std::size_t i = 1; i < in.size(); ++i)
        if (in[i].version.compare(in[i - 1].version) <= 0) return false;
    return true;
}

/// Versions are there once, after what they depend on, and one of them is the head.
constexpr order_mistake find_order_mistake(std::span<const migration_value> in) {
    const bool ascend = versions_ascend(in);
    for (std::size_t i = 0; i != in.size(); ++i) {
        if (!ascend && find_version(in, in[i].version) != i) return {order_mistake_kind::version_is_repeated, i, in[i].version, in[i].version};
        for (const std::string_view each : in[i].depends_on)
            if (find_version(in, each) >= i) return {order_mistake_kind::dependency_is_unknown, i, in[i].version, each};
    }
    if (in.empty()) return {};
    for (std::size_t i = 0; i + 1 != in.size(); ++i) {
        if (!is_head(in, i)) continue;
        const std::string_view both = conflict_between(in, i, in.size() - 1);
        if (both.empty()) return {order_mistake_kind::heads_commute, i, in[i].version, in.back().version};
        return {order_mistake_kind::heads_conflict, i, in[i].version, both};
    }
    return {};
}

} // namespace constable::migrating
