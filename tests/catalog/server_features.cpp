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

// A type that is written as SQL text is as good; one of the schema's own may be called like that.
TEST(server_features, are_known_of_types_of_columns) {
    const auto since_for = [](catalog::type_origin origin) {
        const catalog::column column{.name = "c", .type = "int4multirange", .origin = origin};
        const catalog::table table{.name = "t", .columns = {&column, 1}};
        return catalog::find_lacking_feature({.tables = {&table, 1}}, 120000).since;
    };
    EXPECT_EQ(since_for(catalog::type_origin::built_in), 140000);
    EXPECT_EQ(since_for(catalog::type_origin::opaque), 140000);
    EXPECT_EQ(since_for(catalog::type_origin::enumeration), 0);
}

TEST(server_features, are_known_of_domains) {
    static constexpr catalog::domain domain{.name = "d", .type = "text", .not_null_name = "n"};
    static_assert(catalog::find_lacking_feature({.domains = {&domain, 1}}, 160000).since == 170000);
    static_assert(!catalog::find_lacking_feature({.domains = {&domain, 1}}, 170000));
}

// Whether the sequence of a column is unlogged, and the first version in which that takes a word.
constexpr int since_for_sequence(catalog::identity_kind identity, bool sequence_is_unlogged, bool table_is_unlogged) {
    const catalog::sequence own{.name = "s", .unlogged = sequence_is_unlogged};
    const catalog::column_details details{.sequence = &own};
    const catalog::column column{.name = "c", .identity = identity, .details = &details};
    const catalog::table table{.name = "t", .columns = {&column, 1}, .unlogged = table_is_unlogged};
    return catalog::find_lacking_feature({.tables = {&table, 1}}, 120000).since;
}

// Before PostgreSQL 15 the sequence of an identity column is read as its table is; nothing can be said of it.
TEST(server_features, of_a_sequence_are_none_where_it_is_as_its_table_is) {
    using enum catalog::identity_kind;
    static_assert(since_for_sequence(always, true, true) == 0 && since_for_sequence(by_default, false, false) == 0);
    static_assert(since_for_sequence(always, true, false) == 150000 && since_for_sequence(always, false, true) == 150000);
    static_assert(since_for_sequence(serial, true, true) == 150000 && since_for_sequence(serial, true, false) == 150000);
    static_assert(since_for_sequence(serial, false, true) == 0 && since_for_sequence(serial, false, false) == 0);
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
    EXPECT_EQ(found.kind, "table");
    EXPECT_EQ(found.name, "t");
    EXPECT_EQ(found.part_kind, "constraint");
    EXPECT_EQ(found.part, "t_key");
}
