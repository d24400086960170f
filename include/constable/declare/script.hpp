// SPDX-License-Identifier: BSL-1.0
// The DDL of a schema that has more than plain tables, rendered by the compiler piece by piece.
#pragma once

#include "derive.hpp"

#include "constable/sql/creation.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace constable::declare {

/// The whole catalog, whether it is sound between its tables or not: of a single table it is not asked.
template <class App>
inline constexpr catalog::catalog scripted = all_lists<App>();

template <class App>
inline constexpr std::size_t scripted_objects = catalog::object_numbers(scripted<App>).size();

template <class App>
inline constexpr auto object_slots = [] {
    std::array<catalog::object_lookup::slot, catalog::object_lookup::slots_for(scripted<App>)> slots{};
    catalog::object_lookup::fill(scripted<App>, slots);
    return slots;
}();

template <class App>
inline constexpr catalog::object_lookup objects_by_name{scripted<App>, object_slots<App>};

// Texts are read letter by letter, and Clang counts the steps: objects are taken together up to so many letters.
inline constexpr std::size_t piece_weight = 6000;

struct object_weight {
    std::size_t sum = 0;

    constexpr void add_parts(const auto& each) {
        sum += 60 * each.indexes.size() + 60 * each.triggers.size();
        for (const catalog::rule& rule : each.rules) sum += 50 + rule.action.size();
    }
    constexpr void add(const catalog::raw_object& each) { sum += 100 + each.definition.size() + each.comment.size(); }
    constexpr void add(const catalog::collation&) { sum += 100; }
    constexpr void add(const catalog::enumeration& each) { sum += 50 + 20 * each.labels.size(); }
    constexpr void add(const catalog::composite_type& each) { sum += 50 + 50 * each.attributes.size(); }
    constexpr void add(const catalog::range_type&) { sum += 200; }
    constexpr void add(const catalog::sequence&) { sum += 100; }
    constexpr void add(const catalog::domain& each) {
        sum += 100 + each.default_expression.size();
        for (const catalog::constraint& check : each.constraints) sum += check.expression.size();
    }
    constexpr void add(const catalog::routine& each) {
        sum += 200 + each.body.size() + each.sql_body.size() + each.arguments.size() + each.comment.size();
    }
    constexpr void add(const catalog::view& each) {
        sum += 200 + each.query.size();
        add_parts(each);
    }
    constexpr void add(const catalog::table& each) {
        sum += 200 + 30 * each.columns.size() + 60 * each.constraints.size();
        for (const catalog::column& column : each.columns)
            sum += column.default_expression.size() + column.generated_expression.size() + column.comment.size();
        for (const catalog::constraint& constraint : each.constraints) sum += constraint.expression.size();
        for (const catalog::policy& policy : each.policies) sum += 50 + policy.using_expression.size() + policy.check_expression.size();
        add_parts(each);
    }
};

/// Where pieces begin among `Count` objects, and where the last one ends.
template <std::size_t Count>
struct pieces {
    std::array<std::uint32_t, Count + 1> begin{};
    std::size_t count = 0;
};

template <std::size_t Count>
constexpr auto divide(const catalog::catalog& of, const auto& number_at) {
    pieces<Count> made;
    std::size_t weight = piece_weight; // the first object begins a piece
    for (std::size_t i = 0; i != Count; ++i) {
        object_weight here;
        catalog::with_object(of, number_at(i), [&](const auto& object) { here.add(object); });
        if (weight + here.sum > piece_weight) {
            made.begin[made.count++] = static_cast<std::uint32_t>(i);
            weight = 0;
        }
        weight += here.sum;
    }
    made.begin[made.count] = static_cast<std::uint32_t>(Count);
    return made;
}

// ---- the order of creation

template <class App>
inline constexpr auto need_pieces = divide<scripted_objects<App>>(scripted<App>, [](std::size_t i) { return i; });

template <class App, std::size_t Piece>
inline constexpr std::size_t need_count = [] {
    std::size_t count = 0;
    for (std::size_t i = need_pieces<App>.begin[Piece]; i != need_pieces<App>.begin[Piece + 1]; ++i)
        catalog::each_need(scripted<App>, objects_by_name<App>, i, [&](std::size_t, catalog::need) { ++count; });
    return count;
}();

template <std::size_t Edges, std::size_t Objects>
struct needs {
    std::array<catalog::dependency, Edges> edges{};
    std::array<std::uint32_t, Objects> counts{};
};

template <class App, std::size_t Piece>
inline constexpr auto needs_of = [] {
    constexpr std::size_t from = need_pieces<App>.begin[Piece];
    needs<need_count<App, Piece>, need_pieces<App>.begin[Piece + 1] - from> found;
    std::size_t at = 0;
    for (std::size_t i = 0; i != found.counts.size(); ++i)
        catalog::each_need(scripted<App>, objects_by_name<App>, from + i, [&](std::size_t on, catalog::need how) {
            found.edges[at++] = {static_cast<std::uint32_t>(on), how};
            ++found.counts[i];
        });
    return found;
}();

