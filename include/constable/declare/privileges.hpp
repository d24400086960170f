// SPDX-License-Identifier: BSL-1.0
// Who may do what: privileges granted and revoked, on objects and on those that are created in future.
#pragma once

#include "database_schema.hpp"
#include "rule.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace constable {

namespace declare {

constexpr object_name type_name_of(const declared_type& type) {
    object_name name{.kind = catalog::object_kind::type};
    const auto take = [&](const auto* from) {
        if (from != nullptr) {
            name.schema = from->schema;
            name.name = from->name;
        }
    };
    take(type.enumeration);
    take(type.domain);
    take(type.composite);
    take(type.range);
    return name;
}

/// What privileges call an object.
template <class Object>
constexpr object_name object_name_of() {
    if constexpr (requires { Object::known_by(); }) return Object::known_by();
    else if constexpr (requires { Object::declared->enumeration; }) return type_name_of(*Object::declared);
    else return {catalog::object_kind::table, schema_of<Object>(), Object::table_name, {}};
}

/// The sequence of an identity or serial column.
template <class Table, fixed_string Column>
constexpr object_name sequence_of_column();

/// What the words of a grant have said.
struct grant_draft {
    object_name object{};
    catalog::names columns{};
    catalog::names privileges{};
    catalog::names roles{};
    bool with_grant_option = false;
    bool is_revoked = false;
    catalog::object_kind future = catalog::object_kind::table;
    std::string_view owner{};
    catalog::names schemas{};
};

inline constexpr unsigned in_any_privileges = in_grant | in_revoke | in_default_privileges | in_revoked_default_privileges;

template <fixed_string... Privileges>
struct privileges_option : option_word {
    static constexpr unsigned places = in_any_privileges;
    static constexpr void apply(grant_draft& it) { it.privileges = text_list<Privileges...>; }
};
template <class Object>
struct on_option : option_word {
    static constexpr unsigned places = in_grant | in_revoke;
    static constexpr void apply(grant_draft& it) { it.object = object_name_of<Object>(); }
};
template <class Table, fixed_string... Columns>
struct on_columns_option : option_word {
    static constexpr unsigned places = in_grant | in_revoke;
    static constexpr void apply(grant_draft& it) {
        it.object = object_name_of<Table>();
        it.object.kind = catalog::object_kind::column;
        it.columns = text_list<Columns...>;
    }
};
template <class Table, fixed_string Column>
struct on_sequence_of_option : option_word {
    static constexpr unsigned places = in_grant | in_revoke;
    static constexpr void apply(grant_draft& it) { it.object = sequence_of_column<Table, Column>(); }
};
struct from_public_option : option_word {
    static constexpr unsigned places = in_revoke | in_revoked_default_privileges;
    static constexpr void apply(grant_draft& it) { it.roles = to_public_option::roles; }
};
struct with_grant_option_option : option_word {
    static constexpr unsigned places = in_grant | in_default_privileges;
    static constexpr void apply(grant_draft& it) { it.with_grant_option = true; }
};
template <catalog::object_kind Kind>
struct on_future_option : option_word {
    static constexpr unsigned places = in_default_privileges | in_revoked_default_privileges;
    static constexpr void apply(grant_draft& it) { it.future = Kind; }
};
template <fixed_string Role>
struct for_role_option : option_word {
    static constexpr unsigned places = in_default_privileges | in_revoked_default_privileges;
    static constexpr void apply(grant_draft& it) { it.owner = Role.view(); }
};
template <fixed_string... Schemas>
struct in_schemas_option : option_word {
    static constexpr unsigned places = in_default_privileges | in_revoked_default_privileges;
    static constexpr void apply(grant_draft& it) { it.schemas = text_list<Schemas...>; }
};

template <std::size_t Count>
constexpr auto expand_grants(const grant_draft& said) {
    std::array<catalog::grant, Count> made{};
    std::size_t at = 0;
    const std::size_t parts = said.object.kind == catalog::object_kind::column ? said.columns.size() : 1;
    for (std::size_t role = 0; role != said.roles.size(); ++role)
        for (std::size_t part = 0; part != parts; ++part)
            for (std::size_t i = 0; i != said.privileges.size(); ++i)
                made[at++] = {said.object.kind, said.object.schema, said.object.name,
                              said.columns.empty() ? said.object.part : said.columns[part], said.roles[role], said.privileges[i],
                              said.with_grant_option, said.is_revoked};
    return made;
}

template <std::size_t Count>
constexpr auto expand_default_privileges(const grant_draft& said) {
    std::array<catalog::default_privilege, Count> made{};
    std::size_t at = 0;
    const std::size_t places = said.schemas.empty() ? 1 : said.schemas.size();
    for (std::size_t role = 0; role != said.roles.size(); ++role)
        for (std::size_t place = 0; place != places; ++place)
            for (std::size_t i = 0; i != said.privileges.size(); ++i)
                made[at++] = {said.owner, said.schemas.empty() ? std::string_view{} : said.schemas[place], said.schemas.empty(),
                              said.future, said.roles[role], said.privileges[i], said.with_grant_option, said.is_revoked};
    return made;
}

/// `Grant` grants nothing, or to nobody.
template <class Grant, std::size_t Count>
inline constexpr bool privileges_are_whole = Count != 0;

template <place Place, bool IsRevoked, option... Options>
struct any_grant : schema_object {
    template <class Self>
    static constexpr object_entry entry_of() {
        static_assert(privileges_are_whole<Self, count_>,
                      "constable: privileges name nothing to grant, or nobody; say privileges<…>, on<…> and to<…>");
        if constexpr (Place == in_grant || Place == in_revoke) return {.role = object_role::grant, .grants = made_};
        else return {.role = object_role::default_privilege, .default_privileges = made_};
    }

private:
    static constexpr grant_draft said_ = with_options<Place>(grant_draft{.is_revoked = IsRevoked}, Options.word...);
    static constexpr std::size_t parts_ = said_.columns.empty() ? 1 : said_.columns.size();
    static constexpr std::size_t places_ = said_.schemas.empty() ? 1 : said_.schemas.size();
    static constexpr std::size_t count_ = said_.privileges.size() * said_.roles.size() * parts_ * places_;
    static constexpr auto made_ = [] {
        if constexpr (Place == in_grant || Place == in_revoke) return expand_grants<count_>(said_);
        else return expand_default_privileges<count_>(said_);
    }();
};

} // namespace declare

