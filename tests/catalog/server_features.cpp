// SPDX-License-Identifier: BSL-1.0
// What an older server lacks is found and named, and nothing else is.
#include <constable/catalog/server_features.hpp>

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;

namespace {

// The first version that has what a table with this constraint needs.
constexpr int since(const catalog::constraint& each) {
    const catalog::table table{.name = "t", .constraints = {&each, 1}};
    return catalog::find_lacking_feature({.tables = {&table, 1}}, 120000).since;
}
constexpr int since(const catalog::column_details& details) {
    const catalog::column column{.name = "c", .details = &details};
    const catalog::table table{.name = "t", .columns = {&column, 1}};
    return catalog::find_lacking_feature({.tables = {&table, 1}}, 120000).since;
}
constexpr int since(const catalog::view& each) { return catalog::find_lacking_feature({.views = {&each, 1}}, 120000).since; }

} // namespace

TEST(server_features, are_known_of_constraints) {
    static constexpr std::string_view columns[] = {"a"};
    static_assert(since(catalog::constraint{.nulls_not_distinct = true}) == 150000);
    static_assert(since(catalog::constraint{.on_delete_columns = columns}) == 150000);
    static_assert(since(catalog::constraint{.not_enforced = true}) == 180000 && since(catalog::constraint{.period = true}) == 180000);
    static_assert(since(catalog::constraint{.deferrable = true, .no_inherit = true, .not_valid = true}) == 0);
}

TEST(server_features, are_known_of_columns) {
    static_assert(since(catalog::column_details{.compression = catalog::compression_method::lz4}) == 140000);
    static_assert(since(catalog::column_details{.is_virtual = true}) == 180000 && since(catalog::column_details{.not_null_name = "n"}) == 180000);
    static_assert(since(catalog::column_details{.storage = catalog::storage_kind::main, .statistics = 5}) == 0);
}

TEST(server_features, are_known_of_views) {
    static constexpr std::string_view invoker[] = {"security_invoker=true"};
    static constexpr std::string_view barrier[] = {"security_barrier=true"};
    static_assert(since(catalog::view{.options = invoker}) == 150000 && since(catalog::view{.options = barrier}) == 0);
}

TEST(server_features, are_there_when_the_server_is_new_enough) {
    const catalog::constraint key{.name = "t_key", .nulls_not_distinct = true};
    const catalog::table table{.name = "t", .constraints = {&key, 1}};
    const catalog::catalog all{.tables = {&table, 1}};
    EXPECT_FALSE(catalog::find_lacking_feature(all, 150000));
    const catalog::lacking_feature found = catalog::find_lacking_feature(all, 149999);
    EXPECT_TRUE(found);
    EXPECT_EQ(found.feature, "NULLS NOT DISTINCT");
    EXPECT_EQ(found.object, "t_key");
}
