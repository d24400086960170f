// SPDX-License-Identifier: BSL-1.0
// Each struct names all of its members, each once.
#include "constable/catalog/view.hpp"

#include "support/fields.hpp"

#include <gtest/gtest.h>

using namespace constable;

TEST(view, names_each_field_once) {
    EXPECT_TRUE(test::names_each_field_once<catalog::view_column>());
    EXPECT_TRUE(test::names_each_field_once<catalog::view>());
}
