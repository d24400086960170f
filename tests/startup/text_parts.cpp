// SPDX-License-Identifier: BSL-1.0
// What the server obviously wrote is known without asking, and nothing else is.
#include "constable/startup/text_parts.hpp"

#include <gtest/gtest.h>

using namespace constable;
using namespace constable::startup;

namespace {

TEST(text_parts, in_parentheses_are_the_same) {
    EXPECT_TRUE(is_obviously("age >= 0", "age >= 0"));
    EXPECT_TRUE(is_obviously("age >= 0", "(age >= 0)"));
    EXPECT_TRUE(is_obviously("", ""));
    EXPECT_FALSE(is_obviously("", "()"));
    EXPECT_FALSE(is_obviously("age >= 0", "(age >= 1)"));
    EXPECT_FALSE(is_obviously("(age >= 0)", "age >= 0"));
}

TEST(text_parts, of_a_literal_default_may_have_the_type_of_their_column) {
    EXPECT_TRUE(is_obvious_default("'ok'", "'ok'::mood", "mood"));
    EXPECT_TRUE(is_obvious_default("'x'", "'x'::character varying", "character varying(20)"));
    EXPECT_TRUE(is_obvious_default("'ch'", "'ch'::bpchar", "character(2)"));
    EXPECT_TRUE(is_obvious_default("'1s'", "'1s'::timestamp with time zone", "timestamp(3) with time zone"));
    EXPECT_TRUE(is_obvious_default("'{}'", "'{}'::text[]", "text[]"));
    EXPECT_TRUE(is_obvious_default("now()", "now()", "timestamp with time zone"));
    EXPECT_FALSE(is_obvious_default("'ok'", "'sad'::mood", "mood"));
    EXPECT_FALSE(is_obvious_default("'ok'", "'ok'::text", "mood"));
    EXPECT_FALSE(is_obvious_default("'it''s'", "'it''s'::text", "text")); // left to the server
    EXPECT_FALSE(is_obvious_default("1", "1::numeric", "numeric"));
}

TEST(text_parts, of_constraints_are_expression_predicate_and_keys) {
    const catalog::key lower[] = {{.expression = "lower(a)", .with_operator = "="}};
    const catalog::key upper[] = {{.expression = "upper(a)", .with_operator = "="}};
    catalog::constraint check{.expression = "a > 0"};
    EXPECT_TRUE(same_texts(check, catalog::constraint{.name = "other", .expression = "(a > 0)"}));
    EXPECT_FALSE(same_texts(check, catalog::constraint{.expression = "a > 1"}));
    take_texts(check, {.expression = "(a > 0)"});
    EXPECT_EQ(check.expression, "(a > 0)");
    const catalog::constraint exclusion{.kind = catalog::constraint_kind::exclude, .keys = lower, .predicate = "b"};
    EXPECT_FALSE(same_texts(exclusion, {.kind = catalog::constraint_kind::exclude, .keys = upper, .predicate = "b"}));
    EXPECT_FALSE(same_texts(exclusion, {.kind = catalog::constraint_kind::exclude, .keys = lower, .predicate = "c"}));
    EXPECT_FALSE(same_texts(check, exclusion));
    // keys and references are known by their columns
    EXPECT_TRUE(same_texts(catalog::constraint{.kind = catalog::constraint_kind::unique}, {.kind = catalog::constraint_kind::unique, .expression = "x"}));
}

// Every kind of part: texts that differ are seen, and taken.
template <class Part>
void expect_taken(Part part, const Part& other) {
    EXPECT_TRUE(same_texts(part, part));
    EXPECT_FALSE(same_texts(part, other));
    take_texts(part, other);
    EXPECT_TRUE(same_texts(part, other));
}

TEST(text_parts, of_every_kind_are_seen_and_taken) {
    const std::string_view a[] = {"a"};
    const std::string_view b[] = {"b"};
    const catalog::key key{.column = "a"};
    expect_taken<catalog::index>({.keys = {&key, 1}}, {});
    expect_taken<catalog::index>({.predicate = "a"}, {.predicate = "b"});
    expect_taken<catalog::trigger>({.when_expression = "a"}, {.when_expression = "b"});
    expect_taken<catalog::trigger>({.function = "a"}, {.function = "b"});
    expect_taken<catalog::rule>({.condition = "a"}, {.condition = "b"});
    expect_taken<catalog::rule>({.action = "a"}, {.action = "b"});
    expect_taken<catalog::policy>({.using_expression = "a"}, {.using_expression = "b"});
    expect_taken<catalog::policy>({.check_expression = "a"}, {.check_expression = "b"});
    expect_taken<catalog::statistics>({.expressions = a}, {.expressions = b});
    expect_taken<catalog::statistics>({.kinds = a}, {.kinds = b});
    expect_taken<catalog::view_column>({.default_expression = "a"}, {.default_expression = "b"});
    expect_taken<catalog::attribute>({.type = "a"}, {.type = "b"});
    expect_taken<catalog::attribute>({.collation = "a"}, {.collation = "b"});
    expect_taken<catalog::range_type>({.subtype = "a"}, {.subtype = "b"});
    expect_taken<catalog::range_type>({.operator_class = "a"}, {.operator_class = "b"});
    expect_taken<catalog::range_type>({.difference = "a"}, {.difference = "b"});
    expect_taken<catalog::collation>({.locale = "a"}, {.locale = "b"});
    expect_taken<catalog::collation>({.rules = "a"}, {.rules = "b"});
    expect_taken<catalog::routine>({.identity = "a"}, {.identity = "b"});
    expect_taken<catalog::routine>({.arguments = "a"}, {.arguments = "b"});
    expect_taken<catalog::routine>({.result = "a"}, {.result = "b"});
    expect_taken<catalog::routine>({.sql_body = "a"}, {.sql_body = "b"});
    expect_taken<catalog::routine>({.settings = a}, {.settings = b});
    expect_taken<catalog::routine>({.kind = catalog::routine_kind::aggregate, .body = "a"}, {.kind = catalog::routine_kind::aggregate, .body = "b"});
    // the body of a function is nobody's but its author's
    EXPECT_TRUE(same_texts(catalog::routine{.body = "a"}, catalog::routine{.body = "b"}));
}

} // namespace
