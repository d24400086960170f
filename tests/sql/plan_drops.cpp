// SPDX-License-Identifier: BSL-1.0
// What is dropped, and in which order.
#include "constable/sql/plan_drops.hpp"

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

TEST(plan_drops, drops_what_depends_on_another_first) {
    const column columns[] = {{.name = "a", .type = "mood"}};
    static constexpr std::string_view labels[] = {"ok"};
    const enumeration enumerations[] = {{.name = "mood", .labels = labels}};
    const table tables[] = {{.name = "t", .columns = columns}};
    const view views[] = {{.name = "v", .query = " SELECT t.a FROM t"}, {.name = "w", .query = " SELECT v.a FROM v"}};
    const catalog actual{.enumerations = enumerations, .tables = tables, .views = views};
    const catalog expected;
    drafted of{expected, actual};
    sql::detail::plan_drops drops{of.draft};
    drops.drop_all();
    EXPECT_EQ(of.text(), "DROP VIEW w;\nDROP VIEW v;\nDROP TABLE t;\nDROP TYPE mood;\n");
    drops.drop_late();
    EXPECT_EQ(of.text(), "DROP VIEW w;\nDROP VIEW v;\nDROP TABLE t;\nDROP TYPE mood;\n") << "nothing waited";
}

TEST(plan_drops, never_drops_the_default_schema) {
    const database_schema schemas[] = {{.name = "public", .comment = "ours"}, {.name = "far"}};
    const grant grants[] = {{.kind = object_kind::schema, .name = "public", .privilege = "CREATE"}, {.kind = object_kind::schema, .name = "far", .privilege = "CREATE"}};
    catalog actual{.default_schema = "public"};
    actual.schemas = schemas;
    actual.grants = grants;
    const catalog expected{.default_schema = "public"};
    const std::vector<change> changes = diff(expected, actual);
    EXPECT_EQ(sql::plan(expected, actual, changes).script(), "BEGIN;\nDROP SCHEMA far;\nCOMMENT ON SCHEMA public IS 'standard public schema';\nREVOKE CREATE ON SCHEMA public FROM PUBLIC;\nCOMMIT;\n");
}

TEST(plan_drops, lets_go_of_partitions_and_of_sequences_whose_columns_go) {
    const column columns[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "integer"}};
    const column fewer[] = {{.name = "a", .type = "integer"}};
    const sequence owned[] = {{.name = "s", .owner_table = "t", .owner_column = "b"}};
    const sequence free[] = {{.name = "s"}};
    const table before[] = {{.name = "t", .columns = columns}, {.name = "p", .columns = fewer, .partition_key = "RANGE (a)"},
                            {.name = "c", .columns = fewer, .parent = "p", .partition_bound = "FOR VALUES FROM (1) TO (2)"}};
    const table after[] = {{.name = "t", .columns = fewer}, {.name = "p", .columns = fewer, .partition_key = "RANGE (a)"},
                           {.name = "c", .columns = fewer, .parent = "p", .partition_bound = "FOR VALUES FROM (1) TO (3)"}};
    const catalog actual{.tables = before, .sequences = owned};
    const catalog expected{.tables = after, .sequences = free};
    drafted of{expected, actual};
    sql::detail::plan_drops drops{of.draft};
    drops.detach_partitions();
    drops.keep_sequences();
    drops.drop_all();
    EXPECT_EQ(of.text(), "ALTER TABLE p DETACH PARTITION c;\nALTER SEQUENCE s OWNED BY NONE;\nALTER TABLE t DROP COLUMN b;\n");
}

} // namespace
