// SPDX-License-Identifier: BSL-1.0
// Parts that few tables have, and what partitions take over from their parents.
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

TEST(lower_extras, lie_in_the_tables_that_say_them) {
    constexpr const catalog::table& users = table_named("users");
    static_assert(users.triggers.size() == 3 && users.rules.size() == 1 && users.policies.size() == 2 && users.statistics.size() == 1);
    static_assert(table_named("events").triggers.empty() && table_named("events").policies.empty());
}

TEST(lower_extras, take_comments_by_name) {
    constexpr const catalog::table& users = table_named("users");
    static_assert(users.triggers[1].comment == "Who goes" && users.triggers[0].comment.empty());
    static_assert(users.rules[0].comment == "The first stays" && users.policies[0].comment == "Everyone sees oneself");
    static_assert(users.statistics[0].comment == "Together");
}

TEST(lower_extras, give_a_partition_what_its_parent_has) {
    constexpr const catalog::table& part = table_named("events_2024");
    static_assert(part.columns.size() == 4 && part.constraints.size() == 3 && part.indexes.size() == 1);
    static_assert(part.columns[1].default_expression == "now()" && part.columns[1].comment.empty());
    static_assert(part.columns[2].details->storage == catalog::storage_kind::main && part.columns[2].details->statistics == -1);
    for (const catalog::constraint& each : part.constraints) EXPECT_NE(each.kind, catalog::constraint_kind::foreign_key) << each.name;
}

TEST(lower_extras, name_a_partitions_parts_as_postgresql_does) {
    for (const std::string_view name : {"events_2024", "events_2024_a"}) {
        const catalog::table& part = table_named(name);
        const std::string prefix{name};
        EXPECT_EQ(part.constraints[0].name, "events_kind_check") << "one name in all generations";
        EXPECT_EQ(part.constraints[1].name, prefix + "_pkey");
        EXPECT_EQ(part.constraints[2].name, "events_id_check");
        EXPECT_EQ(part.indexes[0].name, prefix + "_kind_at_idx");
    }
}

TEST(lower_extras, attach_a_partitions_indexes_to_its_parents) {
    static_assert(table_named("events_2024").constraints[1].attached_to == "events_pkey");
    static_assert(table_named("events_2024").indexes[0].attached_to == "events_kind_at_idx");
    static_assert(table_named("events_2024_a").constraints[1].attached_to == "events_2024_pkey");
    static_assert(table_named("events_2024_a").indexes[0].attached_to == "events_2024_kind_at_idx");
    static_assert(table_named("events").constraints[0].attached_to.empty());
}

TEST(lower_extras, leave_a_partition_with_columns_as_it_is_written) {
    constexpr const catalog::table& rest = table_named("events_rest");
    static_assert(rest.parent == "events" && rest.partition_bound == "DEFAULT" && rest.constraints.size() == 1 && rest.indexes.empty());
    static_assert(rest.constraints[0].attached_to == "events_pkey");
}
