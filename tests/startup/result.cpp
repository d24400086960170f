// SPDX-License-Identifier: BSL-1.0
// The exception that carries a result.
#include "constable/startup/result.hpp"

#include <gtest/gtest.h>

using namespace constable;

namespace {

TEST(migration_result, is_a_failure_until_it_succeeds) {
    const migration_result result;
    EXPECT_FALSE(result.success);
    EXPECT_EQ(result.failure, failure_kind::none);
    EXPECT_EQ(result.duration.count(), 0);
}

TEST(migration_error, says_all_errors_and_keeps_the_result) {
    migration_result result;
    result.message = "Migration failed";
    result.errors = {"the first", "the second"};
    result.failure = failure_kind::locked;
    const migration_error error{result};
    EXPECT_STREQ(error.what(), "Migration failed\n  the first\n  the second");
    EXPECT_EQ(error.result().failure, failure_kind::locked);
}

} // namespace
