// SPDX-License-Identifier: BSL-1.0
// Steps on tables, columns, constraints and indexes. https://www.postgresql.org/docs/current/sql-altertable.html
#pragma once

#include "step_word.hpp"

namespace constable {

/// `CREATE TABLE`, with the parts that `table` has: `create_table<"users", column<…>, index_<…>>`. Enum types that its
/// columns need, and that do not exist, come with it.
template <migrating::object_ref Table, class... Parts>
struct create_table : migrating::step_word {
    static constexpr migrating::step_value value{.kind = migrating::step_kind::create_table,
                                               .schema = Table.schema.view(),
                                               .table = Table.name.view(),
                                               .parts = migrating::parts_for<create_table, Table, Parts...>};
};
/// `DROP TABLE`. Loses data.
template <migrating::object_ref Table, auto... Options>
struct drop_table : migrating::step_word {
    static constexpr migrating::step_value value = migrating::with_options<Options...>(
        {.kind = migrating::step_kind::drop_object, .schema = Table.schema.view(), .name = Table.name.view()});
};
/// `ALTER TABLE … RENAME TO`. Constraints and indexes keep their names, as in PostgreSQL; sequences of serial and identity
/// columns are renamed with it.
template <migrating::object_ref Table, fixed_string NewName, auto... Options>
struct rename_table : migrating::step_word {
    static constexpr migrating::step_value value = migrating::with_options<Options...>(
        {.kind = migrating::step_kind::rename_object, .schema = Table.schema.view(), .name = Table.name.view(), .other = NewName.view()});
};
/// What few tables say becomes what is listed here, and nothing else: `unlogged`, `parameters`, `toast_parameters`,
/// `access_method`, `row_level_security`, `force_row_level_security`, `replica_identity_…`, `clustered_on`, `of_type`.
template <migrating::object_ref Table, class... Facts>
struct set_table : migrating::step_word {
    static constexpr migrating::step_value value{.kind = migrating::step_kind::set_table,
                                               .schema = Table.schema.view(),
                                               .table = Table.name.view(),
                                               .parts = migrating::parts_for<set_table, Table, Facts...>};
};
/// `ATTACH PARTITION`: `attach_partition<"events_2024", partition_of<table_named<"events">, "FOR VALUES …">>`.
template <migrating::object_ref Table, class PartitionOf, auto... Options>
struct attach_partition : migrating::step_word {
    static constexpr migrating::step_value value =
        migrating::with_options<Options...>({.kind = migrating::step_kind::attach_partition,
                                           .schema = Table.schema.view(),
                                           .table = Table.name.view(),
                                           .parts = migrating::parts_for<attach_partition, Table, PartitionOf>});
};
/// `DETACH PARTITION` of the table from its parent. Options: `concurrently` (PostgreSQL 14).
template <migrating::object_ref Table, auto... Options>
struct detach_partition : migrating::step_word {
    static constexpr migrating::step_value value = migrating::with_options<Options...>(
        {.kind = migrating::step_kind::detach_partition, .schema = Table.schema.view(), .table = Table.name.view()});
};

/// Parts of a table, for `alter_table`.
template <class... Parts>
struct parts {};

namespace migrating {

template <class Step, object_ref Table, class Parts>
inline constexpr const declare::part_value* const* listed_parts = nullptr;
template <class Step, object_ref Table, class... Parts>
inline constexpr const declare::part_value* const* listed_parts<Step, Table, parts<Parts...>> = parts_for<Step, Table, Parts...>;

} // namespace migrating

/// Several parts of one table become what is written here, all at once: columns whose types depend on each other, and the
/// constraints and indexes on them: `alter_table<"users", parts<column<"a", bigint>, column<"b", bigint>>, accept<…>>`.
template <migrating::object_ref Table, class Parts, auto... Options>
struct alter_table : migrating::step_word {
    static constexpr migrating::step_value value =
        migrating::with_options<Options...>({.kind = migrating::step_kind::replace_parts,
                                           .schema = Table.schema.view(),
                                           .table = Table.name.view(),
                                           .parts = migrating::listed_parts<alter_table, Table, Parts>});
};

namespace migrating {

template <class Self, step_kind Kind, catalog::object_kind Of, object_ref Table, class Part, auto... Options>
struct part_step : step_word {
    static constexpr step_value value = with_options<Options...>(
        {.kind = Kind, .of = Of, .schema = Table.schema.view(), .table = Table.name.view(), .parts = parts_for<Self, Table, Part>});
};
template <catalog::object_kind Of, object_ref Table, fixed_string Name, auto... Options>
struct drop_part_step : step_word {
    static constexpr step_value value = with_options<Options...>(
        {.kind = step_kind::drop_part, .of = Of, .schema = Table.schema.view(), .table = Table.name.view(), .name = Name.view()});
};
template <catalog::object_kind Of, object_ref Table, fixed_string Name, fixed_string NewName, auto... Options>
struct rename_part_step : step_word {
    static constexpr step_value value = with_options<Options...>({.kind = step_kind::rename_part,
                                                                  .of = Of,
                                                                  .schema = Table.schema.view(),
                                                                  .table = Table.name.view(),
                                                                  .name = Name.view(),
                                                                  .other = NewName.view()});
};
template <step_kind Kind, object_ref Table, fixed_string Name, fixed_string Other, auto... Options>
struct column_step : step_word {
    static constexpr step_value value = with_options<Options...>({.kind = Kind,
                                                                  .of = catalog::object_kind::column,
                                                                  .schema = Table.schema.view(),
                                                                  .table = Table.name.view(),
                                                                  .name = Name.view(),
                                                                  .other = Other.view()});
};
template <catalog::object_kind Of, object_ref Table, fixed_string Name, fixed_string Text>
struct comment_step : step_word {
    static constexpr step_value value{.kind = step_kind::set_comment,
                                      .of = Of,
                                      .schema = Table.schema.view(),
                                      .table = Table.name.view(),
                                      .name = Name.view(),
                                      .other = Text.view()};
};

} // namespace migrating

// ---- columns

/// `ADD COLUMN`: `add_column<"users", column<"phone", varchar<20>>>`.
template <migrating::object_ref Table, class Column, auto... Options>
struct add_column : migrating::part_step<add_column<Table, Column, Options...>, migrating::step_kind::add_parts,
                                       catalog::object_kind::column, Table, Column, Options...> {};
/// `DROP COLUMN`, with the constraints and indexes that stand on it. Loses data.
template <migrating::object_ref Table, fixed_string Column, auto... Options>
struct drop_column : migrating::drop_part_step<catalog::object_kind::column, Table, Column, Options...> {};
/// `RENAME COLUMN`.
template <migrating::object_ref Table, fixed_string Column, fixed_string NewName, auto... Options>
struct rename_column : migrating::rename_part_step<catalog::object_kind::column, Table, Column, NewName, Options...> {};
/// The column becomes what is written here, but for its constraints: type, default, NOT NULL, identity, storage, …
template <migrating::object_ref Table, class Column, auto... Options>
struct alter_column : migrating::part_step<alter_column<Table, Column, Options...>, migrating::step_kind::replace_parts,
                                         catalog::object_kind::column, Table, Column, Options...> {};
/// `SET DEFAULT expression`.
template <migrating::object_ref Table, fixed_string Column, fixed_string Expression, auto... Options>
struct set_column_default : migrating::column_step<migrating::step_kind::set_default, Table, Column, Expression, Options...> {};
/// `DROP DEFAULT`.
template <migrating::object_ref Table, fixed_string Column, auto... Options>
struct drop_column_default : migrating::column_step<migrating::step_kind::drop_default, Table, Column, "", Options...> {};
/// `SET NOT NULL`. Reads no row where a valid check says `column IS NOT NULL`.
template <migrating::object_ref Table, fixed_string Column, auto... Options>
struct set_not_null : migrating::column_step<migrating::step_kind::set_not_null, Table, Column, "", Options...> {};
/// `DROP NOT NULL`.
template <migrating::object_ref Table, fixed_string Column, auto... Options>
struct drop_not_null : migrating::column_step<migrating::step_kind::drop_not_null, Table, Column, "", Options...> {};
/// `ALTER COLUMN … TYPE type`. Options: `using_<"expression">`, `accept`.
template <migrating::object_ref Table, fixed_string Column, class Type, auto... Options>
struct change_type : migrating::step_word {
    static constexpr migrating::step_value value =
        migrating::with_options<Options...>({.kind = migrating::step_kind::change_type,
                                           .of = catalog::object_kind::column,
                                           .schema = Table.schema.view(),
                                           .table = Table.name.view(),
                                           .name = Column.view(),
                                           .parts = migrating::parts_for<change_type, Table, column<Column, Type>>});
};

// ---- constraints

/// `ADD CONSTRAINT`: `check`, `unique`, `primary_key`, `foreign_key` or `exclude`, with `not_valid` where rows that exist
/// shall be checked later.
template <migrating::object_ref Table, class Constraint, auto... Options>
struct add_constraint : migrating::part_step<add_constraint<Table, Constraint, Options...>, migrating::step_kind::add_parts,
                                           catalog::object_kind::constraint, Table, Constraint, Options...> {};
/// `DROP CONSTRAINT`.
template <migrating::object_ref Table, fixed_string Constraint, auto... Options>
struct drop_constraint : migrating::drop_part_step<catalog::object_kind::constraint, Table, Constraint, Options...> {};
/// `RENAME CONSTRAINT`.
template <migrating::object_ref Table, fixed_string Constraint, fixed_string NewName, auto... Options>
struct rename_constraint : migrating::rename_part_step<catalog::object_kind::constraint, Table, Constraint, NewName, Options...> {};
/// The constraint of that name becomes what is written here; most changes drop and add it.
template <migrating::object_ref Table, class Constraint, auto... Options>
struct alter_constraint : migrating::part_step<alter_constraint<Table, Constraint, Options...>, migrating::step_kind::replace_parts,
                                             catalog::object_kind::constraint, Table, Constraint, Options...> {};
/// `VALIDATE CONSTRAINT`: reads all rows, and stops nobody.
template <migrating::object_ref Table, fixed_string Constraint, auto... Options>
struct validate_constraint : migrating::column_step<migrating::step_kind::validate_constraint, Table, Constraint, "", Options...> {};
/// `ADD CONSTRAINT … USING INDEX`: the key takes over a unique index, and its name unless it says another.
template <migrating::object_ref Table, class Key, fixed_string Index, auto... Options>
struct add_constraint_using_index : migrating::step_word {
    static constexpr migrating::step_value value =
        migrating::with_options<Options...>({.kind = migrating::step_kind::use_index,
                                           .of = catalog::object_kind::constraint,
                                           .schema = Table.schema.view(),
                                           .table = Table.name.view(),
                                           .name = Index.view(),
                                           .parts = migrating::parts_for<add_constraint_using_index, Table, Key>});
};

// ---- indexes

/// `CREATE INDEX` of a table: `create_index<"users", index_<"phone">, concurrently>`.
template <migrating::object_ref Table, class Index, auto... Options>
struct create_index : migrating::part_step<create_index<Table, Index, Options...>, migrating::step_kind::add_parts,
                                         catalog::object_kind::index, Table, Index, Options...> {};
/// `DROP INDEX` of a table. Options: `concurrently`, `accept`.
template <migrating::object_ref Table, fixed_string Index, auto... Options>
struct drop_index : migrating::drop_part_step<catalog::object_kind::index, Table, Index, Options...> {};
/// `ALTER INDEX … RENAME TO`.
template <migrating::object_ref Table, fixed_string Index, fixed_string NewName, auto... Options>
struct rename_index : migrating::rename_part_step<catalog::object_kind::index, Table, Index, NewName, Options...> {};
/// The index of that name becomes what is written here; most changes build it anew.
template <migrating::object_ref Table, class Index, auto... Options>
struct alter_index : migrating::part_step<alter_index<Table, Index, Options...>, migrating::step_kind::replace_parts,
                                        catalog::object_kind::index, Table, Index, Options...> {};

// ---- triggers, rules, policies, statistics

/// `CREATE TRIGGER`, `CREATE RULE`, `CREATE POLICY`, `CREATE STATISTICS`: the word that stands in a table.
template <migrating::object_ref Table, class Trigger, auto... Options>
struct create_trigger : migrating::part_step<create_trigger<Table, Trigger, Options...>, migrating::step_kind::add_parts,
                                           catalog::object_kind::trigger, Table, Trigger, Options...> {};
template <migrating::object_ref Table, class Rule, auto... Options>
struct create_rule : migrating::part_step<create_rule<Table, Rule, Options...>, migrating::step_kind::add_parts, catalog::object_kind::rule,
                                        Table, Rule, Options...> {};
template <migrating::object_ref Table, class Policy, auto... Options>
struct create_policy : migrating::part_step<create_policy<Table, Policy, Options...>, migrating::step_kind::add_parts,
                                          catalog::object_kind::policy, Table, Policy, Options...> {};
template <migrating::object_ref Table, class Statistics, auto... Options>
struct create_statistics : migrating::part_step<create_statistics<Table, Statistics, Options...>, migrating::step_kind::add_parts,
                                              catalog::object_kind::statistics, Table, Statistics, Options...> {};
/// The one of that name becomes what is written here.
template <migrating::object_ref Table, class Trigger, auto... Options>
struct alter_trigger : migrating::part_step<alter_trigger<Table, Trigger, Options...>, migrating::step_kind::replace_parts,
                                          catalog::object_kind::trigger, Table, Trigger, Options...> {};
template <migrating::object_ref Table, class Rule, auto... Options>
struct alter_rule : migrating::part_step<alter_rule<Table, Rule, Options...>, migrating::step_kind::replace_parts, catalog::object_kind::rule,
                                       Table, Rule, Options...> {};
template <migrating::object_ref Table, class Policy, auto... Options>
struct alter_policy : migrating::part_step<alter_policy<Table, Policy, Options...>, migrating::step_kind::replace_parts,
                                         catalog::object_kind::policy, Table, Policy, Options...> {};
template <migrating::object_ref Table, class Statistics, auto... Options>
struct alter_statistics : migrating::part_step<alter_statistics<Table, Statistics, Options...>, migrating::step_kind::replace_parts,
                                             catalog::object_kind::statistics, Table, Statistics, Options...> {};
/// `DROP TRIGGER`, `DROP RULE`, `DROP POLICY`, `DROP STATISTICS` of a table.
template <migrating::object_ref Table, fixed_string Name, auto... Options>
struct drop_trigger : migrating::drop_part_step<catalog::object_kind::trigger, Table, Name, Options...> {};
template <migrating::object_ref Table, fixed_string Name, auto... Options>
struct drop_rule : migrating::drop_part_step<catalog::object_kind::rule, Table, Name, Options...> {};
template <migrating::object_ref Table, fixed_string Name, auto... Options>
struct drop_policy : migrating::drop_part_step<catalog::object_kind::policy, Table, Name, Options...> {};
template <migrating::object_ref Table, fixed_string Name, auto... Options>
struct drop_statistics : migrating::drop_part_step<catalog::object_kind::statistics, Table, Name, Options...> {};

// ---- comments

/// `COMMENT ON TABLE`, `COLUMN`, `CONSTRAINT`, `INDEX`; an empty text removes it.
template <migrating::object_ref Table, fixed_string Text>
struct comment_table : migrating::comment_step<catalog::object_kind::table, Table, "", Text> {};
template <migrating::object_ref Table, fixed_string Column, fixed_string Text>
struct comment_column : migrating::comment_step<catalog::object_kind::column, Table, Column, Text> {};
template <migrating::object_ref Table, fixed_string Constraint, fixed_string Text>
struct comment_constraint : migrating::comment_step<catalog::object_kind::constraint, Table, Constraint, Text> {};
template <migrating::object_ref Table, fixed_string Index, fixed_string Text>
struct comment_index : migrating::comment_step<catalog::object_kind::index, Table, Index, Text> {};
/// `COMMENT ON TRIGGER`, `RULE`, `POLICY`, `STATISTICS`.
template <migrating::object_ref Table, fixed_string Trigger, fixed_string Text>
struct comment_trigger : migrating::comment_step<catalog::object_kind::trigger, Table, Trigger, Text> {};
template <migrating::object_ref Table, fixed_string Rule, fixed_string Text>
struct comment_rule : migrating::comment_step<catalog::object_kind::rule, Table, Rule, Text> {};
template <migrating::object_ref Table, fixed_string Policy, fixed_string Text>
struct comment_policy : migrating::comment_step<catalog::object_kind::policy, Table, Policy, Text> {};
template <migrating::object_ref Table, fixed_string Statistics, fixed_string Text>
struct comment_statistics : migrating::comment_step<catalog::object_kind::statistics, Table, Statistics, Text> {};

} // namespace constable
