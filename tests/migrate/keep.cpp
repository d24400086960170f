// SPDX-License-Identifier: BSL-1.0
// Copies a replayed catalog out of a constant expression: what steps have made anew, into arrays of just its size.
#include "constable/migrate/keep.hpp"

#include "constable/migrations.hpp"

#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_keep {

TEST(keep, what_the_compiler_keeps_is_what_run_time_makes) {
    using namespace constable::testing::histories;
    replayed_catalog now;
    for (std::size_t i = 0; i != steps_of<history>.size(); ++i) ASSERT_FALSE(apply_step(now, *steps_of<history>[i].step, fragments_of<history>[i]));
    constexpr catalog::catalog kept = catalog_of_history<history>;
    EXPECT_TRUE(catalog::diff(kept, now.view()).empty());
    EXPECT_EQ(kept.tables.size(), 2U);
}

struct of_a_renamed_type
    : migrations<migration<"1", "A type gets another name", create<composite_type<"place", attribute<"a", integer>>>,
                           create_table<"t", column<"a", integer>, of_type<"place">>,
                           rename_composite_type<"place", "spot", accept<breaking_rename, "place", "nobody has read it yet">>>> {};
static_assert(catalog_of_history<of_a_renamed_type>.tables[0].of_type == "spot"); // a text that the replay has made

TEST(keep, counts_only_what_is_in_use) {
    replayed_catalog now;
    catalog::table& table = now.add_table({.name = "t"});
    for (int i = 0; i != 3; ++i) table.columns = now.appended(table.columns, catalog::column{.name = "a"});
    EXPECT_EQ(mark_and_count(now).columns, 3U);
    EXPECT_EQ(mark_and_count(now).tables, 1U);
}

} // namespace test_of_keep
} // namespace constable::migrating
