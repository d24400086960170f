// SPDX-License-Identifier: BSL-1.0
// Replays a history in the compiler, some steps at a time: from the empty catalog to the one that it leads to.
#pragma once

#include "apply_step.hpp"
#include "fragments.hpp"
#include "history_order.hpp"
#include "keep.hpp"
#include "replay_chunks.hpp"
#include "room_to_keep.hpp"
#include "unsafe_step.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/catalog/same_object.hpp"
#include "constable/declare/derive.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace constable {

namespace migrating {

// ---- the migrations as values

template <class History, class Migrations = typename History::declared_migrations>
struct migration_values;
template <class History, class... Migrations>
struct migration_values<History, declare::part_list<Migrations...>> {
    static constexpr std::array<migration_value, sizeof...(Migrations)> all = [] {
        std::array<migration_value, sizeof...(Migrations)> made{
            migration_value{.version = Migrations::version,
                            .description = Migrations::description,
                            .steps = migration_parts<Migrations>::steps,
                            .depends_on = migration_parts<Migrations>::depends_on,
                            .preconditions = migration_parts<Migrations>::conditions}...};
        std::size_t from = 0;
        for (migration_value& each : made) {
            each.fragments = std::span{fragments_of<History>}.subspan(from, each.steps.size());
            from += each.steps.size();
        }
        return made;
    }();
};

/// The migrations of a history as values.
template <class History>
inline constexpr const auto& migrations_of = migration_values<History>::all;

// ---- replaying

template <class History>
inline constexpr auto chunks_of_steps = cut_into_chunks<steps_of<History>.size()>([](std::size_t at) -> const step_value& { return *steps_of<History>[at].step; },
                                                                                  [](std::size_t at) -> const fragment& { return fragments_of<History>[at]; });
template <class History>
inline constexpr std::size_t chunk_count = chunks_of_steps<History>.count;

/// What became of some steps.
struct chunk_outcome {
    kept_sizes sizes{};
    replay_mistake mistake{};
    std::size_t at = 0; ///< the step of the mistake
    // Texts that the replay has made do not outlive it: what the mistake names is copied.
    char subject[256]{};
    char other[256]{};
    std::size_t subject_size = 0;
    std::size_t other_size = 0;

