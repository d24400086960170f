// SPDX-License-Identifier: BSL-1.0
// A text names what its words could be.
#include "constable/catalog/named_in_text.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

using constable::catalog::all_names_in;
using constable::catalog::name_in_text;

namespace {

std::string names(std::string_view text) {
    std::string all;
    for (const name_in_text& each : all_names_in(text).names)
        all += (each.schema.empty() ? "" : each.schema + ".") + each.name + (each.is_called ? "()" : "") + (each.is_literal ? "'" : "") + " ";
    return all;
}

TEST(named_in_text, are_words_and_pairs_of_words) {
    EXPECT_EQ(names("a.b + c"), "a a.b c ");
    EXPECT_EQ(names("SELECT x.y.z"), "x x.y ");
    EXPECT_EQ(names("\"A b\".\"C\"\"d\""), "A b A b.C\"d ");
}

TEST(named_in_text, are_calls_where_a_parenthesis_follows) { EXPECT_EQ(names("f(x) + s.g (1)"), "f() x s s.g() "); }

TEST(named_in_text, are_also_found_in_literals) { EXPECT_EQ(names("nextval('far.\"Numbers\"'::regclass)"), "nextval() far' far.Numbers' regclass "); }

TEST(named_in_text, are_not_found_in_comments) { EXPECT_EQ(names("a /* b */ -- c\n d"), "a d "); }

TEST(named_in_text, are_not_the_second_words_of_types) {
    EXPECT_EQ(names("timestamp(3) with time zone"), "timestamp() ");
    EXPECT_EQ(names("character varying(40) + double precision"), "");
    EXPECT_EQ(names("\"time\".zone"), "time time.zone ");
    EXPECT_EQ(names("time, zone"), "time zone ");
}

TEST(named_in_text, are_reserved_only_in_quotes_or_behind_a_point) {
    EXPECT_EQ(names("a IS NOT NULL OR \"null\" = user OR t.user"), "a is null t t.user ");
    static_assert(std::ranges::is_sorted(constable::catalog::detail::reserved_words));
}

TEST(named_in_text, are_types_behind_a_cast) {
    std::string types;
    for (const name_in_text& each : all_names_in("a::time + time 'x' + date.b::far.away").names)
        types += each.name + (each.is_type ? ":" : "") + (each.is_built_in_type() ? "! " : " ");
    EXPECT_EQ(types, "a time:! time! x date! b far: away: ");
}

TEST(named_in_text, have_their_single_words_too) {
    const auto found = all_names_in("SELECT u.name FROM users u");
    EXPECT_TRUE(found.has_word("name"));
    EXPECT_TRUE(found.has_word("users"));
    EXPECT_FALSE(found.has_word("nam"));
}

} // namespace
