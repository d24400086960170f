// SPDX-License-Identifier: BSL-1.0
// What the compiler derives from a declaration: the expected catalog and its fingerprint, or the first mistake.
#pragma once

#include "lower.hpp"
#include "rejection.hpp"

#include "constable/catalog/creation_order.hpp"
#include "constable/catalog/fingerprint.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace constable {

namespace declare {

/// The name of a schema's struct, as the compiler spells it; the same in g++ and Clang.
template <class App>
constexpr std::string_view type_name() {
    const std::string_view function = __PRETTY_FUNCTION__;
    const std::size_t begin = function.find("App = ") + 6;
    return function.substr(begin, function.find_first_of(";]", begin) - begin);
}

/// The name of a schema: its own member `name`, or that of its struct.
template <class App>
constexpr std::string_view name_of() {
    if constexpr (requires { App::name; }) return App::name;
    else return type_name<App>();
}

template <class App>
using chunks_of = std::make_index_sequence<chunk_count<App>>;

template <class App, std::size_t Chunk, std::size_t Tables>
constexpr void add_chunk(std::array<catalog::table, Tables>& all) {
    const auto chunk = chunk_of(entries<App>, Chunk);
    for (std::size_t i = 0; i != chunk.size(); ++i)
        all[Chunk * chunk_tables + i] =
            table_in(draft<App, Chunk>, chunk[i].name, i, objects<App, Chunk>.constraints, objects<App, Chunk>.indexes);
}

template <class App, std::size_t... Chunk>
constexpr auto gather_tables(std::index_sequence<Chunk...>) {
    std::array<catalog::table, entries<App>.size()> all{};
    (add_chunk<App, Chunk>(all), ...);
    return all;
}

/// All tables of a schema as values, in the order of declaration.
template <class App>
inline constexpr auto tables = gather_tables<App>(chunks_of<App>{});

/// A mistake and the position of the table that makes it.
struct found_mistake {
    catalog::mistake mistake{};
    std::size_t table = 0;
};

template <class App>
constexpr std::span<const catalog::table> tables_in(std::size_t chunk) {
    const std::span<const catalog::table> all{tables<App>};
    const std::size_t from = chunk * chunk_tables;
    return all.subspan(from, std::min(chunk_tables, all.size() - from));
}

constexpr catalog::mistake find_lost_comment(std::span<const object_comment> comments, const catalog::table& of) {
    for (const object_comment& comment : comments) {
        bool found = false;
        for (const catalog::constraint& each : of.constraints) found = found || each.name == comment.name;
        for (const catalog::index& each : of.indexes) found = found || each.name == comment.name;
        if (!found) return {catalog::mistake_kind::comment_on_nothing, comment.name};
    }
    return {};
}

template <class Draft>
constexpr found_mistake find_own_mistake(const Draft& said, std::span<const catalog::table> in) {
    for (std::size_t i = 0; i != in.size(); ++i) {
        const table_place& place = said.places[i];
        if (place.mistake) return {place.mistake, i};
        if (const catalog::mistake found = catalog::find_mistake(in[i])) return {found, i};
        const auto comments = std::span{said.comments}.subspan(place.from.comments, place.size.comments);
        if (const catalog::mistake found = find_lost_comment(comments, in[i])) return {found, i};
    }
    return {};
}

/// The first mistake that a table shows by itself.
template <class App, std::size_t Chunk>
inline constexpr found_mistake own_mistake = find_own_mistake(draft<App, Chunk>, tables_in<App>(Chunk));

template <class App>
inline constexpr auto lookup_slots = [] {
    std::array<std::uint32_t, catalog::table_lookup::slots_for(entries<App>.size())> slots{};
    catalog::table_lookup::fill(tables<App>, slots);
    return slots;
}();

template <class App>
inline constexpr catalog::table_lookup lookup{tables<App>, lookup_slots<App>};

constexpr found_mistake find_mistake_between(std::span<const catalog::table> all, const catalog::table_lookup& by_name,
                                             std::size_t from, std::size_t count) {
    for (std::size_t i = from; i != from + count; ++i) {
        const catalog::table& table = all[i];
        if (by_name.find(table.schema, table.name) != i)
            return {{catalog::mistake_kind::table_is_repeated, table.name, table.schema}, i};
        for (const catalog::constraint& each : table.constraints) {
            if (each.kind != catalog::constraint_kind::foreign_key) continue;
            const std::size_t target = by_name.find(each.referenced_schema, each.referenced_table);
            if (target == catalog::table_lookup::missing)
                return {{catalog::mistake_kind::referenced_table_is_missing, each.name, each.referenced_table}, i};
            if (const catalog::mistake found = catalog::find_reference_mistake(table, each, all[target])) return {found, i};
        }
    }
    return {};
}

/// The first mistake between tables.
template <class App, std::size_t Chunk>
inline constexpr found_mistake reference_mistake =
    find_mistake_between(tables<App>, lookup<App>, Chunk * chunk_tables, tables_in<App>(Chunk).size());

template <std::size_t Room>
struct found_enumerations {
    std::array<catalog::enumeration, Room> all{};
    std::size_t count = 0;
    catalog::mistake mistake{};

