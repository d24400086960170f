// SPDX-License-Identifier: BSL-1.0
// The defaults of the options are the careful ones.
#include "constable/runner/options.hpp"

#include <gtest/gtest.h>

namespace {

TEST(options, are_careful_unless_told_otherwise) {
    const constable::migrate_options forwards;
    EXPECT_EQ(forwards.target, "head");
    const constable::rollback_options backwards;
    EXPECT_EQ(backwards.target, "-1");
    EXPECT_TRUE(backwards.safety_check && !backwards.confirmed && !backwards.allow_data_loss);
    EXPECT_FALSE(constable::repair_options{}.forget_unknown);
    EXPECT_FALSE(constable::migration_run{}.success);
}

} // namespace
