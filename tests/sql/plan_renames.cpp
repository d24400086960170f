// SPDX-License-Identifier: BSL-1.0
// Names that are given, exchanged and made free.
#include "constable/sql/plan_renames.hpp"

#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable::catalog;
using constable::testing::drafted;
namespace sql = constable::sql;

namespace {

TEST(plan_renames, exchanges_names_by_a_third) {
    static constexpr std::string_view a[] = {"a"};
    static constexpr std::string_view b[] = {"b"};
    const column columns[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "integer"}};
    const constraint one[] = {{.kind = constraint_kind::unique, .name = "k", .columns = a}, {.kind = constraint_kind::unique, .name = "l", .columns = b}};
    const constraint other[] = {{.kind = constraint_kind::unique, .name = "k", .columns = b}, {.kind = constraint_kind::unique, .name = "l", .columns = a}};
    const table before[] = {{.name = "t", .columns = columns, .constraints = one}};
    const table after[] = {{.name = "t", .columns = columns, .constraints = other}};
    const catalog expected{.tables = after};
    const catalog actual{.tables = before};
    drafted of{expected, actual};
    sql::detail::plan_renames{of.draft}.rename_parts();
    EXPECT_EQ(of.text(), "ALTER TABLE t RENAME CONSTRAINT l TO k_replaced;\nALTER TABLE t RENAME CONSTRAINT k TO l_replaced;\n"
                         "ALTER TABLE t RENAME CONSTRAINT k_replaced TO k;\nALTER TABLE t RENAME CONSTRAINT l_replaced TO l;\n");
}

TEST(plan_renames, sets_types_aside_that_are_made_anew) {
    static constexpr std::string_view before_labels[] = {"ok", "gone"};
    static constexpr std::string_view after_labels[] = {"ok"};
    const enumeration before[] = {{.name = "mood", .labels = before_labels}};
    const enumeration after[] = {{.name = "mood", .labels = after_labels}};
    const catalog expected{.enumerations = after};
    const catalog actual{.enumerations = before};
    drafted of{expected, actual};
    sql::detail::plan_renames{of.draft}.set_old_types_aside();
    EXPECT_EQ(of.text(), "ALTER TYPE mood RENAME TO mood_replaced;\n");
}

} // namespace
