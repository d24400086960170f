// SPDX-License-Identifier: BSL-1.0
// One change that would make one catalog into another.
#pragma once

#include "model.hpp"

#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// What is done to an object.
enum class change_action : unsigned char {
    create, ///< only the expected catalog has it
    drop,   ///< only the actual catalog has it
    alter,  ///< a field is different; `change::field` names it
    rename, ///< `renamed_from` says that it is the same object
};
template <>
inline constexpr std::array<std::string_view, 4> words_of<change_action>{"create", "drop", "alter", "rename"};

/// An object on one side of a change: itself, and what it stands on. All other pointers are null.
struct object_place {
    const table* in_table = nullptr; ///< of a column, constraint, index, trigger, rule, policy, statistics
    const view* in_view = nullptr;   ///< of an index, trigger, rule, statistics, column
    const domain* in_domain = nullptr;            ///< of a constraint
    const composite_type* in_composite = nullptr; ///< of a column

    const database_schema* the_schema = nullptr;
    const extension* the_extension = nullptr;
    const collation* the_collation = nullptr;
    const enumeration* the_enumeration = nullptr;
    const domain* the_domain = nullptr;
    const composite_type* the_composite = nullptr;
    const range_type* the_range = nullptr;
    const sequence* the_sequence = nullptr; ///< with `the_column`: its own one; null where that is the default one
    const table* the_table = nullptr;
    const column* the_column = nullptr;
    const attribute* the_attribute = nullptr; ///< kind column, in a composite type
    const view_column* the_view_column = nullptr; ///< kind column, in a view; null where nothing is said of it
    const constraint* the_constraint = nullptr;
    const index* the_index = nullptr;
    const view* the_view = nullptr;
    const routine* the_routine = nullptr;
    const trigger* the_trigger = nullptr;
    const rule* the_rule = nullptr;
    const policy* the_policy = nullptr;
    const statistics* the_statistics = nullptr;
    const raw_object* the_raw = nullptr;
    const grant* the_grant = nullptr;
    const default_privilege* the_default_privilege = nullptr;
    const unmodelled* the_unmodelled = nullptr;
};

/// The pointer of a place that leads to an object of type `Object`.
template <class Object>
inline constexpr const Object* object_place::* pointer_to = nullptr;
template <>
inline constexpr auto pointer_to<database_schema> = &object_place::the_schema;
template <>
inline constexpr auto pointer_to<extension> = &object_place::the_extension;
template <>
inline constexpr auto pointer_to<collation> = &object_place::the_collation;
template <>
inline constexpr auto pointer_to<enumeration> = &object_place::the_enumeration;
template <>
inline constexpr auto pointer_to<domain> = &object_place::the_domain;
template <>
inline constexpr auto pointer_to<composite_type> = &object_place::the_composite;
template <>
inline constexpr auto pointer_to<range_type> = &object_place::the_range;
template <>
inline constexpr auto pointer_to<sequence> = &object_place::the_sequence;
template <>
inline constexpr auto pointer_to<table> = &object_place::the_table;
template <>
inline constexpr auto pointer_to<column> = &object_place::the_column;
template <>
inline constexpr auto pointer_to<attribute> = &object_place::the_attribute;
template <>
inline constexpr auto pointer_to<view_column> = &object_place::the_view_column;
template <>
inline constexpr auto pointer_to<constraint> = &object_place::the_constraint;
template <>
inline constexpr auto pointer_to<index> = &object_place::the_index;
template <>
inline constexpr auto pointer_to<view> = &object_place::the_view;
template <>
inline constexpr auto pointer_to<routine> = &object_place::the_routine;
template <>
inline constexpr auto pointer_to<trigger> = &object_place::the_trigger;
template <>
inline constexpr auto pointer_to<rule> = &object_place::the_rule;
template <>
inline constexpr auto pointer_to<policy> = &object_place::the_policy;
template <>
inline constexpr auto pointer_to<statistics> = &object_place::the_statistics;
template <>
inline constexpr auto pointer_to<raw_object> = &object_place::the_raw;
template <>
inline constexpr auto pointer_to<grant> = &object_place::the_grant;
template <>
inline constexpr auto pointer_to<default_privilege> = &object_place::the_default_privilege;
template <>
inline constexpr auto pointer_to<unmodelled> = &object_place::the_unmodelled;

/// One change. `expected` leads into the expected catalog (empty for a drop, but for the table or view that it is dropped
/// from), `actual` into the actual one (empty for a creation, but for the table or view that it is added to).
struct change {
    change_action action = change_action::create;
    object_kind kind = object_kind::other;
    std::string_view field{}; ///< of an alteration: the name that `each_field` gives, or `keys` or `order`
    object_place expected{};
    object_place actual{};

    /// The side that has the object: the expected one, but for a drop.
    [[nodiscard]] constexpr const object_place& place() const { return action == change_action::drop ? actual : expected; }
};

/// Of which kind an object is, as privileges and comments name it.
template <class Object>
constexpr object_kind kind_of(const Object&) {
    if constexpr (std::is_same_v<Object, database_schema>) return object_kind::schema;
    else if constexpr (std::is_same_v<Object, extension>) return object_kind::extension;
    else if constexpr (std::is_same_v<Object, collation>) return object_kind::collation;
    else if constexpr (std::is_same_v<Object, enumeration>) return object_kind::enumeration;
    else if constexpr (std::is_same_v<Object, domain>) return object_kind::domain;
    else if constexpr (std::is_same_v<Object, composite_type>) return object_kind::composite_type;
    else if constexpr (std::is_same_v<Object, range_type>) return object_kind::range_type;
    else if constexpr (std::is_same_v<Object, sequence>) return object_kind::sequence;
    else if constexpr (std::is_same_v<Object, table>) return object_kind::table;
    else if constexpr (std::is_same_v<Object, constraint>) return object_kind::constraint;
    else if constexpr (std::is_same_v<Object, index>) return object_kind::index;
    else if constexpr (std::is_same_v<Object, trigger>) return object_kind::trigger;
    else if constexpr (std::is_same_v<Object, rule>) return object_kind::rule;
    else if constexpr (std::is_same_v<Object, policy>) return object_kind::policy;
    else if constexpr (std::is_same_v<Object, statistics>) return object_kind::statistics;
    else if constexpr (std::is_same_v<Object, raw_object>) return object_kind::raw;
    else if constexpr (std::is_same_v<Object, grant>) return object_kind::grant;
    else if constexpr (std::is_same_v<Object, default_privilege>) return object_kind::default_privilege;
    else if constexpr (std::is_same_v<Object, unmodelled>) return object_kind::other;
    else return object_kind::column; // of a table, a view or a composite type
}
constexpr object_kind kind_of(const view& of) {
    return of.is_materialized ? object_kind::materialized_view : object_kind::view;
}
constexpr object_kind kind_of(const routine& of) {
    if (of.kind == routine_kind::procedure) return object_kind::procedure;
    return of.kind == routine_kind::aggregate ? object_kind::aggregate : object_kind::function;
}

} // namespace constable::catalog
