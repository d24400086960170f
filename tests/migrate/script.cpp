// SPDX-License-Identifier: BSL-1.0
#include "constable/migrate/script.hpp"

#include <gtest/gtest.h>

namespace constable::migrate {
namespace {

TEST(script_writer, renders_sql_steps_forwards_and_backwards) {
    const step_value first{.kind = step_kind::execute, .sql = "CREATE TABLE a ()", .reverse = "DROP TABLE a"};
    const step_value second{.kind = step_kind::execute, .sql = "CREATE TABLE b ()", .irreversible = true};
    const step_value* const steps[] = {&first, &second};
    const migration_value all[] = {{.version = "1", .steps = steps}};
    const history_value history{"app", all};
    script_writer writer{history};
    ASSERT_EQ(writer.up(0).size(), 2U);
    EXPECT_EQ(writer.up(0)[0].statements, std::vector<std::string>{"CREATE TABLE a ();"});
    ASSERT_EQ(writer.down(0).size(), 2U);
    EXPECT_TRUE(writer.down(0)[0].statements.empty());
    EXPECT_EQ(writer.down(0)[1].statements, std::vector<std::string>{"DROP TABLE a;"});
}

} // namespace
} // namespace constable::migrate
