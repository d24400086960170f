// SPDX-License-Identifier: BSL-1.0
// A stored catalog owns what it points to, wherever it is moved.
#include "constable/catalog/stored_catalog.hpp"

#include <gtest/gtest.h>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace catalog = constable::catalog;

TEST(stored_catalog, keeps_texts_and_lists_when_it_is_moved) {
    catalog::stored_catalog first;
    for (int i = 0; i != 100; ++i)
        first.view().tables = first.keep(std::vector{catalog::table{.name = first.keep("t" + std::to_string(i))}});
    catalog::stored_catalog second = std::move(first);
    EXPECT_EQ(second.view().tables[0].name, "t99");
    catalog::stored_catalog third;
    third.keep("a text that is forgotten");
    third = std::move(second);
    EXPECT_EQ(third.view().tables[0].name, "t99");
    static_assert(!std::is_copy_constructible_v<catalog::stored_catalog> &&
                  !std::is_copy_assignable_v<catalog::stored_catalog>);
}

TEST(stored_catalog, keeps_no_empty_list) {
    catalog::stored_catalog all;
    EXPECT_EQ(all.keep(std::vector<catalog::view>{}).data(), nullptr);
}
