// SPDX-License-Identifier: BSL-1.0
// What few tables have: triggers, rules, policies, statistics, partitions, storage. Nothing of it is made where no table does.
#pragma once

#include "lower_names.hpp"

#include "constable/catalog/find_mistake.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace constable::declare {

/// How much room the extra parts of some tables need, or where it begins.
struct extra_size {
    std::size_t triggers = 0;
    std::size_t rules = 0;
    std::size_t policies = 0;
    std::size_t statistics = 0;
    std::size_t view_columns = 0;
};

constexpr extra_size count_extras(std::span<const table_entry> tables) {
    extra_size sum;
    for (const table_entry& each : tables)
        for (const part_value* const* part = each.parts; *part != nullptr; ++part) {
            if ((*part)->role != part_role::extra) continue;
            switch ((*part)->extra->role) {
            case extra_role::trigger: ++sum.triggers; break;
            case extra_role::rule: ++sum.rules; break;
            case extra_role::policy: ++sum.policies; break;
            case extra_role::statistics: ++sum.statistics; break;
            case extra_role::view_column: ++sum.view_columns; break;
            case extra_role::part_comment:
            case extra_role::fact:
            case extra_role::partition: break;
            }
        }
    return sum;
}

/// Where the extra parts of one table lie.
struct extra_place {
    extra_size from{};
    extra_size size{};
    catalog::mistake mistake{};
};

/// The extra parts of some tables.
template <extra_size Size>
struct extra_parts {
    std::array<catalog::trigger, Size.triggers> triggers{};
    std::array<catalog::rule, Size.rules> rules{};
    std::array<catalog::policy, Size.policies> policies{};
    std::array<catalog::statistics, Size.statistics> statistics{};
    std::array<catalog::view_column, Size.view_columns> view_columns{};
    std::array<extra_place, chunk_tables> places{};
};

template <class Object>
constexpr bool comment_on_part(Object* objects, std::size_t count, const object_comment& comment) {
    for (std::size_t i = 0; i != count; ++i) {
        if (!strings::same(objects[i].name, comment.name)) continue;
        objects[i].comment = comment.text;
        return true;
    }
    return false;
}

// A comment and a default of one column become one value.
constexpr void add_view_column(catalog::view_column* all, std::size_t& count, const catalog::view_column& said) {
    for (std::size_t i = 0; i != count; ++i) {
        if (!strings::same(all[i].name, said.name)) continue;
        if (!said.comment.empty()) all[i].comment = said.comment;
        if (!said.default_expression.empty()) all[i].default_expression = said.default_expression;
        return;
    }
    all[count++] = said;
}

// The pointers to the parts of one table, and how many there are so far.
struct extra_draft {
    catalog::trigger* triggers;
    catalog::rule* rules;
    catalog::policy* policies;
    catalog::statistics* statistics;
    catalog::view_column* view_columns;
    extra_place& place;

    constexpr void add(const extra_value& part) {
        extra_size& count = place.size;
        switch (part.role) {
        case extra_role::trigger: triggers[count.triggers++] = *part.trigger; break;
        case extra_role::rule: rules[count.rules++] = *part.rule; break;
        case extra_role::policy: policies[count.policies++] = *part.policy; break;
        case extra_role::statistics: statistics[count.statistics++] = *part.statistics; break;
        case extra_role::view_column: add_view_column(view_columns, count.view_columns, *part.view_column); break;
        case extra_role::part_comment: // once all parts are there
        case extra_role::fact:
        case extra_role::partition: break; // they go into the table itself
        }
    }
    constexpr void add_comment(const extra_value& part) {
        if (part.role != extra_role::part_comment) return;
        const object_comment& comment = *part.comment;
        bool found = false;
        if (part.of == extra_role::trigger) found = comment_on_part(triggers, place.size.triggers, comment);
        if (part.of == extra_role::rule) found = comment_on_part(rules, place.size.rules, comment);
        if (part.of == extra_role::policy) found = comment_on_part(policies, place.size.policies, comment);
        if (part.of == extra_role::statistics) found = comment_on_part(statistics, place.size.statistics, comment);
        if (!found && !place.mistake) place.mistake = {catalog::mistake_kind::comment_on_no_part, comment.name};
    }
};

