// SPDX-License-Identifier: BSL-1.0
// Lowers the declared types into the plain values of the catalog. Behind this door there are no templates.
#pragma once

#include "table.hpp"

#include "constable/catalog/default_names.hpp"
#include "constable/catalog/find_mistake.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace constable::declare {

/// A table as a value: its name and its parts, up to a null pointer.
struct table_entry {
    std::string_view name;
    const part_value* const* parts;

    [[nodiscard]] constexpr part_size size() const {
        part_size sum;
        for (const part_value* const* part = parts; *part != nullptr; ++part) {
            sum.column_constraints += (*part)->constraints;
            switch ((*part)->role) {
            case part_role::column: ++sum.columns; break;
            case part_role::constraint:
            case part_role::foreign_key: ++sum.table_constraints; break;
            case part_role::index: ++sum.indexes; break;
            case part_role::comment_on: ++sum.comments; break;
            case part_role::comment:
            case part_role::schema: break;
            }
        }
        return sum;
    }
};

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
    for (std::size_t i = 0; i != tables.size(); ++i) sum = sum + tables[i].size();
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
template <part_size Size>
struct drafts {
    std::array<catalog::column, Size.columns> columns{};
    std::array<catalog::constraint, Size.column_constraints + Size.table_constraints> constraints{};
    std::array<catalog::index, Size.indexes> indexes{};
    std::array<object_comment, Size.comments> comments{};
    std::array<table_place, chunk_tables> places{};
};

// What a constraint says beside its kind and the columns that it stands on.
constexpr void fill(catalog::constraint& added, const constraint_value& value) {
    if (value.kind == catalog::constraint_kind::check) {
        added.expression = value.text;
    } else if (value.kind == catalog::constraint_kind::foreign_key) {
        added.referenced_schema = value.schema;
        added.referenced_table = value.text;
        added.referenced_columns = value.columns;
    } else {
        added.keys = value.keys;
        added.include = value.include;
    }
    if (value.apply_options != nullptr) value.apply_options(added);
}

constexpr void add_word(column_draft& draft, const column_word_value& word) {
    catalog::column& column = draft.column;
    switch (word.says) {
    case column_saying::not_null:
        if (column.not_null) draft.table.refuse(catalog::mistake_kind::column_word_is_repeated, column.name, "not_null");
        column.not_null = true;
        break;
    case column_saying::nullable: draft.nullable = true; break;
    case column_saying::identity:
        if (column.identity != catalog::identity_kind::none)
            draft.table.refuse(catalog::mistake_kind::column_word_is_repeated, column.name, "identity");
        column.identity = word.identity;
        break;
    case column_saying::default_expression: draft.say(column.default_expression, word.text, "default_"); break;
    case column_saying::generated_expression: draft.say(column.generated_expression, word.text, "generated"); break;
    case column_saying::collation: draft.say(column.collation, word.text, "collate"); break;
    case column_saying::comment: draft.say(column.comment, word.text, "comment"); break;
    case column_saying::constraint:
        fill(draft.add_constraint(word.constraint.kind), word.constraint);
        if (word.constraint.kind == catalog::constraint_kind::primary_key) draft.primary_key = true;
        break;
    }
}

// What no column can be without NOT NULL: an identity or a part of the primary key.
constexpr void settle_nullability(const column_draft& draft) {
    catalog::column& column = draft.column;
    const bool required = column.not_null || draft.primary_key || column.identity != catalog::identity_kind::none;
    if (draft.nullable && required)
        draft.table.refuse(draft.primary_key ? catalog::mistake_kind::primary_key_is_nullable
                                             : catalog::mistake_kind::not_null_is_contradicted,
                           column.name);
    column.not_null = required;
}

constexpr void add_column(table_draft& table, const part_value& part) {
    column_draft draft{*table.next_column++, table, part.columns};
    draft.column.name = *part.columns.data();
    draft.column.type = part.text;
    draft.column.origin = part.origin;
    draft.column.declared_enumeration = part.enumeration;
    for (const column_word_value* const* word = part.words; *word != nullptr; ++word) add_word(draft, **word);
    settle_nullability(draft);
}

constexpr void add_constraint(table_draft& draft, const constraint_value& value, const catalog::names& columns) {
    catalog::constraint& added = *draft.next_table_constraint++;
    added.kind = value.kind;
    added.columns = columns;
    fill(added, value);
}

constexpr void add_index(table_draft& draft, const index_value& value) {
    catalog::index& added = *draft.next_index++;
    added.unique = value.unique;
    added.keys = value.keys;
    added.include = value.include;
    if (value.apply_options != nullptr) value.apply_options(added);
}

constexpr void add_part(table_draft& draft, const part_value& part) {
    switch (part.role) {
    case part_role::column: add_column(draft, part); break;
    case part_role::constraint: add_constraint(draft, *part.constraint, part.constraint->columns); break;
    case part_role::foreign_key: add_constraint(draft, *part.constraint, part.columns); break;
    case part_role::index: add_index(draft, *part.index); break;
    case part_role::comment: draft.comment = part.text; break;
    case part_role::comment_on: *draft.next_comment++ = *part.object_comment; break;
    case part_role::schema: draft.schema = part.text; break;
    }
}

// PostgreSQL makes the columns of a primary key NOT NULL. One that stands in a column has said so already.
constexpr void require_primary_keys(catalog::column* columns, std::size_t count, const catalog::constraint* first,
                                    const catalog::constraint* last) {
    for (; first != last; ++first)
        if (first->kind == catalog::constraint_kind::primary_key)
            for (std::size_t i = 0; i != count; ++i)
                if (catalog::detail::is_one_of(columns[i].name, first->columns)) columns[i].not_null = true;
}

template <part_size Size>
constexpr auto draft_tables(std::span<const table_entry> tables) {
    drafts<Size> all;
    part_size from;
    for (std::size_t i = 0; i != tables.size(); ++i) {
        const part_size size = tables[i].size();
        catalog::column* const columns = all.columns.data() + from.columns;
        catalog::constraint* const constraints = all.constraints.data() + from.column_constraints + from.table_constraints;
        catalog::constraint* const table_constraints = constraints + size.column_constraints;
        table_draft draft{columns, constraints, table_constraints, all.indexes.data() + from.indexes,
                          all.comments.data() + from.comments};
        for (const part_value* const* part = tables[i].parts; *part != nullptr; ++part) add_part(draft, **part);
        require_primary_keys(columns, size.columns, table_constraints, draft.next_table_constraint);
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

} // namespace constable::declare
