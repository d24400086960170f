// SPDX-License-Identifier: BSL-1.0
// A renamed column inside of SQL texts: PostgreSQL keeps expressions as trees and shows the new name in them.
#include "constable/migrate/rewrite_column.hpp"

#include <gtest/gtest.h>

#include <string>

namespace constable::migrating {
namespace test_of_rewrite_column {

std::string renamed(std::string_view text, std::string_view from, std::string_view to) {
    replayed_catalog in;
    return std::string{rewritten(in, text, from, to)};
}

TEST(rewrite_column, writes_the_new_name_where_the_column_is_meant) {
    EXPECT_EQ(renamed("name <> '' AND length(name) < 9", "name", "full_name"), "full_name <> '' AND length(full_name) < 9");
    EXPECT_EQ(renamed("\"Name\" = 'name'", "Name", "title"), "title = 'name'");
    EXPECT_EQ(renamed("name = 1", "name", "Order"), "\"Order\" = 1");
    EXPECT_EQ(renamed("NEW.age > OLD.age", "age", "years"), "NEW.years > OLD.years");
    EXPECT_EQ(renamed("age(born) > 3", "age", "years"), "age(born) > 3");
    EXPECT_EQ(renamed("other > 0", "name", "x"), "other > 0");
}

TEST(rewrite_column, tells_whether_a_column_is_mentioned) {
    EXPECT_TRUE(mentions_column("(a + b) > 0", "b"));
    EXPECT_FALSE(mentions_column("'b' = c", "b"));
    EXPECT_TRUE(mentions_column("AGE > 0", "age"));
    EXPECT_TRUE(mentions_column("0 < Last_Name", "last_name")); // at the end
    EXPECT_TRUE(mentions_column("\"Na\"\"me\" > 0", "Na\"me"));
    EXPECT_FALSE(mentions_column("aXe > 0", "age")); // of that length, with those letters at its ends
    EXPECT_FALSE(mentions_column("", "age"));
}

} // namespace test_of_rewrite_column
} // namespace constable::migrating
