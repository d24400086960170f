// SPDX-License-Identifier: BSL-1.0
// Each struct names all of its members, each once.
#include "constable/catalog/routine.hpp"

#include "support/fields.hpp"

#include <gtest/gtest.h>

using namespace constable;

TEST(routine, names_each_field_once) {
    EXPECT_TRUE(test::names_each_field_once<catalog::routine>());
}
