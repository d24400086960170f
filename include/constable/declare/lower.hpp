// SPDX-License-Identifier: BSL-1.0
// Lowers the declared types into the plain values of the catalog. Behind this door there are no templates.
#pragma once

#include "lower_details.hpp"

#include "constable/catalog/find_mistake.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace constable::declare {

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

// A partition's keys and indexes have names of their own; its checks, those of the parent.
constexpr void take_over(auto& added) {
    added.name = {};
    added.attached_to = {};
}

constexpr void add_column_constraint(const column_draft& draft, const constraint_value& value) {
    catalog::constraint& added = draft.add_constraint(value.kind);
    fill(added, value);
    if (draft.table.is_taking_over && value.kind != catalog::constraint_kind::check) take_over(added);
}

// Most of a detail lies in `column_extra` already.
constexpr void add_detail(column_draft& draft, const detail_value& detail) {
    if (detail.says == detail_saying::virtual_expression) draft.say(draft.column.generated_expression, detail.text, "generated_virtual");
    if (detail.says == detail_saying::not_null_name) draft.column.not_null = true;
    if (detail.says == detail_saying::sequence && draft.column.identity == catalog::identity_kind::none) draft.lacks_identity = true;
    if (const catalog::mistake found = find_mistake(detail)) draft.table.refuse(found.kind, draft.column.name, found.other);
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
    case column_saying::detail: add_detail(draft, *word.detail); break;
    case column_saying::constraint:
        if (draft.table.is_taking_over && word.constraint.kind == catalog::constraint_kind::foreign_key) break;
        add_column_constraint(draft, word.constraint);
        if (word.constraint.kind == catalog::constraint_kind::primary_key) draft.primary_key = true;
        break;
    }
}

// What no column can be without NOT NULL: an identity or a part of the primary key.
constexpr void settle_nullability(const column_draft& draft) {
    catalog::column& column = draft.column;
    const bool is_nullable_serial = column.identity == catalog::identity_kind::serial && draft.nullable;
    const bool required = column.not_null || draft.primary_key || (column.identity != catalog::identity_kind::none && !is_nullable_serial);
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
    draft.column.identity = part.identity;
    for (const column_word_value* const* word = part.words; *word != nullptr; ++word) add_word(draft, **word);
    settle_nullability(draft);
    if (draft.lacks_identity && draft.column.identity == catalog::identity_kind::none)
        table.refuse(catalog::mistake_kind::sequence_of_no_column, draft.column.name);
    const bool is_serial = part.identity != catalog::identity_kind::none;
    if (part.constraints >= detail_unit || (table.is_taking_over && is_serial)) {
        const column_extra& extra = *table.next_extra++;
        draft.column.details = &extra.details;
        if (is_serial && table.is_taking_over) draft.column.default_expression = extra.inherited_default;
    }
    if (table.is_taking_over) {
        draft.column.identity = catalog::identity_kind::none;
        draft.column.comment = {};
    }
}

constexpr void add_constraint(table_draft& draft, const constraint_value& value, const catalog::names& columns) {
    catalog::constraint& added = *draft.next_table_constraint++;
    added.kind = value.kind;
    added.columns = columns;
    fill(added, value);
    if (draft.is_taking_over && added.kind != catalog::constraint_kind::check) take_over(added);
}

constexpr void add_index(table_draft& draft, const index_value& value) {
    catalog::index& added = *draft.next_index++;
    added.unique = value.unique;
    added.keys = value.keys;
    added.include = value.include;
    if (value.apply_options != nullptr) value.apply_options(added);
    if (draft.is_taking_over) take_over(added);
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
    case part_role::extra: break; // see lower_extras.hpp
    }
}

// What a partition without columns takes over: columns, checks, keys and indexes.
constexpr void add_parts_of_parent(table_draft& draft, const part_value* const* parts) {
    if (const extra_value* parent = taken_over_by(parts)) add_parts_of_parent(draft, parent->parent().parts);
    for (; *parts != nullptr; ++parts)
        if ((*parts)->role == part_role::column || (*parts)->role == part_role::constraint || (*parts)->role == part_role::index)
            add_part(draft, **parts);
}

constexpr void take_over_parent(table_draft& draft, const part_value* const* parts) {
    const extra_value* parent = taken_over_by(parts);
    if (parent == nullptr) return;
    draft.is_taking_over = true;
    add_parts_of_parent(draft, parent->parent().parts);
    draft.is_taking_over = false;
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
constexpr auto draft_tables(std::span<const table_entry> tables, const column_extra* extras) {
    drafts<Size> all;
    part_size from;
    for (std::size_t i = 0; i != tables.size(); ++i) {
        const part_size size = tables[i].size();
        catalog::column* const columns = all.columns.data() + from.columns;
        catalog::constraint* const constraints = all.constraints.data() + from.column_constraints + from.table_constraints;
        catalog::constraint* const table_constraints = constraints + size.column_constraints;
        table_draft draft{columns, constraints, table_constraints, all.indexes.data() + from.indexes,
                          all.comments.data() + from.comments, extras};
        if (size.extras != 0) take_over_parent(draft, tables[i].parts);
        for (const part_value* const* part = tables[i].parts; *part != nullptr; ++part) add_part(draft, **part);
        require_primary_keys(columns, size.columns, table_constraints, draft.next_table_constraint);
        all.places[i] = {from, size, draft.schema, draft.comment, draft.mistake};
        extras = draft.next_extra;
        from = from + size;
    }
    return all;
}

template <class App, std::size_t Chunk>
inline constexpr auto draft = draft_tables<chunk_size<App, Chunk>>(chunk_of(entries<App>, Chunk), extras_of_columns<App, Chunk>());

/// The i-th table of a chunk, with constraints and indexes out of the given arrays.
template <class Draft>
constexpr catalog::table table_in(const Draft& all, std::string_view name, std::size_t i,
                                  std::span<const catalog::constraint> constraints, std::span<const catalog::index> indexes) {
    const table_place& place = all.places[i];
    return {place.schema, name, std::span{all.columns}.subspan(place.from.columns, place.size.columns),
            constraints.subspan(place.first_constraint(), place.constraints()),
            indexes.subspan(place.from.indexes, place.size.indexes), place.comment};
}

} // namespace constable::declare
