// SPDX-License-Identifier: BSL-1.0
// Whether two texts are the same, at a price that the compiler can pay thousands of times.
#pragma once

#include <cstddef>
#include <string_view>

namespace constable::strings {

/// `left == right`. In constant expressions of libstdc++ 12 the operator makes two calls for each byte; this, none.
constexpr bool same(const std::string_view& left, const std::string_view& right) {
    const std::size_t size = left.size();
    if (size != right.size()) return false;
    const char* a = left.data();
    const char* b = right.data();
    for (std::size_t i = size; i-- != 0;) // from the end: names of one size mostly differ there
        if (a[i] != b[i]) return false;
    return true;
}

} // namespace constable::strings
