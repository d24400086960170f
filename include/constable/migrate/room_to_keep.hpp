// SPDX-License-Identifier: BSL-1.0
// How much room the catalog after some steps will probably need: said before they are replayed, so that one replay is enough.
#pragma once

#include "keep.hpp"
#include "migration.hpp"
#include "replay_chunks.hpp"

#include "constable/catalog/default_names.hpp"

#include <cstddef>
#include <span>

namespace constable::migrating {

namespace detail {

constexpr void count_object(kept_sizes& in, const declare::object_entry& object, const fragment& said) {
    in.schemas += object.schema != nullptr ? 1U : 0U;
    in.extensions += object.extension != nullptr ? 1U : 0U;
    in.collations += object.collation != nullptr ? 1U : 0U;
    in.sequences += object.sequence != nullptr ? 1U : 0U;
    in.routines += object.routine != nullptr ? 1U : 0U;
    in.raw_objects += object.raw != nullptr ? 1U : 0U;
    in.views += said.view != nullptr ? 1U : 0U;
    in.grants += object.grants.size();
    in.default_privileges += object.default_privileges.size();
    if (object.type == nullptr) return;
    in.enumerations += object.type->enumeration != nullptr ? 1U : 0U;
    in.domains += object.type->domain != nullptr ? 1U : 0U;
    in.composite_types += object.type->composite != nullptr ? 1U : 0U;
    in.range_types += object.type->range != nullptr ? 1U : 0U;
}

// A type or a schema that is not there yet comes with its first column or table.
constexpr void count_table(kept_sizes& in, const catalog::table& parts) {
    for (const catalog::column& each : parts.columns) in.enumerations += each.declared_enumeration != nullptr ? 1U : 0U;
    in.schemas += parts.schema.empty() ? 0U : 1U;
}

} // namespace detail

/// What the catalog after `steps` will need, where they are steps as most are: what comes to tables, and what is renamed
/// there. Others need more, and then what they need is counted first.
constexpr kept_sizes room_to_keep(const catalog::catalog& before, std::span<const placed_step> steps, std::span<const fragment> fragments, const part_counts& touched) {
    kept_sizes room{.columns = touched.columns,
                    .constraints = touched.constraints,
                    .indexes = touched.indexes,
                    .schemas = before.schemas.size(),
                    .extensions = before.extensions.size(),
                    .collations = before.collations.size(),
                    .enumerations = before.enumerations.size(),
                    .domains = before.domains.size(),
                    .composite_types = before.composite_types.size(),
                    .range_types = before.range_types.size(),
                    .sequences = before.sequences.size(),
                    .routines = before.routines.size(),
                    .tables = before.tables.size(),
                    .views = before.views.size(),
                    .grants = before.grants.size(),
                    .default_privileges = before.default_privileges.size(),
                    .raw_objects = before.raw_objects.size()};
    constexpr std::size_t usual_text = 40;   // bytes, of an expression that names a column otherwise
    constexpr std::size_t usual_list = 4;    // keys or names beside a column that gets another name
    constexpr std::size_t usual_labels = 16; // of an enum
    for (std::size_t i = 0; i != steps.size(); ++i) {
        const step_value& step = *steps[i].step;
        const fragment& said = fragments[i];
        if (said.table != nullptr) detail::count_table(room, *said.table);
        if (step.kind == step_kind::create_table) ++room.tables;
        else if (step.kind == step_kind::add_parts) room.text += catalog::room_for_names(*said.table);
        else if (step.kind == step_kind::create_object) detail::count_object(room, *step.object, said);
        else if (step.kind == step_kind::add_label || step.kind == step_kind::rename_label) room.names += usual_labels;
        if (step.kind != step_kind::rename_part || step.of != catalog::object_kind::column) continue;
        room.text += usual_text;
        room.keys += usual_list;
        room.names += usual_list;
    }
    return room;
}

} // namespace constable::migrating
