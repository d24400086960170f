// SPDX-License-Identifier: BSL-1.0
// Each struct names all of its members, each once.
#include "constable/catalog/types.hpp"

#include "support/fields.hpp"

#include <gtest/gtest.h>

using namespace constable;

TEST(types, names_each_field_once) {
    EXPECT_TRUE(test::names_each_field_once<catalog::database_schema>());
    EXPECT_TRUE(test::names_each_field_once<catalog::extension>());
    EXPECT_TRUE(test::names_each_field_once<catalog::collation>());
    EXPECT_TRUE(test::names_each_field_once<catalog::domain>());
    EXPECT_TRUE(test::names_each_field_once<catalog::attribute>());
    EXPECT_TRUE(test::names_each_field_once<catalog::composite_type>());
    EXPECT_TRUE(test::names_each_field_once<catalog::range_type>());
}
