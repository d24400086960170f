// SPDX-License-Identifier: BSL-1.0
// Walking through an expression: words, groups, types and their literals.
#include <constable/catalog/expression_reader.hpp>

#include <gtest/gtest.h>
#include <string>
#include <string_view>

using constable::catalog::expression_reader;
using constable::strings::token;

namespace {

/// The type that `text` begins with, and what is left behind it.
std::string type_and_rest(std::string_view text) {
    expression_reader reader{text};
    const token type = reader.pass_type();
    return std::string(type.text) + "|" + std::string(reader.now().text);
}

} // namespace

TEST(expression_reader, looks_ahead_through_copies) {
    expression_reader reader{"A B c"};
    expression_reader ahead = reader;
    ahead.step();
    EXPECT_TRUE(reader.at_word("a"));
    EXPECT_TRUE(ahead.at_word("b"));
    EXPECT_FALSE(ahead.pass("a"));
    EXPECT_TRUE(ahead.pass("b"));
    EXPECT_TRUE(ahead.at_word("x", "c"));
    ahead.step();
    EXPECT_TRUE(ahead.at_end());
    ahead.step();
    EXPECT_TRUE(ahead.at_end());
}

TEST(expression_reader, does_not_take_a_quoted_word_for_a_word) {
    EXPECT_FALSE(expression_reader{"\"case\""}.at_word("case"));
}

TEST(expression_reader, passes_groups_with_all_groups_in_them) {
    expression_reader reader{"(a, (b), ')') c"};
    reader.pass_group("(", ")");
    EXPECT_TRUE(reader.at_word("c"));
    expression_reader open{"(a, (b)"};
    open.pass_group("(", ")");
    EXPECT_TRUE(open.at_end());
}

TEST(expression_reader, passes_qualified_names) {
    expression_reader reader{"pg_catalog.\"X\".y + z"};
    EXPECT_EQ(reader.pass_qualified_name().text, "y");
    EXPECT_TRUE(reader.now().is("+"));
}

TEST(expression_reader, knows_the_stored_names_of_types) {
    EXPECT_EQ(type_and_rest("integer + 1"), "int4|+");
    EXPECT_EQ(type_and_rest("double precision)"), "float8|)");
    EXPECT_EQ(type_and_rest("numeric(10, 2) and"), "numeric|and");
    EXPECT_EQ(type_and_rest("character varying(3)::text"), "varchar|::");
    EXPECT_EQ(type_and_rest("national character(3) x"), "bpchar|x");
    EXPECT_EQ(type_and_rest("bit varying x"), "varbit|x");
    EXPECT_EQ(type_and_rest("timestamp(3) with time zone x"), "timestamptz|x");
    EXPECT_EQ(type_and_rest("time without time zone x"), "time|x");
    EXPECT_EQ(type_and_rest("time with time zone x"), "timetz|x");
    EXPECT_EQ(type_and_rest("interval day to second(3) x"), "interval|x");
    EXPECT_EQ(type_and_rest("float(24) x"), "float4|x");
    EXPECT_EQ(type_and_rest("float(25) x"), "float8|x");
    EXPECT_EQ(type_and_rest("\"char\" x"), "char|x");
    EXPECT_EQ(type_and_rest("pg_catalog.int8[]"), "int8|[");
    EXPECT_EQ(type_and_rest("auth.integer x"), "integer|x");
}

TEST(expression_reader, tells_typed_literals_from_other_words) {
    token type;
    for (const std::string_view text : {"date '2001-02-03' x", "interval '1' day to hour x", "timestamp with time zone 'now' x",
                                        "numeric(3, 1) '1.5' x", "pg_catalog.text $$a$$ x"}) {
        SCOPED_TRACE(std::string(text));
        expression_reader reader{text};
        EXPECT_TRUE(reader.pass_typed_literal(type));
        EXPECT_TRUE(reader.at_word("x"));
    }
    for (const std::string_view text : {"date", "lower('x')", "a + '1'", "'x'", "(date '2001-02-03')"}) {
        SCOPED_TRACE(std::string(text));
        expression_reader reader{text};
        EXPECT_FALSE(reader.pass_typed_literal(type));
        EXPECT_EQ(reader.now().text, expression_reader{text}.now().text);
    }
}
