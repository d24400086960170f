// SPDX-License-Identifier: BSL-1.0
// Pieces of statements are quoted so that they mean what was said.
#include <constable/sql/clauses.hpp>

#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <string_view>

namespace sql = constable::sql;

namespace {

template <class Render>
std::string text(const Render& render) {
    return constable::strings::to_string(render);
}
std::string dollar_quoted(std::string_view body) {
    return text([&](auto& sink) { sql::add_dollar_quoted(sink, body); });
}

} // namespace

TEST(clauses, end_the_line_behind_an_expression_that_may_end_in_a_comment) {
    EXPECT_EQ(text([](auto& sink) { sql::add_expression(sink, "a > 0"); }), "a > 0");
    EXPECT_EQ(text([](auto& sink) { sql::add_expression(sink, "a > 0 -- always"); }), "a > 0 -- always\n");
}

TEST(clauses, write_numbers_with_their_sign) {
    EXPECT_EQ(text([](auto& sink) { sql::add_signed(sink, 0); }), "0");
    EXPECT_EQ(text([](auto& sink) { sql::add_signed(sink, -17); }), "-17");
    EXPECT_EQ(text([](auto& sink) { sql::add_signed(sink, std::numeric_limits<std::int64_t>::min()); }), "-9223372036854775808");
    EXPECT_EQ(text([](auto& sink) { sql::add_signed(sink, std::numeric_limits<std::int64_t>::max()); }), "9223372036854775807");
}

TEST(clauses, quote_values_of_options_that_are_no_plain_words) {
    constexpr std::string_view options[] = {"fillfactor=70", "buffering=auto", "autovacuum_enabled=false", "odd=it's", "alone"};
    EXPECT_EQ(text([&](auto& sink) { sql::add_with(sink, options); }),
              " WITH (fillfactor='70', buffering=auto, autovacuum_enabled='false', odd='it''s', alone)");
    EXPECT_EQ(text([&](auto& sink) { sql::add_option_list(sink, std::span{options}.first(1), "toast.", false); }), ", toast.fillfactor='70'");
    EXPECT_EQ(text([](auto& sink) { sql::add_with(sink, {}); }), "");
}

TEST(clauses, comment_only_where_there_is_a_text) {
    EXPECT_EQ(text([](auto& sink) { sql::add_comment(sink, "TABLE", "S", "t", "it's"); }), "COMMENT ON TABLE \"S\".t IS 'it''s';\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_comment(sink, "TABLE", "s", "t", ""); }), "");
    EXPECT_EQ(text([](auto& sink) { sql::add_comment_on_part(sink, "TRIGGER", "a b", "s", "t", "x"); }), "COMMENT ON TRIGGER \"a b\" ON s.t IS 'x';\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_comment_on_part(sink, "TRIGGER", "a", "s", "t", ""); }), "");
    EXPECT_EQ(text([](auto& sink) { sql::add_column_comment(sink, {}, "t", "Order", "x"); }), "COMMENT ON COLUMN t.\"Order\" IS 'x';\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_column_comment(sink, {}, "t", "a", ""); }), "");
}

TEST(clauses, choose_a_dollar_quote_that_the_text_does_not_hold) {
    EXPECT_EQ(dollar_quoted("SELECT 1"), "$$SELECT 1$$");
    EXPECT_EQ(dollar_quoted(""), "$$$$");
    EXPECT_EQ(dollar_quoted("SELECT $1"), "$_$SELECT $1$_$");
    EXPECT_EQ(dollar_quoted("costs 1$"), "$_$costs 1$$_$");
    EXPECT_EQ(dollar_quoted("$$a$$"), "$_$$$a$$$_$");
    EXPECT_EQ(dollar_quoted("$_$a$_$"), "$_x$$_$a$_$$_x$");
    EXPECT_EQ(dollar_quoted("$_x$ and $_xxx$ and $_"), "$_xxxx$$_x$ and $_xxx$ and $_$_xxxx$");
}
