// SPDX-License-Identifier: BSL-1.0
// What few columns say: their details, and the sequences that fill them. Nothing of it is made where no column does.
#pragma once

#include "entries.hpp"
#include "sequence.hpp"

#include "constable/catalog/mistake.hpp"
#include "constable/catalog/names.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace constable::declare {

/// A column with details, where it stands.
struct detailed_column {
    std::string_view schema; ///< of the table that names the sequence: for a taken-over column, the parent
    std::string_view table;
    const part_value* part;
    bool is_taken_over;
    bool is_unlogged; ///< the table is, and so is its sequence
};

constexpr bool is_unlogged(const part_value* const* parts) {
    catalog::table probe;
    for (; *parts != nullptr; ++parts)
        if ((*parts)->role == part_role::extra && (*parts)->extra->role == extra_role::fact) (*parts)->extra->apply(probe);
    return probe.unlogged;
}

constexpr std::string_view schema_among(const part_value* const* parts) {
    std::string_view schema;
    for (; *parts != nullptr; ++parts)
        if ((*parts)->role == part_role::schema) schema = (*parts)->text;
    return schema;
}

constexpr void find_detailed(std::string_view schema, std::string_view table, const part_value* const* parts, bool is_taken_over,
                             detailed_column*& to) {
    if (const extra_value* partition = taken_over_by(parts)) {
        const parent_value parent = partition->parent();
        find_detailed(parent.schema, parent.name, parent.parts, true, to);
    }
    const part_value* const* const first = parts;
    for (; *parts != nullptr; ++parts)
        if ((*parts)->constraints >= detail_unit || (is_taken_over && (*parts)->identity != catalog::identity_kind::none))
            *to++ = {schema, table, *parts, is_taken_over, is_unlogged(first)};
}

template <std::size_t Count>
constexpr auto find_detailed(std::span<const table_entry> tables) {
    std::array<detailed_column, Count> all{};
    detailed_column* to = all.data();
    for (const table_entry& each : tables) find_detailed(schema_among(each.parts), each.name, each.parts, false, to);
    return all;
}

template <class App, std::size_t Chunk>
inline constexpr auto detailed_columns = find_detailed<chunk_size<App, Chunk>.details>(chunk_of(entries<App>, Chunk));

constexpr const sequence_value* sequence_said_by(const part_value& column) {
    const sequence_value* said = nullptr;
    for (const column_word_value* const* word = column.words; *word != nullptr; ++word)
        if ((*word)->detail != nullptr && (*word)->detail->says == detail_saying::sequence) said = (*word)->detail->sequence;
    return said;
}

/// The name that PostgreSQL gives the sequence of a column.
constexpr catalog::name_buffer default_sequence_name(std::string_view table, std::string_view column) {
    catalog::name_buffer name;
    catalog::add_object_name(name, table, column, "seq");
    return name;
}

template <std::size_t Count>
constexpr auto name_sequences(const std::array<detailed_column, Count>& columns) {
    std::array<catalog::name_buffer, Count> names{};
    for (std::size_t i = 0; i != Count; ++i) names[i] = default_sequence_name(columns[i].table, columns[i].part->columns[0]);
    return names;
}

template <class App, std::size_t Chunk>
inline constexpr auto sequence_names = name_sequences(detailed_columns<App, Chunk>);

/// The sequence of a column, whether it is the default one or not.
constexpr catalog::sequence sequence_of(const detailed_column& column, std::string_view default_name) {
    const sequence_value* said = sequence_said_by(*column.part);
    catalog::sequence made = settle(said == nullptr ? sequence_value{} : *said, column.part->text);
    if (made.name.empty()) made.name = default_name;
    if (made.schema.empty()) made.schema = column.schema;
    made.unlogged = made.unlogged || (column.is_unlogged && (said == nullptr || !said->logged));
    return made;
}

template <class App, std::size_t Chunk>
inline constexpr auto owned_sequences = [] {
    const auto& columns = detailed_columns<App, Chunk>;
    std::array<catalog::sequence, chunk_size<App, Chunk>.details> made{};
    for (std::size_t i = 0; i != made.size(); ++i) made[i] = sequence_of(columns[i], sequence_names<App, Chunk>[i].view());
    return made;
}();

