// SPDX-License-Identifier: BSL-1.0
// Which constraints and indexes have the very names that a declaration without names would give them.
#pragma once

#include "constable/catalog/default_names.hpp"
#include "constable/catalog/model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::pull {

/// Whether each constraint and each index of a table can go without `named<…>`.
struct nameless_objects {
    std::vector<bool> constraints;
    std::vector<bool> indexes;
};

namespace detail {

struct nameless_copy {
    std::vector<catalog::constraint> constraints;
    std::vector<catalog::index> indexes;
};

inline nameless_copy without_names(const catalog::table& of, const nameless_objects& which) {
    nameless_copy copy{{of.constraints.begin(), of.constraints.end()}, {of.indexes.begin(), of.indexes.end()}};
    for (std::size_t i = 0; i != copy.constraints.size(); ++i)
        if (which.constraints[i]) copy.constraints[i].name = {};
    for (std::size_t i = 0; i != copy.indexes.size(); ++i)
        if (which.indexes[i]) copy.indexes[i].name = {};
    return copy;
}

// Keeps what gets its own name back; whether that was all.
inline bool keep_those_named_alike(const catalog::table& of, nameless_objects& which) {
    const nameless_copy copy = without_names(of, which);
    catalog::table table = of;
    table.constraints = copy.constraints;
    table.indexes = copy.indexes;
    std::string text(catalog::room_for_names(table) + 1, '\0');
    std::vector<std::uint8_t> sizes(copy.constraints.size() + copy.indexes.size());
    catalog::choose_names(table, text.data(), sizes);
    std::size_t at = 0;
    std::size_t next = 0;
    bool all = true;
    const auto look_at = [&](std::string_view name, std::vector<bool>::reference is_nameless) {
        const std::size_t size = sizes[next++];
        if (is_nameless && std::string_view{text}.substr(at, size) != name) {
            is_nameless = false;
            all = false;
        }
        at += size;
    };
    for (std::size_t i = 0; i != copy.constraints.size(); ++i) look_at(of.constraints[i].name, which.constraints[i]);
    for (std::size_t i = 0; i != copy.indexes.size(); ++i) look_at(of.indexes[i].name, which.indexes[i]);
    return all;
}

} // namespace detail

/// The table's constraints must stand in the order in which they are declared: those inside columns first. Names that
/// are given take default ones away from others, so it is tried again until none changes.
inline nameless_objects find_nameless(const catalog::table& of) {
    nameless_objects which{std::vector<bool>(of.constraints.size(), true), std::vector<bool>(of.indexes.size(), true)};
    while (!detail::keep_those_named_alike(of, which)) {
    }
    return which;
}

} // namespace constable::pull
