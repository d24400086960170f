// SPDX-License-Identifier: BSL-1.0
// A plan as a script.
#include "constable/sql/change_plan.hpp"

#include <gtest/gtest.h>

namespace sql = constable::sql;

namespace {

TEST(change_plan, is_a_script_that_commits_once_and_some_before) {
    sql::change_plan made;
    EXPECT_TRUE(made.empty());
    EXPECT_EQ(made.script(), "");
    made.before.push_back({.text = "ALTER TYPE mood ADD VALUE 'b';"});
    EXPECT_FALSE(made.empty());
    EXPECT_EQ(made.script(), "ALTER TYPE mood ADD VALUE 'b';\n");
    made.statements.push_back({.text = "DROP TABLE t;"});
    EXPECT_EQ(made.script(), "ALTER TYPE mood ADD VALUE 'b';\nBEGIN;\nDROP TABLE t;\nCOMMIT;\n");
}

TEST(change_plan, knows_a_way_out_of_what_it_cannot_do) {
    EXPECT_EQ(sql::way_out_of({.kind = constable::catalog::object_kind::table, .field = "inherits"}), sql::anew_by_hand);
    EXPECT_NE(sql::way_out_of({.kind = constable::catalog::object_kind::other}), sql::anew_by_hand) << "it may have no rows to copy";
}

} // namespace
