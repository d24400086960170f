// SPDX-License-Identifier: BSL-1.0
// Which parts of a table stand on a column, and what is said when there is no such part.
#include "constable/migrate/column_use.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_column_use {

TEST(column_use, is_seen_in_keys_expressions_predicates_and_included_columns) {
    const std::string_view names[] = {"a"};
    const catalog::key keys[] = {{.column = "b"}, {.expression = "lower(c)"}};
    catalog::index index{.keys = keys};
    index.include = names;
    index.predicate = "d > 0";
    for (const std::string_view each : {"a", "b", "c", "d"}) EXPECT_TRUE(detail::stands_on(index, each)) << each;
    EXPECT_FALSE(detail::stands_on(index, "e"));
    const catalog::constraint check{.kind = catalog::constraint_kind::check, .expression = "a < b"};
    EXPECT_TRUE(detail::stands_on(check, "b"));
    EXPECT_FALSE(detail::stands_on(check, "c"));
}

TEST(column_use, a_reference_is_to_a_table_of_that_schema) {
    catalog::constraint reference{.kind = catalog::constraint_kind::foreign_key};
    reference.referenced_table = "t";
    EXPECT_TRUE(detail::is_reference_to(reference, {.name = "t"}));
    EXPECT_FALSE(detail::is_reference_to(reference, {.schema = "s", .name = "t"}));
    EXPECT_FALSE(detail::is_reference_to({.kind = catalog::constraint_kind::check}, {.name = "t"}));
}

TEST(column_use, an_unknown_column_is_called_so) {
    EXPECT_EQ(unknown_part({.kind = step_kind::drop_part, .of = catalog::object_kind::column}).kind, replay_mistake_kind::column_is_unknown);
    EXPECT_EQ(unknown_part({.kind = step_kind::drop_part, .of = catalog::object_kind::index}).kind, replay_mistake_kind::part_is_unknown);
}

} // namespace test_of_column_use
} // namespace constable::migrating
