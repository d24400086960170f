// SPDX-License-Identifier: BSL-1.0
// Views and materialized views, with their queries.
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

TEST(view, has_the_query_that_its_struct_says) {
    static_assert(all.views[0].name == "adults" && all.views[0].query == "SELECT id, name FROM users WHERE number > 17");
    static_assert(!all.views[0].is_materialized && all.views[0].comment == "Grown up");
    static_assert(all.views[0].options.size() == 2 && all.views[0].options[0] == "security_barrier=true");
}

TEST(view, says_something_of_columns) {
    constexpr auto& columns = all.views[0].columns;
    static_assert(columns.size() == 1 && columns[0].name == "name" && columns[0].comment == "theirs" && columns[0].default_expression == "'x'");
}

TEST(view, has_triggers_and_rules) { static_assert(all.views[0].triggers.size() == 1 && all.views[0].rules.size() == 1); }

TEST(view, has_indexes_when_it_is_materialized) {
    constexpr const catalog::view& totals = all.views[1];
    static_assert(totals.is_materialized && totals.schema == "auth" && totals.indexes.size() == 2 && totals.clustered_on == "totals_id_idx");
    static_assert(totals.indexes[0].unique && totals.indexes[1].name == "totals_expr_idx" && totals.access_method.empty());
    static_assert(totals.columns[0].comment == "how many");
}
