// SPDX-License-Identifier: BSL-1.0
// Steps on views, types, sequences, routines, extensions, schemas and privileges.
#pragma once

#include "step_word.hpp"

#include "constable/declare/lower_types.hpp"

namespace constable {

namespace migrating {

template <class Thing>
inline constexpr declare::object_entry entry_of_thing = declare::entry_in<Thing, Thing>();

template <step_kind Kind, class Thing, bool IsTable, auto... Options>
struct thing_step : step_word {
    static constexpr step_value value = with_options<Options...>({.kind = Kind, .object = &entry_of_thing<Thing>});
};
template <class Thing, auto... Options>
struct thing_step<step_kind::create_object, Thing, true, Options...> : step_word {
    static constexpr step_value value = with_options<Options...>({.kind = step_kind::create_table,
                                                                  .schema = declare::schema_of<Thing>(),
                                                                  .table = Thing::table_name,
                                                                  .parts = declare::parts_of<Thing>::values});
};

template <step_kind Kind, catalog::object_kind Of, object_ref Object, fixed_string Detail, fixed_string Other, auto... Options>
struct object_word : step_word {
    static constexpr step_value value = with_options<Options...>({.kind = Kind,
                                                                  .of = Of,
                                                                  .schema = Object.schema.view(),
                                                                  .name = Object.name.view(),
                                                                  .other = Other.view(),
                                                                  .detail = Detail.view()});
};

} // namespace migrating

/// Creates what stands in `schema<…>`: a struct derived from `table`, `view`, `materialized_view`, `function`, `procedure`,
/// `aggregate`, `sequence`, `domain`, `composite_type`, `range_type`, `extension`, `collation_`, `database_schema`, or an
/// `enum_<…>`. The struct is part of the history: give it a name of its own, and leave it as it is.
template <class Thing, auto... Options>
struct create : migrating::thing_step<migrating::step_kind::create_object, Thing, declare::is_table<Thing>, Options...> {};
/// The object of that kind and name becomes what is written here: by CREATE OR REPLACE or ALTER where PostgreSQL can, or
/// dropped and created, with all that depends on it.
template <class Thing, auto... Options>
struct replace : migrating::thing_step<migrating::step_kind::replace_object, Thing, false, Options...> {};
/// Grants, or revokes, what `grants`, `revoke_` and `default_privileges` structs say; and takes it back.
template <class Privileges, auto... Options>
struct add_privileges : migrating::thing_step<migrating::step_kind::create_object, Privileges, false, Options...> {};
template <class Privileges, auto... Options>
struct remove_privileges : migrating::thing_step<migrating::step_kind::drop_object, Privileges, false, Options...> {};

/// `DROP VIEW`, …
template <migrating::object_ref Name, auto... Options>
struct drop_view : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::view, Name, "", "", Options...> {};
template <migrating::object_ref Name, auto... Options>
struct drop_materialized_view
    : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::materialized_view, Name, "", "", Options...> {};
template <migrating::object_ref Name, auto... Options>
struct drop_sequence : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::sequence, Name, "", "", Options...> {};
template <migrating::object_ref Name, auto... Options>
struct drop_enum : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::enumeration, Name, "", "", Options...> {};
template <migrating::object_ref Name, auto... Options>
struct drop_domain : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::domain, Name, "", "", Options...> {};
template <migrating::object_ref Name, auto... Options>
struct drop_composite_type
    : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::composite_type, Name, "", "", Options...> {};
template <migrating::object_ref Name, auto... Options>
struct drop_range_type : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::range_type, Name, "", "", Options...> {};
template <migrating::object_ref Name, auto... Options>
struct drop_collation : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::collation, Name, "", "", Options...> {};
template <fixed_string Name, auto... Options>
struct drop_extension
    : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::extension, migrating::qualified_ref<0, Name.size()>{{}, Name}, "", "", Options...> {};
template <fixed_string Name, auto... Options>
struct drop_schema
    : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::schema, migrating::qualified_ref<0, Name.size()>{{}, Name}, "", "", Options...> {};
/// Of a routine, with the types of its arguments: `drop_function<"twice", "integer">`.
template <migrating::object_ref Name, fixed_string Arguments, auto... Options>
struct drop_function : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::function, Name, Arguments, "", Options...> {};
template <migrating::object_ref Name, fixed_string Arguments, auto... Options>
struct drop_procedure : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::procedure, Name, Arguments, "", Options...> {};
template <migrating::object_ref Name, fixed_string Arguments, auto... Options>
struct drop_aggregate : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::aggregate, Name, Arguments, "", Options...> {};

/// Of an object that the model keeps as SQL, by its kind and its name: `drop_raw<"operator", "===(text, text)">`.
template <fixed_string Kind, migrating::object_ref Name, auto... Options>
struct drop_raw : migrating::object_word<migrating::step_kind::drop_object, catalog::object_kind::raw, Name, Kind, "", Options...> {};

/// `ALTER … RENAME TO`.
template <migrating::object_ref Name, fixed_string NewName, auto... Options>
struct rename_view : migrating::object_word<migrating::step_kind::rename_object, catalog::object_kind::view, Name, "", NewName, Options...> {};
template <migrating::object_ref Name, fixed_string NewName, auto... Options>
struct rename_sequence : migrating::object_word<migrating::step_kind::rename_object, catalog::object_kind::sequence, Name, "", NewName, Options...> {};
template <migrating::object_ref Name, fixed_string NewName, auto... Options>
struct rename_enum : migrating::object_word<migrating::step_kind::rename_object, catalog::object_kind::enumeration, Name, "", NewName, Options...> {};
template <migrating::object_ref Name, fixed_string NewName, auto... Options>
struct rename_domain : migrating::object_word<migrating::step_kind::rename_object, catalog::object_kind::domain, Name, "", NewName, Options...> {};
template <migrating::object_ref Name, fixed_string NewName, auto... Options>
struct rename_composite_type
    : migrating::object_word<migrating::step_kind::rename_object, catalog::object_kind::composite_type, Name, "", NewName, Options...> {};

/// `COMMENT ON TYPE`, of an enum; an empty text removes it. Other objects say their comments themselves.
template <migrating::object_ref Name, fixed_string Text>
struct comment_enum : migrating::object_word<migrating::step_kind::set_comment, catalog::object_kind::enumeration, Name, "", Text> {};

/// `ALTER TYPE … ADD VALUE`: `add_value<"mood", "great", after_label<"ok">>`.
template <migrating::object_ref Enum, fixed_string Label, auto... Options>
struct add_value : migrating::step_word {
    static constexpr migrating::step_value value = migrating::with_options<Options...>({.kind = migrating::step_kind::add_label,
                                                                                   .of = catalog::object_kind::enumeration,
                                                                                   .schema = Enum.schema.view(),
                                                                                   .table = Enum.name.view(),
                                                                                   .name = Label.view()});
};
/// `ALTER TYPE … RENAME VALUE`.
template <migrating::object_ref Enum, fixed_string Label, fixed_string NewLabel, auto... Options>
struct rename_value : migrating::step_word {
    static constexpr migrating::step_value value = migrating::with_options<Options...>({.kind = migrating::step_kind::rename_label,
                                                                                   .of = catalog::object_kind::enumeration,
                                                                                   .schema = Enum.schema.view(),
                                                                                   .table = Enum.name.view(),
                                                                                   .name = Label.view(),
                                                                                   .other = NewLabel.view()});
};

} // namespace constable
