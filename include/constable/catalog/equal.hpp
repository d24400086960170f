// SPDX-License-Identifier: BSL-1.0
// Exact comparing: every field and every list of two catalogs, with nothing forgiven. For tests, and to be sure.
#pragma once

#include "field_value.hpp"
#include "lists.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace constable::catalog {

namespace detail {

template <class Object>
constexpr int compare_keys(const Object& left, const Object& right) {
    int found = 0;
    each_key_field(std::type_identity<Object>{}, [&](auto member) {
        if (found == 0) found = compare_values(left.*member, right.*member);
    });
    return found;
}

template <class Object>
std::vector<const Object*> sorted_by_key(std::span<const Object> list) {
    std::vector<const Object*> sorted;
    sorted.reserve(list.size());
    for (const Object& each : list) sorted.push_back(&each);
    std::sort(sorted.begin(), sorted.end(), [](const Object* left, const Object* right) {
        const int order = compare_keys(*left, *right);
        return order != 0 ? order < 0 : left < right;
    });
    return sorted;
}

// `table users`, `grant TABLE users SELECT`, `key 2`
template <class Object>
std::string in_words(std::string_view word, const Object& object, std::size_t position) {
    std::string text{word};
    bool has_key = false;
    each_key_field(std::type_identity<Object>{}, [&](auto member) {
        const auto& value = object.*member;
        if constexpr (std::is_same_v<decltype(value), const std::string_view&>) {
            if (value.empty()) return;
            text.append(" ").append(value);
        } else {
            text.append(" ").append(strings::to_string([&](auto& sink) { add_value(sink, value); }));
        }
        has_key = true;
    });
    if (!has_key) text.append(" ").append(std::to_string(position + 1));
    return text;
}

template <class Object>
std::string inequality_of(const Object& left, const Object& right);

template <class Object>
std::string only_on(std::string_view side, std::string_view word, const Object& object, std::size_t position) {
    return in_words(word, object, position) + ": only on the " + std::string{side};
}

template <class Object>
std::string inside(std::string_view word, const Object& object, std::size_t position, const std::string& found) {
    return found.empty() ? found : in_words(word, object, position) + ", " + found;
}

template <class Object>
std::string ordered_inequality(std::string_view word, std::span<const Object> left, std::span<const Object> right) {
    for (std::size_t i = 0; i != left.size() && i != right.size(); ++i)
        if (std::string found = inside(word, left[i], i, inequality_of(left[i], right[i])); !found.empty())
            return found;
    if (left.size() > right.size()) return only_on("left", word, left[right.size()], right.size());
    if (left.size() < right.size()) return only_on("right", word, right[left.size()], left.size());
    return {};
}

template <class Object>
std::string unordered_inequality(std::string_view word, std::span<const Object> left, std::span<const Object> right) {
    const std::vector<const Object*> lefts = sorted_by_key(left);
    const std::vector<const Object*> rights = sorted_by_key(right);
    for (std::size_t i = 0;; ++i) {
        if (i == lefts.size() && i == rights.size()) return {};
        const int order = i == lefts.size() ? 1 : i == rights.size() ? -1 : compare_keys(*lefts[i], *rights[i]);
        if (order < 0) return only_on("left", word, *lefts[i], i);
        if (order > 0) return only_on("right", word, *rights[i], i);
        if (std::string found = inside(word, *lefts[i], i, inequality_of(*lefts[i], *rights[i])); !found.empty())
            return found;
    }
}

template <class Object>
std::string field_inequality(const Object& left, const Object& right) {
    std::string found;
    each_field(std::type_identity<Object>{}, [&](std::string_view name, auto member) {
        if (!found.empty() || same_value(left.*member, right.*member)) return;
        if constexpr (std::is_same_v<decltype(left.*member), const names&>)
            if (is_set(name) && same_set(left.*member, right.*member)) return;
        found = strings::to_string([&](auto& sink) {
            sink.add(name);
            sink.add(": ");
            add_value(sink, left.*member);
            sink.add(" and ");
            add_value(sink, right.*member);
        });
    });
    return found;
}

template <class Object>
std::string list_inequality(const Object& left, const Object& right) {
    std::string found;
    each_list(std::type_identity<Object>{}, [&](std::string_view word, auto member, list_order order) {
        if (!found.empty()) return;
        found = order == list_order::matters ? ordered_inequality(word, left.*member, right.*member)
                                             : unordered_inequality(word, left.*member, right.*member);
    });
    return found;
}

inline std::string details_inequality(const column_details& left, const column_details& right) {
    if (std::string found = field_inequality(left, right); !found.empty()) return found;
    const auto own = [](const column_details& of) {
        return std::span<const sequence>{of.sequence, of.sequence == nullptr ? 0U : 1U};
    };
    return ordered_inequality("sequence", own(left), own(right));
}

template <class Object>
std::string inequality_of(const Object& left, const Object& right) {
    if (std::string found = field_inequality(left, right); !found.empty()) return found;
    if constexpr (std::is_same_v<Object, column>)
        if (std::string found = details_inequality(*left.details, *right.details); !found.empty()) return found;
    return list_inequality(left, right);
}

} // namespace detail

/// The first thing in which two catalogs differ, as a path and both values: `table users, column email, type: "text"
/// and "citext"`; empty when they are equal in every field and list. Objects are matched by their names, and their
/// order means nothing; the order of columns, keys, attributes and labels does. `name` and `default_schema` are not
/// compared: they say where a catalog comes from, not what it holds.
inline std::string first_inequality(const catalog& left, const catalog& right) {
    return detail::list_inequality(left, right);
}

} // namespace constable::catalog
