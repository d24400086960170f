// SPDX-License-Identifier: BSL-1.0
// A mistake in a declaration, with the place of what makes it.
#pragma once

#include "lower_objects.hpp"

#include "constable/catalog/mistake.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace constable::declare {

/// A mistake and the position of the table, or of the other object, that makes it.
struct found_mistake {
    catalog::mistake mistake{};
    std::size_t table = 0;
    bool is_in_object = false; ///< `table` is the position of an object beside the tables
};

template <class App>
constexpr std::span<const catalog::table> tables_in(std::size_t chunk) {
    const std::span<const catalog::table> all{tables<App>};
    const std::size_t from = chunk * chunk_tables;
    return all.subspan(from, std::min(chunk_tables, all.size() - from));
}

} // namespace constable::declare
