// SPDX-License-Identifier: BSL-1.0
// Constraints, as words of a column and of a table: keys, checks, references, exclusions.
#pragma once

#include "draft.hpp"
#include "option.hpp"

#include <string_view>

namespace constable {

namespace declare {

/// Stands inside `column<…>`.
struct column_word {
    static constexpr std::size_t column_constraints = 0; ///< how many it brings
};
/// Stands inside `table<…>`.
struct table_part {
    static constexpr part_size size{};
    static constexpr std::string_view schema_name{};
    static constexpr void describe(table_draft&) {}
};
/// Stands in both.
struct constraint_word : column_word, table_part {
    static constexpr part_size size{.table_constraints = 1};
    static constexpr std::size_t column_constraints = 1;
};

/// A primary key or unique constraint.
template <catalog::constraint_kind Kind, unsigned Place, class Where, option... Options>
struct key_constraint : constraint_word {
    static constexpr void describe(column_draft& draft) {
        static_assert((0 + ... + Options.word.columns) == 0, "constable: a key inside a column names columns; leave the list empty there, "
                                           "or write the key beside the columns");
        fill(draft.add_constraint(Kind));
    }
    static constexpr void describe(table_draft& draft) {
        static_assert((0 + ... + Options.word.columns) != 0, "constable: a key of a table names no column; list its columns");
        catalog::constraint& added = *draft.next_table_constraint++;
        added.kind = Kind;
        added.columns = option_columns<Options...>;
        fill(added);
    }

private:
    static constexpr void fill(catalog::constraint& added) {
        require_options<Place, Where, Options...>();
        added.include = option_includes<Options...>;
        (Options.word.apply(added), ...);
    }
};

/// The columns of a table's primary key, or none. Asks for no other table, so that tables may refer in circles.
template <class Table>
constexpr catalog::names primary_key_columns();

template <class Table>
constexpr std::string_view schema_of();

} // namespace declare

/// `PRIMARY KEY`: `primary_key<>` in a column, `primary_key<"a", "b">` in a table.
/// Options: column names, `named`, `include`, `deferrable`, `initially_deferred`.
template <declare::option... Options>
struct primary_key : declare::key_constraint<catalog::constraint_kind::primary_key, declare::in_primary_key,
                                             primary_key<Options...>, Options...> {};

/// `UNIQUE`: `unique<>` in a column, `unique<"a", "b">` in a table.
/// Options: column names, `named`, `nulls_not_distinct`, `include`, `deferrable`, `initially_deferred`.
template <declare::option... Options>
struct unique : declare::key_constraint<catalog::constraint_kind::unique, declare::in_unique, unique<Options...>, Options...> {};

/// `CHECK (condition)`. Options: `named`, `no_inherit`.
template <fixed_string Condition, declare::option... Options>
struct check : declare::constraint_word {
    static constexpr void describe(declare::column_draft& draft) { fill(*draft.table.next_column_constraint++); }
    static constexpr void describe(declare::table_draft& draft) { fill(*draft.next_table_constraint++); }

private:
    static constexpr void fill(catalog::constraint& added) {
        declare::require_options<declare::in_check, check, Options...>();
        added.kind = catalog::constraint_kind::check;
        added.expression = Condition.view();
        (Options.word.apply(added), ...);
    }
};

/// `REFERENCES table (columns)`. Without columns: the table's primary key, as in SQL.
/// Options: column names, `on_delete`, `on_update`, `match`, `deferrable`, `initially_deferred`, `named`,
/// `across_types`. The table may be declared later; a forward declaration of its struct is enough.
template <class Table, declare::option... Options>
struct references : declare::column_word {
    using target = Table;
    static constexpr std::size_t column_constraints = 1;

    static constexpr void describe(declare::column_draft& draft) {
        fill(draft.add_constraint(catalog::constraint_kind::foreign_key));
    }
    static constexpr void fill(catalog::constraint& added) {
        declare::require_options<declare::in_foreign_key, references, Options...>();
        constexpr const auto& columns = declare::option_columns<Options...>;
        added.referenced_schema = declare::schema_of<Table>();
        added.referenced_table = Table::table_name;
        if constexpr (columns.size() != 0) added.referenced_columns = columns;
        else added.referenced_columns = declare::primary_key_columns<Table>();
        (Options.word.apply(added), ...);
    }
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
    static constexpr declare::part_size size{.table_constraints = 1};

    static constexpr void describe(declare::table_draft& draft) {
        catalog::constraint& added = *draft.next_table_constraint++;
        added.kind = catalog::constraint_kind::foreign_key;
        added.columns = declare::text_list<Columns...>;
        references<Table, Options...>::fill(added);
    }
};

/// `EXCLUDE USING method (key WITH operator, …) WHERE (…)`:
/// `exclude<using_<"gist">, with_<"room", "=">, with_<"during", "&&">>`.
/// Options: `using_`, `with_`, `with_expression`, `where_`, `include`, `named`, `deferrable`, `initially_deferred`.
template <declare::option... Options>
struct exclude : declare::table_part {
    static constexpr declare::part_size size{.table_constraints = 1};

    static constexpr void describe(declare::table_draft& draft) {
        declare::require_options<declare::in_exclude, exclude, Options...>();
        catalog::constraint& added = *draft.next_table_constraint++;
        added.kind = catalog::constraint_kind::exclude;
        added.keys = declare::option_keys<Options...>;
        added.include = declare::option_includes<Options...>;
        (Options.word.apply(added), ...);
    }
};

} // namespace constable
