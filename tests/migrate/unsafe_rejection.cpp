// SPDX-License-Identifier: BSL-1.0
// Turns a rule that an unsafe step breaks into one compile error with the recipe in its text. The rules are explained in
#include "constable/migrate/unsafe_rejection.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_unsafe_rejection {

// The texts themselves are compared in tests/compile_fail.
TEST(unsafe_rejection, is_false_of_every_step) {
    EXPECT_FALSE((index_is_built_concurrently<void, 1, void, void>));
}

} // namespace test_of_unsafe_rejection
} // namespace constable::migrating
