// SPDX-License-Identifier: BSL-1.0
// The tables of a schema as values, before their words have spoken, and the chunks that they are lowered in.
#pragma once

#include "object.hpp"
#include "table.hpp"
#include "table_parts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string_view>

namespace constable::declare {

// What a partition takes over from its parent: neither foreign keys nor what is no column, constraint or index.
constexpr std::size_t count_taken_constraints(const part_value& column) {
    std::size_t count = 0;
    for (const column_word_value* const* word = column.words; *word != nullptr; ++word)
        if ((*word)->says == column_saying::constraint && (*word)->constraint.kind != catalog::constraint_kind::foreign_key) ++count;
    return count;
}

/// The parent of a table that has no columns of its own; nothing where it is no such partition.
constexpr const extra_value* taken_over_by(const part_value* const* parts) {
    const extra_value* partition = nullptr;
    for (; *parts != nullptr; ++parts) {
        if ((*parts)->role == part_role::column) return nullptr;
        if ((*parts)->role == part_role::extra && (*parts)->extra->role == extra_role::partition) partition = (*parts)->extra;
    }
    return partition;
}

constexpr part_size size_taken_over(const part_value* const* parts) {
    part_size sum;
    if (const extra_value* parent = taken_over_by(parts)) sum = size_taken_over(parent->parent().parts);
    for (; *parts != nullptr; ++parts) {
        const part_value& part = **parts;
        if (part.role == part_role::column) {
            ++sum.columns;
            sum.column_constraints += count_taken_constraints(part);
            if (part.constraints >= detail_unit || part.identity != catalog::identity_kind::none) ++sum.details;
        } else if (part.role == part_role::constraint) {
            ++sum.table_constraints;
        } else if (part.role == part_role::index) {
            ++sum.indexes;
        }
    }
    return sum;
}

constexpr part_size table_entry::size() const {
    part_size sum;
    for (const part_value* const* part = parts; *part != nullptr; ++part) {
        const std::size_t constraints = (*part)->constraints;
        sum.column_constraints += constraints & (detail_unit - 1);
        if (constraints >= detail_unit) ++sum.details;
        switch ((*part)->role) {
        case part_role::column: ++sum.columns; break;
        case part_role::constraint:
        case part_role::foreign_key: ++sum.table_constraints; break;
        case part_role::index: ++sum.indexes; break;
        case part_role::comment_on: ++sum.comments; break;
        case part_role::extra: ++sum.extras; break;
        case part_role::comment:
        case part_role::schema: break;
        }
    }
    if (sum.extras != 0 && sum.columns == 0)
        if (const extra_value* parent = taken_over_by(parts)) sum = sum + size_taken_over(parent->parent().parts);
    return sum;
}

// Whether a part is what it must be, so that its value can be asked for.
template <class Part>
inline constexpr bool part_is_sound = __is_base_of(table_part, Part);
template <fixed_string Name, class Type, class... Words>
inline constexpr bool part_is_sound<column<Name, Type, Words...>> =
    __is_base_of(type_word, Type) && (__is_base_of(column_word, Words) && ...);

template <class Table, class Part>
constexpr void refuse(const Part*) {
    require_table_part<Part, Table>();
}
template <class Table, fixed_string Name, class Type, class... Words>
constexpr void refuse(const column<Name, Type, Words...>*) {
    using itself = column<Name, Type, Words...>;
    require_type<Type, itself, Table>();
    if constexpr (__is_base_of(type_word, Type)) (require_column_word<Words, itself, Table>(), ...);
}

constexpr bool are_all(std::initializer_list<bool> facts) {
    for (const bool each : facts)
        if (!each) return false;
    return true;
}

/// The values of a table's parts, up to a null pointer.
template <class Table, class Parts = typename Table::declared_parts>
struct parts_of;
template <class Table, class... Parts>
    requires (are_all({true, part_is_sound<Parts>...})) // no fold: a table may have more parts than Clang folds
struct parts_of<Table, part_list<Parts...>> {
    static constexpr const part_value* values[] = {&Parts::in_table..., nullptr};
};
template <class Table, class... Parts>
struct parts_of<Table, part_list<Parts...>> {
    static constexpr const part_value* values[] = {(refuse<Table>(static_cast<const Parts*>(nullptr)), nullptr)...};
};

template <class Table>
constexpr table_entry entry_of() {
    return {Table::table_name, parts_of<Table>::values};
}

// Of a thing that is no table: one without parts.
template <class Thing>
constexpr table_entry entry_of_any() {
    if constexpr (is_table<Thing>) return entry_of<Thing>();
    else return {};
}

template <class Things, bool AreTables>
struct entries_of;
template <class... Tables>
struct entries_of<part_list<Tables...>, true> {
    static constexpr std::array<table_entry, sizeof...(Tables)> all{entry_of<Tables>()...};
};
template <class... Things>
struct entries_of<part_list<Things...>, false> {
    static constexpr auto all = [] {
        constexpr table_entry mixed[] = {entry_of_any<Things>()...};
        std::array<table_entry, count_true({is_table<Things>...})> tables{};
        std::size_t at = 0;
        for (const table_entry& each : mixed)
            if (each.parts != nullptr) tables[at++] = each;
        return tables;
    }();
};

template <class... Things>
constexpr bool are_tables(part_list<Things...>) {
    return count_true({is_table<Things>...}) == sizeof...(Things);
}

/// Whether a schema has nothing but tables.
template <class App>
inline constexpr bool has_only_tables = are_tables(typename App::declared_things{});

/// The tables of a schema, before their words have spoken.
template <class App>
inline constexpr const auto& entries = entries_of<typename App::declared_things, has_only_tables<App>>::all;

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
    for (std::size_t i = 0; i != tables.size(); ++i) sum = sum + tables[i].size();
    return sum;
}

template <class App, std::size_t Chunk>
inline constexpr part_size chunk_size = size_of(chunk_of(entries<App>, Chunk));

// The primary key, the database schema and the parts of a table that may still be on its way.
template <class... Parts>
constexpr std::string_view schema_in(part_list<Parts...>) {
    std::string_view found;
    [[maybe_unused]] const auto look_at = [&]<class Part>(const Part*) {
        if constexpr (__is_base_of(schema_word, Part)) found = Part::schema_name;
    };
    if constexpr ((__is_base_of(schema_word, Parts) || ...)) (look_at(static_cast<const Parts*>(nullptr)), ...);
    return found;
}

template <class Table>
constexpr std::string_view schema_of() {
    return schema_in(typename Table::declared_parts{});
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
    return primary_key_among(typename Table::declared_parts{});
}

template <class Parent>
constexpr parent_value parent_of() {
    return {schema_of<Parent>(), Parent::table_name, parts_of<Parent>::values};
}

} // namespace constable::declare
