// SPDX-License-Identifier: BSL-1.0
// Types are collected from where they are used, and listed once.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace declare = constable::declare;
using namespace constable;
using namespace constable::testing;

namespace {

struct letter : enum_<"letter", "a", "b"> {};
struct capital : domain<"capital", letter, check<"VALUE <> 'b'">> {};
struct pair : composite_type<"pair", attribute<"left", capital>, attribute<"right", array<capital>>> {};
struct span_of_letters : range_type<"span_of_letters", subtype<"letter">> {};
struct pairs : table<"pairs", column<"pair", pair>, column<"letter", letter>, column<"span", span_of_letters>> {};
struct used : schema<pairs> {};
struct swapped : procedure<"swapped", arguments<argument<"it", pair>>, language<"sql">> {
    static constexpr std::string_view body = "SELECT 1";
};
struct called : schema<swapped> {};
struct listed : schema<pair, pairs, letter> {};

} // namespace

TEST(lower_types, are_found_in_columns_and_in_what_they_are_made_of) {
    static_assert(catalog_of<used>.enumerations.size() == 1 && catalog_of<used>.domains.size() == 1);
    static_assert(catalog_of<used>.composite_types.size() == 1 && catalog_of<used>.range_types.size() == 1);
    static_assert(catalog_of<used>.domains[0].type == "letter");
}

TEST(lower_types, are_found_in_arguments_of_routines) {
    static_assert(catalog_of<called>.composite_types.size() == 1 && catalog_of<called>.domains.size() == 1 &&
                  catalog_of<called>.enumerations.size() == 1);
}

TEST(lower_types, are_the_same_whether_listed_or_not) {
    static_assert(catalog_of<listed>.composite_types.size() == 1 && catalog_of<listed>.enumerations.size() == 1);
    static_assert(!declare::has_no_objects<used> && declare::has_only_tables<used>);
    static_assert(declare::has_no_objects<schema<everything::animals>>);
}
