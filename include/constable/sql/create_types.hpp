// SPDX-License-Identifier: BSL-1.0
// DDL of what tables are made of: database schemas, extensions, collations and types.
#pragma once

#include "clauses.hpp"
#include "create_constraint.hpp"

#include "constable/catalog/table.hpp"
#include "constable/catalog/types.hpp"

#include <string_view>

namespace constable::sql {

/// `CREATE SCHEMA IF NOT EXISTS …;`
template <class Sink>
constexpr void add_create_schema(Sink& sink, std::string_view name) {
    sink.add("CREATE SCHEMA IF NOT EXISTS ");
    add_identifier(sink, name);
    sink.add(";\n");
}

/// A database schema with its comment. `public` is there already.
template <class Sink>
constexpr void add_create_schema(Sink& sink, const catalog::database_schema& schema) {
    if (schema.name != "public") add_create_schema(sink, schema.name);
    add_comment(sink, "SCHEMA", {}, schema.name, schema.comment);
}

/// `CREATE EXTENSION IF NOT EXISTS …;`
/// https://www.postgresql.org/docs/current/sql-createextension.html
template <class Sink>
constexpr void add_create_extension(Sink& sink, const catalog::extension& extension) {
    sink.add("CREATE EXTENSION IF NOT EXISTS ");
    add_identifier(sink, extension.name);
    if (!extension.schema.empty()) {
        sink.add(" WITH SCHEMA ");
        add_identifier(sink, extension.schema);
    }
    if (!extension.version.empty()) {
        sink.add(extension.schema.empty() ? " WITH VERSION " : " VERSION ");
        add_literal(sink, extension.version);
    }
    sink.add(";\n");
    add_comment(sink, "EXTENSION", {}, extension.name, extension.comment);
}

/// `CREATE COLLATION … (…);`
/// https://www.postgresql.org/docs/current/sql-createcollation.html
template <class Sink>
constexpr void add_create_collation(Sink& sink, const catalog::collation& collation) {
    std::string_view separator = "(";
    const auto add_text = [&](std::string_view name, std::string_view value) {
        if (value.empty()) return;
        sink.add(separator);
        separator = ", ";
        sink.add(name);
        sink.add(" = ");
        add_literal(sink, value);
    };
    add_head(sink, "CREATE COLLATION ", collation.schema, collation.name);
    if (!collation.provider.empty()) {
        sink.add("(provider = ");
        separator = ", ";
        add_identifier(sink, collation.provider);
    }
    if (!collation.deterministic) {
        sink.add(separator);
        separator = ", ";
        sink.add("deterministic = false");
    }
    add_text("locale", collation.locale);
    add_text("lc_collate", collation.lc_collate);
    add_text("lc_ctype", collation.lc_ctype);
    add_text("rules", collation.rules);
    sink.add(");\n");
    add_comment(sink, "COLLATION", collation.schema, collation.name, collation.comment);
}

/// `CREATE TYPE … AS ENUM (…);`
/// https://www.postgresql.org/docs/current/sql-createtype.html
template <class Sink>
constexpr void add_create_enumeration(Sink& sink, const catalog::enumeration& type) {
    sink.add("CREATE TYPE ");
    add_qualified(sink, type.schema, type.name);
    sink.add(" AS ENUM (");
    bool first = true;
    for (const std::string_view label : type.labels) {
        if (!first) sink.add(", ");
        first = false;
        add_literal(sink, label);
    }
    sink.add(");\n");
    add_comment(sink, "TYPE", type.schema, type.name, type.comment);
}

/// `COMMENT ON CONSTRAINT … ON DOMAIN …;` where the constraint has one.
template <class Sink>
constexpr void add_domain_constraint_comment(Sink& sink, const catalog::domain& domain, const catalog::constraint& check) {
    if (check.comment.empty()) return;
    sink.add("COMMENT ON CONSTRAINT ");
    add_identifier(sink, check.name);
    sink.add(" ON DOMAIN ");
    add_qualified(sink, domain.schema, domain.name);
    add_comment_text(sink, check.comment);
}

/// `ALTER DOMAIN … ADD CONSTRAINT …;` with its comment.
template <class Sink>
constexpr void add_domain_constraint(Sink& sink, const catalog::domain& domain, const catalog::constraint& check) {
    add_head(sink, "ALTER DOMAIN ", domain.schema, domain.name);
    sink.add("ADD ");
    add_constraint_definition(sink, check);
    if (check.not_valid) sink.add(" NOT VALID");
    sink.add(";\n");
    add_domain_constraint_comment(sink, domain, check);
}

/// `CREATE DOMAIN …;` without the constraints of which `is_later` is true, and those that are not validated:
/// `add_late_domain_constraints` adds them. `with_default` is false for a default that comes later.
/// https://www.postgresql.org/docs/current/sql-createdomain.html
template <class Sink, class IsLater>
constexpr void add_create_domain(Sink& sink, const catalog::domain& domain, const IsLater& is_later, bool with_default = true) {
    add_head(sink, "CREATE DOMAIN ", domain.schema, domain.name);
    sink.add("AS ");
    sink.add(domain.type);
    if (!domain.collation.empty()) {
        sink.add(" COLLATE ");
        sink.add(domain.collation);
    }
    if (with_default && !domain.default_expression.empty()) {
        sink.add(" DEFAULT ");
        add_expression(sink, domain.default_expression);
    }
    if (domain.not_null) {
        if (!domain.not_null_name.empty()) {
            sink.add(" CONSTRAINT ");
            add_identifier(sink, domain.not_null_name);
        }
        sink.add(" NOT NULL");
    }
    for (const catalog::constraint& check : domain.constraints) {
        if (check.not_valid || is_later(check)) continue;
        sink.add("\n    ");
        add_constraint_definition(sink, check);
    }
    sink.add(";\n");
    add_comment(sink, "DOMAIN", domain.schema, domain.name, domain.comment);
    for (const catalog::constraint& check : domain.constraints)
        if (!check.not_valid && !is_later(check)) add_domain_constraint_comment(sink, domain, check);
}

/// What `add_create_domain` left out.
template <class Sink, class IsLater>
constexpr void add_late_domain_constraints(Sink& sink, const catalog::domain& domain, const IsLater& is_later) {
    for (const catalog::constraint& check : domain.constraints)
        if (check.not_valid || is_later(check)) add_domain_constraint(sink, domain, check);
}

/// A domain with all that belongs to it.
template <class Sink>
constexpr void add_create_domain(Sink& sink, const catalog::domain& domain) {
    const auto never = [](const catalog::constraint&) { return false; };
    add_create_domain(sink, domain, never);
    add_late_domain_constraints(sink, domain, never);
}

/// `name type COLLATE …`, as CREATE TYPE and ADD ATTRIBUTE want it.
template <class Sink>
constexpr void add_attribute_definition(Sink& sink, const catalog::attribute& attribute) {
    add_identifier(sink, attribute.name);
    sink.add(' ');
    sink.add(attribute.type);
    if (attribute.collation.empty()) return;
    sink.add(" COLLATE ");
    sink.add(attribute.collation);
}

/// `CREATE TYPE … AS (…);`
/// https://www.postgresql.org/docs/current/sql-createtype.html
template <class Sink>
constexpr void add_create_composite_type(Sink& sink, const catalog::composite_type& type) {
    add_head(sink, "CREATE TYPE ", type.schema, type.name);
    sink.add("AS (");
    std::string_view separator = "\n    ";
    for (const catalog::attribute& attribute : type.attributes) {
        sink.add(separator);
        separator = ",\n    ";
        add_attribute_definition(sink, attribute);
    }
    sink.add(type.attributes.empty() ? ");\n" : "\n);\n");
    add_comment(sink, "TYPE", type.schema, type.name, type.comment);
    for (const catalog::attribute& attribute : type.attributes)
        add_column_comment(sink, type.schema, type.name, attribute.name, attribute.comment);
}

/// `CREATE TYPE …;`: a shell, for a range type whose canonical function takes the type itself.
template <class Sink>
constexpr void add_create_shell_type(Sink& sink, const catalog::range_type& type) {
    sink.add("CREATE TYPE ");
    add_qualified(sink, type.schema, type.name);
    sink.add(";\n");
}

/// `CREATE TYPE … AS RANGE (…);`
/// https://www.postgresql.org/docs/current/sql-createtype.html
template <class Sink>
constexpr void add_create_range_type(Sink& sink, const catalog::range_type& type) {
    const auto add_text = [&](std::string_view name, std::string_view value) {
        if (value.empty()) return;
        sink.add(",\n    ");
        sink.add(name);
        sink.add(" = ");
        sink.add(value);
    };
    add_head(sink, "CREATE TYPE ", type.schema, type.name);
    sink.add("AS RANGE (\n    subtype = ");
    sink.add(type.subtype);
    add_text("subtype_opclass", type.operator_class);
    add_text("collation", type.collation);
    add_text("canonical", type.canonical);
    add_text("subtype_diff", type.difference);
    if (!type.multirange.empty()) {
        sink.add(",\n    multirange_type_name = ");
        add_qualified(sink, type.schema, type.multirange);
    }
    sink.add("\n);\n");
    add_comment(sink, "TYPE", type.schema, type.name, type.comment);
}

} // namespace constable::sql
