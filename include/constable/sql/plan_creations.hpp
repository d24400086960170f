// SPDX-License-Identifier: BSL-1.0
// The part of a plan that creates.
#pragma once

#include "alter.hpp"
#include "create_constraint.hpp"
#include "create_raw.hpp"
#include "create_routine.hpp"
#include "create_sequence.hpp"
#include "create_table.hpp"
#include "create_table_parts.hpp"
#include "create_types.hpp"
#include "create_view.hpp"
#include "plan_part.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace constable::sql::detail {

/// Creates objects.
class plan_creations : plan_part {
public:
    using plan_part::plan_part;

    void create(std::uint32_t id) {
        const catalog::graph_node& node = after_[id];
        const plan_objects::aim& aim = objects_.aim_of(id);
        const catalog::object_place& place = node.place;
        if (node.is_default) return create_default(place, aim);
        if (place.the_schema != nullptr) write(aim.of, [&](auto& sink) { add_create_schema(sink, *place.the_schema); });
        if (place.the_extension != nullptr) write(aim.of, [&](auto& sink) { add_create_extension(sink, *place.the_extension); });
        if (place.the_collation != nullptr) write(aim.of, [&](auto& sink) { add_create_collation(sink, *place.the_collation); });
        if (place.the_enumeration != nullptr) write(aim.of, [&](auto& sink) { add_create_enumeration(sink, *place.the_enumeration); });
        if (place.the_domain != nullptr) write(aim.of, [&](auto& sink) { add_create_domain(sink, *place.the_domain); });
        if (place.the_composite != nullptr) write(aim.of, [&](auto& sink) { add_create_composite_type(sink, *place.the_composite); });
        if (place.the_range != nullptr) write(aim.of, [&](auto& sink) { add_create_range_type(sink, *place.the_range); });
        if (place.the_sequence != nullptr) create_sequence(*place.the_sequence, aim);
        if (place.the_routine != nullptr) {
            draft_.has_routines = true;
            write(aim.of, [&](auto& sink) { add_create_routine(sink, *place.the_routine); });
        }
        if (place.the_view != nullptr) write(aim.of, [&](auto& sink) { add_create_view(sink, *place.the_view); });
        if (place.the_raw != nullptr) write(aim.of, [&](auto& sink) { add_create_raw(sink, *place.the_raw); });
        if (place.the_table != nullptr) create_table(*place.the_table, aim);
        if (place.the_column != nullptr) create_column(*place.in_table, *place.the_column, aim);
        if (place.the_constraint != nullptr) create_constraint(place, aim);
        if (place.the_index != nullptr) create_index(place, aim);
        create_part(place, aim);
    }

private:
    void create_default(const catalog::object_place& of, const plan_objects::aim& aim) {
        if (of.the_domain != nullptr)
            return add(joined("ALTER DOMAIN ", qualified_identifier(of.the_domain->schema, of.the_domain->name), " SET DEFAULT ", of.the_domain->default_expression, ";"), aim.of);
        add(alter_column_statement(*of.in_table, *of.the_column, *of.the_column, "default_expression", !has_heirs(*of.in_table)), aim.of);
    }
    void create_sequence(const catalog::sequence& of, const plan_objects::aim& aim) {
        const own_column owner = owner_of(actual_, of);
        if (owner.column == nullptr || (is_dropped(*owner.column) && !is_kept(*owner.column))) write(aim.of, [&](auto& sink) { add_create_sequence(sink, of); });
        else if (is_dropped(*owner.column)) {
            catalog::name_buffer name;
            settle_sequence(of, catalog::own_sequence_of(*owner.in, *owner.column, name), aim.of);
        }
        if (!of.owner_table.empty()) draft_.owners.push_back(&of);
    }
    struct later_parts {
        const catalog::table& in;
        bool operator()(const catalog::constraint& each) const { return is_later(in, each); }
    };
    void create_table(const catalog::table& of, const plan_objects::aim& aim) {
        write(aim.of, [&](auto& sink) { add_create_table(sink, of, later_parts{of}); });
    }
    void create_column(const catalog::table& in, const catalog::column& of, const plan_objects::aim& aim) {
        std::string text;
        strings::appender sink{text};
        if (of.identity == catalog::identity_kind::serial && of.details->sequence != nullptr) add_create_sequence(sink, *of.details->sequence);
        add_head(sink, "ALTER TABLE ", in.schema, in.name);
        sink.add("ADD COLUMN ");
        add_column_definition(sink, of);
        sink.add(";\n");
        add_column_settings(sink, in, of);
        add_owned_sequence(sink, in, of);
        add_column_comment(sink, in.schema, in.name, of.name, of.comment);
        add(text, aim.of);
    }
    // Whether partitions bring their own indexes for one of their parent's.
    [[nodiscard]] bool has_attached(const catalog::table& in, std::string_view name) const {
        if (in.partition_key.empty()) return false;
        for (const catalog::table& each : expected_.tables) {
            if (each.parent != in.name || !objects_.both().same_schema_of_expected(each.parent_schema, in.schema)) continue;
            for (const catalog::index& other : each.indexes)
                if (other.attached_to == name) return true;
            for (const catalog::constraint& other : each.constraints)
                if (other.attached_to == name) return true;
        }
        return false;
    }
    // Whether a partition that is there gets a check together with its parent.
    [[nodiscard]] bool comes_with_parent(const catalog::table& in, const catalog::constraint& of) const {
        if (in.parent.empty() || of.kind != catalog::constraint_kind::check || is_reattached(&in)) return false;
        for (const catalog::table& each : expected_.tables) {
            if (each.name != in.parent || !objects_.both().same_schema_of_expected(each.schema, in.parent_schema)) continue;
            for (const catalog::constraint& other : each.constraints)
                if (other.name == of.name && other.kind == of.kind) return objects_.aim_of(after_.find(&other)).created;
        }
        return false;
    }
    void create_constraint(const catalog::object_place& of, const plan_objects::aim& aim) {
        const catalog::constraint& made = *of.the_constraint;
        if (of.in_domain != nullptr) return write(aim.of, [&](auto& sink) { add_domain_constraint(sink, *of.in_domain, made); });
        if (comes_with_parent(*of.in_table, made)) {
            draft_.comments += strings::to_string([&](auto& sink) { add_constraint_comment(sink, *of.in_table, made); });
            return;
        }
        write(aim.of, [&](auto& sink) {
            add_constraint(sink, *of.in_table, made, catalog::has_index(made) && has_attached(*of.in_table, made.name));
            add_constraint_comment(sink, *of.in_table, made);
            if (!made.attached_to.empty() && !is_reattached(of.in_table)) add_attach_index(sink, *of.in_table, made.name, made.attached_to);
        });
    }
    void create_index(const catalog::object_place& of, const plan_objects::aim& aim) {
        const catalog::index& made = *of.the_index;
        const std::string_view schema = of.in_table != nullptr ? of.in_table->schema : of.in_view->schema;
        const std::string_view name = of.in_table != nullptr ? of.in_table->name : of.in_view->name;
        write(aim.of, [&](auto& sink) {
            add_create_index(sink, schema, name, made, of.in_table != nullptr && has_attached(*of.in_table, made.name));
            add_comment(sink, "INDEX", schema, made.name, made.comment);
            if (!made.attached_to.empty() && !is_reattached(of.in_table)) add_attach_index(sink, *of.in_table, made.name, made.attached_to);
        });
    }
    void create_part(const catalog::object_place& of, const plan_objects::aim& aim) {
        const std::string_view schema = of.in_table != nullptr ? of.in_table->schema : of.in_view != nullptr ? of.in_view->schema : "";
        const std::string_view name = of.in_table != nullptr ? of.in_table->name : of.in_view != nullptr ? of.in_view->name : "";
        if (of.the_trigger != nullptr) write(aim.of, [&](auto& sink) { add_create_trigger(sink, schema, name, *of.the_trigger); });
        if (of.the_rule != nullptr) write(aim.of, [&](auto& sink) { add_create_rule(sink, schema, name, *of.the_rule); });
        if (of.the_policy != nullptr) write(aim.of, [&](auto& sink) { add_create_policy(sink, *of.in_table, *of.the_policy); });
        if (of.the_statistics != nullptr) write(aim.of, [&](auto& sink) { add_create_statistics(sink, schema, name, *of.the_statistics); });
    }
};

} // namespace constable::sql::detail
