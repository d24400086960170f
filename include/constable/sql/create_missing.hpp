// SPDX-License-Identifier: BSL-1.0
// The statements that create what a database lacks, and nothing else.
#pragma once

#include "create.hpp"
#include "repair.hpp"

#include "constable/catalog/creation_order.hpp"
#include "constable/catalog/diff.hpp"
#include "constable/strings/sink.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace constable::sql {

/// Whether a difference ends when a table or type is created, which touches nothing that exists.
inline bool is_creatable(const catalog::difference& each) {
    return each.kind == catalog::difference_kind::missing_table || each.kind == catalog::difference_kind::missing_enumeration;
}

/// What creates the missing objects.
struct creation {
    std::string statements;          ///< one message
    std::vector<std::string> tables; ///< qualified where needed, in the order of creation
};

/// Creates missing database schemas, enum types and tables, each after what it refers to.
inline creation create_missing(const std::vector<catalog::difference>& differences) {
    std::vector<catalog::table> tables;
    std::vector<catalog::enumeration> types;
    for (const catalog::difference& each : differences) {
        if (each.kind == catalog::difference_kind::missing_table) tables.push_back(*each.in);
        if (each.kind == catalog::difference_kind::missing_enumeration) types.push_back(*each.enumerated);
    }
    std::vector<std::uint32_t> slots(catalog::table_lookup::slots_for(tables.size()));
    std::vector<std::uint32_t> order(tables.size());
    std::vector<std::uint32_t> next(tables.size());
    std::vector<std::uint32_t> stack(tables.size());
    std::vector<std::uint32_t> position(tables.size());
    catalog::table_lookup::fill(tables, slots);
    const catalog::table_lookup lookup{tables, slots};
    catalog::sort_for_creation(tables, lookup, order, next, stack);
    for (std::size_t i = 0; i != order.size(); ++i) position[order[i]] = static_cast<std::uint32_t>(i);

    creation made;
    strings::appender sink{made.statements};
    add_preamble(sink, std::span<const catalog::enumeration>{types}, std::span<const catalog::table>{tables});
    for (const bool late : {false, true})
        for (std::size_t i = 0; i != order.size(); ++i) {
            const auto is_later = [&](const catalog::constraint& each) { return catalog::is_created_later(each, i, lookup, position); };
            if (late) add_late_constraints(sink, tables[order[i]], is_later);
            else add_create_table(sink, tables[order[i]], is_later);
        }
    for (const std::uint32_t at : order) made.tables.push_back(detail::qualified(tables[at].schema, tables[at].name));
    return made;
}

} // namespace constable::sql
