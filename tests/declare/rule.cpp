// SPDX-License-Identifier: BSL-1.0
// Rules and policies, as their options tell them.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
using namespace constable;
using namespace constable::testing;

namespace {

constexpr const catalog::catalog& all = catalog_of<everything::app>;

constexpr const catalog::table& table_named(std::string_view name) {
    for (const catalog::table& each : all.tables)
        if (each.name == name) return each;
    throw name; // a compile error
}

} // namespace

TEST(rule, says_what_it_does_in_place_of_what) {
    constexpr const catalog::rule& keep = table_named("users").rules[0];
    static_assert(keep.name == "keep" && keep.event == catalog::command_kind::remove && keep.instead && keep.condition == "old.id = 1");
    static_assert(keep.action == "NOTHING" && keep.enabled == catalog::enabled_state::replica);
}

TEST(rule, has_policies_beside_it) {
    constexpr const catalog::policy& own = table_named("users").policies[0];
    static_assert(own.permissive && own.command == catalog::command_kind::select && own.using_expression == "name = CURRENT_USER");
    static_assert(own.roles.size() == 2 && own.roles[0] == "a" && own.roles[1] == "b", "sorted");
    constexpr const catalog::policy& strict_one = table_named("users").policies[1];
    static_assert(!strict_one.permissive && strict_one.roles.empty() && strict_one.check_expression == "id > 0" &&
                  strict_one.command == catalog::command_kind::all);
}
