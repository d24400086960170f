// SPDX-License-Identifier: BSL-1.0
// Tables and schemas as types.
#include <constable/schema.hpp>

#include <boost/hana/for_each.hpp>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

using namespace constable;

namespace {

struct empty : table<"empty"> {};
struct users : table<"users", in_schema<"auth">, column<"id", bigint>, comment<"People">> {};
struct app : schema<users, empty> {};

} // namespace

TEST(table, has_a_name) { static_assert(users::table_name == "users" && empty::table_name == "empty"); }

TEST(table, can_lie_in_a_database_schema_and_have_a_comment) {
    static_assert(catalog_of<app>.tables[0].schema == "auth" && catalog_of<app>.tables[0].comment == "People");
    static_assert(catalog_of<app>.tables[1].schema.empty() && catalog_of<app>.tables[1].comment.empty());
}

TEST(table, can_be_without_columns) { static_assert(catalog_of<app>.tables[1].columns.empty()); }

TEST(schema, is_a_hana_tuple_of_its_tables) {
    std::string names;
    boost::hana::for_each(app::tables, [&](auto type) {
        using table = typename decltype(type)::type;
        names.append(table::table_name).append(" ");
    });
    EXPECT_EQ(names, "users empty ");
}
