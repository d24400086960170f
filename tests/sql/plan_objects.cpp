// SPDX-License-Identifier: BSL-1.0
// Which objects must go and come back for a change.
#include "constable/sql/plan_objects.hpp"

#include "constable/catalog/diff.hpp"

#include <gtest/gtest.h>
#include <string_view>
#include <vector>

using namespace constable::catalog;
using constable::sql::plan_objects;

namespace {

/// A table with a column, what depends on it, and what does not.
struct sample {
    std::vector<column> columns{{.name = "a", .type = "integer"}, {.name = "b", .type = "integer"}};
    std::vector<constraint> constraints{{.name = "positive", .expression = "a > 0"}, {.name = "other", .expression = "b > 0"}};
    std::vector<key> keys{{.column = "a"}};
    std::vector<key> expression_keys{{.expression = "(a + 1)"}};
    std::vector<constable::catalog::index> indexes{{.name = "by_a", .keys = keys}, {.name = "by_more", .keys = expression_keys}};
    std::vector<table> tables{{.name = "t", .columns = columns, .constraints = constraints, .indexes = indexes}};
    std::vector<routine> routines{{.name = "f", .identity = "integer", .arguments = "a integer", .result = "integer", .body = "1"}};
    std::vector<view> views{{.name = "v", .query = " SELECT t.a FROM t"}, {.name = "w", .query = " SELECT v.a FROM v"}, {.name = "x", .query = " SELECT t.b, f(t.b) FROM t"}};

    [[nodiscard]] catalog get() const { return {.tables = tables, .default_schema = "public", .routines = routines, .views = views}; }
};

TEST(plan_objects, another_type_moves_what_depends_on_the_column) {
    const sample before;
    sample after;
    after.columns[0].type = "bigint";
    const catalog expected = after.get();
    const catalog actual = before.get();
    const std::vector<change> changes = diff(expected, actual);
    const plan_objects objects{expected, actual, changes};
    const auto fate_of = [&](const void* object) { return objects.fate_of(objects.before().find(object)); };
    EXPECT_TRUE(fate_of(&before.columns[0]).converted);
    EXPECT_TRUE(fate_of(before.views.data()).dropped);
    EXPECT_TRUE(fate_of(&before.views[1]).dropped) << "the view on a view";
    EXPECT_FALSE(fate_of(&before.views[2]).dropped) << "it reads another column";
    EXPECT_TRUE(fate_of(before.constraints.data()).dropped);
    EXPECT_FALSE(fate_of(&before.constraints[1]).dropped);
    EXPECT_FALSE(fate_of(before.indexes.data()).dropped) << "ALTER TABLE builds it anew";
    EXPECT_TRUE(fate_of(&before.indexes[1]).dropped);
    EXPECT_TRUE(objects.aim_of(objects.after().find(after.views.data())).created);
    EXPECT_FALSE(fate_of(before.tables.data()).dropped);
}

TEST(plan_objects, another_result_moves_who_calls_a_function_and_another_body_does_not) {
    const sample before;
    sample after;
    after.routines[0].body = "2";
    const catalog actual = before.get();
    {
        const catalog expected = after.get();
        const std::vector<change> changes = diff(expected, actual);
        const plan_objects objects{expected, actual, changes};
        EXPECT_TRUE(objects.aim_of(objects.after().find(after.routines.data())).replaced);
        EXPECT_FALSE(objects.fate_of(objects.before().find(&before.views[2])).dropped);
    }
    after.routines[0].result = "bigint";
    const catalog expected = after.get();
    const std::vector<change> changes = diff(expected, actual);
    const plan_objects objects{expected, actual, changes};
    EXPECT_TRUE(objects.fate_of(objects.before().find(before.routines.data())).dropped);
    EXPECT_TRUE(objects.fate_of(objects.before().find(&before.views[2])).dropped);
    EXPECT_FALSE(objects.fate_of(objects.before().find(before.views.data())).dropped);
}

TEST(plan_objects, a_key_moves_the_references_that_rely_on_it) {
    static constexpr std::string_view id[] = {"id"};
    const std::vector<column> columns{{.name = "id", .type = "integer"}};
    const std::vector<constraint> keys{{.kind = constraint_kind::primary_key, .name = "pk", .columns = id}};
    const std::vector<constraint> deferred{{.kind = constraint_kind::primary_key, .name = "pk", .columns = id, .deferrable = true}};
    const std::vector<constraint> references{{.kind = constraint_kind::foreign_key, .name = "fk", .columns = id, .referenced_table = "t", .referenced_columns = id}};
    const table before[] = {{.name = "t", .columns = columns, .constraints = deferred}, {.name = "u", .columns = columns, .constraints = references}};
    const table after[] = {{.name = "t", .columns = columns, .constraints = keys}, {.name = "u", .columns = columns, .constraints = references}};
    const catalog expected{.tables = after};
    const catalog actual{.tables = before};
    const std::vector<change> changes = diff(expected, actual);
    const plan_objects objects{expected, actual, changes};
    EXPECT_TRUE(objects.fate_of(objects.before().find(references.data())).dropped);
    EXPECT_TRUE(objects.aim_of(objects.after().find(references.data())).created);
}

TEST(plan_objects, a_partition_gets_columns_from_its_parent) {
    const std::vector<column> one{{.name = "a", .type = "integer"}};
    const std::vector<column> two{{.name = "a", .type = "integer"}, {.name = "b", .type = "integer"}};
    const table before[] = {{.name = "p", .columns = one, .partition_key = "RANGE (a)"}, {.name = "c", .columns = one, .parent = "p", .partition_bound = "DEFAULT"}};
    const table after[] = {{.name = "p", .columns = two, .partition_key = "RANGE (a)"}, {.name = "c", .columns = two, .parent = "p", .partition_bound = "DEFAULT"}};
    const catalog expected{.tables = after};
    const catalog actual{.tables = before};
    const std::vector<change> changes = diff(expected, actual);
    ASSERT_EQ(changes.size(), 2U);
    const plan_objects objects{expected, actual, changes};
    ASSERT_EQ(objects.came_with_parent().size(), 1U);
    EXPECT_EQ(objects.came_with_parent()[0]->expected.in_table, &after[1]);
}

TEST(plan_objects, what_cannot_be_altered_is_told) {
    const table before[] = {{.name = "p", .partition_key = "RANGE (a)"}};
    const table after[] = {{.name = "p"}};
    const unmodelled casts[] = {{.kind = "cast", .name = "x"}};
    const catalog expected{.tables = after, .unmodelled_objects = casts};
    const catalog actual{.tables = before};
    const std::vector<change> changes = diff(expected, actual);
    const plan_objects objects{expected, actual, changes};
    EXPECT_EQ(objects.impossible().size(), 1U) << "the cast";
    EXPECT_EQ(objects.made_anew().size(), 1U);
}

} // namespace
