// SPDX-License-Identifier: BSL-1.0
// What stays is altered in place, or replaced under its name.
#include "constable/sql/plan_alterations.hpp"

#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable::catalog;
using constable::testing::drafted;
namespace sql = constable::sql;

namespace {

TEST(plan_alterations, replaces_routines_and_views_that_can_be) {
    const routine before[] = {{.name = "f", .result = "integer", .language = "sql", .body = "SELECT 1"}};
    const routine after[] = {{.name = "f", .result = "integer", .language = "sql", .body = "SELECT 2"}};
    const catalog expected{.routines = after};
    const catalog actual{.routines = before};
    drafted of{expected, actual};
    sql::detail::plan_alterations{of.draft}.alter(of.draft.objects.after().find(after));
    EXPECT_TRUE(of.text().starts_with("CREATE OR REPLACE FUNCTION f()")) << of.text();
    EXPECT_TRUE(of.draft.has_routines);
}

TEST(plan_alterations, leaves_what_needs_other_objects_for_the_end) {
    const column columns[] = {{.name = "a", .type = "integer"}};
    const table before[] = {{.name = "p", .columns = columns, .partition_key = "RANGE (a)"}, {.name = "c", .columns = columns}};
    const table after[] = {{.name = "p", .columns = columns, .partition_key = "RANGE (a)"},
                           {.name = "c", .columns = columns, .comment = "now", .parent = "p", .partition_bound = "DEFAULT"}};
    const catalog expected{.tables = after};
    const catalog actual{.tables = before};
    drafted of{expected, actual};
    sql::detail::plan_alterations{of.draft}.alter(of.draft.objects.after().find(&after[1]));
    EXPECT_EQ(of.text(), "COMMENT ON TABLE c IS 'now';\n");
    EXPECT_FALSE(of.draft.attachments.empty());
}

} // namespace
