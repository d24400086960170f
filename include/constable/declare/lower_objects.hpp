// SPDX-License-Identifier: BSL-1.0
// Lowers what a schema has beside tables and types: views, database schemas, sequences, privileges, … Nothing of it is made
// where a schema has nothing but tables.
#pragma once

#include "lower_types.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace constable::declare {

/// The values of one kind, in the order of declaration.
template <class App, class Value, const Value* object_entry::*Member>
inline constexpr auto gathered = [] {
    constexpr std::size_t count = [] {
        std::size_t sum = 0;
        for (const object_entry& each : object_entries<App>) sum += each.*Member != nullptr ? 1U : 0U;
        return sum;
    }();
    std::array<Value, count> made{};
    std::size_t at = 0;
    for (const object_entry& each : object_entries<App>)
        if (each.*Member != nullptr) made[at++] = *(each.*Member);
    return made;
}();

/// The values of all lists of one kind.
template <class App, class Value, std::span<const Value> object_entry::*Member>
inline constexpr auto joined = [] {
    constexpr std::size_t count = [] {
        std::size_t sum = 0;
        for (const object_entry& each : object_entries<App>) sum += (each.*Member).size();
        return sum;
    }();
    std::array<Value, count> made{};
    std::size_t at = 0;
    for (const object_entry& each : object_entries<App>)
        for (const Value& value : each.*Member) made[at++] = value;
    return made;
}();

// ---- views are lowered as tables without columns are

/// The views of a schema, in the place of a schema.
template <class App>
struct views_of {};

template <class App>
inline constexpr auto view_entries = [] {
    constexpr std::size_t count = [] {
        std::size_t sum = 0;
        for (const object_entry& each : object_entries<App>) sum += each.role == object_role::view ? 1U : 0U;
        return sum;
    }();
    std::array<table_entry, count> made{};
    std::size_t at = 0;
    for (const object_entry& each : object_entries<App>)
        if (each.role == object_role::view) made[at++] = each.view;
    return made;
}();

template <class App>
inline constexpr const auto& entries<views_of<App>> = view_entries<App>;

template <class App, std::size_t Chunk>
constexpr void add_view_columns([[maybe_unused]] catalog::view* all, [[maybe_unused]] std::size_t count) {
    if constexpr (has_extras<views_of<App>, Chunk>) {
        const auto& parts = extras<views_of<App>, Chunk>;
        for (std::size_t i = 0; i != chunk_tables && Chunk * chunk_tables + i != count; ++i)
            all[Chunk * chunk_tables + i].columns =
                std::span{parts.view_columns}.subspan(parts.places[i].from.view_columns, parts.places[i].size.view_columns);
    }
}

template <class App, std::size_t... Chunk>
constexpr auto gather_views(std::index_sequence<Chunk...>) {
    std::array<catalog::view, view_entries<App>.size()> made{};
    std::size_t at = 0;
    for (const object_entry& each : object_entries<App>) {
        if (each.role != object_role::view) continue;
        const catalog::table& said = tables<views_of<App>>[at];
        made[at++] = {.schema = said.schema, // all at once: g++ 12 cannot read members that nobody wrote to
                      .name = said.name,
                      .is_materialized = each.is_materialized,
                      .query = each.text,
                      .options = said.options,
                      .access_method = said.access_method,
                      .clustered_on = said.clustered_on,
                      .columns = {},
                      .indexes = said.indexes,
                      .triggers = said.triggers,
                      .rules = said.rules,
                      .statistics = said.statistics,
                      .comment = said.comment,
                      .renamed_from = said.renamed_from};
    }
    (add_view_columns<App, Chunk>(made.data(), made.size()), ...);
    return made;
}

template <class App>
inline constexpr auto views = gather_views<App>(chunks_of<views_of<App>>{});

/// The first part that stands in a view and means nothing there.
constexpr catalog::mistake find_foreign_part(const table_entry& view, bool is_materialized) {
    for (const part_value* const* part = view.parts; *part != nullptr; ++part) {
        bool belongs = false;
        switch ((*part)->role) {
        case part_role::index:
        case part_role::comment_on: belongs = is_materialized; break;
        case part_role::comment:
        case part_role::schema: belongs = true; break;
        case part_role::column:
        case part_role::constraint:
        case part_role::foreign_key: break;
        case part_role::extra: {
            const extra_role role = (*part)->extra->role;
            belongs = role == extra_role::fact || role == extra_role::view_column ||
                      (is_materialized ? role == extra_role::statistics : role == extra_role::trigger || role == extra_role::rule) ||
                      (role == extra_role::part_comment && ((*part)->extra->of == extra_role::statistics) == is_materialized);
        }
        }
        if (!belongs) return {catalog::mistake_kind::part_of_no_view, view.name};
    }
    return {};
}

// ---- database schemas: those that are declared, and those that something lies in

