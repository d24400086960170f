// SPDX-License-Identifier: BSL-1.0
// Declared types become catalog values.
#include "support/schemas.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
namespace declare = constable::declare;
using namespace constable;
using namespace constable::testing;

namespace {

struct composite : table<"composite", column<"a", integer>, column<"b", integer>, primary_key<"b", "a">> {};
struct without_key : table<"without_key", column<"a", integer, unique<>>> {};

} // namespace

TEST(lower, counts_the_parts_of_a_table) {
    constexpr declare::part_size size = declare::entry_of<shop::orders>().size();
    static_assert(size.columns == 4 && size.column_constraints == 2 && size.table_constraints == 0 && size.indexes == 1);
    constexpr declare::part_size items = declare::entry_of<shop::order_items>().size();
    static_assert(items.columns == 3 && items.column_constraints == 2 && items.table_constraints == 2 && items.indexes == 0);
}

TEST(lower, finds_the_primary_key_that_a_reference_means) {
    static_assert(declare::primary_key_columns<shop::orders>().size() == 1 && declare::primary_key_columns<shop::orders>()[0] == "id");
    static_assert(declare::primary_key_columns<composite>().size() == 2 && declare::primary_key_columns<composite>()[0] == "b");
    static_assert(declare::primary_key_columns<without_key>().empty());
}

TEST(lower, finds_the_database_schema_of_a_table) {
    static_assert(declare::schema_of<words::targets>() == "auth" && declare::schema_of<shop::orders>().empty());
}

TEST(lower, keeps_tables_in_the_order_of_the_declaration) {
    static_assert(catalog_of<shop::app>.tables.size() == 4 && catalog_of<shop::app>.tables[0].name == "order_items" &&
                  catalog_of<shop::app>.tables[3].name == "customers");
}

TEST(lower, gives_tables_what_is_theirs) {
    for (const catalog::table& each : catalog_of<shop::app>.tables) {
        EXPECT_TRUE(catalog::primary_key_of(each) != nullptr) << each.name;
        for (const catalog::constraint& constraint : each.constraints)
            EXPECT_TRUE(constraint.name.starts_with(each.name)) << constraint.name;
        for (const catalog::index& index : each.indexes) EXPECT_TRUE(index.name.starts_with(each.name)) << index.name;
    }
}

TEST(lower, lets_tables_refer_in_circles) {
    const auto& people = catalog_of<circles::app>.tables[0];
    EXPECT_EQ(people.constraints[1].referenced_table, "people");
    EXPECT_EQ(people.constraints[2].referenced_table, "teams");
    EXPECT_EQ(people.constraints[2].referenced_columns[0], "id");
}
