// SPDX-License-Identifier: BSL-1.0
// Sequences: of their own, and those of identity and serial columns.
#pragma once

#include "column.hpp"
#include "object.hpp"

#include <cstdint>
#include <limits>
#include <string_view>

namespace constable {

namespace declare {

// The largest number of a type; the smallest one is one less than its negative.
constexpr std::int64_t maximum_of(std::string_view type) {
    if (type == "smallint") return std::numeric_limits<std::int16_t>::max();
    if (type == "integer") return std::numeric_limits<std::int32_t>::max();
    return std::numeric_limits<std::int64_t>::max();
}

/// The sequence that CREATE SEQUENCE makes of these options.
/// https://www.postgresql.org/docs/current/sql-createsequence.html
constexpr catalog::sequence settle(const sequence_value& said, std::string_view column_type = "bigint") {
    const auto or_else = [](const optional_number& number, std::int64_t otherwise) {
        return number.is_said ? number.value : otherwise;
    };
    catalog::sequence made{.schema = said.schema, .name = said.name, .type = said.type.empty() ? column_type : said.type};
    made.increment = or_else(said.increment, 1);
    const bool ascends = made.increment > 0;
    made.minimum = or_else(said.minimum, ascends ? 1 : -maximum_of(made.type) - 1);
    made.maximum = or_else(said.maximum, ascends ? maximum_of(made.type) : -1);
    made.start = or_else(said.start, ascends ? made.minimum : made.maximum);
    made.cache = or_else(said.cache, 1);
    made.cycle = said.cycle;
    made.unlogged = said.unlogged;
    made.owner_table = said.owner_table;
    made.owner_column = said.owner_column;
    made.comment = said.comment;
    made.renamed_from = said.renamed_from;
    keep_schema(made.renamed_from, made.schema);
    return made;
}

} // namespace declare

/// `AS type` of a sequence: smallint, integer or bigint.
template <fixed_string Type>
struct as {
    static constexpr void describe(declare::sequence_value& it) { it.type = Type.view(); }
};
/// `START WITH number`.
template <std::int64_t Number>
struct start_with {
    static constexpr void describe(declare::sequence_value& it) { it.start = {Number, true}; }
};
/// `INCREMENT BY number`.
template <std::int64_t Number>
struct increment_by {
    static constexpr void describe(declare::sequence_value& it) { it.increment = {Number, true}; }
};
/// `MINVALUE number`.
template <std::int64_t Number>
struct minvalue {
    static constexpr void describe(declare::sequence_value& it) { it.minimum = {Number, true}; }
};
/// `MAXVALUE number`.
template <std::int64_t Number>
struct maxvalue {
    static constexpr void describe(declare::sequence_value& it) { it.maximum = {Number, true}; }
};
/// `CACHE number`.
template <std::int64_t Number>
struct cache {
    static constexpr void describe(declare::sequence_value& it) { it.cache = {Number, true}; }
};
/// `CYCLE`.
struct cycle {
    static constexpr void describe(declare::sequence_value& it) { it.cycle = true; }
};
/// `SEQUENCE NAME name` of an identity or serial column's sequence, which is otherwise `<table>_<column>_seq`.
template <fixed_string Name>
struct sequence_name {
    static constexpr void describe(declare::sequence_value& it) { it.name = Name.view(); }
};
/// `OWNED BY table.column`: the sequence goes when the column goes.
template <class Table, fixed_string Column>
struct owned_by {
    static constexpr void describe(declare::sequence_value& it) {
        it.owner_table = Table::table_name;
        it.owner_column = Column.view();
    }
};
/// `UNLOGGED`, of a table or a sequence (PostgreSQL 15).
struct unlogged : declare::table_part {
    static constexpr void describe(declare::sequence_value& it) { it.unlogged = true; }
    static constexpr void describe(catalog::table& it) { it.unlogged = true; }

private:
    static constexpr declare::extra_value extra_{
        .role = declare::extra_role::fact, .apply = [](catalog::table& it) { describe(it); }};

public:
    static constexpr declare::part_value in_table{.role = declare::part_role::extra, .extra = &extra_};
};

/// `SET LOGGED` (PostgreSQL 15): an identity or serial column's sequence, of an UNLOGGED table, that is not unlogged itself.
struct logged {
    static constexpr void describe(declare::sequence_value& it) { it.logged = true; }
};

/// The options of an identity or serial column's sequence: `identity<>, with_sequence<start_with<1000>>`.
/// Options: `sequence_name`, `as`, `start_with`, `increment_by`, `minvalue`, `maxvalue`, `cache`, `cycle`, `unlogged`,
/// `logged`, `in_schema`, `comment`.
template <class... Options>
struct with_sequence : declare::column_word {
private:
    static constexpr declare::sequence_value value_ = declare::described<Options...>(declare::sequence_value{});
    static constexpr declare::detail_value detail_{.says = declare::detail_saying::sequence, .sequence = &value_};

public:
    static constexpr std::size_t constraints = declare::detail_unit;
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::detail, .detail = &detail_};
};

/// A sequence of its own: `struct numbers : sequence<"numbers", start_with<100>> {};`, listed in `schema<…>`.
/// Words: `as`, `start_with`, `increment_by`, `minvalue`, `maxvalue`, `cache`, `cycle`, `unlogged`, `owned_by`, `in_schema`,
/// `comment`. https://www.postgresql.org/docs/current/sql-createsequence.html
template <fixed_string Name, class... Words>
struct sequence : declare::schema_object {
    static constexpr catalog::sequence value = declare::settle(declare::described<Words...>(declare::sequence_value{.name = Name.view()}));

    static constexpr declare::object_name known_by() { return {catalog::object_kind::sequence, value.schema, value.name, {}}; }
    template <class Self>
    static constexpr declare::object_entry entry_of() {
        return {.role = declare::object_role::sequence, .sequence = &value};
    }
};

} // namespace constable
