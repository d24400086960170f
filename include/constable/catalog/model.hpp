// SPDX-License-Identifier: BSL-1.0
// The catalog: what a database schema is, as plain values. Declared types, a live database, a snapshot and, later,
// replayed migrations all become this one thing; rendering, hashing and comparing know nothing else.
#pragma once

#include "constraint.hpp"
#include "privileges.hpp"
#include "raw_object.hpp"
#include "routine.hpp"
#include "table.hpp"
#include "types.hpp"
#include "view.hpp"
#include "words.hpp"

#include "constable/strings/same.hpp"

#include <span>
#include <string_view>
#include <type_traits>

/// The model mirrors the system catalogs: https://www.postgresql.org/docs/current/catalogs.html
/// All texts are views and all lists are spans. A declared catalog points into read-only data, a live one into
/// its `database::live_catalog`. Each struct tells its own members to `each_field`; lists of structs are no fields.
namespace constable::catalog {

/// An object that the catalog has no words for. It is never passed over in silence.
struct unmodelled {
    std::string_view kind{}; ///< "operator", "cast", "publication", …
    std::string_view name{}; ///< as pg_identify_object() writes it
};
constexpr void each_field(std::type_identity<unmodelled>, auto&& visit) {
    visit("kind", &unmodelled::kind);
    visit("name", &unmodelled::name);
}

/// A whole schema of an application, or all of a database.
struct catalog {
    std::string_view name{}; ///< what the advisory lock's key is hashed from
    std::span<const enumeration> enumerations{};
    std::span<const table> tables{}; ///< in the order of declaration
    std::string_view default_schema{}; ///< of a live database: the one that objects without a schema lie in

    std::span<const database_schema> schemas{}; ///< those of which something is said, or that exist
    std::span<const extension> extensions{};
    std::span<const collation> collations{};
    std::span<const domain> domains{};
    std::span<const composite_type> composite_types{};
    std::span<const range_type> range_types{};
    std::span<const sequence> sequences{}; ///< but for those of identity and serial columns
    std::span<const routine> routines{};
    std::span<const view> views{};
    std::span<const raw_object> raw_objects{};
    std::span<const grant> grants{};
    std::span<const default_privilege> default_privileges{};
    std::span<const unmodelled> unmodelled_objects{};

    /// A schema's name as this catalog writes it.
    [[nodiscard]] constexpr std::string_view own_name_of(std::string_view schema) const {
        return schema == default_schema ? std::string_view{} : schema;
    }
};

/// The column of that name, or nothing.
constexpr const column* find_column(const table& in, std::string_view name) {
    for (const column& each : in.columns)
        if (strings::same(each.name, name)) return &each;
    return nullptr;
}

/// Whether a list of names, such as that of a table's parents, has this one.
constexpr bool is_listed(const qualified_name& name, std::span<const qualified_name> list) {
    for (const qualified_name& each : list)
        if (strings::same(each.name, name.name) && strings::same(each.schema, name.schema)) return true;
    return false;
}

/// The primary key, or nothing.
constexpr const constraint* primary_key_of(const table& of) {
    for (const constraint& each : of.constraints)
        if (each.kind == constraint_kind::primary_key) return &each;
    return nullptr;
}

} // namespace constable::catalog
