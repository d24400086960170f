// SPDX-License-Identifier: BSL-1.0
// Steps that could come next, and which of them does.
#include "constable/migrate/candidates.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_candidates {

candidate called(std::string key, migration_purpose purpose, int rank, bool is_ready = true) {
    return {purpose, rank, is_ready, std::move(key), [] { return true; }};
}

TEST(candidates, come_by_purpose_then_by_rank_and_drops_last) {
    const tried_candidates tried;
    candidates all{tried, 0};
    EXPECT_FALSE(all.best().emit);
    all.add(called("drop", migration_purpose::contract, 0));
    all.add(called("waits", migration_purpose::expand, 0, false));
    EXPECT_EQ(all.best().key, "waits");
    all.add(called("validate", migration_purpose::validate, 0));
    EXPECT_EQ(all.best().key, "validate");
    all.add(called("second", migration_purpose::expand, 2));
    all.add(called("first", migration_purpose::expand, 1));
    EXPECT_EQ(all.best().key, "first");
}

TEST(tried_candidates, are_tried_again_only_after_another_step_and_twice_at_most) {
    tried_candidates tried;
    EXPECT_TRUE(tried.may_come("a", 3));
    tried.note_failure("a", 3);
    EXPECT_FALSE(tried.may_come("a", 3));
    EXPECT_TRUE(tried.may_come("a", 4));
    tried.note_success("a");
    EXPECT_TRUE(tried.may_come("a", 5));
    tried.note_success("a");
    EXPECT_FALSE(tried.may_come("a", 6));
}

} // namespace test_of_candidates
} // namespace constable::migrating
