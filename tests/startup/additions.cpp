// SPDX-License-Identifier: BSL-1.0
// A start makes what is missing where that costs nothing, and leaves everything else to people.
#include "constable/startup/additions.hpp"

#include "constable/catalog/diff.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable;
using namespace constable::startup;

namespace {

std::vector<std::string> made(const catalog::catalog& expected, const catalog::catalog& actual) {
    const std::vector<catalog::change> changes = catalog::diff(expected, actual, {});
    std::vector<std::string> names;
    for (const catalog::change& each : additions(changes, actual)) names.push_back(sql::object_name(each));
    return names;
}
using texts = std::vector<std::string>;

const catalog::column id{.name = "id", .type = "bigint", .not_null = true};
const catalog::table empty_table{.name = "t", .columns = {&id, 1}};
const catalog::catalog with_table{.tables = {&empty_table, 1}};

// Everything that may stand on a table, which exists and may be full of rows.
TEST(additions, on_a_table_that_exists_read_and_rewrite_nothing) {
    const catalog::column columns[] = {id,
                                       {.name = "plain", .type = "text"},
                                       {.name = "constant", .type = "integer", .default_expression = "1", .not_null = true},
                                       {.name = "fresh", .type = "uuid", .default_expression = "gen_random_uuid()"},
                                       {.name = "needed", .type = "text", .not_null = true},
                                       {.name = "counted", .type = "bigint", .identity = catalog::identity_kind::always, .not_null = true},
                                       {.name = "computed", .type = "bigint", .generated_expression = "id + 1"}};
    const catalog::constraint constraints[] = {{.name = "proved", .expression = "id > 0"}, {.name = "trusted", .expression = "id > 1", .not_valid = true}};
    const catalog::key key{.column = "id"};
    const catalog::index index{.name = "i", .keys = {&key, 1}};
    const catalog::trigger trigger{.name = "tr", .on_insert = true, .function = "f"};
    const catalog::policy policy{.name = "p", .using_expression = "true"};
    const catalog::table full{.name = "t", .columns = columns, .constraints = constraints, .indexes = {&index, 1}, .triggers = {&trigger, 1},
                              .policies = {&policy, 1}};
    EXPECT_EQ(made({.tables = {&full, 1}}, with_table),
              (texts{"column t.plain", "column t.constant", "constraint trusted of table t"}));
}

TEST(additions, are_all_objects_that_stand_alone) {
    const catalog::view views[] = {{.name = "v", .query = "SELECT 1"}, {.name = "m", .is_materialized = true, .query = "SELECT 1"}};
    const catalog::routine routine{.name = "f", .identity = "integer"};
    const catalog::domain domain{.name = "d", .type = "text"};
    const catalog::sequence sequence{.name = "s"};
    const catalog::enumeration mood{.name = "mood"};
    const catalog::catalog all{.enumerations = {&mood, 1}, .tables = {&empty_table, 1}, .domains = {&domain, 1}, .sequences = {&sequence, 1},
                               .routines = {&routine, 1}, .views = views};
    EXPECT_EQ(made(all, {}).size(), 7U) << ::testing::PrintToString(made(all, {}));
    EXPECT_EQ(made({}, all), texts{});
}

TEST(additions, never_alter_or_drop) {
    const catalog::column other{.name = "id", .type = "integer", .comment = "x"};
    const catalog::table table{.name = "t", .columns = {&other, 1}, .comment = "y"};
    EXPECT_EQ(made({.tables = {&table, 1}}, with_table), texts{});
}

TEST(additions, attach_no_partition_where_the_default_one_would_be_read) {
    const catalog::table parent{.name = "p", .columns = {&id, 1}, .partition_key = "RANGE (id)"};
    const catalog::table first{.name = "a", .columns = {&id, 1}, .parent = "p", .partition_bound = "FOR VALUES FROM ('1') TO ('2')"};
    const catalog::table rest{.name = "b", .columns = {&id, 1}, .parent = "p", .partition_bound = "DEFAULT"};
    const catalog::table both[] = {parent, first};
    const catalog::table with_default[] = {parent, rest};
    const catalog::table all[] = {parent, first, rest};
    EXPECT_EQ(made({.tables = both}, {.tables = {&parent, 1}}), texts{"table a"});
    EXPECT_EQ(made({.tables = all}, {.tables = with_default}), texts{});
}

TEST(additions, take_privileges_only_from_what_is_new) {
    const catalog::routine routine{.name = "f", .identity = "integer"};
    const catalog::grant revoked{.kind = catalog::object_kind::function, .name = "f", .part = "integer", .privilege = "EXECUTE", .is_revoked = true};
    const catalog::grant granted{.kind = catalog::object_kind::function, .name = "f", .part = "integer", .grantee = "app", .privilege = "EXECUTE"};
    const catalog::catalog before{.routines = {&routine, 1}};
    EXPECT_EQ(made({.routines = {&routine, 1}, .grants = {&revoked, 1}}, {}).size(), 2U);
    EXPECT_EQ(made({.routines = {&routine, 1}, .grants = {&revoked, 1}}, before), texts{});
    EXPECT_EQ(made({.routines = {&routine, 1}, .grants = {&granted, 1}}, before).size(), 1U);
}

TEST(plan_additions, makes_what_is_referred_to_first_and_names_all) {
    const catalog::view view{.name = "v", .query = "SELECT id FROM t"};
    const catalog::enumeration mood{.name = "mood"};
    const catalog::catalog expected{.enumerations = {&mood, 1}, .tables = {&empty_table, 1}, .views = {&view, 1}};
    const std::vector<catalog::change> changes = catalog::diff(expected, {}, {});
    const addition_plan plan = plan_additions(expected, {}, changes);
    EXPECT_EQ(plan.tables, texts{"t"});
    EXPECT_EQ(plan.objects, texts{"view v"});
    const std::size_t table = plan.statements.find("CREATE TABLE t");
    EXPECT_NE(table, std::string::npos);
    EXPECT_LT(table, plan.statements.find("CREATE VIEW v")) << plan.statements;
}

TEST(plan_additions, leaves_default_privileges_alone_where_none_are_declared) {
    const catalog::default_privilege readable{.grantee = "reader", .privilege = "SELECT"};
    const catalog::catalog actual{.default_privileges = {&readable, 1}};
    const std::vector<catalog::change> changes = catalog::diff(with_table, actual, {.privileges = false});
    EXPECT_EQ(plan_additions(with_table, actual, changes).statements.find("REVOKE"), std::string::npos);
}

} // namespace
