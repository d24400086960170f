// SPDX-License-Identifier: BSL-1.0
// Steps that create, replace, drop and rename whole objects, and those on enums: what they make of a catalog.
#include "constable/migrate/object_step.hpp"

#include "constable/migrate/apply_step.hpp"
#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_object_step {

struct seen : view<"seen"> {
    static constexpr std::string_view query = "SELECT 1 AS one";
};
struct seen_again : view<"seen"> {
    static constexpr std::string_view query = "SELECT 2 AS one";
};
template <class... Steps>
struct after {
    using all = migrations<migration<"1", "one", Steps...>>;
    replayed_catalog now;
    after() {
        for (std::size_t i = 0; i != steps_of<all>.size(); ++i) EXPECT_FALSE(apply_step(now, *steps_of<all>[i].step, fragments_of<all>[i])) << i;
    }
};

TEST(object_step, objects_come_and_change_and_go) {
    after<create<seen>, replace<seen_again>> made;
    ASSERT_EQ(made.now.view().views.size(), 1U);
    EXPECT_EQ(made.now.view().views[0].query, "SELECT 2 AS one");
    after<create<seen>, drop_view<"seen">> gone;
    EXPECT_TRUE(gone.now.view().views.empty());
}

TEST(object_step, a_renamed_type_is_followed_by_columns) {
    after<create_table<"t", column<"m", enum_<"mood", "sad">>, column<"all", array<enum_<"mood", "sad">>>>, rename_enum<"mood", "Feeling">> made;
    EXPECT_EQ(made.now.view().tables[0].columns[0].type, "\"Feeling\"");
    EXPECT_EQ(made.now.view().tables[0].columns[1].type, "\"Feeling\"[]");
}

struct place : composite_type<"place", attribute<"a", integer>> {};

TEST(object_step, tables_of_a_type_follow_it_and_need_it) {
    using made_of_type = migrations<migration<"1", "one", create<composite_type<"place", attribute<"a", integer>>>,
                                              create_table<"t", column<"a", integer>, of_type<"place">>, rename_composite_type<"place", "spot">, drop_composite_type<"spot">>>;
    replayed_catalog now;
    for (std::size_t i = 0; i != 3; ++i) ASSERT_FALSE(apply_step(now, *steps_of<made_of_type>[i].step, fragments_of<made_of_type>[i])) << i;
    EXPECT_EQ(now.find_table("", "t")->of_type, "spot");
    const replay_mistake found = apply_step(now, *steps_of<made_of_type>[3].step, fragments_of<made_of_type>[3]);
    EXPECT_EQ(found.kind, replay_mistake_kind::object_is_needed);
    EXPECT_EQ(found.other, "t");
}

TEST(object_step, labels_stand_where_they_are_said_to) {
    after<create<enum_<"mood", "b">>, add_value<"mood", "a", before_label<"b">>, add_value<"mood", "c">, rename_value<"mood", "b", "B">> made;
    const catalog::names labels = made.now.view().enumerations[0].labels;
    ASSERT_EQ(labels.size(), 3U);
    EXPECT_EQ(labels[0], "a");
    EXPECT_EQ(labels[1], "B");
    EXPECT_EQ(labels[2], "c");
}

TEST(object_step, a_renamed_table_is_followed_by_references) {
    after<create_table<"t", column<"a", integer, primary_key<>>>, create_table<"u", column<"a", integer, references<table_named<"t">>>>, rename_table<"t", "s">> made;
    EXPECT_EQ(made.now.view().tables[1].constraints[0].referenced_table, "s");
    EXPECT_EQ(made.now.view().tables[0].constraints[0].name, "t_pkey");
}

struct can_read : grant<privileges<"SELECT">, on<seen>, to<"reader">> {};

TEST(object_step, privileges_go_with_their_object) {
    after<create<seen>, add_privileges<can_read>> made;
    EXPECT_EQ(made.now.view().grants.size(), 1U);
    after<create<seen>, add_privileges<can_read>, drop_view<"seen">> gone;
    EXPECT_TRUE(gone.now.view().grants.empty());
}

struct postal : domain<"postal", text, check<"VALUE <> ''">> {};
struct address : composite_type<"address", attribute<"code", postal>, attribute<"street", text>> {};

TEST(object_step, types_bring_those_that_they_are_made_of) {
    after<create<address>> made;
    ASSERT_EQ(made.now.view().domains.size(), 1U);
    EXPECT_EQ(made.now.view().domains[0].type, "text");
    EXPECT_EQ(made.now.view().composite_types.size(), 1U);
}

} // namespace test_of_object_step
} // namespace constable::migrating
