// SPDX-License-Identifier: BSL-1.0
// The checksum of the steps that are done changes with these alone.
#include "constable/runner/steps_checksum.hpp"

#include <gtest/gtest.h>

using namespace constable;
using runner::steps_checksum;

namespace {

TEST(steps_checksum, covers_the_steps_that_are_done) {
    const migrating::backfill_value fill{.set = "a = 1"};
    const migrating::backfill_value other{.set = "a = 2"};
    migrating::step_value first{.kind = migrating::step_kind::execute, .sql = "A"};
    migrating::step_value second{.kind = migrating::step_kind::backfill, .table = "t", .backfill = &fill};
    const std::vector<migrating::step_script> steps = {{&first, {"A;"}, {}}, {&second, {}, {}}};
    const std::string one = steps_checksum(steps, 1);
    const std::string both = steps_checksum(steps, 2);
    EXPECT_NE(one, both);
    second.backfill = &other;
    EXPECT_EQ(steps_checksum(steps, 1), one);
    EXPECT_NE(steps_checksum(steps, 2), both);
    second.backfill = &fill;
    EXPECT_EQ(steps_checksum(steps, 2), both);
    first.sql = "B";
    EXPECT_NE(steps_checksum(steps, 1), one);
}

} // namespace
