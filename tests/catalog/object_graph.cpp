// SPDX-License-Identifier: BSL-1.0
// What needs what, as far as texts tell.
#include "constable/catalog/object_graph.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable::catalog;

namespace {

const std::string_view id[] = {"id"};
const std::string_view team_id[] = {"team_id"};
const enumeration enumerations[] = {{.name = "mood"}};
const sequence sequences[] = {{.name = "numbers"}};
const column team_columns[] = {{.name = "id", .type = "integer"}, {.name = "size", .type = "integer"}};
const column user_columns[] = {{.name = "team_id", .type = "integer", .default_expression = "nextval('numbers'::regclass)"},
                               {.name = "state", .type = "mood[]"},
                               {.name = "twice", .type = "integer", .generated_expression = "double(team_id)"}};
const constraint team_keys[] = {{.kind = constraint_kind::primary_key, .name = "teams_pkey", .columns = id}};
const constraint user_keys[] = {
    {.kind = constraint_kind::foreign_key, .name = "to_team", .columns = team_id, .referenced_table = "teams", .referenced_columns = id}};
const table tables[] = {{.name = "users", .columns = user_columns, .constraints = user_keys}, {.name = "teams", .columns = team_columns, .constraints = team_keys}};
const routine routines[] = {{.name = "double", .identity = "integer", .body = "SELECT 2 * $1"},
                            {.name = "team_sizes", .result = "SETOF teams", .body = "SELECT * FROM users"}};
const view views[] = {{.name = "big", .query = "SELECT teams.size FROM teams WHERE teams.size > 7"}, {.name = "bigger", .query = "SELECT big.size FROM public.big"}};

class object_graph_test : public ::testing::Test {
protected:
    [[nodiscard]] bool needs(const void* one, const void* other, bool default_of = false) const {
        const auto& needed = graph_[graph_.find(one, default_of)].needs;
        return std::find(needed.begin(), needed.end(), graph_.find(other)) != needed.end();
    }
    const catalog all_{.enumerations = enumerations, .tables = tables, .default_schema = "public", .sequences = sequences, .routines = routines, .views = views};
    const object_graph graph_{all_};
};

TEST_F(object_graph_test, of_a_view_has_its_tables_columns_and_views) {
    EXPECT_TRUE(needs(&views[0], &tables[1]));
    EXPECT_TRUE(needs(&views[0], &team_columns[1]));
    EXPECT_FALSE(needs(&views[0], &team_columns[0]));
    EXPECT_FALSE(needs(&views[0], &tables[0]));
    EXPECT_TRUE(needs(&views[1], &views[0])); // by the name of the default schema
}

TEST_F(object_graph_test, of_columns_has_types_and_functions) {
    EXPECT_TRUE(needs(&user_columns[1], &enumerations[0]));
    EXPECT_TRUE(needs(&user_columns[2], &routines[0]));
    EXPECT_TRUE(needs(&user_columns[2], &user_columns[0]));
    EXPECT_TRUE(needs(&user_columns[2], &tables[0]));
}

TEST(object_graph_of_sequences, has_the_column_whose_sequence_a_text_uses) {
    const sequence named{.schema = "far", .name = "Numbers"};
    const column_details details{.sequence = &named};
    const column columns[] = {{.name = "id", .type = "integer", .identity = identity_kind::serial},
                              {.name = "n", .type = "integer", .identity = identity_kind::always, .details = &details}};
    const column others[] = {{.name = "a", .type = "integer", .default_expression = "nextval('t_id_seq'::regclass)"},
                             {.name = "b", .type = "integer", .default_expression = "nextval('far.\"Numbers\"'::regclass)"}};
    const table both[] = {{.name = "t", .columns = columns}, {.name = "u", .columns = others}};
    const view readers[] = {{.name = "v", .query = "SELECT last_value FROM t_id_seq"}};
    const catalog all{.tables = both, .views = readers};
    const object_graph graph{all};
    const auto needs = [&](const void* one, const void* other, bool default_of) {
        const auto& needed = graph[graph.find(one, default_of)].needs;
        return std::find(needed.begin(), needed.end(), graph.find(other)) != needed.end();
    };
    EXPECT_TRUE(needs(&others[0], &columns[0], true));
    EXPECT_FALSE(needs(&others[0], &columns[1], true));
    EXPECT_TRUE(needs(&others[1], &columns[1], true));
    EXPECT_TRUE(needs(&readers[0], &columns[0], false));
}

TEST_F(object_graph_test, of_a_default_is_apart_from_its_column) {
    EXPECT_TRUE(needs(&user_columns[0], &sequences[0], true));
    EXPECT_FALSE(needs(&user_columns[0], &sequences[0]));
    EXPECT_TRUE(needs(&user_columns[0], &user_columns[0], true));
    EXPECT_EQ(graph_.find(&user_columns[1], true), object_graph::no_node);
}

TEST_F(object_graph_test, of_a_reference_has_the_key_that_it_relies_on) {
    EXPECT_TRUE(needs(&user_keys[0], &team_keys[0]));
    EXPECT_TRUE(needs(&user_keys[0], &tables[1]));
    EXPECT_TRUE(needs(&user_keys[0], &user_columns[0]));
}

TEST_F(object_graph_test, of_a_function_has_its_signature_and_only_wants_its_body) {
    EXPECT_TRUE(needs(&routines[1], &tables[1]));
    EXPECT_FALSE(needs(&routines[1], &tables[0]));
    const auto& wanted = graph_[graph_.find(&routines[1])].wants;
    EXPECT_NE(std::find(wanted.begin(), wanted.end(), graph_.find(&tables[0])), wanted.end());
}

TEST_F(object_graph_test, knows_who_depends_on_an_object) {
    const auto dependents = graph_.dependents_of(graph_.find(&enumerations[0]));
    ASSERT_EQ(dependents.size(), 1U);
    EXPECT_EQ(graph_[dependents[0]].place.the_column, &user_columns[1]);
}

TEST_F(object_graph_test, knows_the_parts_of_a_table) {
    std::size_t parts = 0;
    graph_.each_part_of(graph_.find(&tables[0]), [&](std::uint32_t) { ++parts; });
    EXPECT_EQ(parts, 5U); // three columns, a default, a constraint
}

} // namespace
