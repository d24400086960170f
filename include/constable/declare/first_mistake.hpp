// SPDX-License-Identifier: BSL-1.0
// The first mistake in a declaration, as one compile error.
#pragma once

#include "found_mistake.hpp"
#include "lower_objects.hpp"
#include "object_rejection.hpp"
#include "privileges.hpp"
#include "taken_names.hpp"

#include "constable/catalog/creation_order.hpp"
#include "constable/catalog/find_object_mistake.hpp"
#include "constable/catalog/server_features.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace constable::declare {

constexpr catalog::mistake find_lost_comment(std::span<const object_comment> comments, const catalog::table& of) {
    for (const object_comment& comment : comments) {
        bool found = false;
        for (const catalog::constraint& each : of.constraints) found = found || each.name == comment.name;
        for (const catalog::index& each : of.indexes) found = found || each.name == comment.name;
        if (!found) return {catalog::mistake_kind::comment_on_nothing, comment.name};
    }
    return {};
}

template <class Draft>
constexpr found_mistake find_own_mistake(const Draft& said, std::span<const catalog::table> in) {
    for (std::size_t i = 0; i != in.size(); ++i) {
        const table_place& place = said.places[i];
        if (place.mistake) return {place.mistake, i};
        if (const catalog::mistake found = catalog::find_mistake(in[i])) return {found, i};
        const auto as_said = std::span{said.constraints}.subspan(place.first_constraint(), place.constraints());
        if (const catalog::mistake found = catalog::find_repeated_key(in[i], as_said)) return {found, i};
        const auto comments = std::span{said.comments}.subspan(place.from.comments, place.size.comments);
        if (const catalog::mistake found = find_lost_comment(comments, in[i])) return {found, i};
    }
    return {};
}

template <class App, std::size_t Chunk>
constexpr found_mistake find_mistake_in_extras(std::span<const catalog::table> in) {
    for (std::size_t i = 0; i != in.size(); ++i) {
        if constexpr (has_extras<App, Chunk>)
            if (const catalog::mistake found = extras<App, Chunk>.places[i].mistake) return {found, i};
        if (const catalog::mistake found = catalog::find_mistake_in_parts(in[i])) return {found, i};
    }
    return {};
}

/// The first mistake that a table shows by itself.
template <class App, std::size_t Chunk>
inline constexpr found_mistake own_mistake = [] {
    found_mistake found = find_own_mistake(draft<App, Chunk>, tables_in<App>(Chunk));
    if constexpr (has_extras<App, Chunk> || chunk_size<App, Chunk>.details != 0)
        if (!found.mistake) found = find_mistake_in_extras<App, Chunk>(tables_in<App>(Chunk));
    return found;
}();

template <class App>
inline constexpr auto lookup_slots = [] {
    std::array<std::uint32_t, catalog::table_lookup::slots_for(entries<App>.size())> slots{};
    catalog::table_lookup::fill(tables<App>, slots);
    return slots;
}();

template <class App>
inline constexpr catalog::table_lookup lookup{tables<App>, lookup_slots<App>};

constexpr catalog::mistake find_parent_mistake(std::span<const catalog::table> all, const catalog::table_lookup& by_name,
                                               const catalog::table& of) {
    for (const catalog::qualified_name& parent : of.inherits)
        if (by_name.find(parent.schema, parent.name) == catalog::table_lookup::missing)
            return {catalog::mistake_kind::parent_is_missing, of.name, parent.name};
    if (of.parent.empty()) return {};
    const std::size_t parent = by_name.find(of.parent_schema, of.parent);
    if (parent == catalog::table_lookup::missing) return {catalog::mistake_kind::parent_is_missing, of.name, of.parent};
    if (all[parent].partition_key.empty()) return {catalog::mistake_kind::parent_is_not_partitioned, of.name, of.parent};
    return {};
}

