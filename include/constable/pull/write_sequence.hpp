// SPDX-License-Identifier: BSL-1.0
// The words for sequences: those that stand alone, and those that fill a column.
#pragma once

#include "context.hpp"

#include "constable/catalog/model.hpp"
#include "constable/catalog/names.hpp"
#include "constable/strings/sink.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace constable::pull {

namespace detail {

// What CREATE SEQUENCE makes of nothing: by the type, and by the direction.
constexpr std::int64_t largest_of(std::string_view type) {
    if (type == "smallint") return std::numeric_limits<std::int16_t>::max();
    if (type == "integer") return std::numeric_limits<std::int32_t>::max();
    return std::numeric_limits<std::int64_t>::max();
}
constexpr std::int64_t default_maximum(std::string_view type, std::int64_t increment) {
    return increment > 0 ? largest_of(type) : -1;
}
constexpr std::int64_t default_minimum(std::string_view type, std::int64_t increment) {
    return increment > 0 ? 1 : -largest_of(type) - 1;
}

inline void add_sequence_options(word& to, const catalog::sequence& of, std::string_view default_type) {
    if (of.type != default_type) to.add(literals("as", of.type));
    const std::int64_t default_start = of.increment > 0 ? of.minimum : of.maximum;
    if (of.start != default_start) to.add(number("start_with", of.start));
    if (of.increment != 1) to.add(number("increment_by", of.increment));
    if (of.minimum != default_minimum(of.type, of.increment)) to.add(number("minvalue", of.minimum));
    if (of.maximum != default_maximum(of.type, of.increment)) to.add(number("maxvalue", of.maximum));
    if (of.cache != 1) to.add(number("cache", of.cache));
    add_if(to, of.cycle, "cycle");
}

} // namespace detail

/// `with_sequence<…>` of an identity or serial column, whose sequence is not what the server would make.
inline word write_column_sequence(const catalog::table& table, const catalog::column& column,
                                  const catalog::sequence& of) {
    word written{"with_sequence", {}};
    const std::string usual =
        strings::to_string([&](auto& sink) { catalog::add_object_name(sink, table.name, column.name, "seq"); });
    if (of.name != usual) written.add(literals("sequence_name", of.name));
    if (of.schema != table.schema) written.add(literals("in_schema", of.schema));
    detail::add_sequence_options(written, of, column.type);
    // otherwise it is as its table is
    if (of.unlogged != table.unlogged) written.add(of.unlogged ? "unlogged" : "logged");
    add_text(written, "comment", of.comment);
    return written;
}

/// `struct numbers : sequence<"numbers", …> {};`
inline std::string write_sequence(const catalog::sequence& of, context& in) {
    word written = literals("sequence", of.name);
    add_text(written, "in_schema", of.schema);
    detail::add_sequence_options(written, of, "bigint");
    add_if(written, of.unlogged, "unlogged");
    if (!of.owner_table.empty()) {
        if (const cpp_name* owner = in.names.find_relation(of.schema, of.owner_table))
            written.add({"owned_by", {in.refer(*owner), write_literal(of.owner_column)}});
        else in.omitted.push_back("sequence " + std::string{of.name} + ": OWNED BY " + std::string{of.owner_table});
    }
    add_text(written, "comment", of.comment);
    return write_struct(in.names.of(&of).name, written);
}

} // namespace constable::pull
