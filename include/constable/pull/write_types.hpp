// SPDX-License-Identifier: BSL-1.0
// The structs of database schemas, extensions, collations and types.
#pragma once

#include "context.hpp"
#include "write_constraint.hpp"
#include "write_relation_parts.hpp"
#include "write_type.hpp"

#include "constable/catalog/model.hpp"
#include "constable/catalog/names.hpp"
#include "constable/strings/sink.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace constable::pull {

/// `struct auth_schema : database_schema<"auth"> {};`
inline std::string write_database_schema(const catalog::database_schema& of, context& in) {
    word written = literals("database_schema", of.name);
    add_text(written, "comment", of.comment);
    return write_struct(in.names.of(&of).name, written);
}

/// `struct citext_extension : extension<"citext", version<"1.6">> {};`
inline std::string write_extension(const catalog::extension& of, context& in) {
    word written = literals("extension", of.name);
    add_text(written, "in_schema", of.schema);
    add_text(written, "version", of.version);
    add_text(written, "comment", of.comment);
    return write_struct(in.names.of(&of).name, written);
}

/// `struct german : collation_<"german", provider<"icu">, locale<"de-DE">> {};`
inline std::string write_collation(const catalog::collation& of, context& in) {
    word written = literals("collation_", of.name);
    add_text(written, "in_schema", of.schema);
    add_text(written, "provider", of.provider);
    add_text(written, "locale", of.locale);
    add_text(written, "lc_collate", of.lc_collate);
    add_text(written, "lc_ctype", of.lc_ctype);
    add_text(written, "rules", of.rules);
    add_if(written, !of.deterministic, "nondeterministic");
    add_text(written, "comment", of.comment);
    return write_struct(in.names.of(&of).name, written);
}

/// `struct mood : enum_<"mood", "sad", "ok"> {};`. Its comment stands in the schema.
inline std::string write_enumeration(const catalog::enumeration& of, context& in) {
    word written = literals(of.schema.empty() ? "enum_" : "enum_in", of.schema.empty() ? of.name : of.schema);
    if (!of.schema.empty()) written.add(write_literal(of.name));
    const std::size_t names = written.arguments.size();
    for (const std::string_view each : of.labels) written.add(write_literal(each));
    return write_struct(in.names.of(&of).name, written, {}, names);
}

/// `struct postal : domain<"postal", text, not_null, check<"…">> {};`
inline std::string write_domain(const catalog::domain& of, context& in) {
    word written{"domain", {write_literal(of.name), write_type(of.type, in)}};
    add_text(written, "in_schema", of.schema);
    if (of.not_null) written.add("not_null");
    add_text(written, "not_null_named", of.not_null_name);
    add_text(written, "default_", of.default_expression);
    add_collation(written, "collate", of.collation);
    const std::string usual =
        strings::to_string([&](auto& sink) { catalog::add_object_name(sink, of.name, {}, "check"); });
    for (const catalog::constraint& each : of.constraints)
        written.add(write_check(each, of.constraints.size() == 1 && each.name == usual));
    add_text(written, "comment", of.comment);
    add_comments(written, "comment_on", of.constraints);
    return write_struct(in.names.of(&of).name, written, {}, 2);
}

/// `struct address : composite_type<"address", attribute<"street", text>> {};`
inline std::string write_composite_type(const catalog::composite_type& of, context& in) {
    word written = literals("composite_type", of.name);
    add_text(written, "in_schema", of.schema);
    for (const catalog::attribute& each : of.attributes) {
        word attribute{"attribute", {write_literal(each.name), write_type(each.type, in)}};
        add_collation(attribute, "collate", each.collation);
        add_text(attribute, "comment", each.comment);
        written.add(attribute);
    }
    add_text(written, "comment", of.comment);
    return write_struct(in.names.of(&of).name, written);
}

/// `struct float_range : range_type<"float_range", subtype<"double precision">> {};`
inline std::string write_range_type(const catalog::range_type& of, context& in) {
    word written = literals("range_type", of.name);
    add_text(written, "in_schema", of.schema);
    add_text(written, "subtype", of.subtype);
    add_text(written, "subtype_operator_class", of.operator_class);
    add_collation(written, "collate", of.collation);
    add_text(written, "canonical", of.canonical);
    add_text(written, "subtype_difference", of.difference);
    add_text(written, "multirange_name", of.multirange);
    add_text(written, "comment", of.comment);
    return write_struct(in.names.of(&of).name, written);
}

} // namespace constable::pull
