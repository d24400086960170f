// SPDX-License-Identifier: BSL-1.0
// What can be wrong with a declaration, as a value that the compiler turns into an error.
#pragma once

#include <string_view>

namespace constable::catalog {

/// Why a declaration is refused. Each kind has one text, in `declare/rejection.hpp`.
enum class mistake_kind : unsigned char {
    none,
    table_has_no_name,
    name_is_too_long,
    column_is_repeated,
    column_word_is_repeated,
    primary_key_is_repeated,
    primary_key_is_nullable,
    not_null_is_contradicted,
    constraint_is_repeated,
    constrained_column_is_unknown,
    constrained_column_is_repeated,
    indexed_column_is_unknown,
    index_has_no_key,
    object_name_is_repeated,
    identity_is_not_an_integer,
    default_is_contradicted,
    collation_of_no_text,
    set_null_on_not_null,
    on_delete_column_is_foreign,
    enum_label_is_repeated,
    enum_hides_behind_a_type,
    serial_is_no_type,
    comment_on_nothing,
    referenced_column_is_unknown,
    referenced_columns_are_not_unique,
    referenced_table_has_no_primary_key,
    referenced_column_count_differs,
    referenced_type_differs,
    table_is_repeated,
    referenced_table_is_missing,
    enum_is_contradicted,
    relation_name_is_taken,
    name_is_empty,
    column_is_a_system_column,
    storage_is_unknown,
    sequence_of_no_column,
    sequence_range_is_empty,
    sequence_owner_is_unknown,
    comment_on_no_part,
    part_is_repeated,
    trigger_has_no_event,
    trigger_has_no_function,
    trigger_fires_at_no_such_time,
    trigger_column_is_unknown,
    rule_has_no_action,
    statistics_column_is_unknown,
    named_index_is_unknown,
    parent_is_missing,
    parent_is_not_partitioned,
    period_is_alone,
    period_is_one_sided,
    object_is_repeated,
    part_of_no_view,
    view_has_no_query,
    routine_has_no_body,
    routine_has_no_result,
    attribute_is_repeated,
    range_has_no_subtype,
    privilege_is_unknown,
    raw_kind_is_unknown,
    raw_object_has_no_sql,
    server_lacks_feature,
};

/// A mistake and the names to show with it.
struct mistake {
    mistake_kind kind = mistake_kind::none;
    std::string_view subject{}; ///< the column, constraint or index at fault
    std::string_view other{};   ///< what it collides with or refers to

    constexpr explicit operator bool() const { return kind != mistake_kind::none; }
};

} // namespace constable::catalog
