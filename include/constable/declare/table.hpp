// SPDX-License-Identifier: BSL-1.0
// Tables and schemas: the named structs that everything else is keyed by.
#pragma once

#include "column.hpp"
#include "index.hpp"

#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>

#include <cstddef>
#include <initializer_list>
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
    template <class Object>
    static constexpr auto describe(Object& object) -> decltype(void(object.schema)) {
        object.schema = Name.view();
    }
};

namespace declare {

/// `Part` says nothing about a table.
template <class Part, class Table>
inline constexpr bool word_belongs_in_a_table = __is_base_of(table_part, Part);

template <class Part, class Table>
constexpr void require_table_part() {
    static_assert(word_belongs_in_a_table<Part, Table>,
                  "constable: a word does not belong in a table; put it into the column that it is about");
}

} // namespace declare

namespace declare {

/// What every table is.
struct table_root {};

template <class... Things>
constexpr auto tables_among();

} // namespace declare

/// A table: derive a struct from it, `struct users : table<"users", column<…>, …> {};`. An alias will not do: the
/// struct is what other tables refer to, what compilers cache by, and what error messages say.
/// Parts: `column`, `primary_key`, `unique`, `foreign_key`, `check`, `exclude`, `index_`, `unique_index`,
/// `comment`, `comment_on`, `in_schema`, and those that few tables have: see table_parts.hpp, trigger.hpp, rule.hpp.
template <fixed_string Name, class... Parts>
struct table : declare::table_root {
    using declared_parts = declare::part_list<Parts...>;
    static constexpr std::string_view table_name = Name.view();
};

/// The schema of an application: `struct app : schema<teams, users> {};`. Tables and other objects, in any order.
/// `app::tables` is a Boost.Hana tuple of the tables' types, for `hana::for_each` and friends.
template <class... Things>
struct schema {
    using declared_things = declare::part_list<Things...>;
    static constexpr auto tables = declare::tables_among<Things...>();
};

namespace declare {

template <class Thing>
inline constexpr bool is_table = __is_base_of(table_root, Thing);

constexpr std::size_t count_true(std::initializer_list<bool> facts) {
    std::size_t count = 0;
    for (const bool each : facts) count += each ? 1U : 0U;
    return count;
}

template <class Thing, bool IsTable = is_table<Thing>>
struct one_table {
    using type = part_list<Thing>;
};
template <class Thing>
struct one_table<Thing, false> {
    using type = part_list<>;
};

// Joins lists, eight at a time: of hundreds, one by one would take the compiler minutes.
template <class... Lists>
struct joined_lists;
template <class... A>
struct joined_lists<part_list<A...>> {
    using type = part_list<A...>;
};
template <class... A, class... B, class... Rest>
struct joined_lists<part_list<A...>, part_list<B...>, Rest...> : joined_lists<Rest..., part_list<A..., B...>> {};
template <class... A, class... B, class... C, class... D, class... E, class... F, class... G, class... H, class... Rest>
struct joined_lists<part_list<A...>, part_list<B...>, part_list<C...>, part_list<D...>, part_list<E...>, part_list<F...>,
              part_list<G...>, part_list<H...>, Rest...>
    : joined_lists<Rest..., part_list<A..., B..., C..., D..., E..., F..., G..., H...>> {};

template <class... Tables>
constexpr auto tuple_of(part_list<Tables...>*) {
    return boost::hana::tuple_t<Tables...>;
}

template <class... Things>
constexpr auto tables_among() {
    if constexpr (count_true({is_table<Things>...}) == sizeof...(Things)) return boost::hana::tuple_t<Things...>;
    else return tuple_of(static_cast<typename joined_lists<part_list<>, typename one_table<Things>::type...>::type*>(nullptr));
}

} // namespace declare

} // namespace constable
