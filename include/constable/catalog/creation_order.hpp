// SPDX-License-Identifier: BSL-1.0
// The order in which tables, and all other objects, can be created, so that each finds what it refers to.
#pragma once

#include "model.hpp"

#include "constable/strings/hash.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace constable::catalog {

/// Finds tables by name among thousands. The caller keeps the memory, so that it works in constant expressions.
class table_lookup {
public:
    /// How many slots `tables` tables need.
    static constexpr std::size_t slots_for(std::size_t tables) { return std::bit_ceil(2 * tables + 1); }
    static constexpr std::size_t missing = static_cast<std::size_t>(-1);

    /// Fills `slots`: `slots_for(tables.size())` zeros. Of two tables with one name only the first will be found.
    static constexpr void fill(std::span<const table> tables, std::span<std::uint32_t> slots) {
        const table_lookup lookup{tables, slots};
        for (std::size_t i = 0; i != tables.size(); ++i) {
            const std::size_t slot = lookup.slot_of(tables[i].schema, tables[i].name);
            if (slots[slot] == 0) slots[slot] = static_cast<std::uint32_t>(i + 1);
        }
    }

    /// Looks into slots that `fill` has filled.
    constexpr table_lookup(std::span<const table> tables, std::span<const std::uint32_t> slots)
        : tables_(tables), slots_(slots) {}

    /// The position of a table, or `missing`.
    [[nodiscard]] constexpr std::size_t find(std::string_view schema, std::string_view name) const {
        const std::uint32_t found = slots_[slot_of(schema, name)];
        return found == 0 ? missing : found - 1;
    }

private:
    // where the table is, or the free slot where it would be
    [[nodiscard]] constexpr std::size_t slot_of(std::string_view schema, std::string_view name) const {
        strings::hasher both;
        both.add(schema);
        both.add(name);
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t slot = both.value() & mask;; slot = (slot + 1) & mask) {
            if (slots_[slot] == 0) return slot;
            const table& here = tables_[slots_[slot] - 1];
            if (strings::same(here.name, name) && strings::same(here.schema, schema)) return slot;
        }
    }

    std::span<const table> tables_;
    std::span<const std::uint32_t> slots_;
};

/// Writes to `order` the positions of all tables, each after those that its foreign keys reference, otherwise as
/// declared. Where references go in a circle, a foreign key to a later table must be added afterwards.
/// `next` and `stack` are memory for the walk, one zeroed element for each table.
constexpr void sort_for_creation(std::span<const table> tables, const table_lookup& lookup, std::span<std::uint32_t> order,
                                 std::span<std::uint32_t> next, std::span<std::uint32_t> stack) {
    constexpr std::uint32_t done = static_cast<std::uint32_t>(-1);
    std::size_t written = 0;
    for (std::uint32_t root = 0; root != tables.size(); ++root) {
        if (next[root] != 0) continue;
        std::size_t depth = 0;
        stack[depth++] = root;
        next[root] = 1; // one more than the constraint to look at next; not zero: on its way
        while (depth != 0) {
            const std::uint32_t at = stack[depth - 1];
            const auto& constraints = tables[at].constraints;
            if (next[at] > constraints.size()) {
                next[at] = done;
                order[written++] = at;
                --depth;
                continue;
            }
            const constraint& each = constraints[next[at]++ - 1];
            if (each.kind != constraint_kind::foreign_key) continue;
            const std::size_t target = lookup.find(each.referenced_schema, each.referenced_table);
            if (target == table_lookup::missing || next[target] != 0) continue;
            next[target] = 1;
            stack[depth++] = static_cast<std::uint32_t>(target);
        }
    }
}

/// Whether a foreign key of the table created as number `at` references a table that is created after it.
/// `position` tells the number of each table; a table that is not there counts as created before.
constexpr bool is_created_later(const constraint& key, std::size_t at, const table_lookup& lookup,
                                std::span<const std::uint32_t> position) {
    if (key.kind != constraint_kind::foreign_key) return false;
    const std::size_t target = lookup.find(key.referenced_schema, key.referenced_table);
    return target != table_lookup::missing && position[target] > at;
}

/// How much an object needs another.
enum class need : unsigned char {
    assumed,    ///< one of several routines of a name: it may be another
    deferrable, ///< by a part that can be added later: a foreign key, a check, a default
    strict,     ///< it cannot be created without
};

/// One object's need of another.
struct dependency {
    std::uint32_t on = 0; ///< the number of the object that is needed
    need how = need::strict;
    bool is_broken = false; ///< set by `sort_objects`: the other comes later
};

/// What a number of objects need: those of object `i` are `edges[first[i]]` up to `edges[first[i + 1]]`.
struct dependencies {
    std::span<const std::uint32_t> first;
    std::span<dependency> edges;

    [[nodiscard]] constexpr std::size_t size() const { return first.empty() ? 0 : first.size() - 1; }
};

namespace detail {

// The walk of `sort_objects`, depth first.
class object_walk {
public:
    constexpr object_walk(const dependencies& of, std::span<std::uint32_t> order, std::span<std::uint32_t> next, std::span<std::uint32_t> stack)
        : of_(of), order_(order), next_(next), stack_(stack) {}

    // false: an edge of a circle was broken, and all must be walked again
    constexpr bool walk() {
        for (std::uint32_t& each : next_) each = unseen;
        written_ = 0;
        for (std::uint32_t root = 0; root != of_.size(); ++root)
            if (next_[root] == unseen && !walk_from(root)) return false;
        return true;
    }

private:
    static constexpr std::uint32_t unseen = static_cast<std::uint32_t>(-1);
    static constexpr std::uint32_t done = static_cast<std::uint32_t>(-2);

    constexpr bool walk_from(std::uint32_t root) {
        depth_ = 0;
        push(root);
        while (depth_ != 0) {
            const std::uint32_t at = stack_[depth_ - 1];
            if (next_[at] == of_.first[at + 1]) {
                next_[at] = done;
                order_[written_++] = at;
                --depth_;
                continue;
            }
            dependency& edge = of_.edges[next_[at]++];
            if (edge.is_broken || edge.on == at || next_[edge.on] == done) continue;
            if (next_[edge.on] == unseen) push(edge.on);
            else if (!close_circle(edge)) return false;
        }
        return true;
    }
    constexpr void push(std::uint32_t object) {
        next_[object] = of_.first[object];
        stack_[depth_++] = object;
    }
    // The edge leads back to an object on the stack. The weakest edge of the circle gives way.
    constexpr bool close_circle(dependency& closing) {
        dependency* weakest = &closing;
        for (std::size_t i = depth_ - 1; stack_[i] != closing.on; --i) {
            dependency& edge = of_.edges[next_[stack_[i - 1]] - 1];
            if (edge.how < weakest->how) weakest = &edge;
        }
        weakest->is_broken = true;
        return weakest == &closing;
    }

    const dependencies& of_;
    std::span<std::uint32_t> order_;
    std::span<std::uint32_t> next_; // the edge to look at next
    std::span<std::uint32_t> stack_;
    std::size_t depth_ = 0;
    std::size_t written_ = 0;
};

} // namespace detail

/// Writes to `order` the numbers of all objects, each after those that it needs, otherwise as numbered. Where needs go in
/// a circle, an edge that is not strict is broken: what it stands for must be added afterwards.
/// `next` and `stack` are memory for the walk, one element for each object.
constexpr void sort_objects(const dependencies& of, std::span<std::uint32_t> order, std::span<std::uint32_t> next, std::span<std::uint32_t> stack) {
    detail::object_walk walk(of, order, next, stack);
    while (!walk.walk()) {}
}

} // namespace constable::catalog