    constexpr void take(replay_mistake found) {
        const auto copy = [](std::string_view from, char* to) {
            const std::size_t size = std::min(from.size(), std::size_t{255});
            for (std::size_t i = 0; i != size; ++i) to[i] = from[i];
            return size;
        };
        subject_size = copy(found.subject, subject);
        other_size = copy(found.other, other);
        found.subject = found.other = found.of_declaration.subject = found.of_declaration.other = {};
        mistake = found;
    }
    [[nodiscard]] constexpr std::string_view named_subject() const { return {subject, subject_size}; }
    [[nodiscard]] constexpr std::string_view named_other() const { return {other, other_size}; }
};

template <class History, std::size_t Chunk>
constexpr catalog::catalog catalog_before();

// Applies the steps of a chunk to what was before, and looks for what is unsafe; `use(catalog, mistake, step)`.
template <class History, std::size_t Chunk>
constexpr auto replay_chunk(bool look, const auto& use) {
    replayed_catalog now{catalog_before<History, Chunk>()};
    const auto& steps = steps_of<History>;
    const auto& all = migrations_of<History>;
    constexpr std::size_t begin = chunks_of_steps<History>.begins[Chunk];
    std::size_t first = begin; // of the migration
    while (first != 0 && steps[first - 1].migration == steps[begin].migration) --first;
    for (std::size_t at = begin; at != chunks_of_steps<History>.begins[Chunk + 1]; ++at) {
        if (steps[at].migration != steps[first].migration) first = at;
        replay_mistake found{};
        if (look) {
            const migration_value& in = all[steps[at].migration];
            const step_place place{in.steps, in.fragments, at - first, in.is_stepwise()};
            found = unsafe_step{now, place}.find();
        }
        const replay_mistake refused = apply_step(now, *steps[at].step, fragments_of<History>[at]);
        if (refused) found = refused; // what cannot be is said before what should not be
        if (found) return use(now, found, at);
    }
    return use(now, replay_mistake{}, std::size_t{0});
}

// What a chunk leads to is kept in an array, whose size must be known before: mostly it can be said without replaying.
// Otherwise the chunk is replayed a second time, when it is counted.
template <class History, std::size_t Chunk>
inline constexpr kept_sizes room_after = [] {
    constexpr std::size_t begin = chunks_of_steps<History>.begins[Chunk];
    constexpr std::size_t count = chunks_of_steps<History>.begins[Chunk + 1] - begin;
    return room_to_keep(catalog_before<History, Chunk>(), std::span{steps_of<History>}.subspan(begin, count),
                        std::span{fragments_of<History>}.subspan(begin, count), chunks_of_steps<History>.touched[Chunk]);
}();

template <class History, std::size_t Chunk>
struct replayed_chunk {
    chunk_outcome outcome{};
    bool is_kept = false;
    kept_catalog<room_after<History, Chunk>> kept{};
};
template <class History, std::size_t Chunk>
constexpr auto replay_once(const replayed_chunk<History, Chunk>& to) {
    return replay_chunk<History, Chunk>(true, [&to](replayed_catalog& now, const replay_mistake& mistake, std::size_t at) {
        replayed_chunk<History, Chunk> made;
        made.outcome.sizes = mark_and_count(now);
        made.outcome.at = at;
        made.outcome.take(mistake);
        made.is_kept = !mistake && made.outcome.sizes.fits_into(room_after<History, Chunk>);
        if (made.is_kept) made.kept.copy(now, places_in(to.kept, made.outcome.sizes), made.outcome.sizes);
        return made;
    });
}
// It points into itself.
template <class History, std::size_t Chunk>
inline constexpr replayed_chunk<History, Chunk> replayed = replay_once<History, Chunk>(replayed<History, Chunk>);
template <class History, std::size_t Chunk>
inline constexpr const chunk_outcome& outcome = replayed<History, Chunk>.outcome;

template <class History, std::size_t Chunk>
constexpr auto keep_after(const kept_catalog<outcome<History, Chunk>.sizes>& to) {
    return replay_chunk<History, Chunk>(false, [&to](replayed_catalog& now, const replay_mistake&, std::size_t) {
        const kept_sizes counted = mark_and_count(now);
        kept_catalog<outcome<History, Chunk>.sizes> kept;
        kept.copy(now, places_in(to, counted), counted);
        return kept;
    });
}
template <class History, std::size_t Chunk>
inline constexpr kept_catalog<outcome<History, Chunk>.sizes> kept_after = keep_after<History, Chunk>(kept_after<History, Chunk>);

/// The catalog after a chunk.
template <class History, std::size_t Chunk>
constexpr catalog::catalog catalog_after() {
    if constexpr (replayed<History, Chunk>.is_kept) return replayed<History, Chunk>.kept.view();
    else return kept_after<History, Chunk>.view();
}

template <class History, std::size_t Chunk>
constexpr catalog::catalog catalog_before() {
    if constexpr (Chunk == 0) return {};
    else return catalog_after<History, Chunk - 1>();
}

/// The first step that cannot apply or is unsafe; `at` is its position among all steps.
template <class History, std::size_t Chunk = 0>
constexpr chunk_outcome first_replay_mistake() {
    if constexpr (Chunk == chunk_count<History>) return {};
    else if constexpr (outcome<History, Chunk>.mistake) return outcome<History, Chunk>;
    else return first_replay_mistake<History, Chunk + 1>();
}

/// The catalog that a sound history leads to.
template <class History>
constexpr catalog::catalog replayed_catalog_of() {
    if constexpr (chunk_count<History> == 0) return {};
    else return catalog_after<History, chunk_count<History> - 1>();
}

// ---- the schema that it must lead to

/// The first difference between a schema and what its history leads to.
struct first_difference {
    bool differs = false;
    catalog::change_action action{};
    catalog::object_kind kind{};
    std::string_view object{}; ///< the table, or the object
    std::string_view part{};   ///< the column, constraint, index, …
    std::string_view field{};
};

constexpr std::string_view name_of_object(const catalog::object_place& of) {
    std::string_view found;
    const auto look = [&](const auto* object) {
        if (object != nullptr) found = object->name;
    };
    look(of.the_schema), look(of.the_extension), look(of.the_collation), look(of.the_enumeration), look(of.the_domain), look(of.the_composite);
    look(of.the_range), look(of.the_table), look(of.the_view), look(of.the_routine), look(of.in_table), look(of.in_view), look(of.in_domain);
    look(of.in_composite), look(of.the_grant), look(of.the_raw), look(of.the_unmodelled);
    if (found.empty()) look(of.the_sequence);
    return found;
}
constexpr std::string_view name_of_part(const catalog::object_place& of) {
    std::string_view found;
    const auto look = [&](const auto* object) {
        if (object != nullptr) found = object->name;
    };
    look(of.the_column), look(of.the_attribute), look(of.the_view_column), look(of.the_constraint), look(of.the_index), look(of.the_trigger);
    look(of.the_rule), look(of.the_policy), look(of.the_statistics);
    if (of.the_grant != nullptr) found = of.the_grant->privilege;
    return found;
}
constexpr first_difference in_short(const catalog::change& of) {
    return {true, of.action, of.kind, name_of_object(of.place()), name_of_part(of.place()), of.field};
}

constexpr catalog::comparison comparison_of_history() { return {.unmodelled = false}; }

constexpr first_difference compare_tables(std::span<const catalog::table> expected, std::span<const catalog::table> actual) {
    first_difference first;
    std::size_t at = 0; // most tables stand behind the one before, on both sides
    for (const catalog::table& each : expected) {
        std::size_t seen = 0;
        const auto is_it = [&](const catalog::table& other) { return strings::same(other.name, each.name) && strings::same(other.schema, each.schema); };
        for (; seen != actual.size(); ++seen, ++at) {
            if (at == actual.size()) at = 0;
            if (is_it(actual[at])) break;
        }
        if (seen == actual.size()) return {true, catalog::change_action::create, catalog::object_kind::table, each.name};
        if (catalog::same_object(each, actual[at])) continue;
        catalog::catalog one;
        catalog::catalog other;
        one.tables = {&each, 1};
        other.tables = actual.subspan(at, 1);
        catalog::each_change(one, other, [&](const catalog::change& change) { first = first.differs ? first : in_short(change); }, comparison_of_history());
        if (first.differs) return first;
    }
    return first;
}

template <class App, class History, std::size_t Chunk>
inline constexpr first_difference table_difference = [] {
    const std::span<const catalog::table> all = catalog_of<App>.tables;
    const std::size_t from = Chunk * declare::chunk_tables;
    return compare_tables(all.subspan(from, std::min(declare::chunk_tables, all.size() - from)), replayed_catalog_of<History>().tables);
}();

template <class App, class History>
inline constexpr first_difference other_difference = [] {
    catalog::catalog expected = catalog_of<App>;
    catalog::catalog actual = replayed_catalog_of<History>();
    for (const catalog::table& each : actual.tables) {
        std::size_t at = 0;
        while (at != expected.tables.size() && !(strings::same(expected.tables[at].name, each.name) && strings::same(expected.tables[at].schema, each.schema))) ++at;
        if (at == expected.tables.size()) return first_difference{true, catalog::change_action::drop, catalog::object_kind::table, each.name};
    }
    expected.tables = {};
    actual.tables = {};
    first_difference first;
    catalog::each_change(expected, actual, [&](const catalog::change& change) {
        // a schema that only lies under objects is nobody's concern
        if (change.kind == catalog::object_kind::schema && change.field != "comment") return;
        first = first.differs ? first : in_short(change);
    }, comparison_of_history());
    return first;
}();

template <class App, class History, std::size_t... Chunk>
constexpr first_difference find_difference(std::index_sequence<Chunk...>) {
    first_difference first;
    ((void)(first.differs || (first = table_difference<App, History, Chunk>, false)), ...);
    return first.differs ? first : other_difference<App, History>;
}

} // namespace migrating

} // namespace constable
