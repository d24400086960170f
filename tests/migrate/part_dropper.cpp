// SPDX-License-Identifier: BSL-1.0
// A column, constraint, index, … goes from a table: what goes with it, and who needs it.
#include "constable/migrate/part_dropper.hpp"

#include "support/after_steps.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_part_dropper {

using table_to_cut = create_table<"t", column<"a", integer, primary_key<>>, column<"b", integer, check<"b > 0">>, index_<"b">, unique<"a", "b">>;

TEST(part_dropper, a_dropped_column_takes_what_stands_on_it) {
    testing::after<table_to_cut, drop_column<"t", "b">> made;
    EXPECT_EQ(made.table("t").columns.size(), 1U);
    EXPECT_EQ(made.table("t").constraints.size(), 1U);
    EXPECT_TRUE(made.table("t").indexes.empty());
}

TEST(part_dropper, a_dropped_column_goes_from_children_that_say_something_of_it) {
    testing::after<create_table<"p", column<"a", integer>, column<"b", integer>>, create_table<"c", column<"b", integer, inherited, default_<"1">>, column<"c", integer>, inherits<table_named<"p">>>,
          drop_column<"p", "b">> made;
    EXPECT_EQ(made.table("c").columns.size(), 1U);
}

TEST(part_dropper, privileges_on_a_column_go_with_it) {
    testing::after<create_table<"t", column<"a", integer>, column<"b", integer>>, add_privileges<grant<privileges<"SELECT">, on_columns<table_named<"t">, "a", "b">, to<"reader">>>,
          drop_column<"t", "a">> made;
    ASSERT_EQ(made.now.view().grants.size(), 1U);
    EXPECT_EQ(made.now.view().grants[0].part, "b");
}

TEST(part_dropper, a_key_that_others_need_does_not_go_with_a_column_that_it_includes) {
    using all = migrations<migration<"1", "one", create_table<"t", column<"a", integer>, column<"b", integer>, primary_key<"a", include<"b">>>,
                                     create_table<"u", column<"a", integer, references<table_named<"t">>>>, drop_column<"t", "b">>>;
    replayed_catalog now;
    EXPECT_FALSE(apply_step(now, *steps_of<all>[0].step, fragments_of<all>[0]));
    EXPECT_FALSE(apply_step(now, *steps_of<all>[1].step, fragments_of<all>[1]));
    EXPECT_EQ(apply_step(now, *steps_of<all>[2].step, fragments_of<all>[2]).kind, replay_mistake_kind::object_is_needed);
}

} // namespace test_of_part_dropper
} // namespace constable::migrating
