// SPDX-License-Identifier: BSL-1.0
// The part of a plan that alters and replaces what stays, but for columns.
#pragma once

#include "alter.hpp"
#include "create_routine.hpp"
#include "create_types.hpp"
#include "create_view.hpp"
#include "plan_columns.hpp"
#include "plan_part.hpp"

#include "constable/catalog/diff.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

namespace constable::sql::detail {

/// Alters and replaces.
class plan_alterations : plan_part {
public:
    using plan_part::plan_part;

    void alter(std::uint32_t id) {
        const plan_objects::aim& aim = objects_.aim_of(id);
        const catalog::graph_node& node = after_[id];
        if (aim.replaced) replace(node, aim);
        if (node.place.the_column != nullptr && !node.is_default) return plan_columns{draft_}.alter(id);
        bool has_policy = false;
        bool has_deferrable = false;
        for (const catalog::change* each : aim.alterations) {
            if (each->kind == catalog::object_kind::policy && each->field != "comment" && std::exchange(has_policy, true)) continue;
            if (is_any_of(each->field, "deferrable", "initially_deferred") && std::exchange(has_deferrable, true)) continue;
            if (is_option_of_sequence(*each)) continue;
            alter(*each);
        }
        if (node.place.the_sequence != nullptr && aim.partner != plan_objects::no_node)
            alter_sequence(*node.place.the_sequence, *before_[aim.partner].place.the_sequence, aim.alterations);
    }

private:
    void replace(const catalog::graph_node& node, const plan_objects::aim& aim) {
        if (node.place.the_view != nullptr) write(aim.of, [&](auto& sink) { add_create_view_alone(sink, *node.place.the_view, true); });
        if (node.place.the_routine == nullptr) return;
        draft_.has_routines = true;
        write(aim.of, [&](auto& sink) { add_create_routine(sink, *node.place.the_routine, true); });
    }
    // Defaults, indexes and comments of the view stay.
    template <class Sink>
    static void add_create_view_alone(Sink& sink, const catalog::view& of, bool replace) {
        catalog::view alone = of;
        alone.indexes = {};
        alone.columns = {};
        alone.comment = {};
        add_create_view(sink, alone, population::at_once, replace);
    }
    void alter(const catalog::change& each) {
        if (each.expected.the_attribute != nullptr || each.actual.the_attribute != nullptr) return alter_attribute(each);
        if (each.kind == catalog::object_kind::table) {
            if (is_any_of(each.field, "parent", "parent_schema", "partition_bound")) return draft_.attachments.push_back(&each);
            if (is_any_of(each.field, "clustered_on", "replica_identity", "replica_index", "of_type")) return; // before or after
        }
        if (each.expected.the_view != nullptr && each.field == "clustered_on" && !each.expected.the_view->clustered_on.empty()) return; // with its index
        if (each.kind == catalog::object_kind::sequence && is_any_of(each.field, "owner_table", "owner_column")) return draft_.owners.push_back(each.expected.the_sequence);
        if (catalog::is_only_a_name(each)) return; // is done
        if (each.field == "attached_to" && is_reattached(each.expected.in_table)) return;
        add(alter_statement(each), &each);
        if (each.kind == catalog::object_kind::table && each.field == "inherits") drop_what_parents_leave(each);
    }
    // Columns of a former parent that the table is not meant to keep.
    void drop_what_parents_leave(const catalog::change& of) {
        const catalog::table& now = *of.expected.the_table;
        for (const catalog::qualified_name& former : of.actual.the_table->inherits) {
            if (catalog::is_listed(former, now.inherits)) continue;
            each_ancestor(actual_, former, [&](const catalog::table& parent) {
                for (const catalog::column& left : parent.columns)
                    if (find_column(now, left.name) == nullptr && inherited_column(now, left.name) == nullptr)
                        add(joined("ALTER TABLE ", qualified_identifier(now.schema, now.name), " DROP COLUMN IF EXISTS ", identifier(left.name), ";"), &of);
            });
        }
    }
    void alter_attribute(const catalog::change& each) {
        if (each.action == catalog::change_action::drop) return add(drop_statement(each.kind, each.actual), &each);
        if (each.action == catalog::change_action::alter) return add(alter_statement(each), &each);
        add(joined("ALTER TYPE ", owner_name(each.expected), " ADD ATTRIBUTE ",
                   strings::to_string([&](auto& sink) { add_attribute_definition(sink, *each.expected.the_attribute); }), ";"), &each);
        if (!each.expected.the_attribute->comment.empty()) add(comment_statement(each.kind, each.expected, each.expected.the_attribute->comment), &each);
    }
};

} // namespace constable::sql::detail
