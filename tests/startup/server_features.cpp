// SPDX-License-Identifier: BSL-1.0
// A server that is too old is told so by table, column and feature, before anything is sent.
#include "constable/startup/server_features.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable;
using startup::missing_features;

namespace {

std::vector<std::string> found(const catalog::catalog& of, int version) { return missing_features(of, version); }
using texts = std::vector<std::string>;

TEST(server_features, are_named_with_table_column_version_and_advice) {
    const catalog::column_details compressed{.compression = catalog::compression_method::lz4};
    const catalog::column column{.name = "note", .type = "text", .details = &compressed};
    const catalog::table table{.schema = "my shop", .name = "orders", .columns = {&column, 1}};
    const catalog::catalog of{.tables = {&table, 1}};
    EXPECT_EQ(found(of, 130011), texts{"table \"my shop\".orders, column note: PostgreSQL 14 is needed for COMPRESSION, and this server is 13;"
                                       " upgrade the server, or leave that out of the declaration"});
    EXPECT_EQ(found(of, 140000), texts{});
}

struct version_case {
    const char* name;
    int since;
    catalog::constraint constraint;
};
void PrintTo(const version_case& printed, std::ostream* out) { *out << printed.name; }

constexpr std::string_view a[] = {"a"};
class server_features_of_constraints : public ::testing::TestWithParam<version_case> {};

TEST_P(server_features_of_constraints, are_missed_just_below_their_version) {
    const catalog::table table{.name = "t", .constraints = {&GetParam().constraint, 1}};
    const catalog::catalog of{.tables = {&table, 1}};
    EXPECT_EQ(found(of, GetParam().since * 10000 - 1).size(), 1U);
    EXPECT_EQ(found(of, GetParam().since * 10000), texts{});
}

const version_case cases[] = {
    {"nulls_not_distinct", 15, {.kind = catalog::constraint_kind::unique, .name = "k", .nulls_not_distinct = true}},
    {"on_delete_columns", 15, {.kind = catalog::constraint_kind::foreign_key, .name = "k", .on_delete_columns = a}},
    {"not_enforced", 18, {.name = "k", .not_enforced = true}},
    {"without_overlaps", 18, {.kind = catalog::constraint_kind::primary_key, .name = "k", .period = true}},
    {"period", 18, {.kind = catalog::constraint_kind::foreign_key, .name = "k", .period = true}},
};
INSTANTIATE_TEST_SUITE_P(cases, server_features_of_constraints, ::testing::ValuesIn(cases),
                         [](const auto& of) { return std::string{of.param.name}; });

TEST(server_features, of_every_kind_of_object_are_seen) {
    const catalog::column_details named{.not_null_name = "n"};
    const catalog::column_details computed{.is_virtual = true};
    const catalog::column columns[] = {{.name = "a", .type = "int4multirange[]"}, {.name = "b", .details = &named}, {.name = "c", .details = &computed}};
    const std::string_view expressions[] = {"a", "(lower(b))"};
    const catalog::statistics statistics{.name = "s", .expressions = expressions, .target = 5};
    const catalog::key keys[] = {{.column = "a", .operator_class = "gist_trgm_ops (siglen='32')"}};
    const catalog::index index{.name = "i", .keys = keys};
    const catalog::trigger trigger{.name = "tr", .on_insert = true, .for_each_row = true};
    const catalog::table table{.name = "t", .columns = columns, .indexes = {&index, 1}, .partition_key = "RANGE (a)",
                               .triggers = {&trigger, 1}, .statistics = {&statistics, 1}};
    const std::string_view options[] = {"security_invoker=true"};
    const catalog::view view{.name = "v", .options = options};
    const catalog::domain domain{.name = "d", .type = "text", .not_null_name = "n"};
    const catalog::sequence sequence{.name = "q", .unlogged = true};
    const catalog::range_type range{.name = "r", .multirange = "m"};
    const catalog::collation collations[] = {{.name = "c", .provider = "builtin"}, {.name = "d", .provider = "icu", .rules = "&a<b"}};
    const catalog::routine routines[] = {{.name = "f", .sql_body = "RETURN 1"},
                                         {.name = "p", .kind = catalog::routine_kind::procedure, .arguments = "a integer, OUT b integer"}};
    const catalog::grant grant{.name = "t", .privilege = "MAINTAIN"};
    const catalog::catalog of{.tables = {&table, 1}, .collations = collations, .domains = {&domain, 1}, .range_types = {&range, 1},
                              .sequences = {&sequence, 1}, .routines = routines, .views = {&view, 1}, .grants = {&grant, 1}};
    EXPECT_EQ(found(of, 120000).size(), 16U) << ::testing::PrintToString(found(of, 120000));
    EXPECT_EQ(found(of, 180000), texts{});
}

TEST(server_features, of_a_plain_table_are_on_every_server) {
    const catalog::column column{.name = "id", .type = "bigint", .identity = catalog::identity_kind::always, .not_null = true};
    const catalog::table table{.name = "t", .columns = {&column, 1}};
    EXPECT_EQ(found({.tables = {&table, 1}}, 120000), texts{});
}

} // namespace
