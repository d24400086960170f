// SPDX-License-Identifier: BSL-1.0
// The statements for changes of privileges, and for those of objects that come back.
#pragma once

#include "object_name.hpp"
#include "plan_objects.hpp"
#include "privileges.hpp"

#include "constable/catalog/names.hpp"
#include "constable/catalog/own_sequence.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace constable::sql {

/// Grants and default privileges of a plan.
class plan_privileges {
public:
    plan_privileges(const catalog::catalog& expected, const catalog::catalog& actual, const plan_objects& objects)
        : expected_(expected), actual_(actual), objects_(objects) {
        for (std::uint32_t id = 0; id != objects.after().nodes().size(); ++id) note_new(id);
        for (std::uint32_t id = 0; id != objects.before().nodes().size(); ++id) note_gone(id);
        for (const new_object& each : made_) undo_defaults(each);
        for (const catalog::change* each : objects.others()) // they reach the columns of a table too
            if (each->action == catalog::change_action::drop) take(*each);
        for (const catalog::grant& each : expected.grants)
            if (is_new(each) || was_revoked(each)) add_grants_of({&each, 1});
        for (const catalog::change* each : objects.others())
            if (each->action != catalog::change_action::drop) take(*each);
    }

    [[nodiscard]] const std::vector<std::string>& statements() const { return statements_; }

private:
    using object_kind = catalog::object_kind;
    struct new_object {
        object_kind kind; ///< as default privileges tell them apart
        std::string_view schema;
        std::string name;
        std::string_view part{};
        object_kind grant_kind = kind;
    };

    static object_kind class_of(object_kind kind) {
        switch (kind) {
        case object_kind::view:
        case object_kind::materialized_view: return object_kind::table;
        case object_kind::procedure:
        case object_kind::aggregate: return object_kind::function;
        case object_kind::enumeration:
        case object_kind::domain:
        case object_kind::composite_type:
        case object_kind::range_type: return object_kind::type;
        default: return kind;
        }
    }
    void note(std::vector<new_object>& to, const catalog::graph_node& of) {
        const catalog::object_place& place = of.place;
        const auto look = [&](const auto* object) {
            if (object == nullptr) return;
            std::string_view schema;
            if constexpr (requires { object->schema; }) schema = object->schema;
            to.push_back({class_of(of.kind), schema, std::string{object->name}, {}, of.kind});
            if constexpr (requires { object->identity; }) to.back().part = object->identity;
        };
        look(place.the_schema), look(place.the_enumeration), look(place.the_composite), look(place.the_range), look(place.the_sequence);
        look(place.the_table), look(place.the_view), look(place.the_routine);
        if (!of.is_default) look(place.the_domain);
        // a range type brings another, which has privileges of its own from PostgreSQL 14 to 16
        if (place.the_range == nullptr || objects_.server_version() < 140000 || objects_.server_version() >= 170000) return;
        to.push_back({object_kind::type, place.the_range->schema, catalog::multirange_name(place.the_range->name, place.the_range->multirange), {}, object_kind::type});
    }
    static void note_own_sequence(std::vector<new_object>& to, const catalog::table& in, const catalog::column& of) {
        if (!owns_sequence(of)) return;
        catalog::name_buffer name;
        const catalog::sequence own = catalog::own_sequence_of(in, of, name);
        to.push_back({object_kind::sequence, own.schema, std::string{own.name}, {}, object_kind::sequence});
    }
    void note_new(std::uint32_t id) {
        if (!objects_.aim_of(id).created) return;
        const catalog::graph_node& node = objects_.after()[id];
        note(made_, node);
        if (node.place.the_column == nullptr || node.is_default) return;
        note_own_sequence(made_, *node.place.in_table, *node.place.the_column);
        if (!objects_.comes_with_owner(id)) columns_.push_back(node.place);
    }
    void note_gone(std::uint32_t id) {
        if (!objects_.fate_of(id).dropped && !objects_.goes_with_owner(id)) return;
        const catalog::graph_node& node = objects_.before()[id];
        if (node.place.the_schema != nullptr && objects_.both().is_default_schema(node.place.the_schema->name)) return;
        note(gone_, node);
        if (node.place.the_column == nullptr || node.is_default) return;
        note_own_sequence(gone_, *node.place.in_table, *node.place.the_column);
        gone_columns_.push_back(node.place);
    }

