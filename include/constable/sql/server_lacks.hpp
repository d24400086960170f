// SPDX-License-Identifier: BSL-1.0
// The changes for which the server that a plan is made for has no statement.
#pragma once

#include "object_pairs.hpp"
#include "treatment.hpp"

#include "constable/catalog/change.hpp"
#include "constable/catalog/object_graph.hpp"
#include "constable/catalog/server_features.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace constable::sql {

namespace detail {

// Whether an object makes use of a feature that came later; what it is in counts where it decides.
inline bool lacks_feature(const catalog::object_place& of, int server_version) {
    const auto lacks = [&](const catalog::catalog& alone) { return static_cast<bool>(catalog::find_lacking_feature(alone, server_version)); };
    const auto lacks_in_table = [&](catalog::table alone) {
        if (of.in_table != nullptr) {
            alone.unlogged = of.in_table->unlogged;
            alone.partition_key = of.in_table->partition_key;
        }
        return lacks({.tables = {&alone, 1}});
    };
    if (of.the_table != nullptr) return lacks({.tables = {of.the_table, 1}});
    if (of.the_column != nullptr) return lacks_in_table({.columns = {of.the_column, 1}});
    if (of.the_constraint != nullptr) return lacks_in_table({.constraints = {of.the_constraint, 1}});
    if (of.the_index != nullptr) return lacks_in_table({.indexes = {of.the_index, 1}});
    if (of.the_trigger != nullptr) return lacks_in_table({.triggers = {of.the_trigger, 1}});
    if (of.the_statistics != nullptr) return lacks_in_table({.statistics = {of.the_statistics, 1}});
    if (of.the_collation != nullptr) return lacks({.collations = {of.the_collation, 1}});
    if (of.the_domain != nullptr) return lacks({.domains = {of.the_domain, 1}});
    if (of.the_composite != nullptr) return lacks({.composite_types = {of.the_composite, 1}});
    if (of.the_range != nullptr) return lacks({.range_types = {of.the_range, 1}});
    if (of.the_sequence != nullptr) return lacks({.sequences = {of.the_sequence, 1}});
    if (of.the_routine != nullptr) return lacks({.routines = {of.the_routine, 1}});
    if (of.the_view != nullptr) return lacks({.views = {of.the_view, 1}});
    if (of.the_grant != nullptr) return lacks({.grants = {of.the_grant, 1}});
    if (of.the_default_privilege != nullptr) return lacks({.default_privileges = {of.the_default_privilege, 1}});
    return false;
}

// Whether the statement for this field says what is new of the object.
inline bool tells_feature(const catalog::change& of) {
    return treatment_of(of) != treatment::in_place ||
           is_any_of(of.field, "compression", "is_virtual", "not_null", "not_null_name", "unlogged", "options", "type");
}

} // namespace detail

/// Whether a server of that version (`server_version_num`: 150004 for 15.4; 0: not known, nothing is lacking) has no statement
/// that makes a change. https://www.postgresql.org/docs/release/
inline bool lacks_statement(const catalog::change& of, int server_version) {
    using catalog::object_kind;
    if (server_version == 0) return false;
    if (of.action == catalog::change_action::create) return detail::lacks_feature(of.expected, server_version);
    if (of.action != catalog::change_action::alter || of.field == "comment") return false;
    if (of.kind == object_kind::table && of.field == "access_method") return server_version < 150000; // SET ACCESS METHOD
    if (of.kind == object_kind::statistics && of.field == "target") return server_version < 130000;   // ALTER STATISTICS … SET STATISTICS
    if (of.kind == object_kind::column && of.field == "generated_expression" && treatment_of(of) == treatment::in_place)
        return server_version < 130000; // DROP EXPRESSION
    return detail::tells_feature(of) && detail::lacks_feature(of.expected, server_version);
}

/// Of each expected object, whether it cannot be made: the server lacks something, or it needs what cannot be made. Empty
/// where the version is not known.
inline std::vector<bool> refused_objects(const catalog::object_graph& after, const object_pairs& pairs, std::span<const catalog::change> changes,
                                         int server_version) {
    if (server_version == 0) return {};
    std::vector<bool> is_new(after.nodes().size());
    std::vector<bool> refused(after.nodes().size());
    std::vector<std::uint32_t> waiting;
    const auto refuse = [&](std::uint32_t id) {
        if (id == object_pairs::no_node || !is_new[id] || refused[id]) return;
        refused[id] = true;
        waiting.push_back(id);
    };
    const auto is_made = [&](const catalog::change& of) { return of.action == catalog::change_action::create && pairs.node_after(of) != object_pairs::no_node; };
    for (const catalog::change& each : changes)
        if (is_made(each) && each.expected.the_attribute == nullptr) is_new[pairs.node_after(each)] = true;
    for (const catalog::change& each : changes)
        if (is_made(each) && lacks_statement(each, server_version)) refuse(pairs.node_after(each));
    while (!waiting.empty()) {
        const std::uint32_t id = waiting.back();
        waiting.pop_back();
        for (const std::uint32_t dependent : after.dependents_of(id)) {
            refuse(dependent);
            if (after[dependent].owner != id) refuse(after[dependent].owner);
        }
    }
    return refused;
}

} // namespace constable::sql
