// SPDX-License-Identifier: BSL-1.0
// Replays a history in the compiler, some steps at a time: from the empty catalog to the one that it leads to.
#include "constable/migrate/replay.hpp"

#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_replay {

using namespace constable::testing::histories;

TEST(replay, finds_the_first_mistake) {
    using wrong = migrations<initial, migration<"2", "two", add_column<"users", column<"x", integer>>, drop_column<"users", "y", accept<data_loss, "users.y", "z">>>>;
    constexpr chunk_outcome found = first_replay_mistake<wrong>();
    static_assert(found.mistake.kind == replay_mistake_kind::column_is_unknown);
    EXPECT_EQ(found.at, 3U);
    EXPECT_EQ(found.named_subject(), "y");
}

TEST(replay, leads_to_the_schema) {
    constexpr first_difference none = find_difference<app, history>(declare::chunks_of<app>{});
    EXPECT_FALSE(none.differs);
    constexpr first_difference some = find_difference<app, migrations<initial, add_age, validate_age>>(declare::chunks_of<app>{});
    EXPECT_TRUE(some.differs);
    EXPECT_EQ(some.object, "people");
}

} // namespace test_of_replay
} // namespace constable::migrating
