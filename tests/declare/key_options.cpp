// SPDX-License-Identifier: BSL-1.0
// The keys of indexes, with what is said of them.
#include <constable/declare/key_options.hpp>

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
namespace declare = constable::declare;
using namespace constable;

namespace {

template <declare::option... Options>
constexpr catalog::key key_of = declare::option_keys<Options...>[0];

} // namespace

TEST(key_options, come_with_what_is_said_of_them) {
    static_assert(declare::option_keys<"a", expression<"lower(b)">, key<"c">>.size() == 3);
    static_assert(key_of<"a">.column == "a" && key_of<"a">.expression.empty());
    static_assert(key_of<expression<"lower(a)">>.expression == "lower(a)" && key_of<expression<"lower(a)">>.column.empty());
    static_assert(key_of<descending<"a">>.descending && key_of<key<"a", desc>>.descending && !key_of<key<"a">>.descending);
    static_assert(key_of<key<"a", nulls_first>>.nulls == catalog::nulls_order::first);
    static_assert(key_of<descending<"a", nulls_last>>.nulls == catalog::nulls_order::last && key_of<descending<"a", nulls_last>>.descending);
    static_assert(key_of<key<"a", operator_class<"text_pattern_ops">>>.operator_class == "text_pattern_ops");
    static_assert(key_of<expression<"lower(a)", collation<"C">>>.collation == "\"C\"");
    static_assert(key_of<with_<"a", "&&">>.with_operator == "&&" && key_of<with_<"a", "&&">>.column == "a");
    static_assert(key_of<with_expression<"a + 1", "=">>.with_operator == "=" && key_of<with_expression<"a + 1", "=">>.expression == "a + 1");
}

TEST(key_options, qualify_collations_and_set_statistics) {
    static_assert(key_of<key<"a", collation_in<"auth", "x y">>>.collation == "auth.\"x y\"");
    static_assert(key_of<expression<"lower(a)", key_statistics<200>>>.statistics == 200 && key_of<"a">.statistics == -1);
}
