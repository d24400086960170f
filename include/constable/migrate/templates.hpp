// SPDX-License-Identifier: BSL-1.0
// What tables often have: when their rows were made and changed, and when they were deleted without being deleted.
#pragma once

#include "table_words.hpp"

namespace constable {

/// `created_at`: when the row was made. A column like any other, in a table as in a step.
using created_at = column<"created_at", timestamptz, not_null, default_<"now()">>;
/// `updated_at`: when the row was changed last; whoever changes it says so, or a trigger does.
using updated_at = column<"updated_at", timestamptz, not_null, default_<"now()">>;
/// `deleted_at`: when the row was deleted; NULL as long as it is not.
using deleted_at = column<"deleted_at", timestamptz>;

namespace migrating {

// A table with columns behind those that are listed.
template <object_ref Table, class... Parts>
struct table_with : step_word {
    static constexpr step_value value{
        .kind = step_kind::create_table, .schema = Table.schema.view(), .table = Table.name.view(), .parts = parts_for<table_with, Table, Parts...>};
};

} // namespace migrating

/// `CREATE TABLE` with `created_at` and `updated_at` behind the parts.
template <migrating::object_ref Table, class... Parts>
struct create_table_with_timestamps : migrating::table_with<Table, Parts..., created_at, updated_at> {};
/// `CREATE TABLE` with `created_at`, `updated_at` and `deleted_at` behind the parts.
template <migrating::object_ref Table, class... Parts>
struct create_table_with_soft_delete : migrating::table_with<Table, Parts..., created_at, updated_at, deleted_at> {};
/// Rows of a table can be deleted without being deleted: `ADD COLUMN deleted_at`.
template <migrating::object_ref Table>
struct add_soft_delete : migrating::part_step<add_soft_delete<Table>, migrating::step_kind::add_parts, catalog::object_kind::column, Table, deleted_at> {};

namespace migrating {

// Two columns in one step: no row is written, since the time of the migration is the same for all of them.
template <class Self, object_ref Table>
inline constexpr step_value timestamps_of{.kind = step_kind::add_parts,
                                          .of = catalog::object_kind::column,
                                          .schema = Table.schema.view(),
                                          .table = Table.name.view(),
                                          .parts = parts_for<Self, Table, created_at, updated_at>};

} // namespace migrating

/// Rows of a table know when they were made and changed: `ADD COLUMN created_at`, `updated_at`.
template <migrating::object_ref Table>
struct add_timestamps : migrating::step_word {
    static constexpr migrating::step_value value = migrating::timestamps_of<add_timestamps, Table>;
};

} // namespace constable
