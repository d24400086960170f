// SPDX-License-Identifier: BSL-1.0
// What can be altered is altered, what can be replaced is replaced, and the rest is made anew.
#include "constable/sql/treatment.hpp"

#include <gtest/gtest.h>

using namespace constable::catalog;
using constable::sql::treatment;
using constable::sql::treatment_of;

namespace {

treatment of_view(std::string_view expected, std::string_view actual) {
    const view to{.name = "v", .query = expected};
    const view from{.name = "v", .query = actual};
    return treatment_of({.action = change_action::alter, .kind = object_kind::view, .field = "query", .expected = {.the_view = &to}, .actual = {.the_view = &from}});
}
treatment of_arguments(std::string_view expected, std::string_view actual) {
    const routine to{.name = "f", .arguments = expected};
    const routine from{.name = "f", .arguments = actual};
    return treatment_of({.action = change_action::alter, .kind = object_kind::function, .field = "arguments", .expected = {.the_routine = &to}, .actual = {.the_routine = &from}});
}

TEST(treatment, of_a_view_is_a_replacement_where_its_columns_stay) {
    EXPECT_EQ(of_view(" SELECT a.x\n   FROM a\n  WHERE a.x > 1", " SELECT a.x\n   FROM a"), treatment::replace);
    EXPECT_EQ(of_view(" SELECT a.x,\n    f(a.y, 2) AS y\n   FROM a", " SELECT a.x\n   FROM a"), treatment::replace);
    EXPECT_EQ(of_view(" SELECT a.x\n   FROM a", " SELECT a.x,\n    a.y\n   FROM a"), treatment::recreate);
    EXPECT_EQ(of_view(" SELECT a.y,\n    a.x\n   FROM a", " SELECT a.x\n   FROM a"), treatment::recreate);
    EXPECT_EQ(of_view(" SELECT a.x\n   FROM b a", " SELECT a.x\n   FROM a"), treatment::recreate);
    EXPECT_EQ(of_view(" SELECT a.x\n   FROM a\nUNION\n SELECT b.x\n   FROM b", " SELECT a.x\n   FROM a"), treatment::recreate);
}

TEST(treatment, of_a_function_is_a_replacement_where_its_arguments_stay) {
    EXPECT_EQ(of_arguments("a integer, b text", "a integer, b text"), treatment::replace);
    EXPECT_EQ(of_arguments("a integer, b text DEFAULT 'x, y'::text", "a integer, b text"), treatment::replace);
    EXPECT_EQ(of_arguments("a integer, b text", "a integer, b text DEFAULT 'x'::text"), treatment::recreate);
    EXPECT_EQ(of_arguments("c integer", "a integer"), treatment::recreate);
    EXPECT_EQ(of_arguments("a integer", "a integer, OUT b text"), treatment::recreate);
    const routine any{.name = "f"};
    EXPECT_EQ(treatment_of({.action = change_action::alter, .kind = object_kind::function, .field = "result", .expected = {.the_routine = &any}, .actual = {.the_routine = &any}}), treatment::recreate);
    EXPECT_EQ(treatment_of({.action = change_action::alter, .kind = object_kind::function, .field = "comment", .expected = {.the_routine = &any}, .actual = {.the_routine = &any}}), treatment::in_place);
}

TEST(treatment, of_labels_is_a_new_type_where_one_goes) {
    static constexpr std::string_view ab[] = {"a", "b"};
    static constexpr std::string_view abc[] = {"a", "b", "c"};
    const enumeration few{.name = "e", .labels = ab};
    const enumeration many{.name = "e", .labels = abc};
    const auto of = [](const enumeration& to, const enumeration& from) {
        return treatment_of({.action = change_action::alter, .kind = object_kind::enumeration, .field = "labels", .expected = {.the_enumeration = &to}, .actual = {.the_enumeration = &from}});
    };
    EXPECT_EQ(of(many, few), treatment::in_place);
    EXPECT_EQ(of(few, many), treatment::new_type);
}

TEST(treatment, of_a_generated_column_is_a_new_one) {
    const column stored{.name = "a", .type = "integer", .generated_expression = "b + 1"};
    const column plain{.name = "a", .type = "integer"};
    const auto of = [](const column& to, const column& from) {
        return treatment_of({.action = change_action::alter, .kind = object_kind::column, .field = "generated_expression", .expected = {.the_column = &to}, .actual = {.the_column = &from}});
    };
    EXPECT_EQ(of(stored, plain), treatment::new_column);
    EXPECT_EQ(of(plain, stored), treatment::in_place); // its values stay
}

TEST(treatment, of_constraints_is_mostly_a_new_one) {
    const constraint wanted{.kind = constraint_kind::foreign_key, .name = "k"};
    constraint waiting = wanted;
    waiting.not_valid = true;
    const auto of = [](std::string_view field, const constraint& to, const constraint& from) {
        return treatment_of({.action = change_action::alter, .kind = object_kind::constraint, .field = field, .expected = {.the_constraint = &to}, .actual = {.the_constraint = &from}});
    };
    EXPECT_EQ(of("not_valid", wanted, waiting), treatment::in_place);
    EXPECT_EQ(of("not_valid", waiting, wanted), treatment::recreate);
    EXPECT_EQ(of("columns", wanted, wanted), treatment::recreate);
    EXPECT_EQ(of("deferrable", wanted, wanted), treatment::in_place);
    constraint key = wanted;
    key.kind = constraint_kind::unique;
    EXPECT_EQ(of("deferrable", key, key), treatment::recreate);
}

TEST(treatment, of_a_partition_key_is_another_table) {
    const table any{.name = "t"};
    EXPECT_EQ(treatment_of({.action = change_action::alter, .kind = object_kind::table, .field = "partition_key", .expected = {.the_table = &any}, .actual = {.the_table = &any}}), treatment::new_table);
}

} // namespace
