// SPDX-License-Identifier: BSL-1.0
// What a change costs while others use the database: its lock, what it reads and writes, what it loses.
#pragma once

#include "change.hpp"
#include "sides.hpp"

#include "constable/strings/same.hpp"

#include <array>
#include <string_view>

namespace constable::catalog {

/// Table-level locks, the weakest first. https://www.postgresql.org/docs/current/explicit-locking.html
enum class lock_level : unsigned char {
    none,
    access_share,
    row_share,
    row_exclusive,
    share_update_exclusive,
    share,
    share_row_exclusive,
    exclusive,
    access_exclusive,
};
template <>
inline constexpr std::array<std::string_view, 9> words_of<lock_level>{
    "none", "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE",
    "ACCESS EXCLUSIVE"};

/// What a change costs.
struct hazard {
    lock_level lock = lock_level::none; ///< the strongest lock on a relation that exists
    bool scans = false;                 ///< reads the whole table under that lock
    bool rewrites = false;              ///< writes the whole table or an index anew under that lock
    bool loses_data = false;            ///< what is stored is gone
    bool own_transaction = false;       ///< must be committed before what it makes can be used
    bool breaks_users = false;          ///< programs that know the former shape may fail

    /// Whether a start may do it by itself: nothing is read, written or lost, and what is locked is so for a moment.
    [[nodiscard]] constexpr bool safe_to_add() const { return !scans && !rewrites && !loses_data && !own_transaction && !breaks_users; }
};

namespace detail {

constexpr bool is_one_of(std::string_view text, auto... words) { return (strings::same(text, words) || ...); }

// Whether a default is the same for all rows, so that ADD COLUMN stores it once (`contain_volatile_functions`): literals
// and casts of them, and the stable functions of the current time. Everything else is taken for volatile.
// https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
constexpr bool is_constant(std::string_view expression) {
    if (is_one_of(expression, "now()", "CURRENT_TIMESTAMP", "CURRENT_DATE", "LOCALTIMESTAMP", "CURRENT_USER", "SESSION_USER")) return true;
    bool in_quotes = false;
    for (const char byte : expression) {
        if (byte == '\'') in_quotes = !in_quotes;
        if (!in_quotes && byte == '(') return false;
    }
    return true;
}

constexpr hazard of_new_column(const column& added) {
    hazard made{.lock = lock_level::access_exclusive};
    const bool is_filled = !default_or_none(added.default_expression).empty();
    made.rewrites = added.identity != identity_kind::none || (!added.generated_expression.empty() && !added.details->is_virtual) ||
                    (is_filled && !is_constant(added.default_expression));
    // without a default there must be no rows
    made.scans = made.rewrites || (added.not_null && !is_filled && added.generated_expression.empty());
    return made;
}

constexpr hazard of_new_constraint(const change& of) {
    const constraint& added = *of.expected.the_constraint;
    if (of.expected.in_domain != nullptr) return {.lock = lock_level::share, .scans = !added.not_valid};
    const bool is_reference = added.kind == constraint_kind::foreign_key;
    const bool is_index = added.kind != constraint_kind::check && !is_reference;
    // a foreign key locks both tables, a check or a key only its own
    return {.lock = is_reference ? lock_level::share_row_exclusive : lock_level::access_exclusive,
            .scans = is_index || !(added.not_valid || added.not_enforced)};
}

constexpr hazard of_creation(const change& of) {
    switch (of.kind) {
    case object_kind::column:
        if (of.expected.the_column == nullptr) return {.lock = lock_level::access_exclusive, .breaks_users = true};
        return of_new_column(*of.expected.the_column);
    case object_kind::constraint: return of_new_constraint(of);
    case object_kind::index: return {.lock = lock_level::share, .scans = true}; // CONCURRENTLY: weaker, and no transaction
    case object_kind::trigger: return {.lock = lock_level::share_row_exclusive, .breaks_users = true};
    case object_kind::rule:
    case object_kind::policy: return {.lock = lock_level::access_exclusive, .breaks_users = true};
    case object_kind::statistics: return {.lock = lock_level::share_update_exclusive};
    case object_kind::materialized_view: return {.lock = lock_level::access_share, .scans = true};
    case object_kind::table:
        // its foreign keys lock what they reference, and an attached partition its parent
        return {.lock = of.expected.the_table->parent.empty() ? lock_level::share_row_exclusive : lock_level::share_update_exclusive};
    case object_kind::grant:
    case object_kind::default_privilege: return {.breaks_users = of.expected.the_grant != nullptr && of.expected.the_grant->is_revoked};
    default: return {};
    }
}

constexpr hazard of_drop(const change& of) {
    switch (of.kind) {
    case object_kind::table:
    case object_kind::column: return {.lock = lock_level::access_exclusive, .loses_data = true, .breaks_users = true};
    case object_kind::sequence: return {.lock = lock_level::access_exclusive, .loses_data = true, .breaks_users = true};
    case object_kind::view:
    case object_kind::materialized_view:
    case object_kind::trigger:
    case object_kind::rule:
    case object_kind::policy:
    case object_kind::constraint:
    case object_kind::index: return {.lock = lock_level::access_exclusive, .breaks_users = true};
    case object_kind::statistics: return {.lock = lock_level::share_update_exclusive};
    default: return {.breaks_users = true};
    }
}

// Types that hold the same bytes: the table is neither read nor written (`ATColumnChangeRequiresRewrite`).
constexpr bool is_wider_text(std::string_view expected, std::string_view actual) {
    return actual.starts_with("character varying") && is_one_of(expected, "text", "character varying");
}

constexpr hazard of_altered_column(const change& of) {
    if (of.expected.the_column == nullptr) return {.lock = lock_level::access_exclusive, .breaks_users = !is_one_of(of.field, "comment")};
    const column& expected = *of.expected.the_column;
    if (is_one_of(of.field, "type", "collation")) {
        const bool keeps_bytes = strings::same(of.field, "type") && is_wider_text(expected.type, of.actual.the_column->type);
        return {.lock = lock_level::access_exclusive, .scans = !keeps_bytes, .rewrites = !keeps_bytes, .breaks_users = !keeps_bytes};
    }
    if (strings::same(of.field, "not_null")) return {.lock = lock_level::access_exclusive, .scans = expected.not_null, .breaks_users = expected.not_null};
    if (strings::same(of.field, "generated_expression"))
        return {.lock = lock_level::access_exclusive, .scans = true, .rewrites = !expected.generated_expression.empty(),
                .loses_data = !expected.generated_expression.empty() && of.actual.the_column->generated_expression.empty(),
                .breaks_users = true};
    if (is_one_of(of.field, "comment", "statistics", "options")) return {.lock = lock_level::share_update_exclusive};
    return {.lock = lock_level::access_exclusive};
}

constexpr hazard of_altered_table(const change& of) {
    if (is_one_of(of.field, "unlogged", "access_method", "partition_key")) return {.lock = lock_level::access_exclusive, .scans = true, .rewrites = true};
    if (is_one_of(of.field, "comment", "options", "toast_options", "clustered_on")) return {.lock = lock_level::share_update_exclusive};
    if (is_one_of(of.field, "parent", "parent_schema", "partition_bound")) return {.lock = lock_level::access_exclusive, .scans = true, .breaks_users = true};
    if (is_one_of(of.field, "row_security", "force_row_security")) return {.lock = lock_level::access_exclusive, .breaks_users = true};
    bool leaves_parent = false; // and what it had of it
    if (strings::same(of.field, "inherits"))
        for (const qualified_name& each : of.actual.the_table->inherits) leaves_parent = leaves_parent || !is_listed(each, of.expected.the_table->inherits);
    return {.lock = lock_level::access_exclusive, .loses_data = leaves_parent, .breaks_users = leaves_parent};
}

constexpr hazard of_alteration(const change& of) {
    if (strings::same(of.field, "comment")) return {.lock = lock_level::share_update_exclusive};
    switch (of.kind) {
    case object_kind::column: return of_altered_column(of);
    case object_kind::table: return of_altered_table(of);
    case object_kind::constraint:
        if (strings::same(of.field, "name")) return {.lock = lock_level::access_exclusive};
        if (strings::same(of.field, "index_comment")) return {.lock = lock_level::share_update_exclusive};
        if (strings::same(of.field, "not_valid") && !of.expected.the_constraint->not_valid)
            return {.lock = lock_level::share_update_exclusive, .scans = true}; // VALIDATE CONSTRAINT
        return {.lock = lock_level::access_exclusive, .scans = true, .breaks_users = true};
    case object_kind::index:
        if (is_one_of(of.field, "name", "options", "statistics")) return {.lock = lock_level::share_update_exclusive};
        return {.lock = lock_level::access_exclusive, .scans = true};
    case object_kind::enumeration: // labels that are new can be used after a commit; those that go need a new type
        return {.lock = lock_level::none, .own_transaction = true, .breaks_users = true};
    case object_kind::trigger:
    case object_kind::rule:
    case object_kind::policy:
    case object_kind::view:
    case object_kind::materialized_view: return {.lock = lock_level::access_exclusive, .breaks_users = true};
    case object_kind::sequence: return {.lock = lock_level::share_row_exclusive};
    case object_kind::domain: return {.lock = lock_level::share, .scans = true, .breaks_users = true};
    case object_kind::statistics: return {.lock = lock_level::share_update_exclusive};
    default: return {.breaks_users = true};
    }
}

} // namespace detail

/// What a change costs when it is made as `sql::plan` makes it.
/// https://www.postgresql.org/docs/current/sql-altertable.html, …/sql-createindex.html, …/sql-altertype.html
constexpr hazard hazard_of(const change& of) {
    switch (of.action) {
    case change_action::create: return detail::of_creation(of);
    case change_action::drop: return detail::of_drop(of);
    case change_action::rename: return {.lock = lock_level::access_exclusive, .breaks_users = true};
    case change_action::alter: break;
    }
    return detail::of_alteration(of);
}

} // namespace constable::catalog
