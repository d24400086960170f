// SPDX-License-Identifier: BSL-1.0
// A plain struct that Boost.Hana knows, as the declaration of a table.
#pragma once

#include "table.hpp"

#include <boost/hana/accessors.hpp>
#include <boost/hana/at.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/length.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable {

/// The SQL type of a C++ type, for `table_of`. Specialise it for types of your own:
/// `template <> struct constable::sql_type_of<point> { using type = constable::sql_type<"point">; };`
template <class Cpp>
struct sql_type_of;

template <> struct sql_type_of<short> { using type = smallint; };
template <> struct sql_type_of<int> { using type = integer; };
template <> struct sql_type_of<long> { using type = bigint; };
template <> struct sql_type_of<long long> { using type = bigint; };
template <> struct sql_type_of<float> { using type = real; };
template <> struct sql_type_of<double> { using type = double_precision; };
template <> struct sql_type_of<bool> { using type = boolean; };
template <> struct sql_type_of<std::string> { using type = text; };
template <> struct sql_type_of<std::string_view> { using type = text; };
template <> struct sql_type_of<std::vector<std::byte>> { using type = bytea; };
template <> struct sql_type_of<std::basic_string<std::byte>> { using type = bytea; };
template <> struct sql_type_of<std::chrono::year_month_day> { using type = date; };
template <class Duration>
struct sql_type_of<std::chrono::time_point<std::chrono::system_clock, Duration>> { using type = timestamptz; };
template <class Element>
struct sql_type_of<std::vector<Element>> { using type = array<typename sql_type_of<Element>::type>; };

/// Adds words to a column of `table_of`: `with<"id", identity<>, primary_key<>>`.
template <fixed_string Column, class... Words>
struct with {};

namespace declare {

/// No SQL type is known for the C++ type of a member.
template <class Cpp, class Member>
inline constexpr bool cpp_type_has_an_sql_type = requires { typename sql_type_of<Cpp>::type; };

/// Stands among the parts where a member's type is unknown, and is refused there.
template <class Cpp, class Member>
struct untyped_member {};
template <class Table, class Cpp, class Member>
constexpr void refuse(const untyped_member<Cpp, Member>*) {
    static_assert(cpp_type_has_an_sql_type<Cpp, Member>,
                  "constable: a member of an adapted struct has a C++ type without an SQL type; specialise sql_type_of for it");
}

template <class Cpp>
struct member_type {
    using value_type = Cpp;
    using nullability = not_null;
};
template <class Cpp>
struct member_type<std::optional<Cpp>> {
    using value_type = Cpp;
    using nullability = nullable;
};

template <class Struct, std::size_t At>
constexpr auto accessor_at() {
    return boost::hana::at_c<At>(boost::hana::accessors<Struct>());
}

template <class Struct, std::size_t At>
constexpr auto member_name() {
    constexpr auto name = boost::hana::first(accessor_at<Struct, At>());
    constexpr std::string_view text{boost::hana::to<const char*>(name)};
    return fixed_string<text.size()>{text};
}

template <class Struct, std::size_t At>
using member_at =
    std::remove_cvref_t<decltype(boost::hana::second(accessor_at<Struct, At>())(std::declval<const Struct&>()))>;

template <class Struct, fixed_string Name> struct member {};

// `not_null` comes from the C++ type; a word that says so too replaces it.
template <class Nullability, class... Words>
using nullability_word = std::conditional_t<(std::is_same_v<not_null, Words> || ...), part_list<>, part_list<Nullability>>;

template <fixed_string Name, class Type, class First, class Words>
struct column_with;
template <fixed_string Name, class Type, class... First, class... Words>
struct column_with<Name, Type, part_list<First...>, part_list<Words...>> {
    using type = column<Name, Type, First..., Words...>;
};

template <fixed_string Name, class Part>
struct words_for { using type = part_list<>; };
template <fixed_string Name, fixed_string Column, class... Words>
struct words_for<Name, with<Column, Words...>> {
    using type = std::conditional_t<Name.view() == Column.view(), part_list<Words...>, part_list<>>;
};

template <class... Lists>
struct join { using type = part_list<>; };
template <class... First, class... Second, class... Rest>
struct join<part_list<First...>, part_list<Second...>, Rest...> : join<part_list<First..., Second...>, Rest...> {};
template <class... Only>
struct join<part_list<Only...>> { using type = part_list<Only...>; };

// Whether a part that replaces the member stands among the parts.
template <fixed_string Name, class Part>
inline constexpr bool replaces = false;
template <fixed_string Name, class Type, class... Words>
inline constexpr bool replaces<Name, column<Name, Type, Words...>> = true;

template <class Words, class Nullability>
struct with_nullability;
template <class... Words, class Nullability>
struct with_nullability<part_list<Words...>, Nullability> { using type = nullability_word<Nullability, Words...>; };

template <class Struct, std::size_t At, class... Parts>
struct member_column {
    static constexpr auto name = member_name<Struct, At>();
    using cpp = member_type<member_at<Struct, At>>;
    using value = typename cpp::value_type;
    using words = typename join<part_list<>, typename words_for<name, Parts>::type...>::type;
    using first = typename with_nullability<words, typename cpp::nullability>::type;

