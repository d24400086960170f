// SPDX-License-Identifier: BSL-1.0
#include "constable/migrate/replay_rejection.hpp"

#include <gtest/gtest.h>

namespace constable::migrate {
namespace {

// The texts themselves are compared in tests/compile_fail.
TEST(replay_rejection, is_false_of_every_step) {
    EXPECT_FALSE((table_of_a_step_exists<void, 1, void, void>));
}

} // namespace
} // namespace constable::migrate
