// SPDX-License-Identifier: BSL-1.0
// What each object of a catalog needs before it can be created: by its references, and by what its texts mention.
#pragma once

#include "creation_order.hpp"
#include "mentioned_names.hpp"
#include "model.hpp"
#include "own_sequence.hpp"

#include "constable/strings/hash.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace constable::catalog {

/// Numbers the objects of a catalog that depend on each other, kind after kind, each kind as listed.
class object_numbers {
public:
    static constexpr std::size_t kinds = 10;
    static constexpr std::array<object_kind, kinds> kind_of_slot{
        object_kind::raw,       object_kind::collation, object_kind::enumeration, object_kind::domain,   object_kind::composite_type, object_kind::range_type,
        object_kind::sequence,  object_kind::function,    object_kind::table,    object_kind::view};

    constexpr explicit object_numbers(const catalog& of)
        : sizes_{of.raw_objects.size(), of.collations.size(), of.enumerations.size(), of.domains.size(),  of.composite_types.size(), of.range_types.size(),
                 of.sequences.size(),  of.routines.size(),     of.tables.size(), of.views.size()} {}

    /// How many objects there are.
    [[nodiscard]] constexpr std::size_t size() const {
        std::size_t sum = 0;
        for (const std::size_t each : sizes_) sum += each;
        return sum;
    }
    /// The number of an object; `function` stands for all routines, `view` for materialized ones too.
    [[nodiscard]] constexpr std::uint32_t number(object_kind kind, std::size_t position) const {
        for (std::size_t i = 0; kind_of_slot[i] != kind; ++i) position += sizes_[i];
        return static_cast<std::uint32_t>(position);
    }
    struct place {
        object_kind kind;
        std::size_t position;
    };
    /// Which object has a number.
    [[nodiscard]] constexpr place at(std::size_t number) const {
        std::size_t slot = 0;
        while (number >= sizes_[slot]) number -= sizes_[slot++];
        return {kind_of_slot[slot], number};
    }

private:
    std::array<std::size_t, kinds> sizes_;
};

/// Finds objects by the names that texts mention. The caller keeps the memory, so that it works in constant expressions.
class object_lookup {
public:
    struct slot {
        std::uint64_t hash = 0; // 64 bits of a name are taken for the name
        std::uint32_t number = 0; // one more than the object's
    };

    /// How many slots a catalog needs.
    static constexpr std::size_t slots_for(const catalog& of) {
        std::size_t count = object_numbers(of).size() + 2 * of.range_types.size();
        for (const table& each : of.tables)
            for (const column& column : each.columns) count += owns_sequence(column) ? 1U : 0U;
        return std::bit_ceil(2 * count + 1);
    }

    /// Fills `slots`: `slots_for(of)` of them, all empty.
    static constexpr void fill(const catalog& of, std::span<slot> slots) {
        const object_numbers numbers(of);
        auto number = static_cast<std::uint32_t>(of.raw_objects.size()); // texts do not tell these apart by name alone
        const auto add = [&](name_space space, const auto& objects) {
            for (const auto& each : objects) put(slots, space, each.schema, each.name, number++);
        };
        add(name_space::collation, of.collations);
        add(name_space::relation, of.enumerations);
        add(name_space::relation, of.domains);
        add(name_space::relation, of.composite_types);
        add(name_space::relation, of.range_types);
        add(name_space::relation, of.sequences);
        add(name_space::routine, of.routines);
        add(name_space::relation, of.tables);
        add(name_space::relation, of.views);
        for (std::size_t i = 0; i != of.range_types.size(); ++i) put_range(slots, of.range_types[i], numbers.number(object_kind::range_type, i));
        for (std::size_t i = 0; i != of.tables.size(); ++i) put_own_sequences(slots, of.tables[i], numbers.number(object_kind::table, i));
    }

    /// Looks into slots that `fill` has filled.
    constexpr object_lookup(const catalog& of, std::span<const slot> slots) : default_schema_(of.default_schema), slots_(slots) {}

private: // first what templates below need: Clang evaluates them where they stand
    static constexpr std::uint64_t hash_of(name_space space, std::string_view schema, std::string_view name) {
        strings::hasher all;
        all.add_number(static_cast<std::uint64_t>(space) + 1);
        all.add(schema);
        all.add(name);
        return all.value();
    }
    template <class Found>
    constexpr void each_exactly(name_space space, std::string_view schema, std::string_view name, const Found& found) const {
        const std::uint64_t hash = hash_of(space, schema, name);
        for (std::size_t at = hash & (slots_.size() - 1); slots_[at].number != 0; at = (at + 1) & (slots_.size() - 1))
            if (slots_[at].hash == hash) found(static_cast<std::size_t>(slots_[at].number - 1));
    }

