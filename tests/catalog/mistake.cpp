// SPDX-License-Identifier: BSL-1.0
// A mistake is a value that is true when there is one.
#include <constable/catalog/mistake.hpp>

#include <gtest/gtest.h>

using constable::catalog::mistake;
using constable::catalog::mistake_kind;

TEST(mistake, is_true_when_there_is_one) {
    static_assert(!mistake{});
    static_assert(!mistake{mistake_kind::none, "email"});
    static_assert(mistake{mistake_kind::column_is_repeated, "email"});
    EXPECT_EQ((mistake{mistake_kind::column_is_repeated, "email"}.subject), "email");
}
