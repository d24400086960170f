// SPDX-License-Identifier: BSL-1.0
// What an expression is called within an index's name. tests/integration/names.cpp asks the server about many more.
#include <constable/catalog/expression_name.hpp>
#include <constable/strings/sink.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>

namespace {

std::string name_of(std::string_view expression) {
    return constable::strings::to_string([&](auto& sink) { constable::catalog::add_expression_name(sink, expression); });
}

} // namespace

TEST(expression_name, is_that_of_a_column_or_function) {
    EXPECT_EQ(name_of("Email"), "email");
    EXPECT_EQ(name_of("\"Email\""), "Email");
    EXPECT_EQ(name_of("users.email"), "email");
    EXPECT_EQ(name_of("(place).x"), "x");
    EXPECT_EQ(name_of("LOWER(email)"), "lower");
    EXPECT_EQ(name_of("pg_catalog.lower(email)"), "lower");
    EXPECT_EQ(name_of("trim(leading from email)"), "ltrim");
    EXPECT_EQ(name_of("seen at time zone 'utc'"), "timezone");
}

TEST(expression_name, is_that_of_a_type_when_only_a_cast_has_one) {
    EXPECT_EQ(name_of("age::text"), "age");
    EXPECT_EQ(name_of("(age + 1)::integer"), "int4");
    EXPECT_EQ(name_of("cast(age + cast(x as text) as bigint)"), "int8");
    EXPECT_EQ(name_of("date '2001-02-03'"), "date");
}

TEST(expression_name, is_that_of_the_else_of_a_case) {
    EXPECT_EQ(name_of("case when a then b end"), "case");
    EXPECT_EQ(name_of("case when a then b else c end"), "c");
    EXPECT_EQ(name_of("case when a then b else c + 1 end"), "case");
}

TEST(expression_name, is_expr_when_there_is_none) {
    for (const std::string_view text : {"a + 1", "-a", "not (a)", "1", "true", "a is null", "(a || b)", ""}) {
        SCOPED_TRACE(std::string(text));
        EXPECT_EQ(name_of(text), "expr");
    }
}

TEST(expression_name, is_cut_to_63_bytes) { EXPECT_EQ(name_of(std::string(100, 'f') + "(a)"), std::string(63, 'f')); }

RC_GTEST_PROP(expression_name, is_found_in_every_text, (const std::vector<int>& picks)) {
    // even in nonsense it comes to an end
    static constexpr std::string_view pieces[] = {"case", "end", "else", "cast", "as", "(", ")", "[", "]", "::", ".", ",", "a",
                                                  "at", "is", "collate", "interval", "trim", "'x'", "float", "1", "overlaps"};
    std::string text;
    for (const int pick : picks) text.append(pieces[static_cast<unsigned>(pick) % std::size(pieces)]).append(" ");
    RC_ASSERT(!name_of(text).empty() || text.find("''") != std::string::npos);
}
