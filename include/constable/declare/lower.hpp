// SPDX-License-Identifier: BSL-1.0
// Lowers the declared types into the plain values of the catalog. Behind this door there are no templates.
#pragma once

#include "table.hpp"

#include "constable/catalog/default_names.hpp"
#include "constable/catalog/find_mistake.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace constable::declare {

/// One part of a table as a value.
struct part_entry {
    part_size size;
    void (*describe)(table_draft&);
};

/// A table as a value: its name and what its parts will say.
struct table_entry {
    std::string_view name;
    std::span<const part_entry> parts;

    [[nodiscard]] constexpr part_size size() const {
        part_size sum;
        for (const part_entry& each : parts) sum = sum + each.size;
        return sum;
    }
};

template <class Parts>
struct parts_of;
template <class... Parts>
struct parts_of<part_list<Parts...>> {
    static constexpr part_entry entries[] = {{part_size{}, &table_part::describe}, {Parts::size, &Parts::describe}...};
};

template <class Table>
constexpr table_entry entry_of() {
    return {Table::table_name, parts_of<typename Table::parts>::entries};
}

template <class Tables>
struct entries_of;
template <class... Tables>
struct entries_of<part_list<Tables...>> {
    static constexpr std::array<table_entry, sizeof...(Tables)> all{entry_of<Tables>()...};
};

/// The tables of a schema, before their words have spoken.
template <class App>
inline constexpr const auto& entries = entries_of<typename App::table_list>::all;

// What follows is worked out for a few tables at a time: a variable for each table costs the compiler much more, and
// one for all tables passes the number of steps that Clang allows a constant expression.
inline constexpr std::size_t chunk_tables = 16;

template <class App>
inline constexpr std::size_t chunk_count = (entries<App>.size() + chunk_tables - 1) / chunk_tables;

constexpr std::span<const table_entry> chunk_of(std::span<const table_entry> all, std::size_t chunk) {
    const std::size_t from = chunk * chunk_tables;
    return all.subspan(from, std::min(chunk_tables, all.size() - from));
}

constexpr part_size size_of(std::span<const table_entry> tables) {
    part_size sum;
    for (const table_entry& each : tables) sum = sum + each.size();
    return sum;
}

/// Where the objects of one table lie in the arrays of its chunk.
struct table_place {
    part_size from;
    part_size size;
    std::string_view schema;
    std::string_view comment;
    catalog::mistake mistake;

    [[nodiscard]] constexpr std::size_t first_constraint() const { return from.column_constraints + from.table_constraints; }
    [[nodiscard]] constexpr std::size_t constraints() const { return size.column_constraints + size.table_constraints; }
};

/// What the words of some tables have said.
template <std::size_t Columns, std::size_t Constraints, std::size_t Indexes, std::size_t Comments>
struct drafts {
    std::array<catalog::column, Columns> columns{};
    std::array<catalog::constraint, Constraints> constraints{};
    std::array<catalog::index, Indexes> indexes{};
    std::array<object_comment, Comments> comments{};
    std::array<table_place, chunk_tables> places{};
};

// PostgreSQL makes the columns of a primary key NOT NULL.
constexpr void require_primary_keys(std::span<catalog::column> columns, std::span<const catalog::constraint> constraints) {
    for (const catalog::constraint& each : constraints)
        if (each.kind == catalog::constraint_kind::primary_key)
            for (catalog::column& column : columns)
                if (catalog::detail::is_one_of(column.name, each.columns)) column.not_null = true;
}

template <part_size Size>
constexpr auto draft_tables(std::span<const table_entry> tables) {
    drafts<Size.columns, Size.column_constraints + Size.table_constraints, Size.indexes, Size.comments> all;
    part_size from;
    for (std::size_t i = 0; i != tables.size(); ++i) {
        const part_size size = tables[i].size();
        catalog::column* const columns = all.columns.data() + from.columns;
        catalog::constraint* const constraints = all.constraints.data() + from.column_constraints + from.table_constraints;
        table_draft draft{columns, constraints, constraints + size.column_constraints, all.indexes.data() + from.indexes,
                          all.comments.data() + from.comments};
        for (const part_entry& part : tables[i].parts) part.describe(draft);
        require_primary_keys({columns, size.columns}, {constraints, size.column_constraints + size.table_constraints});
        all.places[i] = {from, size, draft.schema, draft.comment, draft.mistake};
        from = from + size;
    }
    return all;
}

template <class App, std::size_t Chunk>
inline constexpr auto draft = draft_tables<size_of(chunk_of(entries<App>, Chunk))>(chunk_of(entries<App>, Chunk));

/// The i-th table of a chunk, with constraints and indexes out of the given arrays.
template <class Draft>
constexpr catalog::table table_in(const Draft& all, std::string_view name, std::size_t i,
                                  std::span<const catalog::constraint> constraints, std::span<const catalog::index> indexes) {
    const table_place& place = all.places[i];
    return {place.schema, name, std::span{all.columns}.subspan(place.from.columns, place.size.columns),
            constraints.subspan(place.first_constraint(), place.constraints()),
            indexes.subspan(place.from.indexes, place.size.indexes), place.comment};
}

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

// The primary key and the database schema of a table that may still be on its way.
template <class... Parts>
constexpr std::string_view schema_in(part_list<Parts...>) {
    std::string_view found;
    for (const std::string_view each : {std::string_view{}, Parts::schema_name...})
        if (!each.empty()) found = each;
    return found;
}

template <class Table>
constexpr std::string_view schema_of() {
    return schema_in(typename Table::parts{});
}

template <class Word>
inline constexpr bool is_primary_key_word = false;
template <option... Options>
inline constexpr bool is_primary_key_word<primary_key<Options...>> = true;

template <class Part>
struct primary_key_in {
    static constexpr catalog::names columns{};
};
template <option... Options>
struct primary_key_in<primary_key<Options...>> {
    static constexpr catalog::names columns{option_columns<Options...>};
};
template <fixed_string Name, class Type, class... Words>
struct primary_key_in<column<Name, Type, Words...>> {
    static constexpr catalog::names columns = (is_primary_key_word<Words> || ...)
                                                  ? catalog::names{column<Name, Type, Words...>::itself}
                                                  : catalog::names{};
};

template <class... Parts>
constexpr catalog::names primary_key_among(part_list<Parts...>) {
    for (const catalog::names each : {catalog::names{}, primary_key_in<Parts>::columns...})
        if (!each.empty()) return each;
    return {};
}

template <class Table>
constexpr catalog::names primary_key_columns() {
    return primary_key_among(typename Table::parts{});
}

} // namespace constable::declare
