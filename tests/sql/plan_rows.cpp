// SPDX-License-Identifier: BSL-1.0
// Rows of tables that are made anew wait elsewhere, and come back before anything looks at them.
#include "constable/sql/plan_rows.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/sql/plan.hpp"
#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace constable::catalog {
namespace test_of_plan_rows {

using constable::testing::drafted;

const column before_columns[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "mood"}, {.name = "gone", .type = "text"}};
const column after_columns[] = {{.name = "a", .type = "bigint"}, {.name = "b", .type = "text"}, {.name = "fresh", .type = "text"}};
const table plain[] = {{.name = "t", .columns = before_columns}};
const table parted[] = {{.name = "t", .columns = after_columns, .partition_key = "LIST (a)"},
                        {.name = "p", .columns = after_columns, .parent = "t", .partition_bound = "DEFAULT"}};
const enumeration enumerations[] = {{.name = "mood"}};
const catalog expected{.tables = parted};
const catalog actual{.enumerations = enumerations, .tables = plain};

TEST(plan_rows, are_kept_as_far_as_they_have_a_place_and_a_type_afterwards) {
    drafted of{expected, actual};
    sql::detail::plan_rows{of.draft}.keep();
    EXPECT_EQ(of.text(), "SET LOCAL row_security = off;\nLOCK TABLE ONLY t IN ACCESS EXCLUSIVE MODE;\nCREATE TEMPORARY TABLE constable_rows_1 ON COMMIT DROP AS SELECT a, b::text AS b FROM ONLY t;\n");
}

TEST(plan_rows, come_back_when_the_last_partition_is_there) {
    drafted of{expected, actual};
    sql::detail::plan_rows rows{of.draft};
    rows.put_back_with(of.draft.objects.after().find(&parted[0]));
    EXPECT_EQ(of.text(), "");
    rows.put_back_with(of.draft.objects.after().find(&parted[1]));
    EXPECT_EQ(of.text(), "INSERT INTO t (a, b) OVERRIDING SYSTEM VALUE SELECT a, b::text FROM pg_temp.constable_rows_1;\nDROP TABLE pg_temp.constable_rows_1;\n");
}

TEST(plan_rows, of_partitions_that_nobody_declares_are_not_risked) {
    const table whole[] = {parted[0], {.name = "unknown", .columns = after_columns, .parent = "t", .partition_bound = "DEFAULT"}};
    const table single[] = {{.name = "t", .columns = after_columns}};
    const catalog wanted{.tables = single};
    const catalog there{.tables = whole};
    const std::vector<change> changes = diff(wanted, there, {.unknown_objects = false});
    const sql::change_plan plan = sql::plan(wanted, there, changes);
    ASSERT_EQ(plan.impossible.size(), 1U);
    EXPECT_EQ(plan.impossible[0]->field, "partition_key");
    EXPECT_TRUE(plan.statements.empty());
}

} // namespace test_of_plan_rows
} // namespace constable::catalog
