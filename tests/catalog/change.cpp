// SPDX-License-Identifier: BSL-1.0
// A change leads to typed objects on both sides.
#include "constable/catalog/change.hpp"

#include <gtest/gtest.h>

using namespace constable::catalog;

namespace {

constexpr table things{.name = "things"};
constexpr table others{.name = "others"};

TEST(change, has_its_object_on_the_expected_side_but_for_a_drop) {
    change of{.action = change_action::create, .kind = object_kind::table, .expected = {.the_table = &things}, .actual = {.the_table = &others}};
    EXPECT_EQ(of.place().the_table, &things);
    of.action = change_action::alter;
    EXPECT_EQ(of.place().the_table, &things);
    of.action = change_action::drop;
    EXPECT_EQ(of.place().the_table, &others);
}

TEST(change, knows_the_pointer_of_each_type_of_object) {
    constexpr object_place place{.in_table = &things, .the_table = &others};
    static_assert(place.*pointer_to<table> == &others);
    static_assert(place.*pointer_to<view> == nullptr);
    EXPECT_EQ(pointer_to<column>, &object_place::the_column);
    EXPECT_EQ(pointer_to<unmodelled>, &object_place::the_unmodelled);
}

TEST(change, knows_the_kind_of_each_object) {
    static_assert(kind_of(things) == object_kind::table);
    static_assert(kind_of(view{}) == object_kind::view);
    static_assert(kind_of(view{.is_materialized = true}) == object_kind::materialized_view);
    static_assert(kind_of(routine{}) == object_kind::function);
    static_assert(kind_of(routine{.kind = routine_kind::window}) == object_kind::function);
    static_assert(kind_of(routine{.kind = routine_kind::procedure}) == object_kind::procedure);
    static_assert(kind_of(routine{.kind = routine_kind::aggregate}) == object_kind::aggregate);
    EXPECT_EQ(kind_of(attribute{}), object_kind::column);
    EXPECT_EQ(kind_of(view_column{}), object_kind::column);
    EXPECT_EQ(kind_of(unmodelled{}), object_kind::other);
    EXPECT_EQ(kind_of(default_privilege{}), object_kind::default_privilege);
}

TEST(change, has_a_word_for_each_action) {
    EXPECT_EQ(word_of(change_action::create), "create");
    EXPECT_EQ(word_of(change_action::rename), "rename");
}

} // namespace
