// SPDX-License-Identifier: BSL-1.0
// What each struct of the model consists of: beside `each_field`, its lists of smaller structs. Code that must not
// forget any part of a catalog (snapshots, exact comparing) goes by them.
#pragma once

#include "model.hpp"

#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

constexpr void each_field(std::type_identity<catalog>, auto&& visit) {
    visit("name", &catalog::name);
    visit("default_schema", &catalog::default_schema);
}

/// Whether the order of a list means something, or its objects are told apart by their names.
enum class list_order : unsigned char { matters, by_name };

/// Gives (the word for one of them, member pointer, order) of every list of structs that an object holds.
template <class Object>
constexpr void each_list(std::type_identity<Object>, auto&&) {}
constexpr void each_list(std::type_identity<constraint>, auto&& visit) {
    visit("key", &constraint::keys, list_order::matters);
}
constexpr void each_list(std::type_identity<index>, auto&& visit) { visit("key", &index::keys, list_order::matters); }
constexpr void each_list(std::type_identity<domain>, auto&& visit) {
    visit("constraint", &domain::constraints, list_order::by_name);
}
constexpr void each_list(std::type_identity<composite_type>, auto&& visit) {
    visit("attribute", &composite_type::attributes, list_order::matters);
}
constexpr void each_list(std::type_identity<table>, auto&& visit) {
    visit("column", &table::columns, list_order::matters);
    visit("constraint", &table::constraints, list_order::by_name);
    visit("index", &table::indexes, list_order::by_name);
    visit("trigger", &table::triggers, list_order::by_name);
    visit("rule", &table::rules, list_order::by_name);
    visit("policy", &table::policies, list_order::by_name);
    visit("statistics", &table::statistics, list_order::by_name);
}
constexpr void each_list(std::type_identity<view>, auto&& visit) {
    visit("column", &view::columns, list_order::by_name);
    visit("index", &view::indexes, list_order::by_name);
    visit("trigger", &view::triggers, list_order::by_name);
    visit("rule", &view::rules, list_order::by_name);
    visit("statistics", &view::statistics, list_order::by_name);
}
constexpr void each_list(std::type_identity<catalog>, auto&& visit) {
    visit("schema", &catalog::schemas, list_order::by_name);
    visit("extension", &catalog::extensions, list_order::by_name);
    visit("collation", &catalog::collations, list_order::by_name);
    visit("enum", &catalog::enumerations, list_order::by_name);
    visit("domain", &catalog::domains, list_order::by_name);
    visit("composite_type", &catalog::composite_types, list_order::by_name);
    visit("range_type", &catalog::range_types, list_order::by_name);
    visit("sequence", &catalog::sequences, list_order::by_name);
    visit("routine", &catalog::routines, list_order::by_name);
    visit("table", &catalog::tables, list_order::by_name);
    visit("view", &catalog::views, list_order::by_name);
    visit("raw", &catalog::raw_objects, list_order::by_name);
    visit("grant", &catalog::grants, list_order::by_name);
    visit("default_privilege", &catalog::default_privileges, list_order::by_name);
    visit("unmodelled", &catalog::unmodelled_objects, list_order::by_name);
}

/// Gives the member pointers of what tells an object of a list `by_name` apart from its siblings.
template <class Object>
constexpr void each_key_field(std::type_identity<Object>, auto&& visit) {
    if constexpr (requires(Object object) { object.schema; }) visit(&Object::schema);
    if constexpr (requires(Object object) { object.name; }) visit(&Object::name);
    if constexpr (requires(Object object) { object.identity; } && !std::is_same_v<Object, column>)
        visit(&Object::identity);
}
constexpr void each_key_field(std::type_identity<grant>, auto&& visit) {
    visit(&grant::kind);
    visit(&grant::schema);
    visit(&grant::name);
    visit(&grant::part);
    visit(&grant::grantee);
    visit(&grant::privilege);
}
constexpr void each_key_field(std::type_identity<default_privilege>, auto&& visit) {
    visit(&default_privilege::role);
    visit(&default_privilege::schema);
    visit(&default_privilege::in_all_schemas);
    visit(&default_privilege::kind);
    visit(&default_privilege::grantee);
    visit(&default_privilege::privilege);
}
constexpr void each_key_field(std::type_identity<raw_object>, auto&& visit) {
    visit(&raw_object::schema);
    visit(&raw_object::kind);
    visit(&raw_object::name);
}
constexpr void each_key_field(std::type_identity<unmodelled>, auto&& visit) {
    visit(&unmodelled::kind);
    visit(&unmodelled::name);
}

/// Whether a field's list is a set: the server keeps it in the order in which it was said, which means nothing.
constexpr bool is_set(std::string_view field) {
    return strings::same(field, "options") || strings::same(field, "toast_options") || strings::same(field, "settings");
}

/// Gives (name, value) of every field of an object, those of a column's details among them.
template <class Object>
constexpr void each_value(const Object& of, auto&& visit) {
    each_field(std::type_identity<Object>{}, [&](std::string_view name, auto member) { visit(name, of.*member); });
    if constexpr (std::is_same_v<Object, column>) each_value(*of.details, visit);
}

/// Gives (the word for one of them, list, order) of every list of an object. The sequence of a column's details is a
/// list of one or none.
template <class Object>
constexpr void each_part(const Object& of, auto&& visit) {
    each_list(std::type_identity<Object>{},
              [&](std::string_view word, auto member, list_order order) { visit(word, of.*member, order); });
    if constexpr (std::is_same_v<Object, column>) {
        const sequence* const own = of.details->sequence;
        visit("sequence", std::span<const sequence>{own, own == nullptr ? 0U : 1U}, list_order::matters);
    }
}

} // namespace constable::catalog
