// SPDX-License-Identifier: BSL-1.0
// Gives the constraints and indexes of lowered tables their names and comments.
#pragma once

#include "lower.hpp"

#include "constable/catalog/default_names.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace constable::declare {

/// The default names of some tables' constraints and indexes: of each table first the constraints', then the indexes'.
template <std::size_t Room, std::size_t Names>
struct name_list {
    std::array<char, Room> text{};
    std::array<std::uint8_t, Names> sizes{};
};

template <class Draft>
constexpr std::size_t room_for_names(const Draft& all) {
    return catalog::room_for_names({{}, {}, {}, all.constraints, all.indexes, {}});
}

template <std::size_t Room, class Draft>
constexpr auto choose_default_names(const Draft& all, std::span<const table_entry> tables) {
    name_list<Room, std::tuple_size_v<decltype(all.constraints)> + std::tuple_size_v<decltype(all.indexes)>> chosen;
    char* text = chosen.text.data();
    std::size_t at = 0;
    for (std::size_t i = 0; i != tables.size(); ++i) {
        const catalog::table table = table_in(all, tables[i].name, i, all.constraints, all.indexes);
        const std::size_t count = table.constraints.size() + table.indexes.size();
        text += catalog::choose_names(table, text, std::span{chosen.sizes}.subspan(at, count));
        at += count;
    }
    return chosen;
}

template <class App, std::size_t Chunk>
inline constexpr auto default_names =
    choose_default_names<room_for_names(draft<App, Chunk>)>(draft<App, Chunk>, chunk_of(entries<App>, Chunk));

/// Constraints and indexes under their names.
template <std::size_t Constraints, std::size_t Indexes>
struct named_objects {
    std::array<catalog::constraint, Constraints> constraints;
    std::array<catalog::index, Indexes> indexes;
};

constexpr std::string_view comment_on_object(std::span<const object_comment> comments, std::string_view name) {
    for (const object_comment& each : comments)
        if (each.name == name) return each.text;
    return {};
}

template <class Draft, class Names>
constexpr auto name_objects(const Draft& all, const Names& names, std::size_t tables) {
    named_objects<std::tuple_size_v<decltype(all.constraints)>, std::tuple_size_v<decltype(all.indexes)>> named{all.constraints, all.indexes};
    const char* text = names.text.data();
    std::size_t at = 0;
    for (std::size_t i = 0; i != tables; ++i) {
        const table_place& place = all.places[i];
        const auto comments = std::span{all.comments}.subspan(place.from.comments, place.size.comments);
        const auto name = [&](auto& object) {
            const std::size_t size = names.sizes[at++];
            if (size != 0) object.name = {text, size};
            if (!comments.empty()) object.comment = comment_on_object(comments, object.name);
            text += size;
        };
        for (std::size_t k = 0; k != place.constraints(); ++k) name(named.constraints[place.first_constraint() + k]);
        for (std::size_t k = 0; k != place.size.indexes; ++k) name(named.indexes[place.from.indexes + k]);
    }
    return named;
}

template <class App, std::size_t Chunk>
inline constexpr auto objects =
    name_objects(draft<App, Chunk>, default_names<App, Chunk>, chunk_of(entries<App>, Chunk).size());

} // namespace constable::declare
