// SPDX-License-Identifier: BSL-1.0
// Each struct names all of its members, each once.
#include "constable/catalog/privileges.hpp"

#include "support/fields.hpp"

#include <gtest/gtest.h>

using namespace constable;

TEST(privileges, names_each_field_once) {
    EXPECT_TRUE(test::names_each_field_once<catalog::grant>());
    EXPECT_TRUE(test::names_each_field_once<catalog::default_privilege>());
}
