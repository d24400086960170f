// SPDX-License-Identifier: BSL-1.0
// Large declarations need no compiler flag: Clang allows a million steps in a constant expression and 256 nested
// operands of a fold, g++ and Clang 900 and 1024 nested templates. Nothing here runs.
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include <constable/schema.hpp>

using namespace constable;

namespace {

template <std::size_t Number>
constexpr auto numbered_name() {
    fixed_string<17> name{std::string_view{"a_name_of_size_00"}};
    for (std::size_t at = 16, rest = Number; rest != 0; rest /= 10) name.bytes[at--] = static_cast<char>('0' + rest % 10);
    return name;
}

/// 300 columns of different names.
template <class Numbers>
struct wide_table;
template <std::size_t... Number>
struct wide_table<std::index_sequence<Number...>>
    : table<"wide", column<numbered_name<Number>(), integer, not_null, default_<"0">>...> {};
struct wide : schema<wide_table<std::make_index_sequence<300>>> {};

static_assert(catalog_of<wide>.tables[0].columns.size() == 300);
static_assert(!ddl_of<wide>.empty() && fingerprint_of<wide> != 0);

/// 50 columns, each with a constraint and an index that have no name, and ten checks that want the same one.
template <class Numbers>
struct loaded_table;
template <std::size_t... Number>
struct loaded_table<std::index_sequence<Number...>>
    : table<"loaded", column<numbered_name<Number>(), integer, unique<>>..., index_<key<numbered_name<Number>()>>...,
            check<"0 < 1">, check<"0 < 2">, check<"0 < 3">, check<"0 < 4">, check<"0 < 5">,
            check<"0 < 6">, check<"0 < 7">, check<"0 < 8">, check<"0 < 9">, check<"1 < 9">> {};
struct loaded : schema<loaded_table<std::make_index_sequence<50>>> {};

static_assert(catalog_of<loaded>.tables[0].constraints.size() == 60 && catalog_of<loaded>.tables[0].indexes.size() == 50);
static_assert(catalog_of<loaded>.tables[0].constraints[59].name == "loaded_check9");

/// 300 tables, each of which references the next and the first.
template <std::size_t Number>
struct ring_table : table<numbered_name<Number>(),
    column<"id", integer, primary_key<>>,
    column<"next", integer, references<ring_table<(Number + 1) % 300>>>,
    column<"first", integer, references<ring_table<0>>>
> {};
template <class Numbers>
struct ring_of;
template <std::size_t... Number>
struct ring_of<std::index_sequence<Number...>> : schema<ring_table<Number>...> {};
struct ring : ring_of<std::make_index_sequence<300>> {};

static_assert(catalog_of<ring>.tables.size() == 300 && !ddl_of<ring>.empty());

/// An enum of 250 labels, as many as there are countries.
template <class Numbers>
struct labels;
template <std::size_t... Number>
struct labels<std::index_sequence<Number...>> { using type = enum_<"label", numbered_name<Number>()...>; };
struct labelled : table<"labelled", column<"label", labels<std::make_index_sequence<250>>::type>> {};

static_assert(catalog_of<schema<labelled>>.enumerations[0].labels.size() == 250);

/// A megabyte of functions' bodies.
constexpr std::array<char, 80'000> long_body = [] {
    std::array<char, 80'000> made{};
    for (char& each : made) each = ' ';
    return made;
}();
template <std::size_t Number>
struct does_much : function<numbered_name<Number>(), returns<integer>, language<"sql">> {
    static constexpr std::string_view body{long_body.data(), Number < 12 ? long_body.size() : 1};
};
template <class Numbers>
struct functions_of;
template <std::size_t... Number>
struct functions_of<std::index_sequence<Number...>> : schema<does_much<Number>...> {};
struct functions : functions_of<std::make_index_sequence<300>> {};

static_assert(catalog_of<functions>.routines.size() == 300 && fingerprint_of<functions> != 0);

} // namespace