    [[nodiscard]] constexpr bool holds(name_space space, std::string_view schema, std::string_view name) const {
        bool found = false;
        each_exactly(space, schema, name, [&](std::size_t) { found = true; });
        return found;
    }

public:
    /// Calls `found(number)` for each object of that name: several for overloaded routines.
    template <class Found>
    constexpr void each(name_space space, std::string_view schema, std::string_view name, const Found& found) const {
        const bool is_default = schema == default_schema_ || (default_schema_.empty() && schema == "public" && !holds(space, schema, name));
        each_exactly(space, is_default ? std::string_view{} : schema, name, found);
    }
    /// The first object of that name, or `missing`.
    static constexpr std::size_t missing = static_cast<std::size_t>(-1);
    [[nodiscard]] constexpr std::size_t find(name_space space, std::string_view schema, std::string_view name) const {
        std::size_t first = missing;
        each(space, schema, name, [&](std::size_t number) { first = first == missing ? number : first; });
        return first;
    }

private:
    static constexpr void put(std::span<slot> slots, name_space space, std::string_view schema, std::string_view name, std::uint32_t number) {
        const std::uint64_t hash = hash_of(space, schema, name);
        std::size_t at = hash & (slots.size() - 1);
        while (slots[at].number != 0) at = (at + 1) & (slots.size() - 1);
        slots[at] = {hash, number + 1};
    }
    // a range type's constructor is a function, and it has a multirange
    static constexpr void put_range(std::span<slot> slots, const range_type& type, std::uint32_t number) {
        put(slots, name_space::routine, type.schema, type.name, number);
        if (!type.multirange.empty()) return put(slots, name_space::relation, type.schema, type.multirange, number);
        const std::size_t range = type.name.find("range");
        detail::folded_name name;
        name.add(type.name.substr(0, range));
        name.add(range == std::string_view::npos ? std::string_view{"_multirange"} : std::string_view{"multirange"});
        if (range != std::string_view::npos) name.add(type.name.substr(range + 5));
        put(slots, name_space::relation, type.schema, name.view(), number);
    }
    static constexpr void put_own_sequences(std::span<slot> slots, const table& in, std::uint32_t number) {
        name_buffer room;
        for (const column& each : in.columns) {
            if (!owns_sequence(each)) continue;
            const sequence own = own_sequence_of(in, each, room);
            put(slots, name_space::relation, own.schema, own.name, number);
        }
    }
    std::string_view default_schema_;
    std::span<const slot> slots_;
};

namespace detail {

// Tells the needs of one object.
template <class Found>
class need_finder {
public:
    constexpr need_finder(const catalog& of, const object_lookup& lookup, std::size_t self, const Found& found)
        : of_(of), lookup_(lookup), self_(self), found_(found) {}

