// SPDX-License-Identifier: BSL-1.0
// Equality of texts, as std::string_view has it.
#include <constable/strings/same.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>

using constable::strings::same;

TEST(same, tells_texts_apart) {
    static_assert(same("", "") && same("users", "users"));
    static_assert(!same("users", "user") && !same("user", "users") && !same("users", "Users") && !same("", "a"));
    static_assert(!same(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

RC_GTEST_PROP(same, agrees_with_the_operator, (const std::string& left, const std::string& right)) {
    RC_ASSERT(same(left, right) == (left == right));
    RC_ASSERT(same(left, std::string(left)));
}
