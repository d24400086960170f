// SPDX-License-Identifier: BSL-1.0
// Constraints and indexes under their names, with their comments.
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

TEST(lower_names, choose_default_names_where_none_is_given) {
    static_assert(table_named("users").constraints[0].name == "users_pkey" && table_named("users").constraints[1].name == "users_name_check");
    static_assert(table_named("users").indexes[0].name == "users_number_idx" && table_named("users").indexes[1].name == "by_name");
    static_assert(table_named("users").indexes[2].name == "users_lower_idx");
}

TEST(lower_names, bring_comments_to_whom_they_are_about) {
    static_assert(all.views[1].indexes[0].name == "totals_id_idx" && all.views[1].indexes[0].comment == "one each");
    static_assert(all.views[1].indexes[1].comment.empty());
}