constexpr found_mistake find_mistake_between(std::span<const catalog::table> all, const catalog::table_lookup& by_name,
                                             std::size_t from, std::size_t count) {
    for (std::size_t i = from; i != from + count; ++i) {
        const catalog::table& table = all[i];
        if (by_name.find(table.schema, table.name) != i)
            return {{catalog::mistake_kind::table_is_repeated, table.name, table.schema}, i};
        if (const catalog::mistake found = find_parent_mistake(all, by_name, table)) return {found, i};
        for (const catalog::constraint& each : table.constraints) {
            if (each.kind != catalog::constraint_kind::foreign_key) continue;
            const std::size_t target = by_name.find(each.referenced_schema, each.referenced_table);
            if (target == catalog::table_lookup::missing)
                return {{catalog::mistake_kind::referenced_table_is_missing, each.name, each.referenced_table}, i};
            if (const catalog::mistake found = catalog::find_reference_mistake(table, each, all[target])) return {found, i};
        }
    }
    return {};
}

/// The first mistake between tables.
template <class App, std::size_t Chunk>
inline constexpr found_mistake reference_mistake =
    find_mistake_between(tables<App>, lookup<App>, Chunk * chunk_tables, tables_in<App>(Chunk).size());

// ---- objects beside tables

constexpr catalog::mistake find_type_mistake(const declared_type& type) {
    if (type.enumeration != nullptr) return catalog::find_mistake(*type.enumeration);
    if (type.domain != nullptr) return catalog::find_mistake(*type.domain);
    if (type.composite != nullptr) return catalog::find_mistake(*type.composite);
    return catalog::find_mistake(*type.range);
}

template <class App>
constexpr catalog::mistake find_owner_mistake(const catalog::sequence& of) {
    if (of.owner_table.empty()) return {};
    const std::size_t owner = lookup<App>.find(of.schema, of.owner_table);
    if (owner != catalog::table_lookup::missing &&
        (catalog::find_column(tables<App>[owner], of.owner_column) != nullptr || catalog::detail::has_more_columns(tables<App>[owner])))
        return {};
    return {catalog::mistake_kind::sequence_owner_is_unknown, of.name, of.owner_column};
}

template <class App>
constexpr found_mistake find_object_mistake() {
    std::size_t views_seen = 0;
    for (std::size_t i = 0; i != object_entries<App>.size(); ++i) {
        const object_entry& each = object_entries<App>[i];
        catalog::mistake found;
        switch (each.role) {
        case object_role::schema: found = catalog::find_mistake(*each.schema); break;
        case object_role::extension: found = catalog::find_mistake(*each.extension); break;
        case object_role::collation: found = catalog::find_mistake(*each.collation); break;
        case object_role::type: found = find_type_mistake(*each.type); break;
        case object_role::comment_on_type: break;
        case object_role::sequence: found = catalog::find_mistake(*each.sequence); break;
        case object_role::routine: found = catalog::find_mistake(*each.routine); break;
        case object_role::raw: found = catalog::find_mistake(*each.raw); break;
        case object_role::view:
            found = find_foreign_part(each.view, each.is_materialized);
            if (!found) found = catalog::find_mistake(views<App>[views_seen]);
            ++views_seen;
            break;
        case object_role::grant:
            for (const catalog::grant& grant : each.grants)
                if (!found) found = catalog::find_mistake(grant);
            break;
        case object_role::default_privilege:
            for (const catalog::default_privilege& privilege : each.default_privileges)
                if (!found) found = catalog::find_mistake(privilege);
            break;
        }
        if (!found && each.sequence != nullptr) found = find_owner_mistake<App>(*each.sequence);
        if (found) return {found, i, true};
    }
    return {};
}

template <class App, std::size_t... Chunk>
constexpr found_mistake first_own_mistake(std::index_sequence<Chunk...>) {
    found_mistake first;
    ((first.mistake || (first = own_mistake<App, Chunk>, first.table += Chunk * chunk_tables, false)), ...);
    return first;
}

template <class App, std::size_t... Chunk>
constexpr found_mistake first_reference_mistake(std::index_sequence<Chunk...>) {
    found_mistake first;
    ((first.mistake || (first = reference_mistake<App, Chunk>, false)), ...);
    return first;
}

// ---- what the server lacks

/// `NULLS NOT DISTINCT of PostgreSQL 15`, held in place.
struct feature_text {
    std::array<char, 128> bytes{};
    std::size_t size = 0;

    constexpr void add(std::string_view text) {
        for (const char byte : text.substr(0, bytes.size() - size)) bytes[size++] = byte;
    }
    [[nodiscard]] constexpr std::string_view view() const { return {bytes.data(), size}; }
};

