// SPDX-License-Identifier: BSL-1.0
// What all words of a migration have in common: the object that they are about, and the options that end them.
#include "constable/migrate/step_word.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_step_word {

template <object_ref Object>
constexpr std::string_view schema_of_ref() {
    return Object.schema.view();
}
static_assert(schema_of_ref<"users">().empty());
static_assert(schema_of_ref<qualified<"auth", "users">>() == "auth");

TEST(step_word, options_speak) {
    constexpr step_value made = with_options<concurrently, accept<blocking_index, "users", "small">, irreversible, reverse<"x">, using_<"y">>(
        {.kind = step_kind::execute});
    EXPECT_TRUE(made.concurrently);
    EXPECT_TRUE(made.irreversible);
    EXPECT_EQ(made.reverse, "x");
    EXPECT_EQ(made.sql, "y");
    ASSERT_EQ(made.accepted.size(), 1U);
    EXPECT_EQ(made.accepted[0].rule, unsafe_rule::blocking_index);
    EXPECT_EQ(made.accepted[0].reason, "small");
}

TEST(table_named, has_a_name_and_a_schema) {
    EXPECT_EQ((table_named<qualified<"auth", "users">>::table_name), "users");
    EXPECT_EQ((declare::schema_of<table_named<qualified<"auth", "users">>>()), "auth");
    EXPECT_TRUE(declare::schema_of<table_named<"users">>().empty());
}

} // namespace test_of_step_word
} // namespace constable::migrating
