// SPDX-License-Identifier: BSL-1.0
// What one step makes of a catalog, or why it cannot apply.
#include "constable/migrate/apply_step.hpp"

#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_apply_step {

// Applies the steps of one migration after another, at run time; the first mistake.
template <class... Steps>
replay_mistake mistake_of() {
    using all = migrations<migration<"1", "one", Steps...>>;
    replayed_catalog now;
    for (std::size_t i = 0; i != steps_of<all>.size(); ++i)
        if (const replay_mistake found = apply_step(now, *steps_of<all>[i].step, fragments_of<all>[i])) return found;
    return {};
}
using t = create_table<"t", column<"a", integer, primary_key<>>, column<"b", integer>>;
using u = create_table<"u", column<"a", integer, references<table_named<"t">>>>;
using mood = create<enum_<"mood", "sad">>;
using range = create_table<"r", column<"a", integer>, partition_by_range<"a">>;
using part = create_table<"p", partition_of<table_named<"r">, "DEFAULT">>;
using child = create_table<"c", column<"b", integer>, column<"own", integer>, inherits<table_named<"t">>>;
using pair = create<composite_type<"pair", attribute<"a", integer>>>;
using typed = create_table<"y", column<"a", integer>, of_type<"pair">>;

TEST(apply_step, says_why_a_step_cannot_apply) {
    using kind = replay_mistake_kind;
    EXPECT_EQ((mistake_of<t, u>().kind), kind::none);
    EXPECT_EQ((mistake_of<t, t>().kind), kind::table_exists);
    EXPECT_EQ((mistake_of<add_column<"t", column<"c", integer>>>().kind), kind::table_is_unknown);
    EXPECT_EQ((mistake_of<t, add_column<"t", column<"a", integer>>>().kind), kind::column_exists);
    EXPECT_EQ((mistake_of<t, drop_column<"t", "z">>().kind), kind::column_is_unknown);
    EXPECT_EQ((mistake_of<t, rename_column<"t", "a", "b">>().kind), kind::column_exists);
    EXPECT_EQ((mistake_of<t, rename_column<"t", "z", "c">>().kind), kind::column_is_unknown);
    EXPECT_EQ((mistake_of<t, set_not_null<"t", "z">>().kind), kind::column_is_unknown);
    EXPECT_EQ((mistake_of<t, drop_not_null<"t", "a">>().kind), kind::not_null_is_required);
    EXPECT_EQ((mistake_of<u>().kind), kind::referenced_table_is_unknown);
    EXPECT_EQ((mistake_of<t, u, drop_table<"t">>().kind), kind::object_is_needed);
    EXPECT_EQ((mistake_of<t, u, drop_constraint<"t", "t_pkey">>().kind), kind::object_is_needed);
    EXPECT_EQ((mistake_of<t, u, drop_column<"t", "a">>().kind), kind::object_is_needed);
    EXPECT_EQ((mistake_of<t, u, drop_constraint<"u", "u_a_fkey">, drop_table<"t">>().kind), kind::none);
    EXPECT_EQ((mistake_of<t, drop_constraint<"t", "no">>().kind), kind::part_is_unknown);
    EXPECT_EQ((mistake_of<t, drop_index<"t", "no">>().kind), kind::part_is_unknown);
    EXPECT_EQ((mistake_of<t, create_index<"t", index_<"b">>, create_index<"t", index_<"b", named<"t_b_idx">>>>().kind), kind::part_exists);
    EXPECT_EQ((mistake_of<t, create_index<"t", index_<"z">>>().kind), kind::declaration);
    EXPECT_EQ((mistake_of<t, u, rename_table<"u", "t">>().kind), kind::name_is_taken);
    EXPECT_EQ((mistake_of<t, validate_constraint<"t", "t_pkey">>().kind), kind::constraint_is_valid);
    EXPECT_EQ((mistake_of<t, detach_partition<"t">>().kind), kind::no_partition);
    EXPECT_EQ((mistake_of<range, part, add_column<"p", column<"b", integer>>>().kind), kind::columns_are_of_parent);
    EXPECT_EQ((mistake_of<range, part, drop_column<"p", "a">>().kind), kind::columns_are_of_parent);
    EXPECT_EQ((mistake_of<range, part, rename_column<"p", "a", "b">>().kind), kind::columns_are_of_parent);
    EXPECT_EQ((mistake_of<range, part, change_type<"p", "a", bigint>>().kind), kind::columns_are_of_parent);
    EXPECT_EQ((mistake_of<range, part, set_not_null<"p", "a">, add_column<"r", column<"b", integer>>>().kind), kind::none);
    EXPECT_EQ((mistake_of<t, child, drop_column<"c", "b">>().kind), kind::columns_are_of_parent);
    EXPECT_EQ((mistake_of<t, child, drop_column<"c", "own">, add_column<"c", column<"other", integer>>>().kind), kind::none);
    EXPECT_EQ((mistake_of<pair, typed, add_column<"y", column<"b", integer>>>().kind), kind::columns_are_of_type);
    EXPECT_EQ((mistake_of<pair, typed, rename_column<"y", "a", "b">>().kind), kind::columns_are_of_type);
    EXPECT_EQ((mistake_of<pair, typed, change_type<"y", "a", bigint>>().kind), kind::columns_are_of_type);
    EXPECT_EQ((mistake_of<pair, typed, drop_column<"y", "a">>().kind), kind::columns_are_of_type);
    EXPECT_EQ((mistake_of<pair, typed, set_table<"y">, drop_column<"y", "a">>().kind), kind::none);
    EXPECT_EQ((mistake_of<mood, mood>().kind), kind::object_exists);
    EXPECT_EQ((mistake_of<add_value<"mood", "ok">>().kind), kind::object_is_unknown);
    EXPECT_EQ((mistake_of<mood, add_value<"mood", "sad">>().kind), kind::label_exists);
    EXPECT_EQ((mistake_of<mood, add_value<"mood", "ok", before_label<"no">>>().kind), kind::label_is_unknown);
    EXPECT_EQ((mistake_of<mood, rename_value<"mood", "no", "ok">>().kind), kind::label_is_unknown);
    EXPECT_EQ((mistake_of<mood, create_table<"m", column<"m", enum_<"mood", "sad", "ok">>>>().kind), kind::enum_has_other_labels);
    EXPECT_EQ((mistake_of<mood, create_table<"m", column<"m", enum_<"mood", "sad">>>, drop_enum<"mood">>().kind), kind::object_is_needed);
    EXPECT_EQ((mistake_of<drop_view<"v">>().kind), kind::object_is_unknown);
    EXPECT_EQ((mistake_of<backfill<"t", assign<"a = 1">>>().kind), kind::table_is_unknown);
    EXPECT_EQ((mistake_of<t, create_index<"t", unique_index<"b">>, add_constraint_using_index<"t", unique<"a">, "t_b_idx">>().kind), kind::index_does_not_fit);
}

TEST(apply_step, of_all_kinds_lead_to_the_schema) {
    using namespace constable::testing::histories;
    replayed_catalog now;
    for (std::size_t i = 0; i != steps_of<history>.size(); ++i) ASSERT_FALSE(apply_step(now, *steps_of<history>[i].step, fragments_of<history>[i])) << i;
    catalog::catalog expected = catalog_of<app>;
    EXPECT_TRUE(catalog::diff(expected, now.view(), {.unmodelled = false}).empty());
}

} // namespace test_of_apply_step
} // namespace constable::migrating
