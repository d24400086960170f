// SPDX-License-Identifier: BSL-1.0
// What comes when all objects are there.
#include "constable/sql/plan_settings.hpp"

#include "constable/sql/plan.hpp"

#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable::catalog;
using constable::testing::drafted;
namespace sql = constable::sql;

namespace {

TEST(plan_settings, attach_partitions_and_name_replica_indexes) {
    static constexpr std::string_view a[] = {"a"};
    const column columns[] = {{.name = "a", .type = "integer", .not_null = true}};
    const constraint keys[] = {{.kind = constraint_kind::primary_key, .name = "k", .columns = a}};
    const table before[] = {{.name = "p", .columns = columns, .partition_key = "RANGE (a)"}, {.name = "t", .columns = columns, .constraints = keys}};
    const table after[] = {{.name = "p", .columns = columns, .partition_key = "RANGE (a)"},
                           {.name = "t", .columns = columns, .constraints = keys, .replica_identity = replica_identity_kind::index, .replica_index = "k", .clustered_on = "k"}};
    const catalog expected{.tables = after};
    const catalog actual{.tables = before};
    drafted of{expected, actual};
    sql::detail::plan_settings{of.draft}.settle();
    EXPECT_EQ(of.text(), "ALTER TABLE t CLUSTER ON k;\nALTER TABLE ONLY t REPLICA IDENTITY USING INDEX k;\n");
}

TEST(plan_settings, give_sequences_their_owners_once) {
    const column columns[] = {{.name = "a", .type = "integer"}};
    const table tables[] = {{.name = "t", .columns = columns}};
    const sequence sequences[] = {{.name = "s", .owner_table = "t", .owner_column = "a"}};
    const catalog same{.tables = tables, .sequences = sequences};
    drafted of{same, same};
    of.draft.owners = {sequences, sequences};
    sql::detail::plan_settings{of.draft}.settle();
    EXPECT_EQ(of.text(), "ALTER SEQUENCE s OWNED BY t.a;\n");
}

TEST(plan_settings, cluster_views_on_indexes_that_are_new) {
    const key keys[] = {{.column = "a"}};
    const constable::catalog::index indexes[] = {{.name = "i", .keys = keys}};
    const view before[] = {{.name = "v", .is_materialized = true, .query = " SELECT 1 AS a"}};
    const view after[] = {{.name = "v", .is_materialized = true, .query = " SELECT 1 AS a", .clustered_on = "i", .indexes = indexes}};
    const catalog expected{.views = after};
    const catalog actual{.views = before};
    const std::vector<change> changes = diff(expected, actual);
    EXPECT_EQ(sql::plan(expected, actual, changes).script(), "BEGIN;\nCREATE INDEX i ON v (a);\nALTER TABLE v CLUSTER ON i;\nCOMMIT;\n");
}

} // namespace
