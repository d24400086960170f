// SPDX-License-Identifier: BSL-1.0
// Tables and schemas: the named structs that everything else is keyed by.
#pragma once

#include "column.hpp"
#include "index.hpp"

#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>

#include <cstddef>
#include <string_view>

namespace constable {

namespace declare {

/// What `in_schema` is, whatever its name.
struct schema_word : table_part {};

} // namespace declare

/// Puts a table into a named database schema: `in_schema<"auth">`. Without it the table lies in the connection's
/// default schema, the first one of its `search_path`.
template <fixed_string Name>
struct in_schema : declare::schema_word {
    static constexpr std::string_view schema_name = Name.view();
    static constexpr declare::part_value in_table{.role = declare::part_role::schema, .text = Name.view()};
};

namespace declare {

template <class... Parts>
struct part_list {};

/// `Part` says nothing about a table.
template <class Part, class Table>
inline constexpr bool word_belongs_in_a_table = __is_base_of(table_part, Part);

template <class Part, class Table>
constexpr void require_table_part() {
    static_assert(word_belongs_in_a_table<Part, Table>,
                  "constable: a word does not belong in a table; put it into the column that it is about");
}

} // namespace declare

/// A table: derive a struct from it, `struct users : table<"users", column<…>, …> {};`. An alias will not do: the
/// struct is what other tables refer to, what compilers cache by, and what error messages say.
/// Parts: `column`, `primary_key`, `unique`, `foreign_key`, `check`, `exclude`, `index_`, `unique_index`,
/// `comment`, `comment_on`, `in_schema`.
template <fixed_string Name, class... Parts>
struct table {
    using declared_parts = declare::part_list<Parts...>;
    static constexpr std::string_view table_name = Name.view();
};

/// The schema of an application: `struct app : schema<teams, users> {};`, in any order.
/// `app::tables` is a Boost.Hana tuple of the tables' types, for `hana::for_each` and friends.
template <class... Tables>
struct schema {
    using table_list = declare::part_list<Tables...>;
    static constexpr auto tables = boost::hana::tuple_t<Tables...>;
};

} // namespace constable
