// SPDX-License-Identifier: BSL-1.0
// Which fields of an object are SQL texts that the server writes in words of its own, and when it obviously did.
#pragma once

#include "constable/catalog/model.hpp"
#include "constable/catalog/sides.hpp"

#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace constable::startup {

/// Whether the server is known to write `declared` as `actual`: as it is, or in parentheses.
inline bool is_obviously(std::string_view declared, std::string_view actual) {
    if (declared == actual) return true;
    return !declared.empty() && actual.size() == declared.size() + 2 && actual.front() == '(' && actual.back() == ')' &&
           actual.substr(1, declared.size()) == declared;
}

/// A type's name without its length or precision: `timestamp with time zone` of `timestamp(3) with time zone`.
inline std::string without_modifier(std::string_view type) {
    const std::size_t open = type.find('(');
    const std::size_t close = type.find(')', open == type.npos ? 0 : open);
    if (open == type.npos || close == type.npos || type.front() == '"') return std::string{type};
    return std::string{type.substr(0, open)}.append(type.substr(close + 1));
}

/// Whether the server is known to write a default so: a literal becomes one of the column's type.
inline bool is_obvious_default(std::string_view declared, std::string_view actual, std::string_view type) {
    if (is_obviously(declared, actual)) return true;
    const bool is_literal = declared.size() >= 2 && declared.front() == '\'' && declared.find('\'', 1) == declared.size() - 1 &&
                            declared.find('\\') == declared.npos;
    if (!is_literal || !actual.starts_with(declared)) return false;
    const std::string_view cast = actual.substr(declared.size());
    const std::string plain = without_modifier(type);
    return cast.starts_with("::") && cast.substr(2) == (plain == "character" ? std::string_view{"bpchar"} : std::string_view{plain});
}

// ---- for each kind of object, the members that are such texts

constexpr void each_text(std::type_identity<catalog::constraint>, auto&& visit) {
    visit(&catalog::constraint::expression);
    visit(&catalog::constraint::predicate);
    visit(&catalog::constraint::keys);
}
constexpr void each_text(std::type_identity<catalog::index>, auto&& visit) {
    visit(&catalog::index::predicate);
    visit(&catalog::index::keys);
}
constexpr void each_text(std::type_identity<catalog::trigger>, auto&& visit) {
    visit(&catalog::trigger::when_expression);
    visit(&catalog::trigger::function);
}
constexpr void each_text(std::type_identity<catalog::rule>, auto&& visit) {
    visit(&catalog::rule::condition);
    visit(&catalog::rule::action);
}
constexpr void each_text(std::type_identity<catalog::policy>, auto&& visit) {
    visit(&catalog::policy::using_expression);
    visit(&catalog::policy::check_expression);
}
constexpr void each_text(std::type_identity<catalog::statistics>, auto&& visit) {
    visit(&catalog::statistics::expressions);
    visit(&catalog::statistics::kinds);
}
constexpr void each_text(std::type_identity<catalog::view_column>, auto&& visit) { visit(&catalog::view_column::default_expression); }
constexpr void each_text(std::type_identity<catalog::attribute>, auto&& visit) {
    visit(&catalog::attribute::type);
    visit(&catalog::attribute::collation);
}
constexpr void each_text(std::type_identity<catalog::range_type>, auto&& visit) {
    visit(&catalog::range_type::subtype);
    visit(&catalog::range_type::operator_class);
    visit(&catalog::range_type::difference);
    visit(&catalog::range_type::collation);
}
constexpr void each_text(std::type_identity<catalog::collation>, auto&& visit) {
    visit(&catalog::collation::locale);
    visit(&catalog::collation::lc_collate);
    visit(&catalog::collation::lc_ctype);
    visit(&catalog::collation::rules);
}
/// The body of an aggregate is a text too, see below; that of a function is nobody's but its author's.
constexpr void each_text(std::type_identity<catalog::routine>, auto&& visit) {
    visit(&catalog::routine::identity);
    visit(&catalog::routine::arguments);
    visit(&catalog::routine::result);
    visit(&catalog::routine::sql_body);
    visit(&catalog::routine::cost);
    visit(&catalog::routine::rows);
    visit(&catalog::routine::settings);
    visit(&catalog::routine::transforms);
}

namespace detail {

inline bool is_same_text(std::string_view declared, std::string_view actual) {
    return is_obviously(catalog::default_or_none(catalog::collation_or_none(declared)), actual);
}
inline bool is_same_text(catalog::names declared, catalog::names actual) { return catalog::same_value(declared, actual); }
inline bool is_same_text(std::span<const catalog::key> declared, std::span<const catalog::key> actual) {
    return catalog::same_keys(nullptr, declared, actual);
}

template <class Object>
bool has_texts(const Object& of) {
    if constexpr (std::is_same_v<Object, catalog::constraint>)
        return of.kind == catalog::constraint_kind::check || of.kind == catalog::constraint_kind::exclude;
    else return true;
}
template <class Object, class Visit>
void each_text_of(const Object& of, const Visit& visit) {
    each_text(std::type_identity<Object>{}, visit);
    if constexpr (std::is_same_v<Object, catalog::routine>)
        if (of.kind == catalog::routine_kind::aggregate) visit(&catalog::routine::body);
}

} // namespace detail

/// Whether two objects have the same texts, or the second obviously those that the server writes for the first.
template <class Object>
bool same_texts(const Object& declared, const Object& actual) {
    if constexpr (std::is_same_v<Object, catalog::constraint>)
        if (declared.kind != actual.kind) return false;
    bool all = true;
    if (detail::has_texts(declared))
        detail::each_text_of(declared, [&](auto text) { all = all && detail::is_same_text(declared.*text, actual.*text); });
    return all;
}
/// Gives an object the texts of another.
template <class Object>
void take_texts(Object& to, const Object& from) {
    if (detail::has_texts(to)) detail::each_text_of(to, [&](auto text) { to.*text = from.*text; });
}
/// Gives an object those texts of another that the server writes for it.
template <class Object>
void take_equal_texts(Object& to, const Object& written, const Object& from) {
    if (detail::has_texts(to))
        detail::each_text_of(to, [&](auto text) {
            if (detail::is_same_text(written.*text, from.*text)) to.*text = from.*text;
        });
}

/// The one of that name, or nothing.
template <class Part>
const Part* find_named(std::span<const Part> in, std::string_view name) {
    for (const Part& each : in)
        if (each.name == name) return &each;
    return nullptr;
}

} // namespace constable::startup
