// SPDX-License-Identifier: BSL-1.0
// The statements that change a column in place, its rows kept.
#pragma once

#include "create_sequence.hpp"
#include "create_table.hpp"
#include "object_name.hpp"

#include "constable/catalog/own_sequence.hpp"
#include "constable/catalog/sides.hpp"

#include <string>
#include <string_view>

namespace constable::sql {

namespace detail {

// `integer` of `integer[]`, `character varying` of `character varying(20)`
constexpr std::string_view base_type(std::string_view type) {
    while (type.ends_with("[]")) type.remove_suffix(2);
    const std::size_t modifier = type.find('(');
    if (modifier == std::string_view::npos) return type;
    std::string_view head = type.substr(0, modifier);
    while (head.ends_with(' ')) head.remove_suffix(1);
    return type.find("with time zone") != std::string_view::npos ? (head == "time" ? "time with time zone" : "timestamp with time zone") : head;
}
constexpr bool is_any_of(std::string_view text, auto... words) { return ((text == std::string_view{words}) || ...); }
constexpr bool is_text(std::string_view type) { return is_any_of(type, "text", "character varying", "character", "\"char\"", "name"); }
constexpr bool is_number(std::string_view type) {
    return is_any_of(type, "smallint", "integer", "bigint", "numeric", "real", "double precision");
}
constexpr bool is_moment(std::string_view type) {
    return is_any_of(type, "date", "timestamp", "timestamp without time zone", "timestamp with time zone");
}
constexpr bool is_json(std::string_view type) { return is_any_of(type, "json", "jsonb"); }

// Whether PostgreSQL stores values of the one type in a column of the other without being told how (`pg_cast.castcontext`).
constexpr bool has_assignment_cast(std::string_view from, std::string_view to) {
    const bool is_array = from.ends_with("[]");
    if (is_array != to.ends_with("[]")) return is_text(base_type(to)) && !to.ends_with("[]");
    from = base_type(from);
    to = base_type(to);
    return from == to || is_text(to) || (is_number(from) && is_number(to)) || (is_moment(from) && is_moment(to)) || (is_json(from) && is_json(to));
}

// ` USING …` where it is needed. What no cast connects goes through text.
inline std::string using_clause(std::string_view column, std::string_view from, std::string_view to) {
    if (has_assignment_cast(from, to)) return {};
    const bool has_cast = is_text(base_type(from)) || (from == "boolean" && to == "integer") || (from == "integer" && to == "boolean");
    const std::string_view through = has_cast ? "" : from.ends_with("[]") && to.ends_with("[]") ? "::text[]" : "::text";
    return joined(" USING ", identifier(column), through, "::", to);
}

} // namespace detail

/// `<head>RESET (…); <head>SET (…);`: what makes one list of storage parameters into another.
inline std::string alter_options(std::string_view head, catalog::names expected, catalog::names actual, std::string_view prefix = {}) {
    const auto name_of = [](std::string_view option) { return option.substr(0, option.find('=')); };
    std::string gone;
    for (const std::string_view each : actual) {
        bool stays = false;
        for (const std::string_view other : expected) stays = stays || name_of(other) == name_of(each);
        if (!stays) gone += joined(gone.empty() ? "" : ", ", prefix, name_of(each));
    }
    std::string text;
    if (!gone.empty()) text = joined(head, "RESET (", gone, ");");
    if (expected.empty()) return text;
    if (!text.empty()) text += '\n';
    return text + joined(head, "SET (", strings::to_string([&](auto& sink) { add_option_list(sink, expected, prefix); }), ");");
}

/// `ALTER TABLE … ALTER COLUMN … TYPE …;` `from` is the type until now.
/// https://www.postgresql.org/docs/current/sql-altertable.html
inline std::string alter_type_statement(const catalog::table& in, const catalog::column& of, std::string_view from) {
    std::string text = joined("ALTER TABLE ", qualified_identifier(in.schema, in.name), " ALTER COLUMN ", identifier(of.name), " TYPE ", of.type);
    if (!of.collation.empty()) text += joined(" COLLATE ", of.collation);
    return text + detail::using_clause(of.name, from, of.type) + ";";
}

/// `SELECT setval(…);`: new rows go on where the old ones end.
inline std::string go_on_counting(const catalog::table& in, const catalog::column& of, const catalog::sequence& with) {
    const std::string column = identifier(of.name);
    const std::string largest = joined("max(", column, ")");
    return joined("SELECT pg_catalog.setval(", literal(qualified_identifier(with.schema, with.name)), ", ", largest, ") FROM ", qualified_identifier(in.schema, in.name),
                  " HAVING ", largest, joined(" >= ", std::to_string(with.minimum), ";"));
}

/// The statements that turn one way of filling a column (`identity`) into another. `keeps_sequence`: a sequence of the
/// right name stands alone before (for serial) or shall do so afterwards (from serial).
inline std::string alter_identity_statements(const catalog::table& in, const catalog::column& expected, const catalog::table& was_in,
                                             const catalog::column& actual, bool keeps_sequence) {
    using catalog::identity_kind;
    const std::string table = qualified_identifier(in.schema, in.name);
    const std::string head = joined("ALTER TABLE ", table, " ALTER COLUMN ", identifier(expected.name), " ");
    const auto is_identity = [](const catalog::column& of) { return of.identity == identity_kind::always || of.identity == identity_kind::by_default; };
    if (is_identity(expected) && is_identity(actual)) return joined(head, "SET GENERATED ", word_of(expected.identity), ";");
    std::string text;
    catalog::name_buffer old_name;
    const catalog::sequence old = catalog::own_sequence_of(was_in, actual, old_name);
    if (is_identity(actual)) text += head + "DROP IDENTITY;\n";
    if (actual.identity == identity_kind::serial) {
        text += head + "DROP DEFAULT;\n";
        const std::string name = qualified_identifier(old.schema, old.name);
        text += keeps_sequence ? joined("ALTER SEQUENCE ", name, " OWNED BY NONE;\n") : joined("DROP SEQUENCE ", name, ";\n");
    }
    if (expected.identity == identity_kind::none) return text;
    catalog::name_buffer new_name;
    const catalog::sequence made = catalog::own_sequence_of(in, expected, new_name);
    const std::string name = qualified_identifier(made.schema, made.name);
    if (expected.identity == identity_kind::serial) {
        if (!keeps_sequence) text += strings::to_string([&](auto& sink) { add_create_sequence(sink, made); });
        text += head + "SET DEFAULT " + strings::to_string([&](auto& sink) { add_nextval(sink, made); }) + ";\n";
        text += strings::to_string([&](auto& sink) { add_sequence_owner(sink, made, in.name, expected.name); });
        if (keeps_sequence) return text;
    } else {
        if (expected.not_null && !actual.not_null) text += head + "SET NOT NULL;\n";
        text += head + "ADD" + strings::to_string([&](auto& sink) { detail::add_identity(sink, expected); }) + ";\n";
    }
    return text + go_on_counting(in, expected, made);
}

/// The statement that makes one field of a column what it should be; empty for the fields that need more than one
/// statement: type, collation, identity, generated expression. `alone`: partitions and heirs keep what they have, where
/// PostgreSQL leaves the choice.
inline std::string alter_column_statement(const catalog::table& in, const catalog::column& of, const catalog::column& actual, std::string_view field,
                                          bool alone = true) {
    const std::string head = joined("ALTER TABLE ", qualified_identifier(in.schema, in.name), " ALTER COLUMN ", identifier(of.name), " ");
    const std::string only = joined(alone ? "ALTER TABLE ONLY " : "ALTER TABLE ", qualified_identifier(in.schema, in.name), " ALTER COLUMN ", identifier(of.name), " ");
    const catalog::column_details& details = *of.details;
    if (field == "default_expression") {
        if (catalog::default_or_none(of.default_expression).empty()) return only + "DROP DEFAULT;";
        return joined(only, "SET DEFAULT ", of.default_expression, ";");
    }
    if (field == "not_null") {
        if (!of.not_null) return head + "DROP NOT NULL;";
        if (details.not_null_name.empty()) return head + "SET NOT NULL;";
        return joined("ALTER TABLE ", qualified_identifier(in.schema, in.name), " ADD CONSTRAINT ", identifier(details.not_null_name), " NOT NULL ",
                      identifier(of.name), ";");
    }
    if (field == "not_null_name" && of.not_null && actual.not_null) {
        const auto name_of = [](const catalog::table& table, const catalog::column& column, catalog::name_buffer& room) {
            if (!column.details->not_null_name.empty()) return column.details->not_null_name;
            add_object_name(room, table.name, column.name, "not_null");
            return room.view();
        };
        catalog::name_buffer before;
        catalog::name_buffer after;
        return joined("ALTER TABLE ", qualified_identifier(in.schema, in.name), " RENAME CONSTRAINT ", identifier(name_of(in, actual, before)),
                      " TO ", identifier(name_of(in, of, after)), ";");
    }
    if (field == "storage") {
        // DEFAULT is a word since PostgreSQL 16; before, the type's own one must be told
        const bool by_type = details.storage == catalog::storage_kind::by_type;
        const std::string_view base = detail::base_type(of.type);
        const std::string_view usual = base == "numeric" || base == "inet" || base == "cidr" ? "MAIN" : "EXTENDED";
        return joined(only, "SET STORAGE ", by_type ? usual : word_of(details.storage), ";");
    }
    if (field == "compression") return joined(only, "SET COMPRESSION ", word_of(details.compression), ";");
    if (field == "statistics") return joined(only, "SET STATISTICS ", std::to_string(details.statistics), ";");
    if (field == "options") return alter_options(only, details.options, actual.details->options);
    return {};
}

} // namespace constable::sql
