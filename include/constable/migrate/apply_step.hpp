// SPDX-License-Identifier: BSL-1.0
// What one step makes of a catalog, or why it cannot apply.
#pragma once

#include "object_step.hpp"
#include "table_step.hpp"

namespace constable::migrating {

/// Applies a step. A catalog to which a step could not apply is of no further use.
constexpr replay_mistake apply_step(replayed_catalog& to, const step_value& step, const fragment& said) {
    switch (step.kind) {
    case step_kind::create_table:
    case step_kind::create_object:
    case step_kind::replace_object:
    case step_kind::drop_object:
    case step_kind::rename_object:
    case step_kind::add_label:
    case step_kind::rename_label: return object_step{to, step, said}.apply();
    case step_kind::set_comment:
        if (step.table.empty()) return object_step{to, step, said}.apply();
        return table_step{to, step, said}.apply();
    case step_kind::execute:
    case step_kind::run: return {};
    case step_kind::backfill:
        if (to.find_table(step.schema, step.table) == nullptr) return {.kind = replay_mistake_kind::table_is_unknown, .subject = step.table};
        return {};
    default: return table_step{to, step, said}.apply();
    }
}

} // namespace constable::migrating