constexpr bool is_default(const catalog::sequence& made, const detailed_column& column, std::string_view default_name) {
    const catalog::sequence plain = settle({}, column.part->text);
    return made.name == default_name && made.schema == column.schema && made.type == plain.type && made.start == plain.start &&
           made.increment == plain.increment && made.minimum == plain.minimum && made.maximum == plain.maximum &&
           made.cache == plain.cache && !made.cycle && made.unlogged == column.is_unlogged && made.comment.empty();
}

/// `nextval('schema.sequence'::regclass)`, held in place: the default that a partition takes over from a serial column.
struct nextval_buffer {
    std::array<char, 8 * (strings::max_identifier_size + 8)> bytes{};
    std::size_t size = 0;

    constexpr void add(std::string_view text) {
        for (const char byte : text) bytes[size++] = byte;
    }
    constexpr void add(char byte) { bytes[size++] = byte; }
    [[nodiscard]] constexpr std::string_view view() const { return {bytes.data(), size}; }
};

constexpr nextval_buffer nextval_of(const catalog::sequence& sequence) {
    nextval_buffer name;
    strings::add_qualified(name, sequence.schema, sequence.name);
    nextval_buffer text;
    text.add("nextval(");
    strings::add_literal(text, name.view());
    text.add("::regclass)");
    return text;
}

template <class App, std::size_t Chunk>
inline constexpr auto nextval_texts = [] {
    std::array<nextval_buffer, chunk_size<App, Chunk>.details> made{};
    for (std::size_t i = 0; i != made.size(); ++i) {
        const detailed_column& column = detailed_columns<App, Chunk>[i];
        if (column.is_taken_over && column.part->identity != catalog::identity_kind::none)
            made[i] = nextval_of(owned_sequences<App, Chunk>[i]);
    }
    return made;
}();

constexpr void apply(const detail_value& detail, bool is_taken_over, catalog::column_details& to) {
    switch (detail.says) {
    case detail_saying::storage: to.storage = catalog::value_of<catalog::storage_kind>(detail.text); break;
    case detail_saying::compression: to.compression = catalog::value_of<catalog::compression_method>(detail.text); break;
    case detail_saying::virtual_expression: to.is_virtual = true; break;
    case detail_saying::not_null_name: to.not_null_name = detail.text; break;
    case detail_saying::statistics:
        if (!is_taken_over) to.statistics = static_cast<std::int16_t>(detail.number);
        break;
    case detail_saying::options:
        if (!is_taken_over) to.options = detail.list;
        break;
    case detail_saying::is_inherited: to.is_inherited = true; break;
    case detail_saying::renamed_from: to.renamed_from = detail.text; break;
    case detail_saying::sequence: break;
    }
}

/// The first mistake that a detail shows by itself.
constexpr catalog::mistake find_mistake(const detail_value& detail) {
    if (detail.says == detail_saying::storage &&
        catalog::value_of<catalog::storage_kind>(detail.text) == catalog::storage_kind::by_type)
        return {catalog::mistake_kind::storage_is_unknown, {}, detail.text};
    if (detail.says == detail_saying::compression &&
        catalog::value_of<catalog::compression_method>(detail.text) == catalog::compression_method::by_default)
        return {catalog::mistake_kind::storage_is_unknown, {}, detail.text};
    return {};
}

template <class App, std::size_t Chunk>
inline constexpr auto column_extras = [] {
    std::array<column_extra, chunk_size<App, Chunk>.details> made{};
    for (std::size_t i = 0; i != made.size(); ++i) {
        const detailed_column& column = detailed_columns<App, Chunk>[i];
        for (const column_word_value* const* word = column.part->words; *word != nullptr; ++word)
            if ((*word)->detail != nullptr) apply(*(*word)->detail, column.is_taken_over, made[i].details);
        const catalog::sequence& sequence = owned_sequences<App, Chunk>[i];
        if (column.is_taken_over) made[i].inherited_default = nextval_texts<App, Chunk>[i].view();
        else if (!is_default(sequence, column, sequence_names<App, Chunk>[i].view()) && sequence_said_by(*column.part) != nullptr)
            made[i].details.sequence = &sequence;
    }
    return made;
}();

template <class App, std::size_t Chunk>
constexpr const column_extra* extras_of_columns() {
    if constexpr (chunk_size<App, Chunk>.details == 0) return nullptr;
    else return column_extras<App, Chunk>.data();
}

} // namespace constable::declare
