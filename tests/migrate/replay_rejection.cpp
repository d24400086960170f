// SPDX-License-Identifier: BSL-1.0
// Turns what is wrong with a step into one compile error that names the migration, the step and the object.
#include "constable/migrate/replay_rejection.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_replay_rejection {

// The texts themselves are compared in tests/compile_fail.
TEST(replay_rejection, is_false_of_every_step) {
    EXPECT_FALSE((table_of_a_step_exists<void, 1, void, void>));
}

} // namespace test_of_replay_rejection
} // namespace constable::migrating
