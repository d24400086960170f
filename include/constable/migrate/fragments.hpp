// SPDX-License-Identifier: BSL-1.0
// Lowers the words inside steps, as those of a schema are lowered: all steps of a history are one list of tables.
#pragma once

#include "migration.hpp"

#include "constable/declare/lower_objects.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace constable {

namespace migrating {

/// The fragments of a history, in the place of a schema.
template <class History>
struct fragments {};

constexpr bool has_parts(const step_value& of) { return of.parts != nullptr; }
constexpr bool has_view(const step_value& of) { return of.object != nullptr && of.object->role == declare::object_role::view; }

// The steps that declare parts of a table.
template <class History>
inline constexpr auto steps_with_parts = [] {
    constexpr std::size_t count = [] {
        std::size_t sum = 0;
        for (const placed_step& each : steps_of<History>) sum += has_parts(*each.step) ? 1U : 0U;
        return sum;
    }();
    std::array<const step_value*, count> all{};
    std::size_t at = 0;
    for (const placed_step& each : steps_of<History>)
        if (has_parts(*each.step)) all[at++] = each.step;
    return all;
}();
template <class History>
inline constexpr auto fragment_entries = [] {
    std::array<declare::table_entry, steps_with_parts<History>.size()> all{};
    for (std::size_t i = 0; i != all.size(); ++i) all[i] = {steps_with_parts<History>[i]->table, steps_with_parts<History>[i]->parts};
    return all;
}();
template <class History>
inline constexpr auto fragment_objects = [] {
    constexpr std::size_t count = [] {
        std::size_t sum = 0;
        for (const placed_step& each : steps_of<History>) sum += has_view(*each.step) ? 1U : 0U;
        return sum;
    }();
    std::array<declare::object_entry, count> all{};
    std::size_t at = 0;
    for (const placed_step& each : steps_of<History>)
        if (has_view(*each.step)) all[at++] = *each.step->object;
    return all;
}();

} // namespace migrating

namespace declare {

template <class History>
inline constexpr const auto& entries<migrating::fragments<History>> = migrating::fragment_entries<History>;
template <class History>
inline constexpr const auto& object_entries<migrating::fragments<History>> = migrating::fragment_objects<History>;

} // namespace declare

namespace migrating {

// The tables of one chunk of fragments, with nameless constraints and indexes as they were said.
template <class History, std::size_t Chunk>
inline constexpr auto fragment_tables = [] {
    using source = fragments<History>;
    constexpr std::size_t count = declare::chunk_of(declare::entries<source>, Chunk).size();
    const std::span<const declare::table_entry> chunk = declare::chunk_of(declare::entries<source>, Chunk);
    const auto& said = declare::draft<source, Chunk>;
    std::array<catalog::table, count> all{};
    for (std::size_t i = 0; i != count; ++i) all[i] = declare::table_in(said, chunk[i].name, i, said.constraints, said.indexes);
    if constexpr (declare::has_extras<source, Chunk>)
        for (std::size_t i = 0; i != count; ++i) declare::add_extras(all[i], declare::extras<source, Chunk>, i, chunk[i].parts);
    return all;
}();

// Names depend on nothing but the table itself where it is new. A partition that takes parts over gets them with those.
template <class History, std::size_t Chunk>
constexpr bool is_new_table(std::size_t i) {
    return steps_with_parts<History>[Chunk * declare::chunk_tables + i]->kind == step_kind::create_table &&
           !declare::takes_over(declare::chunk_of(declare::entries<fragments<History>>, Chunk)[i]);
}
template <class History, std::size_t Chunk>
inline constexpr bool has_new_tables = [] {
    for (std::size_t i = 0; i != fragment_tables<History, Chunk>.size(); ++i)
        if (is_new_table<History, Chunk>(i)) return true;
    return false;
}();
template <class History, std::size_t Chunk>
inline constexpr auto named_tables = [] {
    using source = fragments<History>;
    auto all = fragment_tables<History, Chunk>;
    for (std::size_t i = 0; i != all.size(); ++i) {
        const declare::table_place& place = declare::draft<source, Chunk>.places[i];
        all[i].constraints = std::span{declare::objects<source, Chunk>.constraints}.subspan(place.first_constraint(), place.constraints());
        all[i].indexes = std::span{declare::objects<source, Chunk>.indexes}.subspan(place.from.indexes, place.size.indexes);
    }
    return all;
}();

template <class History, std::size_t Chunk>
inline constexpr auto fragment_chunk = [] {
    using source = fragments<History>;
    const std::span<const declare::table_entry> chunk = declare::chunk_of(declare::entries<source>, Chunk);
    std::array<fragment, fragment_tables<History, Chunk>.size()> all{};
    for (std::size_t i = 0; i != all.size(); ++i) {
        const declare::table_place& place = declare::draft<source, Chunk>.places[i];
        all[i] = {.table = &fragment_tables<History, Chunk>[i],
                  .comments = std::span{declare::draft<source, Chunk>.comments}.subspan(place.from.comments, place.size.comments),
                  .takes_over = declare::takes_over(chunk[i]),
                  .mistake = place.mistake};
        if constexpr (has_new_tables<History, Chunk>)
            if (is_new_table<History, Chunk>(i)) all[i].named = &named_tables<History, Chunk>[i];
    }
    return all;
}();

template <class History, std::size_t... Chunk>
constexpr auto gather_fragments(std::index_sequence<Chunk...>) {
    constexpr std::span<const fragment> chunks[] = {std::span<const fragment>{}, fragment_chunk<History, Chunk>...};
    std::array<fragment, steps_of<History>.size()> all{};
    std::size_t table = 0;
    std::size_t view = 0;
    for (std::size_t i = 0; i != all.size(); ++i) {
        const step_value& step = *steps_of<History>[i].step;
        if (has_parts(step)) {
            all[i] = chunks[table / declare::chunk_tables + 1][table % declare::chunk_tables];
            ++table;
        }
        if constexpr (fragment_objects<History>.size() != 0)
            if (has_view(step)) all[i].view = &declare::views<fragments<History>>[view++];
    }
    return all;
}

/// What the words inside each step of a history declare.
template <class History>
inline constexpr auto fragments_of = gather_fragments<History>(declare::chunks_of<fragments<History>>{});

} // namespace migrating

} // namespace constable
