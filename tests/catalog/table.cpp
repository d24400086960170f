// SPDX-License-Identifier: BSL-1.0
// Each struct names all of its members, each once.
#include "constable/catalog/table.hpp"

#include "support/fields.hpp"

#include <gtest/gtest.h>

using namespace constable;

TEST(table, names_each_field_once) {
    EXPECT_TRUE(test::names_each_field_once<catalog::enumeration>());
    EXPECT_TRUE(test::names_each_field_once<catalog::sequence>());
    EXPECT_TRUE(test::names_each_field_once<catalog::column_details>());
    EXPECT_TRUE(test::names_each_field_once<catalog::column>());
    EXPECT_TRUE(test::names_each_field_once<catalog::trigger>());
    EXPECT_TRUE(test::names_each_field_once<catalog::rule>());
    EXPECT_TRUE(test::names_each_field_once<catalog::policy>());
    EXPECT_TRUE(test::names_each_field_once<catalog::statistics>());
    EXPECT_TRUE(test::names_each_field_once<catalog::table>());
}
