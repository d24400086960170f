// SPDX-License-Identifier: BSL-1.0
// What all parts of the planner ask.
#include "constable/sql/plan_part.hpp"

#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable::catalog;
using constable::testing::drafted;
namespace sql = constable::sql;

namespace {

/// Opens what parts see.
struct opened : sql::detail::plan_part {
    using plan_part::add;
    using plan_part::has_heirs;
    using plan_part::inherited_column;
    using plan_part::is_later;
    using plan_part::old_name;
    using plan_part::plan_part;
};

TEST(plan_part, adds_statements_with_the_hazard_of_their_change) {
    const column columns[] = {{.name = "a", .type = "integer"}};
    const table tables[] = {{.name = "t", .columns = columns}};
    const catalog actual{.tables = tables};
    const catalog expected;
    drafted of{expected, actual};
    opened part{of.draft};
    part.add("", nullptr);
    EXPECT_EQ(of.text(), "");
    part.add("DROP TABLE t;\n\n", of.changes.data());
    EXPECT_EQ(of.text(), "DROP TABLE t;\n");
    EXPECT_TRUE(of.draft.made.statements[0].hazard.loses_data);
    part.add("DROP VIEW v;", nullptr);
    EXPECT_EQ(of.draft.made.statements[1].hazard.lock, lock_level::access_exclusive) << "what stands in the way is locked";
}

TEST(plan_part, finds_inherited_columns_over_generations) {
    const column columns[] = {{.name = "a", .type = "integer"}};
    const qualified_name first[] = {{.name = "parent"}};
    const qualified_name second[] = {{.name = "child"}};
    const table tables[] = {{.name = "parent", .columns = columns}, {.name = "child", .inherits = first}, {.name = "grandchild", .inherits = second}};
    const catalog expected{.tables = tables};
    const catalog actual;
    drafted of{expected, actual};
    const opened part{of.draft};
    EXPECT_EQ(part.inherited_column(tables[2], "a"), columns);
    EXPECT_EQ(part.inherited_column(tables[2], "b"), nullptr);
    EXPECT_TRUE(part.has_heirs(tables[0]));
    EXPECT_FALSE(part.has_heirs(tables[2]));
}

TEST(plan_part, keeps_names_of_what_makes_room_within_63_bytes) {
    EXPECT_EQ(opened::old_name("mood"), "mood_replaced");
    EXPECT_EQ(opened::old_name(std::string(63, 'x')), std::string(54, 'x') + "_replaced");
}

TEST(plan_part, makes_references_and_second_keys_after_their_table) {
    static constexpr std::string_view a[] = {"a"};
    const constraint constraints[] = {{.kind = constraint_kind::unique, .name = "k", .columns = a}, {.kind = constraint_kind::unique, .name = "l", .columns = a},
                                      {.kind = constraint_kind::foreign_key, .name = "f", .columns = a}, {.name = "c", .expression = "a > 0"}};
    const table in{.name = "t", .constraints = constraints};
    EXPECT_FALSE(opened::is_later(in, constraints[0]));
    EXPECT_TRUE(opened::is_later(in, constraints[1])) << "CREATE TABLE would take two alike for one";
    EXPECT_TRUE(opened::is_later(in, constraints[2]));
    EXPECT_FALSE(opened::is_later(in, constraints[3]));
}

} // namespace
