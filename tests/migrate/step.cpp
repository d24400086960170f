// SPDX-License-Identifier: BSL-1.0
// Steps, migrations and histories as plain values: what the words of a migration say.
#include "constable/migrate/step.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_step {

TEST(step_value, is_alone_when_it_runs_in_no_transaction) {
    const step_value plain{.kind = step_kind::execute, .sql = "SELECT 1"};
    const step_value concurrent{.kind = step_kind::add_parts, .concurrently = true};
    const step_value filling{.kind = step_kind::backfill};
    EXPECT_FALSE(plain.is_alone());
    EXPECT_TRUE(concurrent.is_alone());
    EXPECT_TRUE(filling.is_alone());

    const step_value* const all[] = {&plain, &concurrent};
    migration_value made{.version = "1", .steps = all};
    EXPECT_TRUE(made.is_stepwise());
    made.steps = made.steps.first(1);
    EXPECT_FALSE(made.is_stepwise());
}

TEST(unsafe_rule, has_a_word) {
    EXPECT_EQ(word_of(unsafe_rule::none), "none");
    EXPECT_EQ(word_of(unsafe_rule::domain_check), "domain_check");
}

} // namespace test_of_step
} // namespace constable::migrating
