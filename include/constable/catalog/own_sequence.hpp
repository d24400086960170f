// SPDX-License-Identifier: BSL-1.0
// The sequence behind an identity or serial column.
#pragma once

#include "model.hpp"
#include "names.hpp"

#include <cstdint>
#include <limits>
#include <string_view>

namespace constable::catalog {

/// Whether the column owns a sequence that fills it.
constexpr bool owns_sequence(const column& of) { return of.identity != identity_kind::none; }

/// The largest value of an integer type.
constexpr std::int64_t largest_of(std::string_view integer_type) {
    if (strings::same(integer_type, "smallint")) return std::numeric_limits<std::int16_t>::max();
    if (strings::same(integer_type, "integer")) return std::numeric_limits<std::int32_t>::max();
    return std::numeric_limits<std::int64_t>::max();
}

/// The sequence of an identity or serial column: the one that is said, or the one that PostgreSQL makes by itself
/// (`generateSerialExtraStmts`), whose name is written to `name`.
constexpr sequence own_sequence_of(const table& in, const column& of, name_buffer& name) {
    if (of.details->sequence != nullptr) return *of.details->sequence;
    name = {};
    add_object_name(name, in.name, of.name, "seq");
    sequence made;
    made.schema = in.schema;
    made.name = name.view();
    made.type = of.type;
    made.maximum = largest_of(of.type);
    made.unlogged = in.unlogged && (of.identity == identity_kind::always || of.identity == identity_kind::by_default);
    return made;
}

} // namespace constable::catalog
