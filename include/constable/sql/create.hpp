// SPDX-License-Identifier: BSL-1.0
// Renders catalog objects as PostgreSQL's DDL, in the compiler and at run time alike.
#pragma once

#include "clauses.hpp"
#include "create_column.hpp"
#include "create_constraint.hpp"
#include "create_raw.hpp"
#include "create_routine.hpp"
#include "create_sequence.hpp"
#include "create_table.hpp"
#include "create_table_parts.hpp"
#include "create_types.hpp"
#include "create_view.hpp"
#include "privileges.hpp"

#include "constable/catalog/model.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace constable::sql {

/// What must stand before any table: the named database schemas, each once, and the enum types.
template <class Sink>
constexpr void add_preamble(Sink& sink, std::span<const catalog::enumeration> types, std::span<const catalog::table> tables) {
    std::string_view last; // tables of one schema mostly stand together
    const auto add_schema = [&](std::string_view name, std::size_t at) {
        if (name.empty() || name == last) return;
        last = name;
        for (std::size_t i = 0; i != at; ++i)
            if ((i < types.size() ? types[i].schema : tables[i - types.size()].schema) == name) return;
        add_create_schema(sink, name);
    };
    for (std::size_t i = 0; i != types.size(); ++i) add_schema(types[i].schema, i);
    for (std::size_t i = 0; i != tables.size(); ++i) add_schema(tables[i].schema, types.size() + i);
    for (const catalog::enumeration& type : types) add_create_enumeration(sink, type);
}

} // namespace constable::sql
