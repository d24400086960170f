// SPDX-License-Identifier: BSL-1.0
// DDL of sequences, standing alone or behind a serial or identity column.
#pragma once

#include "clauses.hpp"

#include "constable/catalog/table.hpp"

#include <cstdint>
#include <limits>
#include <string_view>

namespace constable::sql {

/// What CREATE SEQUENCE takes when nothing is said: bounds follow the type and the direction, the start a bound.
struct sequence_defaults {
    std::int64_t minimum = 1;
    std::int64_t maximum = -1;
    std::int64_t start = 1;
};

/// The defaults for a sequence of that type, increment and bounds.
constexpr sequence_defaults defaults_of(const catalog::sequence& sequence) {
    std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    if (sequence.type == "integer") largest = std::numeric_limits<std::int32_t>::max();
    if (sequence.type == "smallint") largest = std::numeric_limits<std::int16_t>::max();
    const bool ascending = sequence.increment > 0;
    sequence_defaults defaults;
    defaults.minimum = ascending ? 1 : -largest - 1;
    defaults.maximum = ascending ? largest : -1;
    defaults.start = ascending ? sequence.minimum : sequence.maximum;
    return defaults;
}

/// ` START WITH … INCREMENT BY …`: the options that are not the default ones, each after a space.
template <class Sink>
constexpr void add_sequence_options(Sink& sink, const catalog::sequence& sequence) {
    const sequence_defaults defaults = defaults_of(sequence);
    const auto add_option = [&](std::string_view name, std::int64_t value, std::int64_t usual) {
        if (value == usual) return;
        sink.add(name);
        add_signed(sink, value);
    };
    add_option(" START WITH ", sequence.start, defaults.start);
    add_option(" INCREMENT BY ", sequence.increment, 1);
    add_option(" MINVALUE ", sequence.minimum, defaults.minimum);
    add_option(" MAXVALUE ", sequence.maximum, defaults.maximum);
    add_option(" CACHE ", sequence.cache, 1);
    if (sequence.cycle) sink.add(" CYCLE");
}

/// `CREATE SEQUENCE …;` with its comment, without its owner.
/// https://www.postgresql.org/docs/current/sql-createsequence.html
template <class Sink>
constexpr void add_create_sequence(Sink& sink, const catalog::sequence& sequence) {
    sink.add(sequence.unlogged ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ");
    add_qualified(sink, sequence.schema, sequence.name);
    if (sequence.type != "bigint") {
        sink.add(" AS ");
        sink.add(sequence.type);
    }
    add_sequence_options(sink, sequence);
    sink.add(";\n");
    add_comment(sink, "SEQUENCE", sequence.schema, sequence.name, sequence.comment);
}

/// `ALTER SEQUENCE … OWNED BY table.column;`
template <class Sink>
constexpr void add_sequence_owner(Sink& sink, const catalog::sequence& sequence, std::string_view table, std::string_view column) {
    add_head(sink, "ALTER SEQUENCE ", sequence.schema, sequence.name);
    sink.add("OWNED BY ");
    add_qualified(sink, sequence.schema, table);
    sink.add('.');
    add_identifier(sink, column);
    sink.add(";\n");
}

/// The same for the owner that the sequence names, if any.
template <class Sink>
constexpr void add_sequence_owner(Sink& sink, const catalog::sequence& sequence) {
    if (!sequence.owner_table.empty()) add_sequence_owner(sink, sequence, sequence.owner_table, sequence.owner_column);
}

/// `nextval('schema.name'::regclass)`
template <class Sink>
constexpr void add_nextval(Sink& sink, const catalog::sequence& sequence) {
    struct doubling { // inside a literal each quote stands twice
        Sink& to;
        constexpr void add(char byte) {
            if (byte == '\'') to.add('\'');
            to.add(byte);
        }
        constexpr void add(std::string_view text) {
            for (const char byte : text) add(byte);
        }
    };
    sink.add("nextval('");
    doubling inside{sink};
    add_qualified(inside, sequence.schema, sequence.name);
    sink.add("'::regclass)");
}

} // namespace constable::sql
