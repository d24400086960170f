// SPDX-License-Identifier: BSL-1.0
// What differs between two declarations, known to the compiler.
#pragma once

#include "derive.hpp"

#include "constable/catalog/diff.hpp"

namespace constable {

namespace declare {

template <class App>
constexpr catalog::catalog get_catalog() {
    return catalog_of<App>;
}

} // namespace declare

/// The changes that make `New` of `Old`, two schemas, as an array of `catalog::change`:
/// `static_assert(diff<release_1, release_2>.empty());`. Expressions are compared letter by letter.
template <class Old, class New>
inline constexpr auto diff = catalog::changes_between<&declare::get_catalog<New>, &declare::get_catalog<Old>>();

} // namespace constable