template <std::size_t Count>
struct script_order {
    std::array<std::uint32_t, Count> order{};
    std::array<std::uint32_t, Count> position{};
};

template <class App, std::size_t... Piece>
constexpr auto sort_script(std::index_sequence<Piece...>) {
    constexpr std::size_t count = scripted_objects<App>;
    script_order<count> made;
    std::array<catalog::dependency, (std::size_t{0} + ... + needs_of<App, Piece>.edges.size())> edges{};
    std::array<std::uint32_t, count + 1> first{};
    std::size_t edge = 0;
    std::size_t object = 0;
    [[maybe_unused]] const auto add = [&](const auto& found) {
        for (const catalog::dependency& each : found.edges) edges[edge++] = each;
        for (const std::uint32_t each : found.counts) {
            first[object + 1] = first[object] + each;
            ++object;
        }
    };
    (add(needs_of<App, Piece>), ...);
    std::array<std::uint32_t, count> next{};
    std::array<std::uint32_t, count> stack{};
    catalog::sort_objects({first, edges}, made.order, next, stack);
    for (std::size_t i = 0; i != count; ++i) made.position[made.order[i]] = static_cast<std::uint32_t>(i);
    return made;
}

template <class App>
inline constexpr auto script_order_of = sort_script<App>(std::make_index_sequence<need_pieces<App>.count>{});

template <class App>
inline constexpr auto attaching = [] {
    std::array<bool, entries<App>.size()> found{};
    sql::find_attaching(scripted<App>, objects_by_name<App>, found);
    return found;
}();

template <class App>
inline constexpr sql::creation_plan script_plan{&scripted<App>, objects_by_name<App>, script_order_of<App>.order,
                                                script_order_of<App>.position, attaching<App>};

// ---- the text

template <class App>
inline constexpr auto script_pieces =
    divide<scripted_objects<App>>(scripted<App>, [](std::size_t i) { return script_order_of<App>.order[i]; });

// In one phase objects are written from the last to the first, and so are the pieces.
template <class App, sql::creation_phase Phase, std::size_t Piece>
constexpr void render_piece(auto& sink) {
    constexpr bool is_backwards = Phase == sql::creation_phase::checks;
    constexpr std::size_t piece = is_backwards ? script_pieces<App>.count - 1 - Piece : Piece;
    constexpr std::size_t from = script_pieces<App>.begin[piece];
    constexpr std::size_t to = script_pieces<App>.begin[piece + 1];
    constexpr std::size_t size = scripted_objects<App>;
    if constexpr (is_backwards) sql::add_creation(sink, script_plan<App>, Phase, size - to, size - from);
    else sql::add_creation(sink, script_plan<App>, Phase, from, to);
}

template <class App, sql::creation_phase Phase, std::size_t Piece>
inline constexpr auto piece_text = strings::to_array<[](auto& sink) { render_piece<App, Phase, Piece>(sink); }>();

template <class App>
inline constexpr auto script_head = strings::to_array<[](auto& sink) {
    if (!scripted<App>.routines.empty()) sink.add("SET check_function_bodies = off;\n");
    sql::add_creation_preamble(sink, scripted<App>);
}>();

template <class App>
inline constexpr auto script_tail = strings::to_array<[](auto& sink) { sql::add_creation_privileges(sink, scripted<App>); }>();

/// Texts, one behind the other: how long they are, and copied to their place.
constexpr std::size_t size_of_texts(std::span<const std::string_view> texts) {
    std::size_t sum = 0;
    for (const std::string_view text : texts) sum += text.size();
    return sum;
}

// Text is joined piece by piece. Clang counts every step of a constant expression, but copies memory in one.
constexpr char* append(char* to, std::string_view text) {
#if defined(__clang__)
    __builtin_memcpy(to, text.data(), text.size());
    return to + text.size();
#else
    strings::writer sink{to};
    sink.add(text);
    return sink.end;
#endif
}

template <std::size_t Size>
constexpr auto join_texts(std::span<const std::string_view> texts) {
    std::array<char, Size + 1> joined{};
    char* end = joined.data();
    for (const std::string_view text : texts) end = append(end, text);
    return joined;
}

template <class App, sql::creation_phase Phase, std::size_t... Piece>
constexpr auto join_phase(std::index_sequence<Piece...>) {
    constexpr std::string_view texts[] = {std::string_view{}, strings::view(piece_text<App, Phase, Piece>)...};
    return join_texts<size_of_texts(texts)>(texts);
}

template <class App, std::size_t Phase>
inline constexpr auto phase_text =
    join_phase<App, static_cast<sql::creation_phase>(Phase)>(std::make_index_sequence<script_pieces<App>.count>{});

template <class App, std::size_t... Phase>
constexpr auto join_script(std::index_sequence<Phase...>) {
    constexpr std::string_view texts[] = {strings::view(script_head<App>), strings::view(phase_text<App, Phase>)...,
                                          strings::view(script_tail<App>)};
    return join_texts<size_of_texts(texts)>(texts);
}

template <class App>
inline constexpr auto script_text = join_script<App>(std::make_index_sequence<sql::creation_phases>{});

} // namespace constable::declare
