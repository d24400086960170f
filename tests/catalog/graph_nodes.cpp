// SPDX-License-Identifier: BSL-1.0
// The objects of a catalog, found by address and by name.
#include "constable/catalog/graph_nodes.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <string_view>
#include <vector>

namespace constable::catalog {
namespace test_of_graph_nodes {

const column columns[] = {{.name = "id", .type = "integer", .identity = identity_kind::serial}, {.name = "a", .type = "text", .default_expression = "'x'"}};
const table tables[] = {{.name = "one", .columns = columns}, {.schema = "far", .name = "two"}};
const view views[] = {{.schema = "far", .name = "one"}};
const database_schema schemas[] = {{.name = "far"}};
const raw_object raw_objects[] = {{.kind = "operator", .name = "==="}};

class graph_nodes_test : public ::testing::Test {
protected:
    [[nodiscard]] std::vector<const void*> named(std::string_view schema, std::string_view name) const {
        std::vector<const void*> found;
        all_.each_named(schema, name, [&](std::uint32_t id) {
            const object_place& place = all_.nodes()[id].place;
            if (place.the_column != nullptr) return found.push_back(place.the_column);
            place.the_table != nullptr ? found.push_back(place.the_table) : found.push_back(place.the_view);
        });
        return found;
    }
    const catalog of_{.tables = tables, .default_schema = "public", .schemas = schemas, .views = views, .raw_objects = raw_objects};
    const graph_nodes all_{of_};
};

TEST_F(graph_nodes_test, are_found_by_their_addresses) {
    EXPECT_EQ(all_.nodes()[all_.find(&tables[1])].place.the_table, &tables[1]);
    EXPECT_EQ(all_.nodes()[all_.find(&columns[1])].owner, all_.find(&tables[0]));
    EXPECT_TRUE(all_.nodes()[all_.find(&columns[1], true)].is_default);
    EXPECT_EQ(all_.find(&columns[0], true), graph_nodes::no_node) << "a serial column has no default of its own";
    EXPECT_EQ(all_.find(&of_), graph_nodes::no_node);
}

TEST_F(graph_nodes_test, are_found_by_their_names_in_their_schema) {
    EXPECT_EQ(named("", "one"), std::vector<const void*>{&tables[0]});
    EXPECT_EQ(named("public", "one"), std::vector<const void*>{&tables[0]});
    EXPECT_EQ(named("far", "one"), std::vector<const void*>{&views[0]});
    EXPECT_EQ(named("", "one_id_seq"), std::vector<const void*>{&columns[0]}) << "a sequence that has no name but its column's";
    EXPECT_TRUE(named("", "far").empty()) << "a database schema";
    EXPECT_TRUE(named("", "===").empty()) << "texts name raw objects otherwise";
    ASSERT_EQ(all_.raw_objects().size(), 1U);
    EXPECT_EQ(all_.nodes()[all_.raw_objects()[0]].place.the_raw, &raw_objects[0]);
}

TEST_F(graph_nodes_test, of_parts_follow_what_they_stand_on) {
    std::size_t parts = 0;
    all_.each_part_of(all_.find(&tables[0]), [&](std::uint32_t id) { parts += all_.nodes()[id].owner == all_.find(&tables[0]) ? 1U : 100U; });
    EXPECT_EQ(parts, 3U) << "two columns and a default";
}

TEST_F(graph_nodes_test, of_schemas_are_found_by_name) {
    std::vector<std::uint32_t> found;
    for (const std::string_view name : {"far", "public", "one", ""}) all_.each_schema_named(name, [&](std::uint32_t id) { found.push_back(id); });
    EXPECT_EQ(found, std::vector<std::uint32_t>{all_.find(&schemas[0])});
}

} // namespace test_of_graph_nodes
} // namespace constable::catalog