constexpr void draft_extras(extra_draft& draft, const table_entry& table) {
    for (const part_value* const* part = table.parts; *part != nullptr; ++part)
        if ((*part)->role == part_role::extra) draft.add(*(*part)->extra);
    for (const part_value* const* part = table.parts; *part != nullptr; ++part)
        if ((*part)->role == part_role::extra) draft.add_comment(*(*part)->extra);
    const std::string_view schema = schema_among(table.parts);
    for (std::size_t i = 0; i != draft.place.size.statistics; ++i)
        if (draft.statistics[i].schema.empty()) draft.statistics[i].schema = schema;
}

template <extra_size Size>
constexpr auto draft_extras(std::span<const table_entry> tables) {
    extra_parts<Size> all;
    extra_size from{};
    for (std::size_t i = 0; i != tables.size(); ++i) {
        extra_place& place = all.places[i];
        place.from = from;
        place.size = {0, 0, 0, 0, 0}; // g++ 12 cannot read the members of one that nobody wrote to
        extra_draft draft{all.triggers.data() + from.triggers, all.rules.data() + from.rules, all.policies.data() + from.policies,
                          all.statistics.data() + from.statistics, all.view_columns.data() + from.view_columns, place};
        draft_extras(draft, tables[i]);
        from = {from.triggers + place.size.triggers, from.rules + place.size.rules, from.policies + place.size.policies,
                from.statistics + place.size.statistics, from.view_columns + place.size.view_columns};
    }
    return all;
}

template <class App, std::size_t Chunk>
inline constexpr auto extras = draft_extras<count_extras(chunk_of(entries<App>, Chunk))>(chunk_of(entries<App>, Chunk));

template <class App, std::size_t Chunk>
inline constexpr bool has_extras = chunk_size<App, Chunk>.extras != 0;

constexpr void add_parent(catalog::table& to, const extra_value& partition) {
    const parent_value parent = partition.parent();
    to.parent_schema = parent.schema;
    to.parent = parent.name;
    to.partition_bound = partition.bound;
}

/// Adds what the i-th table of a chunk has beside columns, constraints and indexes.
template <class Extras>
constexpr void add_extras(catalog::table& to, const Extras& all, std::size_t i, const part_value* const* parts) {
    const extra_place& place = all.places[i];
    for (; *parts != nullptr; ++parts) {
        if ((*parts)->role != part_role::extra) continue;
        const extra_value& part = *(*parts)->extra;
        if (part.role == extra_role::fact) part.apply(to);
        if (part.role == extra_role::partition) add_parent(to, part);
    }
    keep_schema(to.renamed_from, to.schema);
    to.triggers = std::span{all.triggers}.subspan(place.from.triggers, place.size.triggers);
    to.rules = std::span{all.rules}.subspan(place.from.rules, place.size.rules);
    to.policies = std::span{all.policies}.subspan(place.from.policies, place.size.policies);
    to.statistics = std::span{all.statistics}.subspan(place.from.statistics, place.size.statistics);
}

template <class App, std::size_t Chunk, std::size_t Tables>
constexpr void add_chunk(std::array<catalog::table, Tables>& all) {
    const auto chunk = chunk_of(entries<App>, Chunk);
    for (std::size_t i = 0; i != chunk.size(); ++i)
        all[Chunk * chunk_tables + i] =
            table_in(draft<App, Chunk>, chunk[i].name, i, objects<App, Chunk>.constraints, objects<App, Chunk>.indexes);
    if constexpr (has_extras<App, Chunk>)
        for (std::size_t i = 0; i != chunk.size(); ++i) add_extras(all[Chunk * chunk_tables + i], extras<App, Chunk>, i, chunk[i].parts);
}

template <class App, std::size_t... Chunk>
constexpr auto gather_tables(std::index_sequence<Chunk...>) {
    std::array<catalog::table, entries<App>.size()> all{};
    (add_chunk<App, Chunk>(all), ...);
    return all;
}

template <class App>
using chunks_of = std::make_index_sequence<chunk_count<App>>;

/// All tables of a schema, but for what partitions get from their parents.
template <class App>
inline constexpr auto drafted_tables = gather_tables<App>(chunks_of<App>{});

// ---- partitions without columns of their own: what they take over belongs to the parent's

template <class App, std::size_t... Chunk>
constexpr bool any_extras(std::index_sequence<Chunk...>) {
    const bool facts[] = {false, has_extras<App, Chunk>...};
    for (const bool each : facts)
        if (each) return true;
    return false;
}

constexpr bool takes_over(const table_entry& table) { return taken_over_by(table.parts) != nullptr; }

