// SPDX-License-Identifier: BSL-1.0
// What a start may do by itself: make what is missing, where that reads, rewrites and loses nothing.
#pragma once

#include "constable/catalog/change.hpp"
#include "constable/catalog/hazard.hpp"
#include "constable/sql/object_name.hpp"
#include "constable/sql/plan.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace constable::startup {

namespace detail {

// Whether an object is a part of another, which may exist and be full of rows.
constexpr bool stands_on_another(catalog::object_kind kind) {
    using catalog::object_kind;
    return kind == object_kind::column || kind == object_kind::constraint || kind == object_kind::index || kind == object_kind::trigger ||
           kind == object_kind::rule || kind == object_kind::policy || kind == object_kind::statistics;
}

// Attaching a partition reads the default partition, where there is one, under a lock.
inline bool has_default_sibling(const catalog::table& partition, const catalog::catalog& actual) {
    if (partition.parent.empty()) return false;
    const std::string_view schema = actual.own_name_of(partition.parent_schema);
    for (const catalog::table& each : actual.tables)
        if (each.parent == partition.parent && each.parent_schema == schema && each.partition_bound == "DEFAULT") return true;
    return false;
}

inline bool is_of_new_object(const catalog::grant& of, std::span<const catalog::change> changes) {
    const auto is_it = [&](const auto* object) { return object != nullptr && object->schema == of.schema && object->name == of.name; };
    for (const catalog::change& each : changes) {
        if (each.action != catalog::change_action::create) continue;
        const catalog::object_place& at = each.expected;
        if (is_it(at.the_table) || is_it(at.the_view) || is_it(at.the_routine) || is_it(at.the_sequence) || is_it(at.the_domain) ||
            is_it(at.the_enumeration) || is_it(at.the_composite) || is_it(at.the_range) ||
            (at.the_schema != nullptr && of.kind == catalog::object_kind::schema && at.the_schema->name == of.name))
            return true;
    }
    return false;
}

} // namespace detail

/// Whether a start makes this change: an object is missing, and making it reads, rewrites and loses nothing and locks
/// what exists for a moment only.
inline bool is_addition(const catalog::change& of, std::span<const catalog::change> changes, const catalog::catalog& actual) {
    if (of.action != catalog::change_action::create || of.kind == catalog::object_kind::other) return false;
    if (of.expected.the_grant != nullptr && of.expected.the_grant->is_revoked) return detail::is_of_new_object(*of.expected.the_grant, changes);
    if (of.expected.the_table != nullptr) return !detail::has_default_sibling(*of.expected.the_table, actual);
    return !detail::stands_on_another(of.kind) || catalog::hazard_of(of).safe_to_add();
}

/// Those of the changes that a start makes.
inline std::vector<catalog::change> additions(std::span<const catalog::change> changes, const catalog::catalog& actual) {
    std::vector<catalog::change> found;
    for (const catalog::change& each : changes)
        if (is_addition(each, changes, actual)) found.push_back(each);
    return found;
}

/// What makes the missing objects.
struct addition_plan {
    std::string statements{};           ///< one message
    std::vector<std::string> tables{};  ///< qualified where needed, in the order of creation
    std::vector<std::string> objects{}; ///< the others: "view active"; schemas and enum types are not counted
};

/// The statements that make missing objects, in an order that PostgreSQL takes. Privileges that the server gives to new
/// objects by default are taken back only where the declaration speaks of privileges at all.
inline addition_plan plan_additions(const catalog::catalog& expected, catalog::catalog actual, std::span<const catalog::change> additions) {
    if (expected.grants.empty()) actual.default_privileges = {};
    addition_plan made;
    const sql::change_plan plan = sql::plan(expected, actual, additions);
    for (const sql::statement& each : plan.statements) made.statements.append(each.text).push_back('\n');
    // in the order of their statements; an object may take several
    std::vector<bool> is_named(additions.size());
    for (const sql::statement& each : plan.statements) {
        const auto at = static_cast<std::size_t>(each.of == nullptr ? 0 : each.of - additions.data());
        if (each.of == nullptr || is_named[at]) continue;
        is_named[at] = true;
        if (const catalog::table* const table = each.of->expected.the_table)
            made.tables.push_back(sql::qualified_identifier(table->schema, table->name));
        else if (each.of->kind != catalog::object_kind::schema && each.of->kind != catalog::object_kind::enumeration)
            made.objects.push_back(sql::object_name(*each.of));
    }
    for (std::size_t i = 0; i != additions.size(); ++i) // privileges stand at the end, without a statement of their own
        if (!is_named[i] && additions[i].kind == catalog::object_kind::grant) made.objects.push_back(sql::object_name(additions[i]));
    return made;
}

} // namespace constable::startup
