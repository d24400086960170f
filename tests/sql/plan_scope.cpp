// SPDX-License-Identifier: BSL-1.0
// A plan that looks at one table alone is the plan that looks at everything.
#include "constable/sql/plan_scope.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/sql/plan.hpp"

#include "support/random_catalog.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

namespace catalog = constable::catalog;
namespace sql = constable::sql;
using constable::testing::random_catalog;

namespace {

std::string script_of_everything(const catalog::catalog& expected, const catalog::catalog& actual, const std::vector<catalog::change>& changes) {
    sql::detail::plan_draft draft{expected, actual, changes};
    sql::detail::planner{draft}.run();
    return draft.made.script();
}

/// Plans from `actual` and compares; whether one table was enough.
bool is_planned_alike(const catalog::catalog& expected, const catalog::catalog& actual) {
    const std::vector<catalog::change> changes = diff(expected, actual);
    const sql::plan_scope scope = sql::scope_of(expected, actual, changes);
    EXPECT_EQ(sql::plan(expected, actual, changes).script(), script_of_everything(expected, actual, changes));
    return scope.expected.tables.size() + scope.expected.views.size() + scope.expected.schemas.size() <
           expected.tables.size() + expected.views.size() + expected.schemas.size();
}

/// The catalog with another table at a place; without it for null.
struct with_table {
    with_table(const catalog::catalog& of, std::size_t at, const catalog::table* other) : tables(of.tables.begin(), of.tables.end()), value(of) {
        if (other == nullptr) tables.erase(tables.begin() + static_cast<std::ptrdiff_t>(at));
        else tables[at] = *other;
        value.tables = tables;
    }
    std::vector<catalog::table> tables;
    catalog::catalog value;
};

TEST(plan_scope, of_random_catalogs_plans_what_everything_would) {
    std::size_t narrowed = 0;
    for (std::uint32_t seed = 1; seed != 41; ++seed) {
        const random_catalog made{seed, {}};
        const catalog::catalog& all = made.value();
        for (std::size_t at = 0; at != all.tables.size(); ++at) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", table " + std::to_string(at));
            const catalog::table& whole = all.tables[at];
            // not there; without parts; with half of them; with other defaults and comments
            narrowed += is_planned_alike(all, with_table(all, at, nullptr).value) ? 1U : 0U;
            catalog::table fewer = whole;
            fewer.indexes = {};
            fewer.triggers = {};
            fewer.policies = {};
            fewer.statistics = {};
            narrowed += is_planned_alike(all, with_table(all, at, &fewer).value) ? 1U : 0U;
            fewer.constraints = fewer.constraints.first(fewer.constraints.size() / 2);
            narrowed += is_planned_alike(all, with_table(all, at, &fewer).value) ? 1U : 0U;
            catalog::table narrow = whole;
            narrow.columns = narrow.columns.first((narrow.columns.size() + 1) / 2);
            narrowed += is_planned_alike(all, with_table(all, at, &narrow).value) ? 1U : 0U;
            std::vector<catalog::column> columns(whole.columns.begin(), whole.columns.end());
            for (catalog::column& each : columns) {
                each.comment = each.comment.empty() ? "said" : "";
                each.default_expression = {};
            }
            catalog::table silent = whole;
            silent.columns = columns;
            narrowed += is_planned_alike(all, with_table(all, at, &silent).value) ? 1U : 0U;
            // and the other way round, where things go
            is_planned_alike(with_table(all, at, nullptr).value, all);
            is_planned_alike(with_table(all, at, &fewer).value, all);
            is_planned_alike(with_table(all, at, &silent).value, all);
            if (testing::Test::HasFailure()) return;
        }
    }
    EXPECT_GT(narrowed, 100U) << "nothing was tried";
}

TEST(plan_scope, is_everything_where_others_are_met) {
    const catalog::column columns[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "integer"}};
    const catalog::qualified_name parents[] = {{.name = "t"}};
    const catalog::table alone[] = {{.name = "t", .columns = columns}, {.name = "other"}};
    const catalog::table heirs[] = {{.name = "t", .columns = columns}, {.name = "other", .inherits = parents}};
    const catalog::table partitions[] = {{.name = "t", .columns = columns}, {.name = "other", .parent = "t"}};
    const auto scope_with = [&](const catalog::catalog& wide) {
        with_table narrow{wide, 0, nullptr};
        catalog::table fewer = wide.tables[0];
        fewer.columns = fewer.columns.first(1);
        narrow.tables.insert(narrow.tables.begin(), fewer);
        narrow.value.tables = narrow.tables;
        const std::size_t adds = sql::scope_of(wide, narrow.value, diff(wide, narrow.value)).expected.tables.size();
        const std::size_t drops = sql::scope_of(narrow.value, wide, diff(narrow.value, wide)).expected.tables.size();
        return std::pair{adds, drops};
    };
    EXPECT_EQ(scope_with({.tables = alone}), std::pair(std::size_t{1}, std::size_t{2})) << "a view could use what is dropped";
    EXPECT_EQ(scope_with({.tables = heirs}).first, 2U);
    EXPECT_EQ(scope_with({.tables = partitions}).first, 2U);
    EXPECT_EQ(sql::scope_of({.tables = alone}, {.tables = alone}, {}).expected.tables.size(), 2U);
    const catalog::table two[] = {alone[0], {.name = "other", .columns = columns}};
    const catalog::catalog none;
    EXPECT_EQ(sql::scope_of({.tables = two}, none, diff({.tables = two}, none)).expected.tables.size(), 2U);
}

} // namespace
