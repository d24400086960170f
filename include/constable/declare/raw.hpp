// SPDX-License-Identifier: BSL-1.0
// Objects of kinds without words of their own: operators, casts, text search configurations, publications, …
#pragma once

#include "database_schema.hpp"

#include <string_view>

namespace constable {

/// An object that is declared by its SQL. `Kind` and `Name` are what stands behind DROP, but for the schema, with the
/// spaces that the server puts there; the statements that make it are a static member of the struct:
///
///     struct like : raw<"operator", "===(text,text)"> {
///         static constexpr std::string_view sql = "CREATE OPERATOR === (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text);";
///     };
///
/// The text is compared as it stands with the one that `introspect` writes, so it is best taken from `pull`.
/// Kinds: operator, operator family, operator class, cast, transform, conversion, language, access method, text search
/// parser / template / dictionary / configuration, foreign data wrapper, server, foreign table, publication, event trigger.
/// Words: `in_schema`, `comment`. https://www.postgresql.org/docs/current/sql-commands.html
template <fixed_string Kind, fixed_string Name, class... Words>
struct raw : declare::schema_object {
    static constexpr catalog::raw_object said =
        declare::described<Words...>(catalog::raw_object{.kind = Kind.view(), .name = Name.view()});

    /// A foreign table, for `on<…>` and `on_columns<…>`.
    static constexpr declare::object_name known_by()
        requires(Kind.view() == "foreign table")
    {
        return {catalog::object_kind::table, said.schema, catalog::bare_name(said), {}};
    }
    template <class Self>
    static constexpr declare::object_entry entry_of() {
        return {.role = declare::object_role::raw, .raw = &value_of<Self>};
    }

private:
    template <class Self>
    static constexpr catalog::raw_object value_of = [] {
        catalog::raw_object made = said;
        if constexpr (requires { Self::sql; }) made.definition = Self::sql;
        return made;
    }();
};

} // namespace constable
