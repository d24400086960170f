// SPDX-License-Identifier: BSL-1.0
// The part of a plan that alters columns: types with their rows, identities, NOT NULL.
#pragma once

#include "alter.hpp"
#include "plan_part.hpp"

#include "constable/catalog/own_sequence.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace constable::sql::detail {

/// Alters a column that stays.
class plan_columns : plan_part {
public:
    using plan_part::plan_part;

    void alter(std::uint32_t id) {
        const catalog::graph_node& node = after_[id];
        const plan_objects::aim& aim = objects_.aim_of(id);
        const catalog::table& in = *node.place.in_table;
        const catalog::column& expected = *node.place.the_column;
        if (aim.partner == no_node) return;
        const catalog::object_place& was = before_[aim.partner].place;
        const catalog::column& actual = *was.the_column;
        const auto change_of = [&](std::string_view field) -> const catalog::change* {
            for (const catalog::change* each : aim.alterations)
                if (each->field == field && each->kind == catalog::object_kind::column) return each;
            return nullptr;
        };
        const catalog::change* const identity = change_of("identity");
        const bool loses_identity = identity != nullptr && actual.identity != catalog::identity_kind::none &&
                                    (expected.identity == catalog::identity_kind::none || expected.identity == catalog::identity_kind::serial ||
                                     actual.identity == catalog::identity_kind::serial);
        if (loses_identity && !is_identity_lost(expected, actual)) add_identity_change(in, expected, *was.in_table, actual, identity);
        if (const catalog::change* gone = change_of("generated_expression"); gone != nullptr)
            add(joined("ALTER TABLE ONLY ", qualified_identifier(in.schema, in.name), " ALTER COLUMN ", identifier(expected.name), " DROP EXPRESSION;"), gone);
        alter_own_sequence(in, expected, was, aim);
        if (is_converted(id)) {
            convert(in, expected, actual, objects_.fate_of(aim.partner).of);
            // a type brings its own storage and compression
            const bool has_storage = expected.details->storage != catalog::storage_kind::by_type;
            const bool has_compression = expected.details->compression != catalog::compression_method::by_default;
            if (has_storage && change_of("storage") == nullptr) add(alter_column_statement(in, expected, actual, "storage"), nullptr);
            if (has_compression && change_of("compression") == nullptr) add(alter_column_statement(in, expected, actual, "compression"), nullptr);
        }
        for (const std::string_view field : {"not_null", "not_null_name"})
            if (const catalog::change* each = change_of(field); each != nullptr) add(alter_statement(*each), each);
        if (identity != nullptr && !loses_identity) add_identity_change(in, expected, *was.in_table, actual, identity);
        for (const catalog::change* each : aim.alterations)
            if (each->kind == catalog::object_kind::sequence) continue;
            else if (each->kind != catalog::object_kind::column || each->field == "comment") add(alter_statement(*each), each);
            else if (!is_any_of(each->field, "identity", "not_null", "not_null_name", "generated_expression")) add(alter_column_statement(in, expected, actual, each->field, !has_heirs(in)), each);
    }

