// SPDX-License-Identifier: BSL-1.0
// SQL text cut into tokens.
#include <constable/strings/tokens.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using constable::strings::token;
using constable::strings::tokenizer;
using kind = token::kind;

namespace {

using tokens = std::vector<std::pair<kind, std::string>>;

tokens cut(std::string_view text) {
    tokens all;
    tokenizer rest{text};
    for (token each = rest.next(); each.type != kind::end; each = rest.next())
        all.emplace_back(each.type, std::string(each.text));
    return all;
}

token only(std::string_view text) { return tokenizer{text}.next(); }

struct text_sink {
    std::string text;
    void add(char byte) { text += byte; }
};
std::string name_of(std::string_view written) {
    text_sink sink;
    only(written).add_name(sink);
    return sink.text;
}

} // namespace

TEST(tokens, are_words_numbers_strings_and_symbols) {
    EXPECT_EQ(cut("lower(e_mail)<>'x' and a1>=2.5e3"),
              (tokens{{kind::word, "lower"}, {kind::symbol, "("}, {kind::word, "e_mail"}, {kind::symbol, ")"},
                      {kind::symbol, "<"}, {kind::symbol, ">"}, {kind::string, "x"}, {kind::word, "and"},
                      {kind::word, "a1"}, {kind::symbol, ">"}, {kind::symbol, "="}, {kind::number, "2.5e3"}}));
    EXPECT_EQ(cut("a::text"), (tokens{{kind::word, "a"}, {kind::symbol, "::"}, {kind::word, "text"}}));
    EXPECT_EQ(cut("größe$1 名前"), (tokens{{kind::word, "größe$1"}, {kind::word, "名前"}}));
    EXPECT_EQ(cut(""), tokens{});
}

TEST(tokens, are_strings_of_every_kind) {
    EXPECT_EQ(cut("'it''s'"), (tokens{{kind::string, "it''s"}}));
    EXPECT_EQ(cut("E'it\\'s' e''"), (tokens{{kind::string, "it\\'s"}, {kind::string, ""}}));
    EXPECT_EQ(cut("'back\\' x"), (tokens{{kind::string, "back\\"}, {kind::word, "x"}}));
    EXPECT_EQ(cut("B'101' x'1F' N'x'"), (tokens{{kind::string, "101"}, {kind::string, "1F"}, {kind::string, "x"}}));
    EXPECT_EQ(cut("$$it's$$ $a$ $$ $a$"), (tokens{{kind::string, "$$it's$$"}, {kind::string, "$a$ $$ $a$"}}));
    EXPECT_EQ(cut("$1"), (tokens{{kind::symbol, "$"}, {kind::number, "1"}}));
}

TEST(tokens, are_quoted_words) {
    EXPECT_EQ(cut("\"a b\".\"c\"\"d\""),
              (tokens{{kind::quoted_word, "a b"}, {kind::symbol, "."}, {kind::quoted_word, "c\"\"d"}}));
}

TEST(tokens, leave_out_space_and_comments) {
    EXPECT_EQ(cut(" a\t\n-- 'b'\nc /* d /* e */ f */ g -- h"), (tokens{{kind::word, "a"}, {kind::word, "c"}, {kind::word, "g"}}));
    EXPECT_EQ(cut("a - - b"), (tokens{{kind::word, "a"}, {kind::symbol, "-"}, {kind::symbol, "-"}, {kind::word, "b"}}));
}

TEST(tokens, end_with_the_text_even_when_that_is_cut_off) {
    for (const std::string_view text : {"'a", "\"a", "E'a\\", "$a$ b", "/* a", "/*/", "--", "a /* /* */ b"}) {
        SCOPED_TRACE(std::string(text));
        EXPECT_LE(cut(text).size(), 2U);
    }
}

TEST(tokens, name_what_they_mean_to_the_server) {
    EXPECT_TRUE(only("Email").names("email"));
    EXPECT_FALSE(only("Email").names("Email"));
    EXPECT_FALSE(only("\"Email\"").names("email"));
    EXPECT_TRUE(only("\"Email\"").names("Email"));
    EXPECT_TRUE(only("\"a\"\"b\"").names("a\"b"));
    EXPECT_FALSE(only("\"a\"\"b\"").names("a\"\"b"));
    EXPECT_FALSE(only("\"ab\"").names("a"));
    EXPECT_FALSE(only("\"a\"").names("ab"));
    EXPECT_FALSE(only("'email'").names("email"));
    EXPECT_EQ(name_of("EMail"), "email");
    EXPECT_EQ(name_of("\"E\"\"Mail\""), "E\"Mail");
}

RC_GTEST_PROP(tokens, end_for_every_text, (const std::vector<int>& picks)) {
    static constexpr std::string_view pieces[] = {"'", "\"", "$", "a", "E", "/", "*", "-", "\n", "\\", "1", ".", ":", " ", "ä"};
    std::string text;
    for (const int pick : picks) text += pieces[static_cast<unsigned>(pick) % std::size(pieces)];
    tokenizer rest{text};
    std::size_t count = 0;
    while (rest.next().type != kind::end) RC_ASSERT(++count <= text.size());
}
