// SPDX-License-Identifier: BSL-1.0
// Why a step cannot apply, as a value that the compiler turns into an error.
#pragma once

#include "step.hpp"

#include "constable/catalog/mistake.hpp"

#include <cstdint>
#include <string_view>

namespace constable::migrating {

/// What is wrong with a step, or with a history. Each kind has one text, in `migrate/replay_rejection.hpp`.
enum class replay_mistake_kind : unsigned char {
    none,
    table_is_unknown,
    table_exists,
    column_is_unknown,
    column_exists,
    part_is_unknown,
    part_exists,
    object_is_unknown,
    object_exists,
    name_is_taken,
    label_is_unknown,
    label_exists,
    enum_has_other_labels,
    referenced_table_is_unknown,
    object_is_needed,       ///< a foreign key, a partition, a column, … needs what is dropped
    index_does_not_fit,     ///< use_index: the index is not unique, is partial, or is on other columns
    partition_lacks_index,  ///< attach_partition
    not_null_is_required,   ///< by a primary key or an identity
    constraint_is_valid,    ///< nothing to validate
    no_partition,
    columns_are_of_parent,  ///< those of a partition, or of a table that inherits
    columns_are_of_type,    ///< those of a table of a composite type
    declaration,            ///< what the words inside the step declare is wrong: see `of_declaration`
    unsafe,                 ///< see `rule`
    acknowledgement_is_idle,///< accept<…> names a rule or an object that the step does not touch
};

/// A mistake of a step, and the names to show with it.
struct replay_mistake {
    replay_mistake_kind kind = replay_mistake_kind::none;
    std::string_view subject{}; ///< the object at fault
    std::string_view other{};   ///< what it collides with, or who needs it
    unsafe_rule rule = unsafe_rule::none;
    catalog::mistake of_declaration{};

    constexpr explicit operator bool() const { return kind != replay_mistake_kind::none; }
};

} // namespace constable::migrating