    constexpr void find(const collation&) const {}
    constexpr void find(const enumeration&) const {}
    constexpr void find(const sequence&) const {}
    constexpr void find(const domain& each) const {
        type(each.type);
        collated(each.collation);
        text(each.default_expression, need::deferrable);
        for (const constraint& check : each.constraints) text(check.expression, need::deferrable);
    }
    constexpr void find(const composite_type& each) const {
        for (const attribute& part : each.attributes) {
            type(part.type);
            collated(part.collation);
        }
    }
    constexpr void find(const range_type& each) const {
        type(each.subtype);
        collated(each.collation);
        routine_name(each.canonical);
        routine_name(each.difference);
    }
    constexpr void find(const routine& each) const {
        const auto tell = teller(need::strict);
        each_type_name(each.identity, tell);
        each_argument_mention(each.arguments, tell);
        each_argument_mention(each.result, tell);
        text(each.sql_body, need::strict);
        routine_name(each.support);
        if (each.kind == routine_kind::aggregate) {
            each_name(each.body, name_space::routine, tell);
            each_name(each.body, name_space::relation, tell);
        }
    }
    constexpr void find(const table& each) const {
        for (const qualified_name& parent : each.inherits) relation(parent.schema, parent.name, need::strict);
        if (!each.parent.empty()) relation(each.parent_schema, each.parent, need::strict);
        type(each.of_type);
        text(each.partition_key, need::strict);
        text(each.partition_bound, need::strict);
        for (const column& part : each.columns) {
            type(part.type);
            collated(part.collation);
            text(part.default_expression, need::deferrable);
            text(part.generated_expression, need::strict);
        }
        for (const constraint& part : each.constraints) {
            if (part.kind == constraint_kind::foreign_key) relation(part.referenced_schema, part.referenced_table, need::deferrable);
            else if (part.kind == constraint_kind::check) text(part.expression, need::deferrable);
        }
    }
    constexpr void find(const view& each) const { text(each.query, need::strict); }
    // Its definition names functions without parentheses, types where it likes, and objects of the kinds before its own.
    constexpr void find(const raw_object& each) const {
        if (comes_last(each)) return;
        const auto tell = teller(need::assumed);
        each_name(each.definition, name_space::routine, tell);
        each_name(each.definition, name_space::relation, tell);
        each_name(each.definition, name_space::collation, tell);
        const std::size_t kind = position_of_raw_kind(each.kind);
        for (std::size_t i = 0; i != of_.raw_objects.size(); ++i)
            if (position_of_raw_kind(of_.raw_objects[i].kind) < kind && may_mention(each.definition, of_.raw_objects[i])) found_(i, need::strict);
    }

private:
    constexpr auto teller(need how) const {
        return [this, how](name_space space, std::string_view schema, std::string_view name) {
            std::size_t count = 0;
            lookup_.each(space, schema, name, [&](std::size_t) { ++count; });
            if (count == 0) return;
            const bool is_overloaded = space == name_space::routine && count > 1;
            lookup_.each(space, schema, name, [&](std::size_t number) {
                if (number == self_) return;
                if (is_overloaded) found_(number, need::assumed);
                else found_(number, has_shell(number) ? need::deferrable : how);
            });
        };
    }
    // A range type with a canonical function is announced before everything, so that the function can take it.
    constexpr bool has_shell(std::size_t number) const {
        const auto [kind, position] = object_numbers(of_).at(number);
        return kind == object_kind::range_type && !of_.range_types[position].canonical.empty();
    }
    constexpr void type(std::string_view text) const { each_type_name(text, teller(need::strict)); }
    constexpr void collated(std::string_view text) const { each_name(text, name_space::collation, teller(need::strict)); }
    constexpr void routine_name(std::string_view text) const { each_name(text, name_space::routine, teller(need::strict)); }
    constexpr void text(std::string_view text, need how) const {
        if (!text.empty()) each_mention(text, teller(how));
    }
    constexpr void relation(std::string_view schema, std::string_view name, need how) const {
        teller(how)(name_space::relation, schema, name);
    }

    const catalog& of_;
    const object_lookup& lookup_;
    std::size_t self_;
    const Found& found_;
};

} // namespace detail

/// Calls `visit(object)` with the object that has a number.
template <class Visit>
constexpr void with_object(const catalog& of, std::size_t number, const Visit& visit) {
    const auto [kind, position] = object_numbers(of).at(number);
    switch (kind) {
    case object_kind::raw: return visit(of.raw_objects[position]);
    case object_kind::collation: return visit(of.collations[position]);
    case object_kind::enumeration: return visit(of.enumerations[position]);
    case object_kind::domain: return visit(of.domains[position]);
    case object_kind::composite_type: return visit(of.composite_types[position]);
    case object_kind::range_type: return visit(of.range_types[position]);
    case object_kind::sequence: return visit(of.sequences[position]);
    case object_kind::function: return visit(of.routines[position]);
    case object_kind::table: return visit(of.tables[position]);
    default: return visit(of.views[position]);
    }
}

/// Calls `found(number, need)` for each object of the catalog that the one with number `self` needs.
template <class Found>
constexpr void each_need(const catalog& of, const object_lookup& lookup, std::size_t self, const Found& found) {
    with_object(of, self, [&](const auto& object) { detail::need_finder<Found>(of, lookup, self, found).find(object); });
}

} // namespace constable::catalog
