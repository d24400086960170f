// SPDX-License-Identifier: BSL-1.0
// Who may do what, beside the owner.
#pragma once

#include "words.hpp"

#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// One privilege that a role has beyond, or lacks of, what the server gives by itself. The owner's own are left out.
struct grant {
    object_kind kind = object_kind::table; ///< schema, table (views too), column, sequence, function, procedure, aggregate, type (domains too)
    std::string_view schema{};             ///< empty for a schema
    std::string_view name{};
    std::string_view part{};    ///< a column's name; a routine's `identity`
    std::string_view grantee{}; ///< a role's name, unquoted; empty: PUBLIC
    std::string_view privilege{}; ///< SELECT, USAGE, EXECUTE, …
    bool with_grant_option = false;
    bool is_revoked = false; ///< PUBLIC has it by default (EXECUTE, USAGE of a type), and here it has not
};
constexpr void each_field(std::type_identity<grant>, auto&& visit) {
    visit("kind", &grant::kind);
    visit("schema", &grant::schema);
    visit("name", &grant::name);
    visit("part", &grant::part);
    visit("grantee", &grant::grantee);
    visit("privilege", &grant::privilege);
    visit("with_grant_option", &grant::with_grant_option);
    visit("is_revoked", &grant::is_revoked);
}

/// A privilege that objects created in future come with (`pg_default_acl`).
struct default_privilege {
    std::string_view role{};   ///< whose objects; unquoted; empty: the owner of the tables, who is the current role
    std::string_view schema{}; ///< where
    bool in_all_schemas = false; ///< no IN SCHEMA: `schema` means nothing
    object_kind kind = object_kind::table; ///< table, sequence, function, type, schema
    std::string_view grantee{}; ///< empty: PUBLIC
    std::string_view privilege{};
    bool with_grant_option = false;
    bool is_revoked = false;
};
constexpr void each_field(std::type_identity<default_privilege>, auto&& visit) {
    visit("role", &default_privilege::role);
    visit("schema", &default_privilege::schema);
    visit("in_all_schemas", &default_privilege::in_all_schemas);
    visit("kind", &default_privilege::kind);
    visit("grantee", &default_privilege::grantee);
    visit("privilege", &default_privilege::privilege);
    visit("with_grant_option", &default_privilege::with_grant_option);
    visit("is_revoked", &default_privilege::is_revoked);
}

} // namespace constable::catalog