    static constexpr auto make() {
        if constexpr ((replaces<name, Parts> || ...)) return part_list<>{};
        else if constexpr (!cpp_type_has_an_sql_type<value, void>) return part_list<untyped_member<value, member<Struct, name>>>{};
        else return part_list<typename column_with<name, typename sql_type_of<value>::type, first, words>::type>{};
    }
    using type = decltype(make());
};

/// Whether `Column` is a member of the struct.
template <class Struct, class Column, class Indexes>
inline constexpr bool with_names_a_member = false;
template <class Struct, fixed_string Column, std::size_t... At>
inline constexpr bool with_names_a_member<Struct, member<Struct, Column>, std::index_sequence<At...>> =
    ((member_name<Struct, At>().view() == Column.view()) || ...);

/// Stands among the parts in place of a `with` for no member, and is refused there.
template <class Struct, class Column, class Indexes>
struct lost_with {};
template <class Table, class Struct, class Column, class Indexes>
constexpr void refuse(const lost_with<Struct, Column, Indexes>*) {
    static_assert(with_names_a_member<Struct, Column, Indexes>,
                  "constable: a with<…> names no member of the struct; correct the name");
}

template <class Struct, class Indexes, class Part>
struct kept_part { using type = part_list<Part>; };
template <class Struct, class Indexes, fixed_string Column, class... Words>
struct kept_part<Struct, Indexes, with<Column, Words...>> {
    using named = member<Struct, Column>;
    using type = std::conditional_t<with_names_a_member<Struct, named, Indexes>, part_list<>,
                                    part_list<lost_with<Struct, named, Indexes>>>;
};

template <class Struct, class Indexes, class... Parts>
struct adapted_parts;
template <class Struct, std::size_t... At, class... Parts>
struct adapted_parts<Struct, std::index_sequence<At...>, Parts...> {
    using type = typename join<part_list<>, typename member_column<Struct, At, Parts...>::type..., typename kept_part<Struct, std::index_sequence<At...>, Parts>::type...>::type;
};

template <class Struct>
inline constexpr std::size_t member_count = decltype(boost::hana::length(boost::hana::accessors<Struct>()))::value;

} // namespace declare

/// A table whose columns are the members of a struct adapted by Boost.Hana (`BOOST_HANA_DEFINE_STRUCT`,
/// `BOOST_HANA_ADAPT_STRUCT`, …): member names are column names, `sql_type_of` gives the types, `std::optional` is
/// a nullable column and anything else NOT NULL. `with<"member", words…>` adds words to a column, and
/// a `column<"member", …>` among the parts takes the place of one. All parts of `table` may follow.
/// https://www.boost.org/doc/libs/release/libs/hana/doc/html/group__group-Struct.html
template <class Struct, fixed_string Name, class... Parts>
struct table_of : declare::table_root {
    using row = Struct;
    using declared_parts = typename declare::adapted_parts<Struct, std::make_index_sequence<declare::member_count<Struct>>, Parts...>::type;
    static constexpr std::string_view table_name = Name.view();
};

} // namespace constable
