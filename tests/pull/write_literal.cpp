// SPDX-License-Identifier: BSL-1.0
// C++ string literals for any text. The round trip through a compiler is in tests/pull/write_declarations.cpp.
#include <constable/pull/write_literal.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
using pull::write_literal;

TEST(write_literal, quotes_a_text) { EXPECT_EQ(write_literal("now()"), "\"now()\""); }

TEST(write_literal, escapes_what_cpp_reads_otherwise) {
    EXPECT_EQ(write_literal("a\"b"), R"("a\"b")");
    EXPECT_EQ(write_literal("a\\b\tc\nd"), R"("a\\b\tc\nd")");
    EXPECT_EQ(write_literal(std::string_view{"\x01"
                                             "7\r\x7F"}),
              R"("\0017\015\177")");
}

TEST(write_literal, makes_no_trigraph) { EXPECT_EQ(write_literal("a ?\?= b ?\?\?"), R"("a ?\?= b ?\?\?")"); }

TEST(write_literal, keeps_letters_of_any_language) { EXPECT_EQ(write_literal("Größe 表"), "\"Größe 表\""); }

TEST(write_literal, escapes_bytes_that_are_no_character) {
    EXPECT_EQ(write_literal("a\xFF"
                            "1"),
              R"("a\3771")");
}

TEST(write_literal, escapes_marks_that_turn_the_direction_of_writing) {
    EXPECT_EQ(write_literal("\u202E"), R"("\342\200\256")");
}

TEST(write_literal, is_raw_where_that_reads_better) {
    EXPECT_EQ(write_literal("SELECT 1\nFROM a\nWHERE b"), "R\"sql(SELECT 1\nFROM a\nWHERE b)sql\"");
    EXPECT_EQ(write_literal(R"(^\d+\.\d+$)"), R"lit(R"sql(^\d+\.\d+$)sql")lit");
}

TEST(write_literal, chooses_a_delimiter_that_the_text_does_not_hold) {
    EXPECT_EQ(write_literal("a)sql\"\n\nb)sql2\""), "R\"sql3(a)sql\"\n\nb)sql2\")sql3\"");
}

TEST(write_literal, is_not_raw_with_carriage_returns) { EXPECT_EQ(write_literal("a\r\n\r\nb"), R"("a\015\n\015\nb")"); }

TEST(write_comment, is_one_line_that_ends_there) {
    EXPECT_EQ(pull::write_comment("a\nb"), "a b");
    EXPECT_EQ(pull::write_comment("path\\"), "path\\.");
}
