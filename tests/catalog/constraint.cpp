// SPDX-License-Identifier: BSL-1.0
// Each struct names all of its members, each once.
#include "constable/catalog/constraint.hpp"

#include "support/fields.hpp"

#include <gtest/gtest.h>

using namespace constable;

TEST(constraint, names_each_field_once) {
    EXPECT_TRUE(test::names_each_field_once<catalog::key>());
    EXPECT_TRUE(test::names_each_field_once<catalog::constraint>());
    EXPECT_TRUE(test::names_each_field_once<catalog::index>());
}
