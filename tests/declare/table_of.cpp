// SPDX-License-Identifier: BSL-1.0
// Structs that Boost.Hana adapts become tables.
#include "support/schemas.hpp"

#include <boost/hana/adapt_struct.hpp>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <type_traits>

namespace catalog = constable::catalog;
namespace adapted = constable::testing::adapted;
using namespace constable;

namespace shapes {

struct position {
    double x;
    double y;
};
struct shape {
    int id;
    std::optional<position> centre;
};

} // namespace shapes

BOOST_HANA_ADAPT_STRUCT(shapes::shape, id, centre);

template <>
struct constable::sql_type_of<shapes::position> { using type = constable::sql_type<"point">; };

namespace {

struct shape_table : table_of<shapes::shape, "shapes", with<"id", primary_key<>>, index_<using_<"gist">, "centre">, comment<"Adapted">> {};

constexpr const catalog::table& users = catalog_of<adapted::app>.tables[0];
constexpr const catalog::table& shape = catalog_of<schema<shape_table>>.tables[0];

} // namespace

TEST(table_of, makes_a_column_of_each_member) {
    constexpr std::string_view columns[][2] = {
        {"id", "bigint"},      {"team_id", "bigint"}, {"email", "text"}, {"nickname", "text"}, {"level", "smallint"},
        {"points", "integer"}, {"ratio", "real"},     {"balance", "double precision"}, {"active", "boolean"},
        {"photo", "bytea"},    {"tags", "text[]"},    {"numbers", "integer[]"}, {"born", "date"},
        {"seen_at", "timestamp with time zone"},      {"code", "character(4)"}};
    ASSERT_EQ(users.columns.size(), std::size(columns));
    for (std::size_t i = 0; i != std::size(columns); ++i) {
        EXPECT_EQ(users.columns[i].name, columns[i][0]);
        EXPECT_EQ(users.columns[i].type, columns[i][1]);
    }
}

TEST(table_of, makes_only_optional_members_nullable) {
    for (const catalog::column& each : users.columns)
        EXPECT_EQ(each.not_null, each.name != "team_id" && each.name != "nickname" && each.name != "numbers") << each.name;
}

TEST(table_of, adds_words_to_columns_and_parts_to_the_table) {
    EXPECT_EQ(users.columns[0].identity, catalog::identity_kind::always);
    ASSERT_EQ(users.constraints.size(), 3U);
    EXPECT_EQ(users.constraints[1].referenced_table, "teams");
    EXPECT_EQ(users.constraints[2].name, "users_email_key");
    ASSERT_EQ(users.indexes.size(), 1U);
    EXPECT_EQ(users.indexes[0].name, "users_team_id_idx");
}

TEST(table_of, lets_a_column_take_the_place_of_a_member) {
    EXPECT_EQ(users.columns.back().name, "code");
    EXPECT_EQ(users.columns.back().type, "character(4)");
}

TEST(table_of, takes_structs_adapted_from_outside_and_types_of_the_users_own) {
    static_assert(shape.name == "shapes" && shape.comment == "Adapted" && shape.columns.size() == 2);
    static_assert(shape.columns[0].type == "integer" && shape.columns[0].not_null);
    static_assert(shape.columns[1].type == "point" && !shape.columns[1].not_null);
    static_assert(shape.indexes[0].method == "gist");
}

TEST(table_of, remembers_the_struct) { static_assert(std::is_same_v<shape_table::row, shapes::shape>); }
