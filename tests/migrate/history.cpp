// SPDX-License-Identifier: BSL-1.0
// A history as the compiler has checked it: every step applies, none is unsafe without somebody knowing, and all of them
#include "constable/migrate/history.hpp"

#include "constable/migrate/checksum.hpp"

#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_history {

using namespace constable::testing::histories;

static_assert(history_to<app, history>.migrations.size() == 4);
static_assert(agrees<app, history>);
static_assert(!catalog_of_history<history>.tables.empty());

TEST(history, is_a_value) {
    constexpr history_value made = history_of<history>;
    EXPECT_EQ(made.migrations[1].version, "002");
    EXPECT_EQ(made.migrations[1].description, "Add users.age");
    EXPECT_TRUE(made.migrations[1].is_stepwise());
    EXPECT_FALSE(made.migrations[0].is_stepwise());
    EXPECT_NE(checksum(made.migrations[0]), checksum(made.migrations[1]));
    EXPECT_TRUE((history_to<app, history>.name.ends_with("app")));
}

} // namespace test_of_history
} // namespace constable::migrating
