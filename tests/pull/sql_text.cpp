// SPDX-License-Identifier: BSL-1.0
// Taking SQL texts apart.
#include <constable/pull/sql_text.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
using list = std::vector<std::string>;

TEST(read_name, reads_plain_quoted_and_qualified_names) {
    EXPECT_EQ(pull::read_name("orders")->name, "orders");
    EXPECT_EQ(pull::read_name("\"Or\"\"ders\"")->name, "Or\"ders");
    EXPECT_EQ(pull::read_name("auth.\"Orders\"")->schema, "auth");
    EXPECT_EQ(pull::read_name("auth.\"Orders\"")->name, "Orders");
    EXPECT_EQ(pull::read_name("größe")->name, "größe");
}

TEST(read_name, refuses_what_is_no_name) {
    for (const char* text : {"", "lower(a)", "(a)", "a b", "a.", "a.b.c", "numeric(1,2)"})
        EXPECT_FALSE(pull::read_name(text)) << text;
}

TEST(split_list, knows_brackets_and_quotes) {
    EXPECT_EQ(pull::split_list("a, lower((b)::text), \"c,d\" COLLATE \"C\", coalesce(e, ',)')"),
              (list{"a", "lower((b)::text)", "\"c,d\" COLLATE \"C\"", "coalesce(e, ',)')"}));
    EXPECT_EQ(pull::split_list("'it''s, so', ARRAY[1, 2]"), (list{"'it''s, so'", "ARRAY[1, 2]"}));
    EXPECT_EQ(pull::split_list(""), list{});
}

TEST(without_parentheses, takes_off_only_a_pair_around_everything) {
    EXPECT_EQ(pull::without_parentheses("(a + b)"), "a + b");
    EXPECT_EQ(pull::without_parentheses("(a) + (b)"), "(a) + (b)");
    EXPECT_EQ(pull::without_parentheses("(')')"), "')'");
    EXPECT_EQ(pull::without_parentheses("lower(a)"), "lower(a)");
}