template <std::size_t Room>
struct found_schemas {
    std::array<catalog::database_schema, Room> all{};
    std::size_t count = 0;

    constexpr void add(std::string_view name) {
        if (name.empty() || (count != 0 && strings::same(all[count - 1].name, name))) return;
        for (std::size_t i = 0; i != count; ++i)
            if (strings::same(all[i].name, name)) return;
        all[count++] = {.name = name};
    }
};

template <class App>
constexpr void each_schema_of_objects(const auto& visit) {
    for (const auto& each : gathered<App, catalog::extension, &object_entry::extension>) visit(each.schema);
    for (const auto& each : gathered<App, catalog::collation, &object_entry::collation>) visit(each.schema);
    for (const auto& each : types_of_kind<App, catalog::domain, &declared_type::domain>) visit(each.schema);
    for (const auto& each : types_of_kind<App, catalog::composite_type, &declared_type::composite>) visit(each.schema);
    for (const auto& each : types_of_kind<App, catalog::range_type, &declared_type::range>) visit(each.schema);
    for (const auto& each : gathered<App, catalog::sequence, &object_entry::sequence>) visit(each.schema);
    for (const auto& each : gathered<App, catalog::routine, &object_entry::routine>) visit(each.schema);
    for (const auto& each : views<App>) visit(each.schema);
    for (const auto& each : gathered<App, catalog::raw_object, &object_entry::raw>) visit(each.schema);
}

template <class App>
constexpr void each_schema(const auto& visit) {
    for (const catalog::enumeration& each : enumerations_of<App>()) visit(each.schema);
    for (const catalog::table& each : tables<App>) visit(each.schema);
    if constexpr (!has_no_objects<App>) each_schema_of_objects<App>(visit);
}

template <class App>
inline constexpr auto schemas = [] {
    constexpr auto& declared = gathered<App, catalog::database_schema, &object_entry::schema>;
    constexpr std::size_t room = [] {
        std::size_t sum = declared.size();
        each_schema<App>([&](std::string_view schema) { sum += schema.empty() ? 0U : 1U; });
        return sum;
    }();
    found_schemas<room> found;
    for (const catalog::database_schema& each : declared) found.all[found.count++] = each;
    each_schema<App>([&](std::string_view schema) { found.add(schema); });
    return found;
}();

// ---- the sequences of identity and serial columns, for privileges

template <class Table, fixed_string Column>
inline constexpr catalog::name_buffer default_sequence_name_of = default_sequence_name(Table::table_name, Column.view());

template <class Table, fixed_string Column>
constexpr object_name sequence_of_column() {
    object_name name{catalog::object_kind::sequence, schema_of<Table>(), default_sequence_name_of<Table, Column>.view(), {}};
    for (const part_value* const* part = parts_of<Table>::values; *part != nullptr; ++part) {
        if ((*part)->role != part_role::column || (*part)->columns[0] != Column.view()) continue;
        const sequence_value* said = sequence_said_by(**part);
        if (said != nullptr && !said->name.empty()) name.name = said->name;
        if (said != nullptr && !said->schema.empty()) name.schema = said->schema;
    }
    return name;
}

// ---- the whole

/// The name of a schema's struct, as the compiler spells it; the same in g++ and Clang.
template <class App>
constexpr std::string_view type_name() {
    const std::string_view function = __PRETTY_FUNCTION__;
    const std::size_t begin = function.find("App = ") + 6;
    return function.substr(begin, function.find_first_of(";]", begin) - begin);
}

/// The name of a schema: its own member `name`, or that of its struct.
template <class App>
constexpr std::string_view name_of() {
    if constexpr (requires { App::name; }) return App::name;
    else return type_name<App>();
}

/// Everything in a schema, sound or not.
template <class App>
constexpr catalog::catalog all_lists() {
    catalog::catalog made{.name = name_of<App>(), .enumerations = enumerations_of<App>(), .tables = tables<App>};
    made.schemas = {schemas<App>.all.data(), schemas<App>.count};
    if constexpr (!has_no_objects<App>) {
        made.extensions = gathered<App, catalog::extension, &object_entry::extension>;
        made.collations = gathered<App, catalog::collation, &object_entry::collation>;
        made.domains = types_of_kind<App, catalog::domain, &declared_type::domain>;
        made.composite_types = types_of_kind<App, catalog::composite_type, &declared_type::composite>;
        made.range_types = types_of_kind<App, catalog::range_type, &declared_type::range>;
        made.sequences = gathered<App, catalog::sequence, &object_entry::sequence>;
        made.routines = gathered<App, catalog::routine, &object_entry::routine>;
        made.views = views<App>;
        made.raw_objects = gathered<App, catalog::raw_object, &object_entry::raw>;
        made.grants = joined<App, catalog::grant, &object_entry::grants>;
        made.default_privileges = joined<App, catalog::default_privilege, &object_entry::default_privileges>;
    }
    return made;
}

} // namespace constable::declare
