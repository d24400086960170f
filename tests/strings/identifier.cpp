// SPDX-License-Identifier: BSL-1.0
// Identifiers and literals are quoted as PostgreSQL quotes them; the server judges.
#include "support/server.hpp"

#include <constable/strings/identifier.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace strings = constable::strings;

namespace {

std::string identifier(std::string_view name) {
    return strings::to_string([&](auto& sink) { strings::add_identifier(sink, name); });
}
std::string literal(std::string_view text) {
    return strings::to_string([&](auto& sink) { strings::add_literal(sink, text); });
}
std::string qualified(std::string_view schema, std::string_view name) {
    return strings::to_string([&](auto& sink) { strings::add_qualified(sink, schema, name); });
}

class identifier_on_a_server : public constable::testing::server_test {};

// Any text without a zero byte, of pieces that quoting must think of.
std::string awkward(const std::vector<int>& picks) {
    static constexpr std::string_view pieces[] = {"'", "\"", "\\", "a", "A", "_", "1", " ", "$", "\n", "ä", "🐘", ";", "--", "E"};
    std::string text;
    for (const int pick : picks) text += pieces[static_cast<unsigned>(pick) % std::size(pieces)];
    return text;
}

} // namespace

TEST(identifier, stands_bare_only_when_it_is_lower_case_and_no_key_word) {
    static_assert(!strings::needs_quotes("users") && !strings::needs_quotes("_a1") && !strings::needs_quotes("name"));
    static_assert(strings::needs_quotes("Users") && strings::needs_quotes("1st") && strings::needs_quotes("a b") &&
                  strings::needs_quotes("") && strings::needs_quotes("größe") && strings::needs_quotes("a$"));
    static_assert(strings::needs_quotes("select") && strings::needs_quotes("user") && strings::needs_quotes("xmltable") &&
                  strings::needs_quotes("all"));
    static_assert(!strings::needs_quotes("selects") && !strings::needs_quotes("selec") && !strings::needs_quotes("zone"));
    EXPECT_EQ(identifier("order"), "\"order\"");
    EXPECT_EQ(identifier("quo\"te"), "\"quo\"\"te\"");
    EXPECT_EQ(qualified("", "users"), "users");
    EXPECT_EQ(qualified("Auth", "users"), "\"Auth\".users");
}

TEST(identifier, keeps_its_key_words_in_order) {
    for (std::size_t i = 1; i != strings::detail::keyword_count; ++i)
        EXPECT_LT(strings::detail::keywords[i - 1], strings::detail::keywords[i]);
}

TEST(literal, becomes_an_escape_string_when_it_has_a_backslash) {
    EXPECT_EQ(literal("it's"), "'it''s'");
    EXPECT_EQ(literal(""), "''");
    EXPECT_EQ(literal("C:\\it's"), "E'C:\\\\it''s'");
}

TEST(clip, ends_between_two_characters) {
    static_assert(strings::clip("users", 9) == "users" && strings::clip("users", 5) == "users");
    static_assert(strings::clip("users", 3) == "use" && strings::clip("users", 0).empty());
    static_assert(strings::clip("aä", 2) == "a" && strings::clip("aä", 3) == "aä");
    static_assert(strings::clip("🐘🐘", 7) == "🐘" && strings::clip("🐘", 3).empty());
}

TEST_F(identifier_on_a_server, is_quoted_wherever_the_server_would) {
    const constable::testing::database where;
    for (const auto& row : where.rows("SELECT word, quote_ident(word) <> word FROM pg_get_keywords()")) {
        const std::string& word = row[0].value();
        const bool is_quoted_there = row[1].value() == "t";
        EXPECT_TRUE(strings::needs_quotes(word) || !is_quoted_there) << word;
    }
}

TEST_F(identifier_on_a_server, leaves_unreserved_key_words_alone) {
    // Later versions have key words that this server does not know; those may be quoted too.
    const constable::testing::database where;
    int quoted = 0;
    for (const auto& row : where.rows("SELECT word FROM pg_get_keywords() WHERE catcode = 'U' AND quote_ident(word) = word"))
        quoted += strings::needs_quotes(row[0].value()) ? 1 : 0;
    EXPECT_LE(quoted, 20);
}

RC_GTEST_FIXTURE_PROP(identifier_on_a_server, and_literal_come_back_as_they_were, (const std::vector<int>& picks)) {
    static const constable::testing::database where;
    const std::string text = awkward(picks);
    const std::string name = "x" + std::string(strings::clip(text, 62)); // an empty name is none
    const std::string query = "CREATE TEMP TABLE t (" + identifier(name) + " int); SELECT attname::text, " + literal(text) +
                              "::text FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum = 1";
    for (const std::string_view conforming : {"on", "off"}) {
        const auto rows = where.rows("SET standard_conforming_strings = " + std::string(conforming) +
                                     "; SET escape_string_warning = off; " + query);
        RC_ASSERT(rows[0][0].value() == name);
        RC_ASSERT(rows[0][1].value() == text);
    }
}
