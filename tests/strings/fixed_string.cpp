// SPDX-License-Identifier: BSL-1.0
// Text as a template argument.
#include <constable/strings/fixed_string.hpp>

#include <gtest/gtest.h>
#include <string_view>
#include <type_traits>

using constable::strings::fixed_string;

namespace {

template <fixed_string Text>
constexpr std::string_view text_of = Text.view();

template <fixed_string Text>
struct tag {};

} // namespace

TEST(fixed_string, holds_a_literal_without_its_closing_zero) {
    static_assert(text_of<"users"> == "users");
    static_assert(fixed_string{"users"}.size() == 5);
    static_assert(text_of<""> == "" && fixed_string{""}.size() == 0);
    EXPECT_EQ(text_of<"größe">, "größe");
}

TEST(fixed_string, keeps_bytes_behind_a_zero) {
    static_assert(fixed_string{"a\0b"}.size() == 3);
    EXPECT_EQ(text_of<"a\0b">, std::string_view("a\0b", 3));
}

TEST(fixed_string, of_equal_text_makes_equal_types) {
    static_assert(std::is_same_v<tag<"users">, tag<fixed_string<5>{std::string_view{"users"}}>>);
    static_assert(!std::is_same_v<tag<"users">, tag<"teams">>);
    static_assert(!std::is_same_v<tag<"a">, tag<"a\0">>);
}

TEST(fixed_string, takes_the_first_bytes_of_a_view) {
    constexpr fixed_string<3> cut{std::string_view{"users"}};
    EXPECT_EQ(cut.view(), "use");
}
