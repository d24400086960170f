// SPDX-License-Identifier: BSL-1.0
// Where a run of `generate` is: the catalog that its steps have made so far, and the migrations that they stand in.
#include "constable/migrate/generation.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_generation {

const catalog::column columns[] = {{.name = "id", .type = "bigint"}};
const catalog::table tables[] = {{.name = "users", .columns = columns}};

TEST(generation, begins_a_migration_for_each_purpose_and_acknowledges_what_breaks_rules) {
    catalog::catalog from;
    from.tables = tables;
    generation in{from, {}, {}};
    EXPECT_TRUE(in.push(migration_purpose::expand, in.make.add(tables[0], catalog::column{.name = "age", .type = "integer", .not_null = true})));
    EXPECT_TRUE(in.push(migration_purpose::expand, in.make.add(tables[0], catalog::column{.name = "phone", .type = "text"})));
    EXPECT_TRUE(in.push(migration_purpose::contract, in.make.on_object(step_kind::drop_object, catalog::object_kind::table, "", "users")));
    EXPECT_FALSE(in.push(migration_purpose::contract, in.make.on_object(step_kind::drop_object, catalog::object_kind::table, "", "users"))) << "it is gone";
    EXPECT_EQ(in.step_count(), 3U);
    const generated made = in.finish();
    ASSERT_EQ(made.migrations.size(), 2U);
    const step_value& required = *made.migrations[0].steps[0];
    ASSERT_EQ(required.accepted.size(), 1U);
    EXPECT_EQ(required.accepted[0].rule, unsafe_rule::required_column);
    EXPECT_EQ(required.accepted[0].object, "users.age");
    EXPECT_EQ(required.accepted[0].reason, generated_reason);
    EXPECT_TRUE(made.migrations[0].steps[1]->accepted.empty());
    EXPECT_EQ(made.migrations[1].steps[0]->accepted[0].rule, unsafe_rule::data_loss);
}

} // namespace test_of_generation
} // namespace constable::migrating
