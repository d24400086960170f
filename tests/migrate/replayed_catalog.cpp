// SPDX-License-Identifier: BSL-1.0
// A catalog that steps are applied to: its lists can be edited, and what they hold is shared with what was before.
#include "constable/migrate/replayed_catalog.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_replayed_catalog {

TEST(replayed_catalog, shares_what_it_does_not_change) {
    const catalog::column columns[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "text"}};
    const catalog::table tables[] = {{.name = "t", .columns = columns}};
    catalog::catalog before;
    before.tables = tables;
    replayed_catalog now{before};
    catalog::table* const found = now.find_table("", "t");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->columns.data(), columns);
    found->columns = now.appended(found->columns, catalog::column{.name = "c", .type = "date"});
    found->columns = now.replaced(found->columns, 0, catalog::column{.name = "z", .type = "date"});
    found->columns = now.erased(found->columns, 1);
    found->columns = now.inserted(found->columns, 1, catalog::column{.name = "y", .type = "date"});
    ASSERT_EQ(now.view().tables[0].columns.size(), 3U);
    EXPECT_EQ(now.view().tables[0].columns[0].name, "z");
    EXPECT_EQ(now.view().tables[0].columns[1].name, "y");
    EXPECT_EQ(now.view().tables[0].columns[2].name, "c");
    EXPECT_EQ(before.tables[0].columns.size(), 2U);
    EXPECT_EQ(now.find_table("s", "t"), nullptr);
    EXPECT_EQ(find_part(now.view().tables[0].columns, "c"), 2U);
    EXPECT_EQ(now.made_text("made"), "made");
}

} // namespace test_of_replayed_catalog
} // namespace constable::migrating
