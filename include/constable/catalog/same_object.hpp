// SPDX-License-Identifier: BSL-1.0
// Whether two objects are the same as they stand: a first question that costs the compiler little.
#pragma once

#include "field_value.hpp"
#include "lists.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// Whether two objects agree in every field and every list, in their order. Objects that do not may still be alike: the
/// order of most lists means nothing.
template <class Object>
constexpr bool same_object(const Object& left, const Object& right);

namespace detail {

template <class Item>
constexpr bool same_list(std::span<const Item> left, std::span<const Item> right) {
    const std::size_t size = left.size();
    if (size != right.size()) return false;
    const Item* a = left.data();
    const Item* b = right.data();
    for (std::size_t i = 0; i != size; ++i)
        if (!same_object(a[i], b[i])) return false;
    return true;
}
constexpr bool same_details(const column_details& left, const column_details& right) {
    if (&left == &right) return true;
    if (!same_object(left, right) || (left.sequence == nullptr) != (right.sequence == nullptr)) return false;
    return left.sequence == nullptr || same_object(*left.sequence, *right.sequence);
}

} // namespace detail

template <class Object>
constexpr bool same_object(const Object& left, const Object& right) {
    bool same = true;
    each_field(std::type_identity<Object>{}, [&](const char*, auto member) { same = same && same_value(left.*member, right.*member); });
    if constexpr (std::is_same_v<Object, column>) same = same && detail::same_details(*left.details, *right.details);
    each_list(std::type_identity<Object>{}, [&](const char*, auto member, auto) { same = same && detail::same_list(left.*member, right.*member); });
    return same;
}

} // namespace constable::catalog
