// SPDX-License-Identifier: BSL-1.0
// What the compiler derives from a declaration: the expected catalog and its fingerprint, or the first mistake.
#pragma once

#include "first_mistake.hpp"

#include "constable/catalog/fingerprint.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace constable {

namespace declare {

template <class App>
constexpr catalog::catalog make_catalog() {
    if constexpr (is_sound<App, true>) return all_lists<App>();
    else return {};
}

} // namespace declare

/// The expected catalog of a schema, as a constexpr value: tables, types, views, routines and all the rest.
/// `static_assert(catalog_of<app>.tables[0].name == "teams");`
template <class App>
inline constexpr catalog::catalog catalog_of = declare::make_catalog<App>();

namespace declare {

// Each sum of a few fingerprints is an evaluation of its own: a compiler ends one after so many steps, and the body of a
// function may need a tenth of them.
template <class App, auto List, std::size_t From, std::size_t AtOnce>
inline constexpr std::uint64_t some_fingerprints = [] {
    const auto all = catalog_of<App>.*List;
    return catalog::sum_of_fingerprints(all.subspan(From, std::min(AtOnce, all.size() - From)));
}();

template <class App, auto List, std::size_t AtOnce, std::size_t... Chunk>
constexpr std::uint64_t sum_of_chunks(std::index_sequence<Chunk...>) {
    const std::uint64_t sums[] = {std::uint64_t{0}, some_fingerprints<App, List, Chunk * AtOnce, AtOnce>...}; // Clang folds 256 at most
    std::uint64_t sum = 0;
    for (const std::uint64_t each : sums) sum += each;
    return sum;
}
template <class App, auto List, std::size_t AtOnce>
inline constexpr std::uint64_t all_fingerprints =
    sum_of_chunks<App, List, AtOnce>(std::make_index_sequence<((catalog_of<App>.*List).size() + AtOnce - 1) / AtOnce>{});

template <class App>
constexpr std::uint64_t make_fingerprint() {
    using of = catalog::catalog;
    return catalog::fingerprint(catalog_of<App>, {all_fingerprints<App, &of::tables, chunk_tables>, all_fingerprints<App, &of::routines, 1>,
                                                  all_fingerprints<App, &of::views, 1>});
}

} // namespace declare

/// A 64-bit number that differs when the declaration of a schema differs.
template <class App>
inline constexpr std::uint64_t fingerprint_of = declare::make_fingerprint<App>();

} // namespace constable
