// SPDX-License-Identifier: BSL-1.0
// Everything after what it needs.
#include "constable/sql/plan_order.hpp"

#include "support/drafted.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable::catalog;
using constable::testing::drafted;
namespace sql = constable::sql;

namespace {

TEST(plan_order, makes_everything_after_what_it_needs) {
    static constexpr std::string_view id[] = {"id"};
    const domain domains[] = {{.name = "d", .type = "integer"}};
    const column columns[] = {{.name = "id", .type = "d", .not_null = true}};
    const constraint keys[] = {{.kind = constraint_kind::primary_key, .name = "k", .columns = id}};
    const constraint references[] = {{.kind = constraint_kind::foreign_key, .name = "f", .columns = id, .referenced_table = "second", .referenced_columns = id}};
    const table tables[] = {{.name = "first", .columns = columns, .constraints = references}, {.name = "second", .columns = columns, .constraints = keys}};
    const view views[] = {{.name = "w", .query = " SELECT v.id FROM v"}, {.name = "v", .query = " SELECT second.id FROM second"}};
    const catalog expected{.tables = tables, .domains = domains, .views = views};
    const catalog actual;
    drafted of{expected, actual};
    std::string order;
    const sql::detail::plan_rows rows{of.draft};
    sql::detail::plan_order{of.draft, rows}.each([&](std::uint32_t made) {
        const object_place& place = of.draft.objects.after()[made].place;
        if (place.the_domain != nullptr) order += "domain ";
        if (place.the_table != nullptr) order += place.the_table->name;
        if (place.the_constraint != nullptr) order += place.the_constraint->name;
        if (place.the_view != nullptr) order += place.the_view->name;
        order += ";";
    });
    EXPECT_EQ(order, "domain ;first;second;v;f;w;") << "the key comes with its table";
}

} // namespace
