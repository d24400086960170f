// SPDX-License-Identifier: BSL-1.0
// Triggers, as their options tell them.
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

TEST(trigger, fires_before_rows_are_written) {
    constexpr const catalog::trigger& touch = table_named("users").triggers[0];
    static_assert(touch.time == catalog::trigger_time::before && touch.on_insert && touch.on_update && !touch.on_delete && touch.for_each_row);
    static_assert(touch.update_columns.size() == 2 && touch.when_expression == "(new.name IS NOT NULL)");
    static_assert(touch.function == "touch" && touch.arguments.size() == 2 && touch.arguments[1] == "it's");
}

TEST(trigger, may_guard_a_constraint) {
    constexpr const catalog::trigger& watch = table_named("users").triggers[1];
    static_assert(watch.is_constraint && watch.time == catalog::trigger_time::after && watch.for_each_row);
    static_assert(watch.deferrable && watch.initially_deferred && watch.enabled == catalog::enabled_state::always);
}

TEST(trigger, may_see_whole_tables) {
    constexpr const catalog::trigger& count = table_named("users").triggers[2];
    static_assert(count.old_table == "before" && count.new_table == "after" && !count.for_each_row);
    static_assert(count.enabled == catalog::enabled_state::disabled);
}

TEST(trigger, may_take_the_place_of_a_statement) {
    static_assert(all.views[0].triggers[0].time == catalog::trigger_time::instead_of);
}
