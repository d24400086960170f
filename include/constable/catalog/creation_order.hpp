// SPDX-License-Identifier: BSL-1.0
// The order in which tables can be created, so that foreign keys find what they reference.
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

} // namespace constable::catalog
