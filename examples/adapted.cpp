// SPDX-License-Identifier: BSL-1.0
// Structs that exist already, as tables: prints the DDL for psql; with the argument `start` it makes the database have it.
#include <constable.hpp>

#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace library {

// A type of the program's own.
struct isbn {
    std::string digits;
};

// A struct that nobody needs to change for it …
struct author {
    long id;
    std::string name;
    std::optional<std::chrono::year_month_day> born;
};

// … and one that says its members to Boost.Hana itself.
struct book {
    BOOST_HANA_DEFINE_STRUCT(book,
        (long, id),
        (isbn, number),
        (std::string, title),
        (std::optional<long>, author_id),
        (std::vector<std::string>, languages),
        (std::chrono::system_clock::time_point, added_at));
};

} // namespace library

BOOST_HANA_ADAPT_STRUCT(library::author, id, name, born);

// Its SQL type.
template <>
struct constable::sql_type_of<library::isbn> {
    using type = constable::varchar<17>;
};

namespace library {

using namespace constable;

struct authors : table_of<author, "authors",
    with<"id", identity<>, primary_key<>>
> {};

struct books : table_of<book, "books",
    with<"id", identity<>, primary_key<>>,
    with<"number", unique<>>,
    with<"author_id", references<authors>>,
    with<"added_at", default_<"now()">>,
    index_<"author_id">,
    check<"title <> ''">
> {};

struct catalogue : schema<authors, books> {};

} // namespace library

int main(int argument_count, char** arguments) {
    try {
        const bool starts = argument_count > 1 && std::string_view{arguments[1]} == "start";
        if (starts) std::cout << constable::ensure_schema<library::catalogue>().message << '\n';
        else std::cout << constable::ddl_of<library::catalogue>;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
