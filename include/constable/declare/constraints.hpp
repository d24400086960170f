// SPDX-License-Identifier: BSL-1.0
// Constraints, as words of a column and of a table: keys, checks, references, exclusions.
#pragma once

#include "constraint_options.hpp"
#include "draft.hpp"
#include "key_options.hpp"

#include <string_view>

namespace constable {

namespace declare {

/// Stands inside `column<…>`, and has a `column_word_value` called `in_column`.
struct column_word {
    static constexpr std::size_t constraints = 0; ///< how many it brings
};
/// Stands inside `table<…>`, and has a `part_value` called `in_table`.
struct table_part {};

/// Stands in both.
struct constraint_word : column_word, table_part {
    static constexpr std::size_t constraints = 1;
};

template <std::size_t Columns>
constexpr column_saying require_no_columns() {
    static_assert(Columns == 0, "constable: a key inside a column names columns; leave the list empty there, "
                                "or write the key beside the columns");
    return column_saying::constraint;
}
template <std::size_t Columns>
constexpr part_role require_columns() {
    static_assert(Columns != 0, "constable: a key of a table names no column; list its columns");
    return part_role::constraint;
}

/// A primary key or unique constraint.
template <catalog::constraint_kind Kind, place Place, option... Options>
struct key_constraint : constraint_word {
private:
    static constexpr constraint_value value_{.kind = Kind,
                                             .columns = option_columns<Options...>,
                                             .include = included_columns<(false || ... || (Options.word.includes != 0)), Options...>,
                                             .apply_options = options_of<catalog::constraint, Place>(Options.word...)};

public:
    static constexpr column_word_value in_column{.says = require_no_columns<(std::size_t{0} + ... + Options.word.columns)>(),
                                                 .constraint = value_};
    static constexpr part_value in_table{.role = require_columns<(std::size_t{0} + ... + Options.word.columns)>(),
                                         .constraint = &value_};
};

/// The columns of a table's primary key, or none. Asks for no other table, so that tables may refer in circles.
template <class Table>
constexpr catalog::names primary_key_columns();

/// The database schema of a table.
template <class Table>
constexpr std::string_view schema_of();

/// What a reference lists, or else the primary key.
template <bool AreListed, class Table, option... Options>
inline constexpr catalog::names referenced_columns{option_columns<Options...>};
template <class Table, option... Options>
inline constexpr catalog::names referenced_columns<false, Table, Options...> = primary_key_columns<Table>();

} // namespace declare

/// `PRIMARY KEY`: `primary_key<>` in a column, `primary_key<"a", "b">` in a table.
/// Options: column names, `named`, `include`, `deferrable`, `initially_deferred`, `without_overlaps`,
/// `storage_parameters`, `attached_to`, `index_comment`.
template <declare::option... Options>
struct primary_key : declare::key_constraint<catalog::constraint_kind::primary_key, declare::in_primary_key, Options...> {};

/// `UNIQUE`: `unique<>` in a column, `unique<"a", "b">` in a table.
/// Options: column names, `named`, `nulls_not_distinct`, `include`, `deferrable`, `initially_deferred`,
/// `without_overlaps`, `storage_parameters`, `attached_to`, `index_comment`.
template <declare::option... Options>
struct unique : declare::key_constraint<catalog::constraint_kind::unique, declare::in_unique, Options...> {};

/// `CHECK (condition)`. Options: `named`, `no_inherit`, `not_valid`, `not_enforced`.
template <fixed_string Condition, declare::option... Options>
struct check : declare::constraint_word {
    static constexpr declare::column_word_value in_column{
        .says = declare::column_saying::constraint,
        .constraint = {.kind = catalog::constraint_kind::check,
                       .text = Condition.view(),
                       .apply_options = declare::options_of<catalog::constraint, declare::in_check>(Options.word...)}};
    static constexpr declare::part_value in_table{.role = declare::part_role::constraint, .constraint = &in_column.constraint};
    static constexpr void describe(catalog::domain&) {} // which reads `in_column`
};

/// `REFERENCES table (columns)`. Without columns: the table's primary key, as in SQL.
/// Options: column names, `on_delete`, `on_update`, `match`, `deferrable`, `initially_deferred`, `named`,
/// `across_types`, `across_nulls`, `not_valid`, `not_enforced`, `period`. The table may be declared later; a forward declaration of its struct is enough.
template <class Table, declare::option... Options>
struct references : declare::column_word {
    using target = Table;
    static constexpr std::size_t constraints = 1;
    static constexpr declare::column_word_value in_column{
        .says = declare::column_saying::constraint,
        .constraint = {.kind = catalog::constraint_kind::foreign_key,
                       .text = Table::table_name,
                       .schema = declare::schema_of<Table>(),
                       .columns = declare::referenced_columns<(std::size_t{0} + ... + Options.word.columns) != 0, Table, Options...>,
                       .apply_options = declare::options_of<catalog::constraint, declare::in_foreign_key>(Options.word...)}};
};

/// A list of columns, for `foreign_key`.
template <fixed_string... Columns>
struct columns {};

/// `FOREIGN KEY (a, b) REFERENCES …`: `foreign_key<columns<"a", "b">, references<teams, "x", "y">>`.
template <class Columns, class References>
struct foreign_key;
template <fixed_string... Columns, class Table, declare::option... Options>
struct foreign_key<columns<Columns...>, references<Table, Options...>> : declare::table_part {
    using target = Table;
    static constexpr declare::part_value in_table{.role = declare::part_role::foreign_key,
                                                  .columns = declare::text_list<Columns...>,
                                                  .constraint = &references<Table, Options...>::in_column.constraint};
};

/// `EXCLUDE USING method (key WITH operator, …) WHERE (…)`:
/// `exclude<using_<"gist">, with_<"room", "=">, with_<"during", "&&">>`.
/// Options: `using_`, `with_`, `with_expression`, `where_`, `include`, `named`, `deferrable`, `initially_deferred`.
template <declare::option... Options>
struct exclude : declare::table_part {
private:
    static constexpr declare::constraint_value value_{
        .kind = catalog::constraint_kind::exclude,
        .include = declare::included_columns<(false || ... || (Options.word.includes != 0)), Options...>,
        .keys = declare::option_keys<Options...>,
        .apply_options = declare::options_of<catalog::constraint, declare::in_exclude>(Options.word...)};

public:
    static constexpr declare::part_value in_table{.role = declare::part_role::constraint, .constraint = &value_};
};

} // namespace constable
