// SPDX-License-Identifier: BSL-1.0
// Database schemas, extensions and collations.
#pragma once

#include "object.hpp"
#include "sequence.hpp"

namespace constable {

/// A database schema (`CREATE SCHEMA`), where something is to be said of it: `struct auth : database_schema<"auth"> {};`.
/// A schema that something lies in need not be declared. Words: `comment`.
template <fixed_string Name, class... Words>
struct database_schema : declare::schema_object {
    static constexpr catalog::database_schema value = declare::described<Words...>(catalog::database_schema{.name = Name.view()});

    static constexpr declare::object_name known_by() { return {catalog::object_kind::schema, {}, value.name, {}}; }
    template <class Self>
    static constexpr declare::object_entry entry_of() {
        return {.role = declare::object_role::schema, .schema = &value};
    }
};

/// The version of an extension; without it, the server's default one.
template <fixed_string Number>
struct version {
    static constexpr void describe(catalog::extension& it) { it.version = Number.view(); }
};

/// An extension: `struct trigrams : extension<"pg_trgm"> {};`. Words: `version`, `in_schema`, `comment`.
/// https://www.postgresql.org/docs/current/sql-createextension.html
template <fixed_string Name, class... Words>
struct extension : declare::schema_object {
    static constexpr catalog::extension value = declare::described<Words...>(catalog::extension{.name = Name.view()});

    template <class Self>
    static constexpr declare::object_entry entry_of() {
        return {.role = declare::object_role::extension, .extension = &value};
    }
};

/// Words of a collation: `PROVIDER` (icu, libc or builtin), `LOCALE`, `LC_COLLATE`, `LC_CTYPE`, `RULES` (PostgreSQL 16).
template <fixed_string Name>
struct provider {
    static constexpr void describe(catalog::collation& it) { it.provider = Name.view(); }
};
template <fixed_string Name>
struct locale {
    static constexpr void describe(catalog::collation& it) { it.locale = Name.view(); }
};
template <fixed_string Name>
struct lc_collate {
    static constexpr void describe(catalog::collation& it) { it.lc_collate = Name.view(); }
};
template <fixed_string Name>
struct lc_ctype {
    static constexpr void describe(catalog::collation& it) { it.lc_ctype = Name.view(); }
};
template <fixed_string Text>
struct rules {
    static constexpr void describe(catalog::collation& it) { it.rules = Text.view(); }
};
/// `DETERMINISTIC = false`.
struct nondeterministic {
    static constexpr void describe(catalog::collation& it) { it.deterministic = false; }
};

/// A collation: `struct german : collation_<"german", provider<"icu">, locale<"de-DE">> {};`.
/// Words: `provider`, `locale`, `lc_collate`, `lc_ctype`, `rules`, `nondeterministic`, `in_schema`, `comment`.
/// https://www.postgresql.org/docs/current/sql-createcollation.html
template <fixed_string Name, class... Words>
struct collation_ : declare::schema_object {
    static constexpr catalog::collation value = declare::described<Words...>(catalog::collation{.name = Name.view()});

    template <class Self>
    static constexpr declare::object_entry entry_of() {
        return {.role = declare::object_role::collation, .collation = &value};
    }
};

} // namespace constable
