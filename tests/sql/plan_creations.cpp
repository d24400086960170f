// SPDX-License-Identifier: BSL-1.0
// What is created, each alone.
#include "constable/sql/plan_creations.hpp"

#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable::catalog;
using constable::testing::drafted;
namespace sql = constable::sql;

namespace {

TEST(plan_creations, adds_columns_and_indexes_to_tables_that_exist) {
    const column before[] = {{.name = "a", .type = "integer"}};
    const column after[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "text", .default_expression = "'x'::text", .comment = "new"}};
    const key keys[] = {{.column = "b"}};
    const constable::catalog::index indexes[] = {{.name = "by_b", .keys = keys}};
    const table tables_before[] = {{.name = "t", .columns = before}};
    const table tables_after[] = {{.name = "t", .columns = after, .indexes = indexes}};
    const catalog expected{.tables = tables_after};
    const catalog actual{.tables = tables_before};
    drafted of{expected, actual};
    sql::detail::plan_creations creations{of.draft};
    creations.create(of.draft.objects.after().find(&after[1]));
    creations.create(of.draft.objects.after().find(indexes));
    EXPECT_EQ(of.text(), "ALTER TABLE t ADD COLUMN b text DEFAULT 'x'::text;\nCOMMENT ON COLUMN t.b IS 'new';\nCREATE INDEX by_b ON t (b);\n");
}

TEST(plan_creations, leaves_the_owner_of_a_sequence_for_the_end) {
    const column columns[] = {{.name = "a", .type = "integer"}};
    const table tables[] = {{.name = "t", .columns = columns}};
    const sequence sequences[] = {{.name = "s", .owner_table = "t", .owner_column = "a"}};
    const catalog expected{.tables = tables, .sequences = sequences};
    const catalog actual;
    drafted of{expected, actual};
    sql::detail::plan_creations{of.draft}.create(of.draft.objects.after().find(sequences));
    EXPECT_TRUE(of.text().starts_with("CREATE SEQUENCE s")) << of.text();
    ASSERT_EQ(of.draft.owners.size(), 1U);
    EXPECT_EQ(of.draft.owners[0], sequences);
}

} // namespace
