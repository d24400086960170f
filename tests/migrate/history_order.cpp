// SPDX-License-Identifier: BSL-1.0
// What depends on what in a history: branches, heads, merges, and what is wrong with their order.
#include "constable/migrate/history_order.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_history_order {

constexpr step_value on_a{.kind = step_kind::drop_part, .table = "a"};
constexpr step_value on_b{.kind = step_kind::drop_part, .table = "b"};
constexpr const step_value* a[] = {&on_a};
constexpr const step_value* b[] = {&on_b};
constexpr std::string_view one[] = {"1"};
constexpr std::string_view both[] = {"2", "3"};
constexpr std::string_view later[] = {"4"};

TEST(history_order, is_linear_by_itself) {
    const migration_value all[] = {{.version = "1"}, {.version = "2"}, {.version = "3"}};
    EXPECT_FALSE(find_order_mistake(all));
    EXPECT_TRUE(depends_on_migration(all, 2, 0));
    EXPECT_FALSE(depends_on_migration(all, 0, 2));
    EXPECT_TRUE(is_head(all, 2));
    EXPECT_FALSE(is_head(all, 1));
}

TEST(history_order, tells_branches_that_commute_from_those_that_do_not) {
    const migration_value commuting[] = {{.version = "1", .steps = a}, {.version = "2", .steps = a, .depends_on = one}, {.version = "3", .steps = b, .depends_on = one}};
    EXPECT_EQ(find_order_mistake(commuting).kind, order_mistake_kind::heads_commute);
    const migration_value conflicting[] = {{.version = "1", .steps = a}, {.version = "2", .steps = a, .depends_on = one}, {.version = "3", .steps = a, .depends_on = one}};
    EXPECT_EQ(find_order_mistake(conflicting).kind, order_mistake_kind::heads_conflict);
    EXPECT_EQ(find_order_mistake(conflicting).other, "a");
}

TEST(history_order, takes_a_merge) {
    const migration_value all[] = {{.version = "1"}, {.version = "2", .depends_on = one}, {.version = "3", .depends_on = one}, {.version = "4", .depends_on = both}};
    EXPECT_FALSE(find_order_mistake(all));
    EXPECT_TRUE(depends_on_migration(all, 3, 1));
    EXPECT_FALSE(depends_on_migration(all, 2, 1));
}

TEST(history_order, refuses_repeated_and_unknown_versions) {
    const migration_value repeated[] = {{.version = "1"}, {.version = "1"}};
    EXPECT_EQ(find_order_mistake(repeated).kind, order_mistake_kind::version_is_repeated);
    const migration_value unknown[] = {{.version = "1"}, {.version = "2", .depends_on = later}};
    EXPECT_EQ(find_order_mistake(unknown).kind, order_mistake_kind::dependency_is_unknown);
}

} // namespace test_of_history_order
} // namespace constable::migrating
