// SPDX-License-Identifier: BSL-1.0
// What the compiler derives from a declaration: the expected catalog and its fingerprint, or the first mistake.
#pragma once

#include "first_mistake.hpp"

#include "constable/catalog/fingerprint.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
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

template <class App, std::size_t Chunk>
inline constexpr std::uint64_t chunk_fingerprint = catalog::sum_of_fingerprints(tables_in<App>(Chunk));

template <class App, std::size_t... Chunk>
constexpr std::uint64_t make_fingerprint(std::index_sequence<Chunk...>) {
    return catalog::fingerprint(catalog_of<App>, (std::uint64_t{0} + ... + chunk_fingerprint<App, Chunk>));
}

} // namespace declare

/// A 64-bit number that differs when the declaration of a schema differs.
template <class App>
inline constexpr std::uint64_t fingerprint_of = declare::make_fingerprint<App>(declare::chunks_of<App>{});

} // namespace constable