    constexpr void add(const catalog::enumeration& type) {
        for (std::size_t i = 0; i != count; ++i) {
            if (all[i].name != type.name || all[i].schema != type.schema) continue;
            if (catalog::fingerprint(all[i]) != catalog::fingerprint(type))
                mistake = {catalog::mistake_kind::enum_is_contradicted, type.name};
            return;
        }
        all[count++] = type;
    }
};

template <class App>
inline constexpr std::size_t enumeration_uses = [] {
    std::size_t count = 0;
    for (const catalog::table& table : tables<App>)
        for (const catalog::column& column : table.columns) count += column.declared_enumeration != nullptr ? 1U : 0U;
    return count;
}();

/// Enum types used by any table, each once.
template <class App>
inline constexpr auto enumerations = [] {
    found_enumerations<enumeration_uses<App>> found;
    for (const catalog::table& table : tables<App>)
        for (const catalog::column& column : table.columns)
            if (column.declared_enumeration != nullptr) found.add(*column.declared_enumeration);
    return found;
}();

template <class App>
constexpr std::span<const catalog::enumeration> enumerations_of() {
    return {enumerations<App>.all.data(), enumerations<App>.count};
}

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

template <class App, std::size_t... Chunk>
constexpr found_mistake find_taken_name(std::index_sequence<Chunk...>) {
    constexpr std::span<const std::uint64_t> lists[] = {std::span<const std::uint64_t>{}, name_hashes<App, Chunk>...};
    hash_set<(std::size_t{enumerations<App>.count} + ... + name_hashes<App, Chunk>.size())> taken;
    for (const catalog::enumeration& type : enumerations_of<App>()) taken.add(hash_name(type.schema, type.name));
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

template <class App, std::size_t... Chunk>
constexpr found_mistake first_own_mistake(std::index_sequence<Chunk...>) {
    found_mistake first;
    ((first.mistake || (first = own_mistake<App, Chunk>, first.table += Chunk * chunk_tables, false)), ...);
    return first;
}

template <class App, std::size_t... Chunk>
constexpr found_mistake first_reference_mistake(std::index_sequence<Chunk...>) {
    found_mistake first;
    ((first.mistake || (first = reference_mistake<App, Chunk>, false)), ...);
    return first;
}

// The first error wins: each kind of check is made only when those before it found nothing.
template <class App, bool IsWhole>
constexpr found_mistake find_first_mistake() {
    constexpr found_mistake own = first_own_mistake<App>(chunks_of<App>{});
    if constexpr (own.mistake || !IsWhole) {
        return own;
    } else {
        constexpr found_mistake reference = first_reference_mistake<App>(chunks_of<App>{});
        if constexpr (reference.mistake) return reference;
        else if constexpr (enumerations<App>.mistake) return {enumerations<App>.mistake, 0};
        else return name_mistake<App>;
    }
}

template <class App, bool IsWhole>
inline constexpr found_mistake first_mistake = find_first_mistake<App, IsWhole>();

template <class App, bool IsWhole>
constexpr catalog::mistake get_mistake() {
    return first_mistake<App, IsWhole>.mistake;
}

template <std::size_t At, class... Tables>
auto table_at(part_list<Tables...>) -> std::tuple_element_t<At, std::tuple<std::type_identity<Tables>...>>;

/// Whether a declaration has no mistake; it is a compile error if it has one.
template <class App, bool IsWhole>
inline constexpr bool is_sound = [] {
    if constexpr (first_mistake<App, IsWhole>.mistake) {
        using table = typename decltype(table_at<first_mistake<App, IsWhole>.table>(typename App::table_list{}))::type;
        [[maybe_unused]] reject<get_mistake<App, IsWhole>, table> refused;
        return false;
    } else {
        return true;
    }
}();

template <class App>
constexpr catalog::catalog make_catalog() {
    if constexpr (is_sound<App, true>)
        return {.name = name_of<App>(), .enumerations = enumerations_of<App>(), .tables = tables<App>};
    else return {};
}

} // namespace declare

/// The expected catalog of a schema, as a constexpr value: tables, columns, constraints, indexes and enum types.
/// `static_assert(catalog_of<app>.tables[0].name == "teams");`
template <class App>
inline constexpr catalog::catalog catalog_of = declare::make_catalog<App>();

namespace declare {

template <class App, std::size_t Chunk>
inline constexpr std::uint64_t chunk_fingerprint = catalog::sum_of_fingerprints(tables_in<App>(Chunk));

template <class App, std::size_t... Chunk>
constexpr std::uint64_t make_fingerprint(std::index_sequence<Chunk...>) {
    return catalog::fingerprint(catalog_of<App>, (std::uint64_t{0} + ... + chunk_fingerprint<App, Chunk>));
}

} // namespace declare

/// A 64-bit number that differs when the declaration of a schema differs.
template <class App>
inline constexpr std::uint64_t fingerprint_of = declare::make_fingerprint<App>(declare::chunks_of<App>{});

} // namespace constable
