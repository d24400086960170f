// SPDX-License-Identifier: BSL-1.0
// What a schema has beside tables, before the words have spoken; and the types of it: those that are listed, and those that
// columns, routines and other types use.
#pragma once

#include "declared_types.hpp"
#include "lower_extras.hpp"

#include "constable/catalog/fingerprint.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace constable::declare {

template <class Thing, class App>
inline constexpr bool thing_belongs_in_a_schema = __is_base_of(schema_object, Thing);

template <class Thing>
constexpr const declared_type* declared_type_of() {
    if constexpr (requires { Thing::declared->enumeration; }) return Thing::declared;
    else return nullptr;
}

template <class Thing, class App>
constexpr object_entry entry_in() {
    if constexpr (is_table<Thing>) return {};
    else if constexpr (__is_base_of(schema_object, Thing)) return Thing::template entry_of<Thing>();
    else if constexpr (declared_type_of<Thing>() != nullptr) return {.role = object_role::type, .type = declared_type_of<Thing>()};
    else {
        static_assert(thing_belongs_in_a_schema<Thing, App>,
                      "constable: something in a schema is neither a table nor another object; derive a struct from table<…>, view<…> or the like");
        return {.role = object_role::comment_on_type}; // which means nothing without a type
    }
}

template <class App, class Things>
struct object_entries_of;
template <class App, class... Things>
struct object_entries_of<App, part_list<Things...>> {
    static constexpr auto all = [] {
        std::array<object_entry, sizeof...(Things) - entries<App>.size()> objects{};
        if constexpr (!has_only_tables<App>) {
            constexpr bool facts[] = {is_table<Things>...};
            const object_entry mixed[] = {entry_in<Things, App>()...};
            std::size_t at = 0;
            for (std::size_t i = 0; i != sizeof...(Things); ++i)
                if (!facts[i]) objects[at++] = mixed[i];
        }
        return objects;
    }();
    // where the tables and the objects stand among all things
    static constexpr auto positions = [] {
        std::array<std::uint32_t, sizeof...(Things)> tables_first{};
        if constexpr (sizeof...(Things) != 0) {
            constexpr bool facts[] = {is_table<Things>...};
            std::size_t at = 0;
            for (const bool are_tables : {true, false})
                for (std::size_t i = 0; i != sizeof...(Things); ++i)
                    if (facts[i] == are_tables) tables_first[at++] = static_cast<std::uint32_t>(i);
        }
        return tables_first;
    }();
};

/// What a schema has beside tables, before the words have spoken.
template <class App>
inline constexpr const auto& object_entries = object_entries_of<App, typename App::declared_things>::all;

constexpr std::size_t count_types(const declared_type* type) {
    if (type == nullptr) return 0;
    std::size_t count = 1;
    for (const declared_type* each : type->uses) count += count_types(each);
    return count;
}

constexpr bool same_object(const auto* left, const auto* right) {
    return left != nullptr && right != nullptr && strings::same(left->name, right->name) && strings::same(left->schema, right->schema);
}

template <std::size_t Room>
struct found_types {
    std::array<const declared_type*, Room> all{};
    std::size_t count = 0;

    constexpr void add(const declared_type* type) {
        if (type == nullptr) return;
        for (const declared_type* each : type->uses) add(each);
        for (std::size_t i = 0; i != count; ++i)
            if (all[i] == type) return;
        all[count++] = type;
    }
};

template <class App>
constexpr void each_type(const auto& visit) {
    for (const table_entry& table : entries<App>)
        for (const part_value* const* part = table.parts; *part != nullptr; ++part)
            if ((*part)->declared != nullptr) visit((*part)->declared);
    for (const object_entry& each : object_entries<App>) {
        visit(each.type);
        for (const declared_type* type : each.uses) visit(type);
    }
}

/// The types of a schema that has more than tables and enums of columns.
template <class App>
inline constexpr auto types = [] {
    constexpr std::size_t room = [] {
        std::size_t sum = 0;
        each_type<App>([&](const declared_type* type) { sum += count_types(type); });
        return sum;
    }();
    found_types<room> found;
    each_type<App>([&](const declared_type* type) { found.add(type); });
    return found;
}();

template <class App, class Value, const Value* declared_type::*Member>
inline constexpr auto types_of_kind = [] {
    constexpr std::size_t count = [] {
        std::size_t sum = 0;
        for (std::size_t i = 0; i != types<App>.count; ++i) sum += types<App>.all[i]->*Member != nullptr ? 1U : 0U;
        return sum;
    }();
    std::array<Value, count> made{};
    std::size_t at = 0;
    for (std::size_t i = 0; i != types<App>.count; ++i)
        if (types<App>.all[i]->*Member != nullptr) made[at++] = *(types<App>.all[i]->*Member);
    return made;
}();

constexpr void describe(catalog::enumeration& type, const object_entry& beside) {
    if (!beside.text.empty()) type.comment = beside.text;
    if (beside.renamed_from.name.empty()) return;
    type.renamed_from = beside.renamed_from;
    keep_schema(type.renamed_from, type.schema);
}

/// Enums, each once, with what is listed beside them.
template <class App>
inline constexpr auto listed_enumerations = [] {
    auto made = types_of_kind<App, catalog::enumeration, &declared_type::enumeration>;
    for (catalog::enumeration& each : made)
        for (const object_entry& entry : object_entries<App>)
            if (entry.role == object_role::comment_on_type && entry.type != nullptr && same_object(entry.type->enumeration, &each)) describe(each, entry);
    return made;
}();

template <std::size_t Room>
struct found_enumerations {
    std::array<catalog::enumeration, Room> all{};
    std::size_t count = 0;
    catalog::mistake mistake{};

    constexpr void add(const catalog::enumeration& type) {
        for (std::size_t i = 0; i != count; ++i) {
            if (all[i].name != type.name || all[i].schema != type.schema) continue;
            if (catalog::fingerprint(all[i]) != catalog::fingerprint(type))
                mistake = {catalog::mistake_kind::enum_is_contradicted, type.name};
            return;
        }
        all[count++] = type;
    }
};

/// How many columns are of enum types, and how many of other declared types.
struct type_uses {
    std::size_t enumerations = 0;
    std::size_t others = 0;
};
template <class App>
inline constexpr type_uses uses_of_types = [] {
    type_uses sum;
    for (const catalog::table& table : tables<App>)
        for (const catalog::column& column : table.columns) {
            if (column.declared_enumeration != nullptr) ++sum.enumerations;
            else if (column.origin == catalog::type_origin::enumeration) ++sum.others;
        }
    return sum;
}();

/// Whether a schema has nothing but tables, and columns of no other declared types than enums.
template <class App>
inline constexpr bool has_no_objects = has_only_tables<App> && uses_of_types<App>.others == 0;

/// Enum types used by any table or listed in the schema, each once.
template <class App>
constexpr auto find_enumerations() {
    if constexpr (has_no_objects<App>) {
        found_enumerations<uses_of_types<App>.enumerations> found;
        for (const catalog::table& table : tables<App>)
            for (const catalog::column& column : table.columns)
                if (column.declared_enumeration != nullptr) found.add(*column.declared_enumeration);
        return found;
    } else {
        found_enumerations<listed_enumerations<App>.size()> found;
        for (const catalog::enumeration& each : listed_enumerations<App>) found.add(each);
        return found;
    }
}

template <class App>
inline constexpr auto enumerations = find_enumerations<App>();

template <class App>
constexpr std::span<const catalog::enumeration> enumerations_of() {
    return {enumerations<App>.all.data(), enumerations<App>.count};
}

} // namespace constable::declare
