// SPDX-License-Identifier: BSL-1.0
// What a change costs those who use the database meanwhile.
#include "constable/catalog/hazard.hpp"

#include <gtest/gtest.h>

using namespace constable::catalog;

namespace {

const table things{.name = "things"};

hazard of_added(const column& added) {
    return hazard_of({.action = change_action::create, .kind = object_kind::column, .expected = {.in_table = &things, .the_column = &added}});
}
hazard of_added(const constraint& added) {
    return hazard_of({.action = change_action::create, .kind = object_kind::constraint, .expected = {.in_table = &things, .the_constraint = &added}});
}
hazard of_altered(std::string_view field, const column& expected, const column& actual) {
    return hazard_of({.action = change_action::alter, .kind = object_kind::column, .field = field,
                      .expected = {.in_table = &things, .the_column = &expected}, .actual = {.in_table = &things, .the_column = &actual}});
}

TEST(hazard, a_new_table_or_type_is_safe) {
    EXPECT_TRUE(hazard_of({.action = change_action::create, .kind = object_kind::table, .expected = {.the_table = &things}}).safe_to_add());
    EXPECT_TRUE(hazard_of({.action = change_action::create, .kind = object_kind::enumeration}).safe_to_add());
    EXPECT_TRUE(hazard_of({.action = change_action::create, .kind = object_kind::function}).safe_to_add());
    EXPECT_TRUE(hazard_of({.action = change_action::create, .kind = object_kind::view}).safe_to_add());
}

TEST(hazard, a_new_column_is_safe_without_a_default_or_with_a_constant_one) {
    EXPECT_TRUE(of_added({.name = "a", .type = "integer"}).safe_to_add());
    EXPECT_TRUE(of_added({.name = "a", .type = "integer", .default_expression = "0", .not_null = true}).safe_to_add());
    EXPECT_TRUE(of_added({.name = "a", .type = "text", .default_expression = "'(none)'::text"}).safe_to_add());
    EXPECT_TRUE(of_added({.name = "a", .type = "timestamp", .default_expression = "now()"}).safe_to_add());
}

TEST(hazard, a_new_column_that_must_be_filled_rewrites) {
    EXPECT_TRUE(of_added({.name = "a", .type = "uuid", .default_expression = "gen_random_uuid()"}).rewrites);
    EXPECT_TRUE(of_added({.name = "a", .type = "integer", .generated_expression = "b + 1"}).rewrites);
    EXPECT_TRUE(of_added({.name = "a", .type = "integer", .identity = identity_kind::always}).rewrites);
    EXPECT_TRUE(of_added({.name = "a", .type = "integer", .identity = identity_kind::serial}).rewrites);
    EXPECT_FALSE(of_added({.name = "a", .type = "integer", .not_null = true}).safe_to_add());
}

TEST(hazard, a_new_constraint_scans_unless_it_is_not_valid) {
    EXPECT_TRUE(of_added(constraint{.kind = constraint_kind::check}).scans);
    EXPECT_FALSE(of_added(constraint{.kind = constraint_kind::check, .not_valid = true}).scans);
    EXPECT_TRUE(of_added(constraint{.kind = constraint_kind::unique, .not_valid = true}).scans);
    EXPECT_EQ(of_added(constraint{.kind = constraint_kind::foreign_key}).lock, lock_level::share_row_exclusive);
    EXPECT_EQ(of_added(constraint{.kind = constraint_kind::check}).lock, lock_level::access_exclusive);
}

TEST(hazard, an_index_keeps_writers_waiting) {
    const hazard of = hazard_of({.action = change_action::create, .kind = object_kind::index, .expected = {.in_table = &things}});
    EXPECT_EQ(of.lock, lock_level::share);
    EXPECT_FALSE(of.safe_to_add());
}

TEST(hazard, a_dropped_table_or_column_loses_data) {
    EXPECT_TRUE(hazard_of({.action = change_action::drop, .kind = object_kind::table}).loses_data);
    EXPECT_TRUE(hazard_of({.action = change_action::drop, .kind = object_kind::column}).loses_data);
    EXPECT_FALSE(hazard_of({.action = change_action::drop, .kind = object_kind::index}).loses_data);
}

TEST(hazard, another_type_rewrites_unless_it_only_takes_a_limit_away) {
    const column number{.name = "a", .type = "integer"};
    const column wide{.name = "a", .type = "bigint"};
    const column limited{.name = "a", .type = "character varying(20)"};
    const column text{.name = "a", .type = "text"};
    EXPECT_TRUE(of_altered("type", wide, number).rewrites);
    EXPECT_FALSE(of_altered("type", text, limited).rewrites);
    EXPECT_TRUE(of_altered("type", limited, text).rewrites);
}

TEST(hazard, not_null_scans_and_its_end_does_not) {
    const column nullable{.name = "a", .type = "integer"};
    const column filled{.name = "a", .type = "integer", .not_null = true};
    EXPECT_TRUE(of_altered("not_null", filled, nullable).scans);
    EXPECT_FALSE(of_altered("not_null", nullable, filled).scans);
}

TEST(hazard, a_comment_hurts_nobody) {
    EXPECT_TRUE(hazard_of({.action = change_action::alter, .kind = object_kind::table, .field = "comment"}).safe_to_add());
    EXPECT_EQ(word_of(hazard_of({.action = change_action::alter, .kind = object_kind::view, .field = "comment"}).lock), "SHARE UPDATE EXCLUSIVE");
    EXPECT_TRUE(hazard_of({.action = change_action::alter, .kind = object_kind::constraint, .field = "index_comment"}).safe_to_add());
}

TEST(hazard, a_new_label_must_be_committed_before_it_is_used) {
    EXPECT_TRUE(hazard_of({.action = change_action::alter, .kind = object_kind::enumeration, .field = "labels"}).own_transaction);
}

TEST(hazard, is_known_to_the_compiler) {
    static_assert(hazard_of({.action = change_action::drop, .kind = object_kind::table}).loses_data);
    static_assert(word_of(lock_level::access_exclusive) == "ACCESS EXCLUSIVE");
}

} // namespace