    static bool is_same(const new_object& object, const catalog::grant& of) {
        const object_kind kind = of.kind == object_kind::column ? object_kind::table : class_of(of.kind);
        if (kind != object.kind || of.name != object.name || of.schema != object.schema) return false;
        return object.kind != object_kind::function || of.part == object.part;
    }
    [[nodiscard]] bool is_new(const catalog::grant& of) const {
        for (const new_object& each : made_)
            if (is_same(each, of)) return true;
        return is_among(columns_, of);
    }
    [[nodiscard]] bool is_gone(const catalog::grant& of) const {
        for (const new_object& each : gone_)
            if (is_same(each, of)) return true;
        return is_among(gone_columns_, of);
    }
    [[nodiscard]] bool is_gone_schema(std::string_view name) const {
        for (const new_object& each : gone_)
            if (each.kind == object_kind::schema && each.name == name) return true;
        return false;
    }
    static bool is_among(const std::vector<catalog::object_place>& columns, const catalog::grant& of) {
        if (of.kind != object_kind::column) return false;
        for (const catalog::object_place& each : columns)
            if (each.in_table->name == of.name && each.in_table->schema == of.schema && each.the_column->name == of.part) return true;
        return false;
    }

    // New objects come with default privileges, wanted or not.
    void undo_defaults(const new_object& object) {
        for (const catalog::default_privilege& each : actual_.default_privileges) {
            if (each.kind != object.kind || !each.role.empty() || (!each.in_all_schemas && each.schema != object.schema)) continue;
            bool is_expected = false;
            for (const catalog::grant& wanted : expected_.grants)
                is_expected = is_expected || (is_same(object, wanted) && wanted.kind != object_kind::column && wanted.grantee == each.grantee &&
                                              wanted.privilege == each.privilege && wanted.is_revoked == each.is_revoked);
            if (is_expected && !each.with_grant_option) continue;
            const catalog::grant unwanted{object.grant_kind, object.schema, object.name, object.part, each.grantee, each.privilege, false, each.is_revoked};
            add_grants_of({&unwanted, 1}, true);
        }
    }

    // Whether a privilege on a column has gone with that on the whole table.
    [[nodiscard]] bool was_revoked(const catalog::grant& of) const {
        if (of.kind != object_kind::column) return false;
        for (const catalog::change* each : objects_.others()) {
            if (each->action != catalog::change_action::drop || each->kind != object_kind::grant) continue;
            const catalog::grant& gone = *each->actual.the_grant;
            if (gone.kind == object_kind::table && gone.name == of.name && gone.schema == of.schema && gone.grantee == of.grantee && gone.privilege == of.privilege) return true;
        }
        return false;
    }

    void take(const catalog::change& of) {
        using catalog::change_action;
        if (of.kind == object_kind::default_privilege) return take_default(of);
        if (of.action == change_action::drop) {
            if (!is_gone(*of.actual.the_grant)) add_grants_of({of.actual.the_grant, 1}, true);
            return;
        }
        const catalog::grant& wanted = *of.expected.the_grant;
        if (is_new(wanted) || was_revoked(wanted)) return;
        if (of.action == change_action::alter && of.field == "with_grant_option" && !wanted.with_grant_option) {
            catalog::grant option = *of.actual.the_grant;
            std::string text = strings::to_string([&](auto& sink) { add_grant(sink, std::span<const catalog::grant>{&option, 1}, true); });
            statements_.push_back("REVOKE GRANT OPTION FOR " + text.substr(std::string_view{"REVOKE "}.size()));
            return;
        }
        add_grants_of({&wanted, 1});
    }
    void take_default(const catalog::change& of) {
        const bool is_drop = of.action == catalog::change_action::drop;
        if (is_drop && is_gone_schema(of.actual.the_default_privilege->schema)) return;
        const catalog::default_privilege* const one = is_drop ? of.actual.the_default_privilege : of.expected.the_default_privilege;
        const std::string_view fallback = expected_.default_schema.empty() ? actual_.default_schema : expected_.default_schema;
        const auto write = [&](const catalog::default_privilege& each, bool revoke) {
            const std::span<const catalog::default_privilege> alone{&each, 1};
            statements_.push_back(strings::to_string([&](auto& sink) { add_default_privilege(sink, alone, fallback, revoke); }));
        };
        if (of.action == catalog::change_action::alter) write(*of.actual.the_default_privilege, true);
        write(*one, is_drop);
    }
    void add_grants_of(std::span<const catalog::grant> one, bool revoke = false) {
        statements_.push_back(strings::to_string([&](auto& sink) { add_grant(sink, one, revoke); }));
    }

    const catalog::catalog& expected_;
    const catalog::catalog& actual_;
    const plan_objects& objects_;
    std::vector<new_object> made_{};
    std::vector<new_object> gone_{};
    std::vector<catalog::object_place> columns_{};
    std::vector<catalog::object_place> gone_columns_{};
    std::vector<std::string> statements_{};
};

} // namespace constable::sql
