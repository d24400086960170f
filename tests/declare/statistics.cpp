// SPDX-License-Identifier: BSL-1.0
// Extended statistics, columns before expressions.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
using namespace constable;
using namespace constable::testing;

namespace {

constexpr const catalog::catalog& all = catalog_of<everything::app>;

constexpr const catalog::table& table_named(std::string_view name) {
    for (const catalog::table& each : all.tables)
        if (each.name == name) return each;
    throw name; // a compile error
}

} // namespace

TEST(statistics, list_columns_first_and_quote_them) {
    constexpr const catalog::statistics& both = table_named("users").statistics[0];
    static_assert(both.expressions.size() == 3 && both.expressions[0] == "\"Range\"" && both.expressions[1] == "id");
    static_assert(both.expressions[2] == "(lower(name))" && both.target == 100);
}

TEST(statistics, list_kinds_in_postgresqls_order) {
    constexpr const catalog::statistics& both = table_named("users").statistics[0];
    static_assert(both.kinds.size() == 2 && both.kinds[0] == "ndistinct" && both.kinds[1] == "mcv");
}

TEST(statistics, lie_in_the_schema_of_their_table) {
    static_assert(all.views[1].statistics[0].schema == "auth" && all.views[1].statistics[0].kinds.empty());
}

TEST(statistics, lie_elsewhere_when_told_so) {
    struct here : table<"here", column<"a", integer>, column<"b", integer>, statistics<"s", "a", "b", statistics_in<"there">>> {};
    static_assert(catalog_of<schema<here>>.tables[0].statistics[0].schema == "there");
}
