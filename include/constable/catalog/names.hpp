// SPDX-License-Identifier: BSL-1.0
// The names that PostgreSQL gives to constraints and indexes without one, cut to 63 bytes as it cuts them.
#pragma once

#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace constable::catalog {

/// A name of at most 63 bytes, held in place.
struct name_buffer {
    std::array<char, strings::max_identifier_size + 1> bytes{};
    std::size_t size = 0;

    constexpr void add(std::string_view text) {
        const char* from = text.data();
        for (std::size_t i = 0; i != text.size() && size != strings::max_identifier_size; ++i) bytes[size++] = from[i];
    }
    constexpr void add(char byte) { bytes[size++] = byte; }
    [[nodiscard]] constexpr std::string_view view() const { return {bytes.data(), size}; }
};

/// `makeObjectName` of PostgreSQL: `<table>_<middle>_<label>`, where the longer of the first two gives way until
/// all fit into 63 bytes. Without `middle`: `<table>_<label>`. A `number` above 0 is appended to the label.
template <class Sink>
constexpr void add_object_name(Sink& sink, std::string_view table, std::string_view middle, std::string_view label,
                               std::size_t number = 0) {
    std::size_t digits = 0;
    for (std::size_t rest = number; rest != 0; rest /= 10) ++digits;
    const std::size_t overhead = 1 + label.size() + digits + (middle.empty() ? 0 : 1);
    const std::size_t available = strings::max_identifier_size - overhead;
    std::size_t table_size = table.size();
    std::size_t middle_size = middle.size();
    while (table_size + middle_size > available) {
        if (table_size > middle_size) --table_size;
        else --middle_size;
    }
    sink.add(strings::clip(table, table_size));
    if (!middle.empty()) {
        sink.add('_');
        sink.add(strings::clip(middle, middle_size));
    }
    sink.add('_');
    sink.add(label);
    if (number != 0) strings::add_number(sink, number);
}

/// `makeMultirangeTypeName`: the name that PostgreSQL 14 gives to the multirange type of a range type.
inline std::string default_multirange_name(std::string_view range) {
    constexpr std::string_view word = "range";
    constexpr std::size_t limit = strings::max_identifier_size;
    const std::size_t at = range.find(word);
    const std::string name = at != range.npos ? std::string{range.substr(0, at)}.append("multi").append(range.substr(at))
                                              : std::string{range.substr(0, limit - 11)}.append("_multirange"); // cut anywhere
    return std::string{strings::clip(name, limit)};
}

/// The name of the multirange type of a range type: the one that is said, or else PostgreSQL's.
inline std::string multirange_name(std::string_view range, std::string_view said) {
    return said.empty() ? default_multirange_name(range) : std::string{said};
}

/// `ChooseIndexNameAddition` and `ChooseForeignKeyConstraintNameAddition`: column names joined by underscores, as
/// many as begin within the first 64 bytes.
struct name_addition {
    std::array<char, 2 * (strings::max_identifier_size + 1)> bytes{};
    std::size_t size = 0;

    constexpr void add(std::string_view column) {
        if (size > strings::max_identifier_size) return;
        if (size != 0) bytes[size++] = '_';
        for (std::size_t i = 0; i != column.size() && i != strings::max_identifier_size; ++i) bytes[size++] = column[i];
    }
    [[nodiscard]] constexpr std::string_view view() const { return {bytes.data(), size}; }
};

} // namespace constable::catalog
