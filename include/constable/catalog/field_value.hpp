// SPDX-License-Identifier: BSL-1.0
// Values of fields, whatever their type: whether two are the same, in which order they stand, and how to show them.
#pragma once

#include "words.hpp"

#include "constable/strings/same.hpp"
#include "constable/strings/sink.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

// ---- less than 0, 0, more than 0: before, same, behind

constexpr int compare_values(std::string_view left, std::string_view right) {
    return strings::same(left, right) ? 0 : left < right ? -1 : 1;
}
template <class Number>
requires(std::is_arithmetic_v<Number> || std::is_enum_v<Number>) constexpr int compare_values(Number left,
                                                                                              Number right) {
    return left == right ? 0 : left < right ? -1 : 1;
}
constexpr int compare_values(const qualified_name& left, const qualified_name& right) {
    const int by_schema = compare_values(left.schema, right.schema);
    return by_schema != 0 ? by_schema : compare_values(left.name, right.name);
}
template <class Item>
constexpr int compare_values(std::span<const Item> left, std::span<const Item> right) {
    for (std::size_t i = 0; i != left.size() && i != right.size(); ++i)
        if (const int by_item = compare_values(left[i], right[i]); by_item != 0) return by_item;
    return compare_values(left.size(), right.size());
}

/// Whether two values of a field are the same.
template <class Value>
constexpr bool same_value(const Value& left, const Value& right) {
    return compare_values(left, right) == 0;
}

/// Whether two lists hold the same items, in whatever order.
constexpr bool same_set(names left, names right) {
    if (left.size() != right.size()) return false;
    for (const std::string_view each : left) {
        std::size_t surplus = 0;
        for (const std::string_view other : left) surplus += strings::same(each, other) ? 1U : 0U;
        for (const std::string_view other : right) surplus -= strings::same(each, other) ? 1U : 0U;
        if (surplus != 0) return false;
    }
    return true;
}

// ---- for people

template <class Sink>
constexpr void add_value(Sink& sink, std::string_view text) {
    sink.add('"');
    sink.add(text);
    sink.add('"');
}
template <class Sink>
constexpr void add_value(Sink& sink, std::same_as<bool> auto truth) {
    sink.add(truth ? std::string_view{"true"} : std::string_view{"false"});
}
template <class Sink, std::signed_integral Number>
constexpr void add_value(Sink& sink, Number number) {
    const auto wide = static_cast<unsigned long long>(number);
    if (number < 0) sink.add('-');
    strings::add_number(sink, number < 0 ? 0 - wide : wide);
}
template <class Sink, class Word>
requires std::is_enum_v<Word>
constexpr void add_value(Sink& sink, Word word) { sink.add(word_of(word)); }
template <class Sink>
constexpr void add_value(Sink& sink, const qualified_name& name) {
    if (!name.schema.empty()) {
        add_value(sink, name.schema);
        sink.add('.');
    }
    add_value(sink, name.name);
}
template <class Sink, class Item>
constexpr void add_value(Sink& sink, std::span<const Item> list) {
    sink.add('(');
    for (std::size_t i = 0; i != list.size(); ++i) {
        if (i != 0) sink.add(", ");
        add_value(sink, list[i]);
    }
    sink.add(')');
}

} // namespace constable::catalog
