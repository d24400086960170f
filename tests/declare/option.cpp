// SPDX-License-Identifier: BSL-1.0
// Options bring columns, keys and lists, in the order in which they are written.
#include <constable/declare/constraints.hpp>
#include <constable/declare/option.hpp>

#include <gtest/gtest.h>
#include <string_view>

namespace declare = constable::declare;
using namespace constable;

TEST(option, brings_columns_in_their_order) {
    static_assert(declare::option_columns<"a", deferrable, "b", named<"n">>.size() == 2);
    static_assert(declare::option_columns<"a", deferrable, "b", named<"n">>[1] == "b");
    static_assert(declare::option_columns<deferrable>.empty() && declare::option_columns<>.empty());
    static_assert(declare::option_includes<"a", include<"b", "c">, include<"d">>.size() == 3);
    static_assert(declare::option_includes<"a", include<"b", "c">, include<"d">>[2] == "d");
}

TEST(option, lists_texts_as_they_stand_or_sorted) {
    static_assert(declare::text_list<"b", "a">[0] == "b" && declare::text_list<>.empty());
    static_assert(declare::sorted_list<"b", "a", "c">[0] == "a" && declare::sorted_list<"b", "a", "c">[2] == "c");
}

TEST(option, quotes_names_where_sql_needs_it) {
    static_assert(strings::view(declare::qualified_text<"", "C">) == "\"C\"");
    static_assert(strings::view(declare::qualified_text<"auth", "x y">) == "auth.\"x y\"");
    static_assert(strings::view(declare::qualified_text<"", "plain">) == "plain");
}
