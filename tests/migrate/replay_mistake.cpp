// SPDX-License-Identifier: BSL-1.0
// Why a step cannot apply, as a value that the compiler turns into an error.
#include "constable/migrate/replay_mistake.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_replay_mistake {

TEST(replay_mistake, is_nothing_at_first) {
    EXPECT_FALSE(replay_mistake{});
    EXPECT_TRUE(replay_mistake{.kind = replay_mistake_kind::table_exists});
}

} // namespace test_of_replay_mistake
} // namespace constable::migrating
