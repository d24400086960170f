// SPDX-License-Identifier: BSL-1.0
// Names that two objects of a declaration want for themselves.
#pragma once

#include "found_mistake.hpp"
#include "lower_objects.hpp"

#include "constable/strings/hash.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace constable::declare {

// Tables, indexes, key constraints and types of one database schema share one space of names. Names are hashed chunk
// by chunk; the whole schema then costs a few steps for each name.
constexpr bool is_relation(const catalog::constraint& each) {
    return each.kind != catalog::constraint_kind::check && each.kind != catalog::constraint_kind::foreign_key;
}

constexpr std::uint64_t hash_name(std::string_view schema, std::string_view name) {
    strings::hasher both;
    both.add(schema);
    both.add(name);
    return both.value() | 1U; // never 0, which marks a free slot
}

constexpr std::size_t count_names(std::span<const catalog::table> in) {
    std::size_t count = in.size();
    for (const catalog::table& table : in) count += table.constraints.size() + table.indexes.size();
    return count;
}

template <std::size_t Names>
constexpr auto hash_names(std::span<const catalog::table> in) {
    std::array<std::uint64_t, Names> hashes{};
    std::size_t at = 0;
    for (const catalog::table& table : in) {
        hashes[at++] = hash_name(table.schema, table.name);
        for (const catalog::constraint& each : table.constraints)
            hashes[at++] = is_relation(each) ? hash_name(table.schema, each.name) : 0;
        for (const catalog::index& each : table.indexes) hashes[at++] = hash_name(table.schema, each.name);
    }
    return hashes;
}

template <class App, std::size_t Chunk>
inline constexpr auto name_hashes = hash_names<count_names(tables_in<App>(Chunk))>(tables_in<App>(Chunk));

// A set of hashes that tells when one comes twice.
template <std::size_t Names>
class hash_set {
public:
    constexpr bool add(std::uint64_t hash) {
        std::size_t slot = (hash >> 1U) & (slots_.size() - 1);
        for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
            if (slots_[slot] == hash) return false;
        slots_[slot] = hash;
        return true;
    }

private:
    std::array<std::uint64_t, std::bit_ceil(2 * Names + 1)> slots_{};
};

// The n-th name that a chunk hashes, and its table.
constexpr found_mistake name_at(std::span<const catalog::table> in, std::size_t at) {
    for (std::size_t i = 0; i != in.size(); ++i) {
        const catalog::table& table = in[i];
        const std::size_t constraints = table.constraints.size();
        if (at == 0) return {{catalog::mistake_kind::relation_name_is_taken, table.name}, i};
        if (--at < constraints) return {{catalog::mistake_kind::relation_name_is_taken, table.constraints[at].name}, i};
        at -= constraints;
        if (at < table.indexes.size()) return {{catalog::mistake_kind::relation_name_is_taken, table.indexes[at].name}, i};
        at -= table.indexes.size();
    }
    return {};
}

constexpr std::string_view name_of(const object_entry& each) {
    if (each.schema != nullptr) return each.schema->name;
    if (each.extension != nullptr) return each.extension->name;
    if (each.collation != nullptr) return each.collation->name;
    if (each.sequence != nullptr) return each.sequence->name;
    if (each.routine != nullptr) return each.routine->name;
    if (each.raw != nullptr) return each.raw->name;
    if (each.role == object_role::view) return each.view.name;
    if (each.type == nullptr) return {};
    if (each.type->enumeration != nullptr) return each.type->enumeration->name;
    if (each.type->domain != nullptr) return each.type->domain->name;
    return each.type->composite != nullptr ? each.type->composite->name : each.type->range->name;
}

// Of each object the name that no other of its space may have: relations and types share one, whoever has none has 0.
constexpr std::uint64_t hash_object(const object_entry& each) {
    const auto in_space = [](std::uint64_t space, std::string_view schema, std::string_view name, std::string_view part = {}) {
        strings::hasher all;
        all.add_number(space);
        all.add(schema);
        all.add(name);
        all.add(part);
        return all.value() | 1U;
    };
    const auto of_type = [](const auto* type) { return hash_name(type->schema, type->name); };
    switch (each.role) {
    case object_role::schema: return in_space(1, {}, each.schema->name);
    case object_role::extension: return in_space(2, {}, each.extension->name);
    case object_role::collation: return in_space(3, each.collation->schema, each.collation->name);
    case object_role::routine: return in_space(4, each.routine->schema, each.routine->name, each.routine->identity);
    case object_role::raw: return in_space(5, each.raw->schema, each.raw->name, each.raw->kind);
    case object_role::sequence: return of_type(each.sequence);
    case object_role::view: return hash_name(schema_among(each.view.parts), each.view.name);
    case object_role::type:
        if (each.type->enumeration != nullptr) return of_type(each.type->enumeration);
        if (each.type->domain != nullptr) return of_type(each.type->domain);
        if (each.type->composite != nullptr) return of_type(each.type->composite);
        return of_type(each.type->range);
    case object_role::comment_on_type:
    case object_role::grant:
    case object_role::default_privilege: break;
    }
    return 0;
}

template <class App>
inline constexpr auto object_names = [] {
    std::array<std::uint64_t, object_entries<App>.size()> hashes{};
    for (std::size_t i = 0; i != hashes.size(); ++i) hashes[i] = hash_object(object_entries<App>[i]);
    return hashes;
}();

template <class App>
constexpr found_mistake find_repeated_object() {
    hash_set<object_names<App>.size()> taken;
    for (std::size_t i = 0; i != object_names<App>.size(); ++i) {
        const object_entry& each = object_entries<App>[i];
        if (object_names<App>[i] == 0 || taken.add(object_names<App>[i])) continue;
        return {{catalog::mistake_kind::object_is_repeated, name_of(each)}, i, true};
    }
    return {};
}

template <class App, std::size_t... Chunk>
constexpr found_mistake find_taken_name(std::index_sequence<Chunk...>) {
    constexpr std::span<const std::uint64_t> lists[] = {std::span<const std::uint64_t>{}, name_hashes<App, Chunk>...};
    hash_set<(enumerations<App>.count + object_names<App>.size()) + (std::size_t{0} + ... + name_hashes<App, Chunk>.size())> taken;
    for (const catalog::enumeration& type : enumerations_of<App>()) taken.add(hash_name(type.schema, type.name));
    for (const std::uint64_t hash : object_names<App>) taken.add(hash);
    for (std::size_t chunk = 0; chunk != sizeof...(Chunk); ++chunk) {
        const auto& hashes = lists[chunk + 1];
        for (std::size_t k = 0; k != hashes.size(); ++k) {
            if (hashes[k] == 0 || taken.add(hashes[k])) continue;
            found_mistake found = name_at(tables_in<App>(chunk), k);
            found.table += chunk * chunk_tables;
            return found;
        }
    }
    return {};
}

template <class App>
inline constexpr found_mistake name_mistake = find_taken_name<App>(chunks_of<App>{});

} // namespace constable::declare
