// SPDX-License-Identifier: BSL-1.0
// What an object of a change is called: its kind and its name, for people and for statements.
#pragma once

#include "clauses.hpp"
#include "create_raw.hpp"
#include "create_routine.hpp"

#include "constable/catalog/change.hpp"
#include "constable/strings/sink.hpp"

#include <string>
#include <string_view>

namespace constable::sql {

/// Joins texts, ten at most. No template: it would be compiled for every other combination of types.
inline std::string joined(std::string_view a, std::string_view b, std::string_view c, std::string_view d, std::string_view e = {},
                          std::string_view f = {}, std::string_view g = {}, std::string_view h = {}, std::string_view i = {}, std::string_view j = {}) {
    std::string text;
    for (const std::string_view each : {a, b, c, d, e, f, g, h, i, j}) text.append(each);
    return text;
}
inline std::string joined(std::string_view a, std::string_view b, std::string_view c = {}) { return joined(a, b, c, {}); }
inline std::string identifier(std::string_view name) {
    return strings::to_string([&](auto& sink) { add_identifier(sink, name); });
}
inline std::string qualified_identifier(std::string_view schema, std::string_view name) {
    return strings::to_string([&](auto& sink) { add_qualified(sink, schema, name); });
}
inline std::string literal(std::string_view text) {
    return strings::to_string([&](auto& sink) { add_literal(sink, text); });
}

/// Whether the text of a type names this one, or an array of it: as format_type() writes it, without the default schema.
inline bool names_type(std::string_view text, std::string_view schema, std::string_view name, std::string_view default_schema) {
    while (text.ends_with("[]")) text.remove_suffix(2);
    return text == qualified_identifier(schema, name) || (schema == default_schema && text == identifier(name));
}

/// The kind of an object in a sentence.
constexpr std::string_view kind_name(catalog::object_kind kind) {
    using catalog::object_kind;
    switch (kind) {
    case object_kind::schema: return "schema";
    case object_kind::extension: return "extension";
    case object_kind::collation: return "collation";
    case object_kind::domain: return "domain";
    case object_kind::sequence: return "sequence";
    case object_kind::table: return "table";
    case object_kind::column: return "column";
    case object_kind::constraint: return "constraint";
    case object_kind::index: return "index";
    case object_kind::view: return "view";
    case object_kind::materialized_view: return "materialized view";
    case object_kind::function: return "function";
    case object_kind::procedure: return "procedure";
    case object_kind::aggregate: return "aggregate";
    case object_kind::trigger: return "trigger";
    case object_kind::rule: return "rule";
    case object_kind::policy: return "policy";
    case object_kind::statistics: return "statistics";
    case object_kind::database: return "database";
    case object_kind::grant: return "privilege";
    case object_kind::default_privilege: return "default privilege";
    case object_kind::raw:
    case object_kind::other: return "object";
    case object_kind::enumeration:
    case object_kind::composite_type:
    case object_kind::range_type:
    case object_kind::type: break;
    }
    return "type";
}

/// What `of` stands on: `users`, or nothing.
inline std::string owner_name(const catalog::object_place& of) {
    if (of.in_table != nullptr) return qualified_identifier(of.in_table->schema, of.in_table->name);
    if (of.in_view != nullptr) return qualified_identifier(of.in_view->schema, of.in_view->name);
    if (of.in_domain != nullptr) return qualified_identifier(of.in_domain->schema, of.in_domain->name);
    if (of.in_composite != nullptr) return qualified_identifier(of.in_composite->schema, of.in_composite->name);
    return {};
}

namespace detail {

inline std::string grant_name(const catalog::grant& of) {
    std::string text{of.privilege};
    text += " on ";
    text += kind_name(of.kind);
    text += ' ';
    text += of.kind == catalog::object_kind::schema ? identifier(of.name) : qualified_identifier(of.schema, of.name);
    if (of.kind == catalog::object_kind::column) text += "." + identifier(of.part);
    else if (!of.part.empty()) text += joined("(", of.part, ")");
    return text + " to " + (of.grantee.empty() ? std::string{"PUBLIC"} : identifier(of.grantee));
}
inline std::string grant_name(const catalog::default_privilege& of) {
    std::string text = joined(of.privilege, " on every new ", kind_name(of.kind));
    if (!of.in_all_schemas) text += " in schema " + (of.schema.empty() ? std::string{"(default)"} : identifier(of.schema));
    return text + " to " + (of.grantee.empty() ? std::string{"PUBLIC"} : identifier(of.grantee));
}

// `operator app.===(text,text)`
inline std::string raw_name(const catalog::raw_object& of) {
    return joined(of.kind, " ", of.schema.empty() ? std::string{} : identifier(of.schema) + ".", of.name);
}

// `"users"`, `users.age`, `area(integer)`
inline std::string own_name(const catalog::object_place& of) {
    std::string text;
    const auto add = [&](const auto* object) {
        if (object == nullptr) return;
        if constexpr (requires { object->schema; }) text = qualified_identifier(object->schema, object->name);
        else text = identifier(object->name);
    };
    add(of.the_schema);
    if (of.the_extension != nullptr) text = identifier(of.the_extension->name);
    add(of.the_collation);
    add(of.the_enumeration);
    add(of.the_domain);
    add(of.the_composite);
    add(of.the_range);
    add(of.the_sequence);
    add(of.the_table);
    add(of.the_column);
    add(of.the_attribute);
    add(of.the_view_column);
    add(of.the_constraint);
    add(of.the_index);
    add(of.the_view);
    add(of.the_trigger);
    add(of.the_rule);
    add(of.the_policy);
    add(of.the_statistics);
    if (of.the_routine != nullptr) text = strings::to_string([&](auto& sink) { add_signature(sink, *of.the_routine); });
    if (of.the_raw != nullptr) text = raw_name(*of.the_raw);
    if (of.the_grant != nullptr) text = grant_name(*of.the_grant);
    if (of.the_default_privilege != nullptr) text = grant_name(*of.the_default_privilege);
    if (of.the_unmodelled != nullptr) text = joined(of.the_unmodelled->kind, " ", of.the_unmodelled->name);
    return text;
}

} // namespace detail

/// `column users.age`, `constraint users_age_check of table users`, `function area(integer)`.
inline std::string object_name(catalog::object_kind kind, const catalog::object_place& of) {
    using catalog::object_kind;
    const std::string owner = owner_name(of);
    if (kind == object_kind::sequence && of.the_column != nullptr)
        return joined("sequence of column ", owner, ".", identifier(of.the_column->name));
    const std::string own = detail::own_name(of);
    if (kind == object_kind::other || kind == object_kind::raw) return own;
    if (kind == object_kind::column) return joined("column ", owner, ".", own);
    std::string text = joined(kind_name(kind), " ", own);
    if (owner.empty()) return text;
    const std::string_view on = of.in_table != nullptr ? "table" : of.in_view != nullptr ? kind_name(kind_of(*of.in_view)) : "domain";
    return text + joined(" of ", on, " ", owner);
}

/// The name of the object of a change, on the side that has it.
inline std::string object_name(const catalog::change& of) {
    if (of.expected.the_view_column == nullptr && of.actual.the_view_column != nullptr) return object_name(of.kind, of.actual);
    return object_name(of.kind, of.place());
}

} // namespace constable::sql
