// SPDX-License-Identifier: BSL-1.0
// Looks at the fields of two objects of one kind through functions that are no templates, in the compiler too.
#pragma once

#include "field_value.hpp"
#include "lists.hpp"
#include "words.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// The value of a field that is a number, true or false, or one of some words.
struct scalar {
    std::int64_t number = 0;                   ///< of a word: its position among `words`
    std::span<const std::string_view> words{}; ///< of an enumeration
    bool is_flag = false;
};

/// What is done with the values that two objects have in a field. A visitor of `each_field` is compiled for each struct of
/// the model; one of these is compiled once.
class field_visitor {
public:
    constexpr virtual void text(std::string_view name, std::string_view left, std::string_view right) = 0;
    constexpr virtual void value(std::string_view name, const scalar& left, const scalar& right) = 0;
    constexpr virtual void list(std::string_view name, names left, names right) = 0;
    constexpr virtual void list(std::string_view name, std::span<const qualified_name> left, std::span<const qualified_name> right) = 0;

protected:
    constexpr ~field_visitor() = default;
};

namespace detail {

constexpr scalar scalar_of(bool truth) { return {.number = truth ? 1 : 0, .is_flag = true}; }
constexpr scalar scalar_of(std::int64_t number) { return {.number = number}; }
constexpr scalar scalar_of(std::int16_t number) { return {.number = number}; }
template <class Word>
    requires std::is_enum_v<Word>
constexpr scalar scalar_of(Word word) {
    return {.number = static_cast<std::int64_t>(word), .words = words_of<Word>};
}

constexpr void visit(field_visitor& visitor, std::string_view name, std::string_view left, std::string_view right) { visitor.text(name, left, right); }
constexpr void visit(field_visitor& visitor, std::string_view name, names left, names right) { visitor.list(name, left, right); }
constexpr void visit(field_visitor& visitor, std::string_view name, std::span<const qualified_name> left, std::span<const qualified_name> right) {
    visitor.list(name, left, right);
}
template <class Value>
    requires(std::is_arithmetic_v<Value> || std::is_enum_v<Value>)
constexpr void visit(field_visitor& visitor, std::string_view name, Value left, Value right) {
    visitor.value(name, scalar_of(left), scalar_of(right));
}

} // namespace detail

/// Shows a visitor the fields whose values are not the same. Most are, and to see it costs least before the visitor is called.
template <class Object>
constexpr void visit_different_fields(const Object& left, const Object& right, field_visitor& visitor) {
    each_field(std::type_identity<Object>{}, [&](const char* name, auto member) { // no text yet: the compiler would count its bytes each time
        if (!same_value(left.*member, right.*member)) detail::visit(visitor, name, left.*member, right.*member);
    });
}

/// Shows a visitor all fields of two objects, in the order of `each_field`.
template <class Object>
constexpr void visit_fields(const Object& left, const Object& right, field_visitor& visitor) {
    each_field(std::type_identity<Object>{},
               [&](std::string_view name, auto member) { detail::visit(visitor, name, left.*member, right.*member); });
}

} // namespace constable::catalog
