// SPDX-License-Identifier: BSL-1.0
// Steps as values, made at run time: what the words of a migration would say.
#include "constable/migrate/make_step.hpp"

#include "constable/migrate/apply_step.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_make_step {

TEST(step_maker, makes_steps_that_can_be_applied) {
    step_storage storage;
    step_maker make{storage};
    const catalog::column columns[] = {{.name = "id", .type = "bigint", .not_null = true}};
    const catalog::table users{.name = "users", .columns = columns};
    replayed_catalog now;
    const auto apply = [&](const made_step& step) { return !apply_step(now, step.value, step.said); };
    EXPECT_TRUE(apply(make.create_table(users, {})));
    EXPECT_TRUE(apply(make.add(users, catalog::column{.name = "age", .type = "integer"})));
    EXPECT_TRUE(apply(make.change_type(users, {.name = "age", .type = "bigint"})));
    EXPECT_TRUE(apply(make.add(users, catalog::constraint{.name = "old", .expression = "age > 0", .not_valid = true})));
    EXPECT_TRUE(apply(make.on_table(users, step_kind::validate_constraint, catalog::object_kind::column, "old")));
    EXPECT_TRUE(apply(make.add_index(users, {.name = "users_key", .unique = true}, {{.column = "id"}})));
    const std::string_view key_columns[] = {"id"};
    EXPECT_TRUE(apply(make.use_index(users, {.kind = catalog::constraint_kind::primary_key, .name = "users_key", .columns = key_columns}, "users_key")));
    const std::string_view labels[] = {"ok"};
    const catalog::enumeration mood{.name = "mood", .labels = labels};
    EXPECT_TRUE(apply(make.take(step_kind::create_object, mood)));
    EXPECT_TRUE(apply(make.add_label(mood, "sad", label_place::before, "ok")));
    EXPECT_TRUE(apply(make.privileges(step_kind::create_object, std::vector<catalog::grant>{{.name = "users", .grantee = "reader", .privilege = "SELECT"}})));
    const catalog::catalog made = now.view();
    EXPECT_EQ(made.tables[0].columns[1].type, "bigint");
    EXPECT_FALSE(made.tables[0].constraints[0].not_valid);
    EXPECT_EQ(made.tables[0].constraints[1].name, "users_key");
    EXPECT_EQ(made.enumerations[0].labels[0], "sad");
    EXPECT_EQ(made.grants[0].privilege, "SELECT");
}

} // namespace test_of_make_step
} // namespace constable::migrating
