// SPDX-License-Identifier: BSL-1.0
// Texts become those of the database only where the server, or this very transaction, says that they are the same.
#include "constable/startup/normalise.hpp"

#include "constable/catalog/diff.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable;
using startup::normalised_catalog;

namespace {

const catalog::column declared_column{.name = "age", .type = "int4", .default_expression = "1+1"};
const catalog::column live_column{.name = "age", .type = "integer", .default_expression = "(1 + 1)"};
const catalog::constraint declared_check{.name = "c", .expression = "age>0"};
const catalog::constraint live_check{.name = "c", .expression = "(age > 0)"};
const catalog::table declared_table{.name = "t", .columns = {&declared_column, 1}, .constraints = {&declared_check, 1}};
const catalog::table live_table{.name = "t", .columns = {&live_column, 1}, .constraints = {&live_check, 1}};
const catalog::catalog declared{.tables = {&declared_table, 1}};
const catalog::catalog live{.tables = {&live_table, 1}, .default_schema = "public"};

std::vector<std::string> asked(const normalised_catalog& of) {
    std::vector<std::string> all;
    for (const startup::question_chunk& chunk : of.questions())
        for (const startup::shadow_step& step : chunk.asked.steps) all.push_back(step.object);
    return all;
}
// Gives every question the same answer.
void answer_all(const normalised_catalog& of, const catalog::catalog* shadows) {
    for (const startup::question_chunk& chunk : of.questions())
        for (const startup::answer& each : chunk.asked.answers)
            if (each.is_awaited()) each.take(shadows);
}
using texts = std::vector<std::string>;

TEST(normalise, asks_about_texts_that_differ) {
    const normalised_catalog of{declared, live};
    EXPECT_EQ(asked(of), (texts{"table t", "table t", "default of column age of table t", "constraint c of table t"}));
    EXPECT_EQ(of.view().tables[0].columns[0].default_expression, "1+1");
    EXPECT_EQ(of.view().tables[0].constraints[0].expression, "age>0");
}

TEST(normalise, takes_the_texts_that_the_server_writes_for_both) {
    const normalised_catalog of{declared, live};
    answer_all(of, &live); // shadows that look like the table
    EXPECT_EQ(of.view().tables[0].columns[0].type, "integer");
    EXPECT_EQ(of.view().tables[0].columns[0].default_expression, "(1 + 1)");
    EXPECT_EQ(of.view().tables[0].constraints[0].expression, "(age > 0)");
    EXPECT_TRUE(catalog::diff(of.view(), live, {}).empty());
    EXPECT_EQ(declared_column.type, "int4"); // of the declaration itself nothing changes
}

TEST(normalise, keeps_the_declared_text_where_the_server_writes_another) {
    const catalog::column column{.name = "age", .type = "bigint", .default_expression = "2"};
    const catalog::constraint check{.name = "c", .expression = "(age > 1)"};
    const catalog::table shadow{.name = "t", .columns = {&column, 1}, .constraints = {&check, 1}};
    const catalog::catalog shadows{.tables = {&shadow, 1}};
    const normalised_catalog of{declared, live};
    answer_all(of, &shadows);
    EXPECT_EQ(of.view().tables[0].columns[0].type, "int4");
    EXPECT_EQ(of.view().tables[0].columns[0].default_expression, "1+1");
    EXPECT_EQ(of.view().tables[0].constraints[0].expression, "age>0");
}

TEST(normalise, keeps_the_declared_text_where_no_shadow_came) {
    const catalog::catalog nothing;
    const normalised_catalog of{declared, live};
    answer_all(of, &nothing);
    EXPECT_EQ(of.view().tables[0].constraints[0].expression, "age>0");
}

TEST(normalise, takes_everything_but_types_for_granted_where_nobody_can_be_asked) {
    normalised_catalog of{declared, live};
    answer_all(of, nullptr);
    EXPECT_EQ(of.view().tables[0].columns[0].default_expression, "(1 + 1)");
    EXPECT_EQ(of.view().tables[0].constraints[0].expression, "(age > 0)");
    texts types;
    of.each_other_type([&](std::string_view& type, std::string_view there) { types.push_back(std::string{type} + " " + std::string{there}); });
    EXPECT_EQ(types, texts{"int4 integer"});
}

TEST(normalise, asks_nothing_about_what_this_transaction_made) {
    catalog::column opaque = declared_column;
    opaque.origin = catalog::type_origin::opaque;
    const catalog::table table{.name = "t", .columns = {&opaque, 1}, .constraints = {&declared_check, 1}};
    const catalog::catalog expected{.tables = {&table, 1}};
    const catalog::catalog before{.default_schema = "public"};
    const normalised_catalog of{expected, live, &before};
    EXPECT_EQ(asked(of), texts{});
    EXPECT_TRUE(catalog::diff(of.view(), live, {}).empty());
}

TEST(normalise, asks_nothing_about_what_is_missing_or_the_same) {
    EXPECT_EQ(asked(normalised_catalog{declared, {}}), texts{});
    EXPECT_EQ(asked(normalised_catalog{live, live}), texts{});
    const catalog::table bare{.name = "t", .columns = {&declared_column, 1}};
    const catalog::column same{.name = "age", .type = "int4", .default_expression = "1+1"};
    const catalog::table there{.name = "t", .columns = {&same, 1}, .constraints = {&live_check, 1}};
    EXPECT_EQ(asked(normalised_catalog{{.tables = {&bare, 1}}, {.tables = {&there, 1}}}), texts{});
}

TEST(normalise, finds_a_check_under_another_name) {
    const catalog::constraint renamed{.name = "d", .expression = "(age > 0)"};
    const catalog::table there{.name = "t", .columns = {&live_column, 1}, .constraints = {&renamed, 1}};
    const catalog::catalog actual{.tables = {&there, 1}, .default_schema = "public"};
    const normalised_catalog of{declared, actual};
    answer_all(of, &live);
    EXPECT_EQ(of.view().tables[0].constraints[0].expression, "(age > 0)");
}

TEST(normalise, knows_overloads_by_what_the_server_calls_their_types) {
    const catalog::routine routines[] = {{.name = "f", .identity = "int", .arguments = "a int"}, {.name = "f", .identity = "text", .arguments = "a text"}};
    const catalog::routine there[] = {{.name = "f", .identity = "text", .arguments = "a text"}, {.name = "f", .identity = "integer", .arguments = "a integer"}};
    const catalog::routine written{.name = "constable_routine_1", .identity = "integer", .arguments = "a integer"};
    const normalised_catalog of{{.routines = routines}, {.routines = there}};
    EXPECT_EQ(asked(of), texts{"routine f"});
    const catalog::catalog shadows{.routines = {&written, 1}};
    answer_all(of, &shadows);
    EXPECT_EQ(of.view().routines[0].identity, "integer");
    EXPECT_EQ(of.view().routines[0].arguments, "a integer");
}

} // namespace