template <class App>
inline constexpr catalog::lacking_feature lacking = catalog::find_lacking_feature(all_lists<App>(), App::server_version);

template <class App>
inline constexpr feature_text text_of_lacking = [] {
    const int major = lacking<App>.since / 10000;
    const char digits[] = {static_cast<char>('0' + major / 10), static_cast<char>('0' + major % 10)};
    feature_text text;
    text.add(lacking<App>.feature);
    text.add(" of PostgreSQL ");
    text.add({digits, 2});
    return text;
}();

constexpr bool is_called(const object_entry& entry, std::string_view name) {
    if (entry.collation != nullptr) return entry.collation->name == name;
    if (entry.sequence != nullptr) return entry.sequence->name == name;
    if (entry.routine != nullptr) return entry.routine->name == name;
    if (entry.type != nullptr) return type_name_of(*entry.type).name == name;
    if (entry.role == object_role::view) return entry.view.name == name;
    return entry.role == object_role::grant && !entry.grants.empty() && entry.grants[0].name == name;
}

// Of a type that is listed nowhere, the first thing: the columns that have it are as good.
template <class App>
constexpr found_mistake find_lacking_feature() {
    if constexpr (requires { App::server_version; }) {
        if constexpr (lacking<App>) {
            constexpr const catalog::lacking_feature& of = lacking<App>;
            const catalog::mistake mistake{catalog::mistake_kind::server_lacks_feature, of.part.empty() ? of.name : of.part, text_of_lacking<App>.view()};
            const std::size_t table = lookup<App>.find(of.schema, of.name);
            if (of.kind == "table" && table != catalog::table_lookup::missing) return {mistake, table};
            for (std::size_t i = 0; i != object_entries<App>.size(); ++i)
                if (is_called(object_entries<App>[i], of.name)) return {mistake, i, true};
            return {mistake, 0};
        }
    }
    return {};
}

template <class App>
constexpr found_mistake find_mistake_among_objects() {
    if constexpr (!has_only_tables<App>) {
        constexpr found_mistake found = find_object_mistake<App>();
        constexpr found_mistake repeated = find_repeated_object<App>();
        if constexpr (found.mistake) return found;
        else if constexpr (repeated.mistake) return repeated;
        else return name_mistake<App>;
    } else {
        return name_mistake<App>;
    }
}

// The first error wins: each kind of check is made only when those before it found nothing.
template <class App, bool IsWhole>
constexpr found_mistake find_first_mistake() {
    constexpr found_mistake own = first_own_mistake<App>(chunks_of<App>{});
    if constexpr (own.mistake || !IsWhole) {
        return own;
    } else {
        constexpr found_mistake reference = first_reference_mistake<App>(chunks_of<App>{});
        if constexpr (reference.mistake) return reference;
        else if constexpr (enumerations<App>.mistake) return {enumerations<App>.mistake, 0};
        else if constexpr (find_lacking_feature<App>().mistake) return find_lacking_feature<App>();
        else return find_mistake_among_objects<App>();
    }
}

template <class App, bool IsWhole>
inline constexpr found_mistake first_mistake = find_first_mistake<App, IsWhole>();

template <class App, bool IsWhole>
constexpr catalog::mistake get_mistake() {
    return first_mistake<App, IsWhole>.mistake;
}

template <std::size_t At, class... Things>
auto thing_at(part_list<Things...>) -> std::tuple_element_t<At, std::tuple<std::type_identity<Things>...>>;

// Where the thing at fault stands in `schema<…>`. A mistake that is nobody's is the first one's.
template <class App, bool IsWhole>
constexpr std::size_t thing_at_fault() {
    constexpr found_mistake found = first_mistake<App, IsWhole>;
    return object_entries_of<App, typename App::declared_things>::positions[found.table + (found.is_in_object ? entries<App>.size() : 0)];
}

/// Whether a declaration has no mistake; it is a compile error if it has one.
template <class App, bool IsWhole>
inline constexpr bool is_sound = [] {
    if constexpr (first_mistake<App, IsWhole>.mistake) {
        using table = typename decltype(thing_at<thing_at_fault<App, IsWhole>()>(typename App::declared_things{}))::type;
        [[maybe_unused]] reject<get_mistake<App, IsWhole>, table> refused;
        return false;
    } else {
        return true;
    }
}();

} // namespace constable::declare