/// Privileges by their names: `privileges<"SELECT", "INSERT">`. `ALL` is none: list them.
template <fixed_string... Privileges>
inline constexpr declare::privileges_option<Privileges...> privileges{};
/// The struct of a table, a view, a sequence, a routine, a type or a database schema.
template <class Object>
inline constexpr declare::on_option<Object> on{};
/// Columns of a table or a view.
template <class Table, fixed_string... Columns>
inline constexpr declare::on_columns_option<Table, Columns...> on_columns{};
/// The sequence of an identity or serial column.
template <class Table, fixed_string Column>
inline constexpr declare::on_sequence_of_option<Table, Column> on_sequence_of{};
/// PUBLIC, which is revoked from.
inline constexpr declare::from_public_option from_public{};
/// `WITH GRANT OPTION`.
inline constexpr declare::with_grant_option_option with_grant_option{};
/// The kind of objects that default privileges are about.
inline constexpr declare::on_future_option<catalog::object_kind::table> on_tables{};
inline constexpr declare::on_future_option<catalog::object_kind::sequence> on_sequences{};
inline constexpr declare::on_future_option<catalog::object_kind::function> on_functions{};
inline constexpr declare::on_future_option<catalog::object_kind::type> on_types{};
inline constexpr declare::on_future_option<catalog::object_kind::schema> on_schemas{};
/// The role whose objects default privileges are about; without it, the role that creates the declared objects.
template <fixed_string Role>
inline constexpr declare::for_role_option<Role> for_role{};
/// The database schemas that default privileges are about, "" for the default one; without it, all of them.
template <fixed_string... Schemas>
inline constexpr declare::in_schemas_option<Schemas...> in_schemas{};

/// Privileges on an object, listed in `schema<…>`: `grant<privileges<"SELECT">, on<users>, to<"app">>`.
/// Options: `privileges`, `on`, `on_columns`, `on_sequence_of`, `to`, `to_public`, `with_grant_option`.
/// https://www.postgresql.org/docs/current/sql-grant.html
template <declare::option... Options>
struct grant : declare::any_grant<declare::in_grant, false, Options...> {};
/// Takes away what PUBLIC has by default: `revoke_<privileges<"EXECUTE">, on<twice>, from_public>`. With the underscore
/// because POSIX has a function `revoke` in the global namespace; `constable::revoke` is the same word.
template <declare::option... Options>
struct revoke_ : declare::any_grant<declare::in_revoke, true, Options...> {};

template <declare::option... Options>
using revoke = revoke_<Options...>;

/// Privileges on objects that are created in future: `default_privileges<privileges<"SELECT">, on_tables, to<"reader">>`.
/// Options: `privileges`, `on_tables`, `on_sequences`, `on_functions`, `on_types`, `on_schemas`, `to`, `to_public`,
/// `for_role`, `in_schemas`, `with_grant_option`.
/// https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html
template <declare::option... Options>
struct default_privileges : declare::any_grant<declare::in_default_privileges, false, Options...> {};
/// Takes away what PUBLIC gets by default; options as of `default_privileges`, and `from_public`.
template <declare::option... Options>
struct revoke_default_privileges : declare::any_grant<declare::in_revoked_default_privileges, true, Options...> {};

} // namespace constable