    // Before anything else: another column may get a sequence of that name.
    void drop_identities() {
        for (std::uint32_t id = 0; id != after_.nodes().size(); ++id) {
            const catalog::object_place& place = after_[id].place;
            const plan_objects::aim& aim = objects_.aim_of(id);
            if (place.the_column == nullptr || after_[id].is_default || aim.partner == no_node || aim.created) continue;
            const catalog::object_place& was = before_[aim.partner].place;
            for (const catalog::change* each : aim.alterations)
                if (each->field == "identity" && is_identity_lost(*place.the_column, *was.the_column))
                    add_identity_change(*place.in_table, *place.the_column, *was.in_table, *was.the_column, each);
        }
    }

private:
    static bool is_identity_lost(const catalog::column& now, const catalog::column& before) {
        return now.identity == catalog::identity_kind::none && before.identity != catalog::identity_kind::none && before.identity != catalog::identity_kind::serial;
    }
    // The sequence of an identity or serial column, which is under its new name then. Before the column gets another type:
    // PostgreSQL takes the sequence of an identity along, and its bounds must fit that.
    void alter_own_sequence(const catalog::table& in, const catalog::column& of, const catalog::object_place& was, const plan_objects::aim& aim) {
        for (const catalog::change* each : aim.alterations)
            if (each->kind == catalog::object_kind::sequence && !is_option_of_sequence(*each)) add(alter_statement(*each), each);
        catalog::name_buffer name;
        catalog::name_buffer old_name;
        if (owns_sequence(of))
            alter_sequence(catalog::own_sequence_of(in, of, name), catalog::own_sequence_of(*was.in_table, *was.the_column, old_name), aim.alterations);
    }
    void add_identity_change(const catalog::table& in, const catalog::column& expected, const catalog::table& was_in, const catalog::column& actual, const catalog::change* of) {
        catalog::name_buffer name;
        const catalog::sequence own = expected.identity == catalog::identity_kind::none ? catalog::own_sequence_of(was_in, actual, name) : catalog::own_sequence_of(in, expected, name);
        const bool is_lost = expected.identity == catalog::identity_kind::none;
        const catalog::sequence* const alone = standing_alone(is_lost ? expected_ : actual_, own);
        add(alter_identity_statements(in, expected, was_in, actual, alone != nullptr), of);
        if (alone != nullptr) settle_sequence(is_lost ? *alone : own, is_lost ? own : *alone, of);
    }
    static const catalog::sequence* standing_alone(const catalog::catalog& in, const catalog::sequence& like) {
        for (const catalog::sequence& each : in.sequences)
            if (each.name == like.name && each.schema == like.schema) return &each;
        return nullptr;
    }
    void convert(const catalog::table& in, const catalog::column& expected, const catalog::column& actual, const catalog::change* of) {
        if (converting_parent(in, expected) != no_node) return;
        const bool is_same_name = expected.type == actual.type && expected.collation == actual.collation;
        // a type of the same name that is another one now
        if (is_same_name && convert_rows(in, expected, of)) return;
        add(is_same_name ? alter_type_statement(in, expected, expected.type.ends_with("[]") ? "\"?\"[]" : "\"?\"") : alter_type_statement(in, expected, actual.type), of);
        if (expected.identity != catalog::identity_kind::serial || actual.identity != catalog::identity_kind::serial) return;
        if (expected.details->sequence != nullptr || expected.type == actual.type) return;
        catalog::name_buffer name;
        add(alter_sequence_field(catalog::own_sequence_of(in, expected, name), "type"), of);
    }
    // Values of a composite type that is another one now, by the names of its attributes. False for other types.
    bool convert_rows(const catalog::table& in, const catalog::column& of, const catalog::change* cause) {
        for (const std::uint32_t needed : after_[after_.find(&of)].needs) {
            const catalog::composite_type* const type = after_[needed].place.the_composite;
            const std::uint32_t partner = objects_.aim_of(needed).partner;
            if (type == nullptr || partner == no_node || !objects_.fate_of(partner).is_old_type) continue;
            const catalog::composite_type& old = *before_[partner].place.the_composite;
            const std::string head = joined("ALTER TABLE ", qualified_identifier(in.schema, in.name), " ALTER COLUMN ", identifier(of.name), " TYPE ", of.type, " USING ");
            if (!of.type.ends_with("]")) {
                add(joined(head, row_of(*type, old, identifier(of.name)), ";"), cause);
                return true;
            }
            // ALTER TABLE takes no subquery, but a function that has one
            const std::string made = qualified_identifier(type->schema, type->name);
            const std::string signature = joined("pg_temp.constable_rows(", qualified_identifier(old.schema, old_name(old.name)), "[])");
            add(joined("CREATE FUNCTION ", signature, " RETURNS ", made, "[] LANGUAGE sql AS $_$SELECT CASE WHEN $1 IS NOT NULL THEN coalesce(array_agg(",
                       row_of(*type, old, "$1[i]"), " ORDER BY i), '{}') END FROM generate_subscripts($1, 1) AS i$_$;"), cause);
            add(joined(head, "pg_temp.constable_rows(", identifier(of.name), ");"), cause);
            add(joined("DROP FUNCTION ", signature, ";"), cause);
            return true;
        }
        return false;
    }
    std::string row_of(const catalog::composite_type& type, const catalog::composite_type& old, const std::string& from) const {
        std::string values;
        for (const catalog::attribute& each : type.attributes) {
            const auto same = std::find_if(old.attributes.begin(), old.attributes.end(), [&](const catalog::attribute& other) { return other.name == each.name; });
            values += values.empty() ? "" : ", ";
            if (same == old.attributes.end()) values += "NULL";
            else values += converted(type, each, *same, joined("(", from, ").", identifier(each.name)));
        }
        return joined("CASE WHEN ", from, " IS DISTINCT FROM NULL THEN ROW(", values, ")::", qualified_identifier(type.schema, type.name), " END");
    }
    // The value of one attribute, whose own type may be another one now.
    std::string converted(const catalog::composite_type& in, const catalog::attribute& now, const catalog::attribute& old, const std::string& value) const {
        for (const std::uint32_t needed : after_[after_.find(&in)].needs) {
            const catalog::object_place& place = after_[needed].place;
            const std::uint32_t partner = objects_.aim_of(needed).partner;
            if (partner == no_node || !objects_.fate_of(partner).is_old_type || !is_named(place, now.type)) continue;
            if (place.the_composite != nullptr && !now.type.ends_with("]")) return row_of(*place.the_composite, *before_[partner].place.the_composite, value);
            return joined(value, "::text::", now.type);
        }
        return has_assignment_cast(old.type, now.type) ? value : joined(value, "::text::", now.type);
    }
    [[nodiscard]] bool is_named(const catalog::object_place& of, std::string_view type) const {
        bool found = false;
        const auto look = [&](const auto* object) {
            if (object != nullptr) found = found || names_type(type, object->schema, object->name, expected_.default_schema);
        };
        look(of.the_enumeration), look(of.the_domain), look(of.the_composite), look(of.the_range);
        return found;
    }
};

} // namespace constable::sql::detail
