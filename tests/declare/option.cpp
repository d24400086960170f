// SPDX-License-Identifier: BSL-1.0
// Each option changes what it says, in constraints, indexes and keys.
#include <constable/declare/option.hpp>

#include <gtest/gtest.h>
#include <string_view>
#include <vector>

namespace catalog = constable::catalog;
namespace declare = constable::declare;
using namespace constable;

namespace {

template <auto Option, class Target>
constexpr Target applied() {
    Target target;
    Option.apply(target);
    return target;
}
template <auto Option>
constexpr auto on_constraint = applied<Option, catalog::constraint>();
template <auto Option>
constexpr auto on_index = applied<Option, catalog::index>();
template <declare::option... Options>
constexpr catalog::key key_of = declare::option_keys<Options...>[0];

} // namespace

TEST(option, names_filters_and_chooses_a_method) {
    static_assert(on_constraint<named<"a b">>.name == "a b" && on_index<named<"a b">>.name == "a b");
    static_assert(on_constraint<where_<"a > 0">>.predicate == "a > 0" && on_index<where_<"a > 0">>.predicate == "a > 0");
    static_assert(on_constraint<using_<"gist">>.method == "gist" && on_index<using_<"hash">>.method == "hash");
    static_assert(on_constraint<nulls_not_distinct>.nulls_not_distinct && on_index<nulls_not_distinct>.nulls_not_distinct);
}

TEST(option, defers_and_relaxes_constraints) {
    static_assert(on_constraint<deferrable>.deferrable && !on_constraint<deferrable>.initially_deferred);
    static_assert(on_constraint<initially_deferred>.deferrable && on_constraint<initially_deferred>.initially_deferred);
    static_assert(on_constraint<no_inherit>.no_inherit && on_constraint<across_types>.across_types);
}

TEST(option, says_what_happens_to_references) {
    static_assert(on_constraint<on_delete<cascade>>.on_delete == catalog::referential_action::cascade);
    static_assert(on_constraint<on_delete<set_null, "a", "b">>.on_delete_columns.size() == 2);
    static_assert(on_constraint<on_delete<set_null, "a", "b">>.on_delete_columns[1] == "b");
    static_assert(on_constraint<on_update<set_default>>.on_update == catalog::referential_action::set_default);
    static_assert(on_constraint<on_update<restrict>>.on_update == catalog::referential_action::restrict);
    static_assert(on_constraint<on_update<no_action>>.on_update == catalog::referential_action::no_action);
    static_assert(on_constraint<match<full>>.match == catalog::match_type::full &&
                  on_constraint<match<simple>>.match == catalog::match_type::simple);
}

TEST(option, brings_columns_in_their_order) {
    static_assert(declare::option_columns<"a", deferrable, "b", named<"n">>.size() == 2);
    static_assert(declare::option_columns<"a", deferrable, "b", named<"n">>[1] == "b");
    static_assert(declare::option_columns<deferrable>.empty() && declare::option_columns<>.empty());
    static_assert(declare::option_includes<"a", include<"b", "c">, include<"d">>.size() == 3);
    static_assert(declare::option_includes<"a", include<"b", "c">, include<"d">>[2] == "d");
}

TEST(option, brings_keys_with_what_is_said_of_them) {
    static_assert(declare::option_keys<"a", expression<"lower(b)">, key<"c">>.size() == 3);
    static_assert(key_of<"a">.column == "a" && key_of<"a">.expression.empty());
    static_assert(key_of<expression<"lower(a)">>.expression == "lower(a)" && key_of<expression<"lower(a)">>.column.empty());
    static_assert(key_of<descending<"a">>.descending && key_of<key<"a", desc>>.descending && !key_of<key<"a">>.descending);
    static_assert(key_of<key<"a", nulls_first>>.nulls == catalog::nulls_order::first);
    static_assert(key_of<descending<"a", nulls_last>>.nulls == catalog::nulls_order::last && key_of<descending<"a", nulls_last>>.descending);
    static_assert(key_of<key<"a", operator_class<"text_pattern_ops">>>.operator_class == "text_pattern_ops");
    static_assert(key_of<expression<"lower(a)", collation<"C">>>.collation == "C");
    static_assert(key_of<with_<"a", "&&">>.with_operator == "&&" && key_of<with_<"a", "&&">>.column == "a");
    static_assert(key_of<with_expression<"a + 1", "=">>.with_operator == "=" && key_of<with_expression<"a + 1", "=">>.expression == "a + 1");
}