/// How many constraints and indexes the partitions have that take over some.
template <class App>
inline constexpr part_size size_of_partitions = [] {
    part_size sum;
    if constexpr (any_extras<App>(chunks_of<App>{}))
        for (std::size_t i = 0; i != entries<App>.size(); ++i) {
            if (!takes_over(entries<App>[i])) continue;
            sum.table_constraints += drafted_tables<App>[i].constraints.size();
            sum.indexes += drafted_tables<App>[i].indexes.size();
            ++sum.extras;
        }
    return sum;
}();

constexpr const catalog::table* find_table(std::span<const catalog::table> all, std::string_view schema, std::string_view name) {
    for (const catalog::table& each : all)
        if (strings::same(each.name, name) && strings::same(each.schema, schema)) return &each;
    return nullptr;
}

// The n-th constraint or index that a table hands on to its partitions.
constexpr const catalog::constraint* handed_on(std::span<const catalog::constraint> of, std::size_t at) {
    for (const catalog::constraint& each : of)
        if (each.kind != catalog::constraint_kind::foreign_key && at-- == 0) return &each;
    return nullptr;
}
constexpr const catalog::index* handed_on(std::span<const catalog::index> of, std::size_t at) {
    return at < of.size() ? &of[at] : nullptr;
}

/// What partitions have of their parents, complete: the tables' own lists, one behind the other.
template <part_size Size>
struct partition_parts {
    std::array<catalog::constraint, Size.table_constraints> constraints{};
    std::array<catalog::index, Size.indexes> indexes{};
};

// What comes from the parent stands first, and in its order. A check has one name in all generations.
constexpr void attach(const catalog::table& table, std::span<const table_entry> entries, std::span<const catalog::table> all,
                      catalog::constraint* constraints, catalog::index* indexes) {
    for (std::size_t i = 0; i != table.constraints.size(); ++i) {
        constraints[i] = table.constraints[i];
        const catalog::table* parent = find_table(all, table.parent_schema, table.parent);
        for (bool is_first = true; parent != nullptr; is_first = false) {
            const catalog::constraint* from = handed_on(parent->constraints, i);
            if (from == nullptr) break;
            constraints[i].index_comment = {};
            if (from->kind == catalog::constraint_kind::check) constraints[i].name = from->name;
            else if (is_first) constraints[i].attached_to = from->name;
            if (!takes_over(entries[static_cast<std::size_t>(parent - all.data())])) break;
            parent = find_table(all, parent->parent_schema, parent->parent);
        }
    }
    const catalog::table* parent = find_table(all, table.parent_schema, table.parent);
    for (std::size_t i = 0; i != table.indexes.size(); ++i) {
        indexes[i] = table.indexes[i];
        if (parent == nullptr) continue;
        if (const catalog::index* from = handed_on(parent->indexes, i)) indexes[i].attached_to = from->name;
    }
}

template <class App>
inline constexpr auto parts_of_partitions = [] {
    partition_parts<size_of_partitions<App>> made;
    std::size_t constraints = 0;
    std::size_t indexes = 0;
    for (std::size_t i = 0; i != entries<App>.size(); ++i) {
        if (!takes_over(entries<App>[i])) continue;
        const catalog::table& table = drafted_tables<App>[i];
        attach(table, entries<App>, drafted_tables<App>, made.constraints.data() + constraints, made.indexes.data() + indexes);
        constraints += table.constraints.size();
        indexes += table.indexes.size();
    }
    return made;
}();

template <class App>
constexpr auto attach_partitions() {
    auto all = drafted_tables<App>;
    std::size_t constraints = 0;
    std::size_t indexes = 0;
    for (std::size_t i = 0; i != all.size(); ++i) {
        if (!takes_over(entries<App>[i])) continue;
        catalog::table& table = all[i];
        table.constraints = std::span{parts_of_partitions<App>.constraints}.subspan(constraints, table.constraints.size());
        table.indexes = std::span{parts_of_partitions<App>.indexes}.subspan(indexes, table.indexes.size());
        constraints += table.constraints.size();
        indexes += table.indexes.size();
    }
    return all;
}

template <class App, bool AnyTakesOver>
inline constexpr auto completed_tables = attach_partitions<App>();

template <class App>
constexpr const auto& get_tables() {
    if constexpr (size_of_partitions<App>.extras == 0) return drafted_tables<App>;
    else return completed_tables<App, true>;
}

/// All tables of a schema as values, in the order of declaration.
template <class App>
inline constexpr const auto& tables = get_tables<App>();

} // namespace constable::declare
