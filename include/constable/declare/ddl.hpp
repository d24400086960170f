// SPDX-License-Identifier: BSL-1.0
// The DDL of a schema or a table, rendered by the compiler into read-only data.
#pragma once

#include "script.hpp"

#include "constable/sql/create.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace constable {

namespace declare {

/// The order of creation, and each table's position in it.
template <std::size_t Tables>
struct creation_plan {
    std::array<std::uint32_t, Tables> order{};
    std::array<std::uint32_t, Tables> position{};
};

template <class App>
inline constexpr auto plan = [] {
    constexpr std::size_t count = entries<App>.size();
    creation_plan<count> made;
    std::array<std::uint32_t, count> next{};
    std::array<std::uint32_t, count> stack{};
    catalog::sort_for_creation(tables<App>, lookup<App>, made.order, next, stack);
    for (std::size_t i = 0; i != count; ++i) made.position[made.order[i]] = static_cast<std::uint32_t>(i);
    return made;
}();

// Renders those tables that stand at the positions of one chunk in the order of creation.
template <class App, std::size_t Chunk, bool Late>
constexpr void render_chunk(auto& sink) {
    const std::size_t from = Chunk * chunk_tables;
    for (std::size_t i = from; i != from + tables_in<App>(Chunk).size(); ++i) {
        const auto is_later = [i](const catalog::constraint& each) {
            return catalog::is_created_later(each, i, lookup<App>, plan<App>.position);
        };
        const catalog::table& table = tables<App>[plan<App>.order[i]];
        if constexpr (Late) sql::add_late_constraints(sink, table, is_later);
        else sql::add_create_table(sink, table, is_later);
    }
}

template <class App, std::size_t Chunk, bool Late>
inline constexpr auto chunk_text = strings::to_array<[](auto& sink) { render_chunk<App, Chunk, Late>(sink); }>();

template <class App>
inline constexpr auto preamble_text =
    strings::to_array<[](auto& sink) { sql::add_preamble(sink, enumerations_of<App>(), std::span<const catalog::table>{tables<App>}); }>();

template <class App, std::size_t... Chunk>
constexpr auto join_text(std::index_sequence<Chunk...>) {
    constexpr std::string_view pieces[] = {strings::view(preamble_text<App>), strings::view(chunk_text<App, Chunk, false>)...,
                                           strings::view(chunk_text<App, Chunk, true>)...};
    return join_texts<size_of_texts(pieces)>(pieces);
}

template <class App>
inline constexpr auto whole_text = join_text<App>(chunks_of<App>{});

template <class App, bool IsWhole>
constexpr std::string_view make_ddl() {
    if constexpr (!is_sound<App, IsWhole>) return {};
    else if constexpr (!has_only_tables<App> || any_extras<App>(chunks_of<App>{})) return strings::view(script_text<App>);
    else if constexpr (IsWhole && !has_no_objects<App>) return strings::view(script_text<App>);
    else if constexpr (IsWhole) return strings::view(whole_text<App>);
    else return strings::view(chunk_text<App, 0, false>);
}

template <class Declared>
constexpr std::string_view make_ddl_of() {
    if constexpr (requires { typename Declared::declared_things; }) return make_ddl<Declared, true>();
    else return make_ddl<schema<Declared>, false>();
}

} // namespace declare

/// The DDL of a schema (`ddl_of<app>`) or of one table (`ddl_of<users>`), as text in read-only data. `psql` takes it
/// as it is. Tables come after those they reference; where references go in a circle, a later ALTER TABLE closes it.
template <class Declared>
inline constexpr std::string_view ddl_of = declare::make_ddl_of<Declared>();

} // namespace constable
