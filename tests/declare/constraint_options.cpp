// SPDX-License-Identifier: BSL-1.0
// Each option changes what it says, in constraints and indexes.
#include <constable/declare/constraint_options.hpp>

#include <gtest/gtest.h>
#include <string_view>

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

} // namespace

TEST(constraint_options, names_filters_and_chooses_a_method) {
    static_assert(on_constraint<named<"a b">>.name == "a b" && on_index<named<"a b">>.name == "a b");
    static_assert(on_constraint<where_<"a > 0">>.predicate == "a > 0" && on_index<where_<"a > 0">>.predicate == "a > 0");
    static_assert(on_constraint<using_<"gist">>.method == "gist" && on_index<using_<"hash">>.method == "hash");
    static_assert(on_constraint<nulls_not_distinct>.nulls_not_distinct && on_index<nulls_not_distinct>.nulls_not_distinct);
}

TEST(constraint_options, defers_and_relaxes_constraints) {
    static_assert(on_constraint<deferrable>.deferrable && !on_constraint<deferrable>.initially_deferred);
    static_assert(on_constraint<initially_deferred>.deferrable && on_constraint<initially_deferred>.initially_deferred);
    static_assert(on_constraint<no_inherit>.no_inherit && on_constraint<across_types>.across_types);
}

TEST(constraint_options, says_what_happens_to_references) {
    static_assert(on_constraint<on_delete<cascade>>.on_delete == catalog::referential_action::cascade);
    static_assert(on_constraint<on_delete<set_null, "a", "b">>.on_delete_columns.size() == 2);
    static_assert(on_constraint<on_delete<set_null, "a", "b">>.on_delete_columns[1] == "b");
    static_assert(on_constraint<on_update<set_default>>.on_update == catalog::referential_action::set_default);
    static_assert(on_constraint<on_update<restrict>>.on_update == catalog::referential_action::restrict);
    static_assert(on_constraint<on_update<no_action>>.on_update == catalog::referential_action::no_action);
    static_assert(on_constraint<match<full>>.match == catalog::match_type::full &&
                  on_constraint<match<simple>>.match == catalog::match_type::simple);
}

TEST(constraint_options, say_what_newer_servers_know) {
    static_assert(on_constraint<not_valid>.not_valid && on_constraint<not_enforced>.not_enforced);
    static_assert(on_constraint<without_overlaps>.period && on_constraint<period>.period);
    static_assert(!declare::option_belongs_here<decltype(not_valid), declare::in_unique>);
    static_assert(!declare::option_belongs_here<decltype(period), declare::in_unique>);
    static_assert(!declare::option_belongs_here<decltype(without_overlaps), declare::in_foreign_key>);
}

TEST(constraint_options, keep_storage_parameters_in_their_order) {
    constexpr auto& options = on_index<storage_parameters<"fillfactor=70", "deduplicate_items=off">>.options;
    static_assert(options.size() == 2 && options[0] == "fillfactor=70" && options[1] == "deduplicate_items=off");
    static_assert(on_constraint<storage_parameters<"fillfactor=70">>.options.size() == 1);
}

TEST(constraint_options, attach_to_the_index_of_a_parent) {
    static_assert(on_index<attached_to<"events_at_idx">>.attached_to == "events_at_idx");
    static_assert(on_constraint<attached_to<"events_pkey">>.attached_to == "events_pkey");
}

TEST(constraint_options, say_the_comment_of_the_index_of_a_key) {
    static_assert(on_constraint<index_comment<"how they are found">>.index_comment == "how they are found");
    static_assert(on_constraint<index_comment<"x">>.comment.empty());
    static_assert(!declare::option_belongs_here<decltype(index_comment<"x">), declare::in_check>);
    static_assert(!declare::option_belongs_here<decltype(index_comment<"x">), declare::in_index>);
}

TEST(constraint_options, let_a_foreign_key_set_what_is_not_null) { static_assert(on_constraint<across_nulls>.across_nulls); }
