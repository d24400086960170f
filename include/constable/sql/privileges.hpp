// SPDX-License-Identifier: BSL-1.0
// GRANT, REVOKE and ALTER DEFAULT PRIVILEGES.
#pragma once

#include "clauses.hpp"

#include "constable/catalog/privileges.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace constable::sql {

/// What GRANT calls an object of that kind.
constexpr std::string_view grant_word(catalog::object_kind kind) {
    using catalog::object_kind;
    switch (kind) {
    case object_kind::schema: return "SCHEMA";
    case object_kind::sequence: return "SEQUENCE";
    case object_kind::function:
    case object_kind::aggregate: return "FUNCTION";
    case object_kind::procedure: return "PROCEDURE";
    case object_kind::type:
    case object_kind::domain:
    case object_kind::enumeration:
    case object_kind::composite_type:
    case object_kind::range_type: return "TYPE";
    case object_kind::database: return "DATABASE";
    default: return "TABLE";
    }
}

namespace detail {

template <class Sink>
constexpr void add_grantee(Sink& sink, std::string_view grantee) {
    if (grantee.empty()) sink.add("PUBLIC");
    else add_identifier(sink, grantee);
}

template <class Sink>
constexpr void add_grant_end(Sink& sink, std::string_view grantee, bool with_grant_option, bool is_revoked) {
    sink.add(is_revoked ? " FROM " : " TO ");
    add_grantee(sink, grantee);
    if (with_grant_option && !is_revoked) sink.add(" WITH GRANT OPTION");
    sink.add(";\n");
}

// Whether one statement can say both.
constexpr bool go_together(const catalog::grant& left, const catalog::grant& right) {
    return left.kind == right.kind && left.schema == right.schema && left.name == right.name && left.part == right.part &&
           left.grantee == right.grantee && left.with_grant_option == right.with_grant_option && left.is_revoked == right.is_revoked;
}
constexpr bool go_together(const catalog::default_privilege& left, const catalog::default_privilege& right) {
    return left.role == right.role && left.schema == right.schema && left.in_all_schemas == right.in_all_schemas &&
           left.kind == right.kind && left.grantee == right.grantee && left.with_grant_option == right.with_grant_option &&
           left.is_revoked == right.is_revoked;
}

template <class Privilege, class Write>
constexpr void each_group(std::span<const Privilege> all, const Write& write) {
    for (std::size_t from = 0, to = 0; from != all.size(); from = to) {
        while (to != all.size() && go_together(all[from], all[to])) ++to;
        write(all.subspan(from, to - from));
    }
}

} // namespace detail

/// One GRANT or REVOKE for privileges on one object to one role, all with or all without the grant option.
/// https://www.postgresql.org/docs/current/sql-grant.html
template <class Sink>
constexpr void add_grant(Sink& sink, std::span<const catalog::grant> together, bool revoke = false) {
    const catalog::grant& first = together.front();
    const bool is_revoked = first.is_revoked != revoke;
    const bool is_column = first.kind == catalog::object_kind::column;
    std::string_view separator = is_revoked ? "REVOKE " : "GRANT ";
    for (const catalog::grant& each : together) {
        sink.add(separator);
        separator = ", ";
        sink.add(each.privilege);
        if (!is_column) continue;
        sink.add(" (");
        add_identifier(sink, each.part);
        sink.add(')');
    }
    sink.add(" ON ");
    sink.add(grant_word(first.kind));
    sink.add(' ');
    add_qualified(sink, first.schema, first.name);
    if (first.kind == catalog::object_kind::function || first.kind == catalog::object_kind::procedure || first.kind == catalog::object_kind::aggregate) {
        sink.add('(');
        sink.add(first.part);
        sink.add(')');
    }
    detail::add_grant_end(sink, first.grantee, first.with_grant_option, is_revoked);
}

/// All grants, those next to each other in one statement where that is possible.
template <class Sink>
constexpr void add_grants(Sink& sink, std::span<const catalog::grant> grants) {
    detail::each_group(grants, [&](std::span<const catalog::grant> together) { add_grant(sink, together); });
}

/// What ALTER DEFAULT PRIVILEGES calls objects of that kind.
constexpr std::string_view default_privilege_word(catalog::object_kind kind) {
    switch (kind) {
    case catalog::object_kind::sequence: return "SEQUENCES";
    case catalog::object_kind::function: return "FUNCTIONS";
    case catalog::object_kind::type: return "TYPES";
    case catalog::object_kind::schema: return "SCHEMAS";
    default: return "TABLES";
    }
}

/// One ALTER DEFAULT PRIVILEGES. `default_schema` is the name of the schema that the catalog leaves out.
/// https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html
template <class Sink>
constexpr void add_default_privilege(Sink& sink, std::span<const catalog::default_privilege> together, std::string_view default_schema,
                                     bool revoke = false) {
    const catalog::default_privilege& first = together.front();
    const bool is_revoked = first.is_revoked != revoke;
    sink.add("ALTER DEFAULT PRIVILEGES");
    if (!first.role.empty()) {
        sink.add(" FOR ROLE ");
        add_identifier(sink, first.role);
    }
    if (!first.in_all_schemas) {
        sink.add(" IN SCHEMA ");
        const std::string_view fallback = default_schema.empty() ? std::string_view{"public"} : default_schema;
        add_identifier(sink, first.schema.empty() ? fallback : first.schema);
    }
    std::string_view separator = is_revoked ? " REVOKE " : " GRANT ";
    for (const catalog::default_privilege& each : together) {
        sink.add(separator);
        separator = ", ";
        sink.add(each.privilege);
    }
    sink.add(" ON ");
    sink.add(default_privilege_word(first.kind));
    detail::add_grant_end(sink, first.grantee, first.with_grant_option, is_revoked);
}

/// All default privileges.
template <class Sink>
constexpr void add_default_privileges(Sink& sink, std::span<const catalog::default_privilege> privileges, std::string_view default_schema) {
    detail::each_group(privileges, [&](std::span<const catalog::default_privilege> together) {
        add_default_privilege(sink, together, default_schema);
    });
}

} // namespace constable::sql
