// SPDX-License-Identifier: BSL-1.0
// Which objects of two catalogs are taken for the same.
#include "constable/sql/object_pairs.hpp"

#include "constable/catalog/diff.hpp"

#include <gtest/gtest.h>
#include <vector>

using namespace constable::catalog;
using constable::sql::object_pairs;

namespace {

TEST(object_pairs, are_of_one_name_or_of_one_change) {
    const column columns[] = {{.name = "a", .type = "integer", .default_expression = "1"}, {.name = "b", .type = "text"}};
    const table before[] = {{.name = "kept", .columns = columns}, {.name = "old", .columns = columns}, {.name = "gone", .columns = columns}};
    const table after[] = {{.name = "kept", .columns = columns}, {.name = "renamed", .columns = columns, .renamed_from = {.name = "old"}},
                           {.name = "made", .columns = columns}};
    const catalog expected{.tables = after};
    const catalog actual{.tables = before, .default_schema = "public"};
    const std::vector<change> changes = diff(expected, actual);
    const sides both{expected, actual};
    const object_graph graph_after{expected};
    const object_graph graph_before{actual};
    const object_pairs pairs{both, graph_after, graph_before, changes};
    const auto id_after = [&](const auto& of) { return graph_after.find(&of); };
    const auto id_before = [&](const auto& of) { return graph_before.find(&of); };

    EXPECT_EQ(pairs.before(id_after(after[0])), id_before(before[0]));
    EXPECT_EQ(pairs.after(id_before(before[0])), id_after(after[0]));
    EXPECT_EQ(pairs.before(id_after(after[1])), id_before(before[1])) << "renamed";
    EXPECT_EQ(pairs.before(id_after(after[2])), object_pairs::no_node) << "new";
    EXPECT_EQ(pairs.after(id_before(before[2])), object_pairs::no_node) << "gone";
}

TEST(object_pairs, have_the_defaults_of_their_columns) {
    const column columns_before[] = {{.name = "a", .type = "integer", .default_expression = "1"}};
    const column columns_after[] = {{.name = "a", .type = "integer", .default_expression = "2"}};
    const table before[] = {{.name = "t", .columns = columns_before}};
    const table after[] = {{.name = "t", .columns = columns_after}};
    const catalog expected{.tables = after};
    const catalog actual{.tables = before};
    const std::vector<change> changes = diff(expected, actual);
    const sides both{expected, actual};
    const object_graph graph_after{expected};
    const object_graph graph_before{actual};
    const object_pairs pairs{both, graph_after, graph_before, changes};
    EXPECT_EQ(pairs.before(graph_after.find(columns_after, true)), graph_before.find(columns_before, true));
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(pairs.node_after(changes[0]), graph_after.find(columns_after));
    EXPECT_EQ(pairs.node_before(changes[0]), graph_before.find(columns_before));
}

} // namespace
