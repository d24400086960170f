// SPDX-License-Identifier: BSL-1.0
// Parts are cut out of definitions at the right places, whatever stands in quotes.
#include "constable/database/definition_parts.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace constable::database;

namespace {

std::vector<std::string> split(std::string_view list) {
    const std::vector<std::string_view> parts = split_list(list);
    return {parts.begin(), parts.end()};
}
using texts = std::vector<std::string>;

TEST(a_list, is_split_at_its_own_commas) {
    EXPECT_EQ(split(""), texts{});
    EXPECT_EQ(split("a"), texts{"a"});
    EXPECT_EQ(split("a, lower(b, c), ARRAY[1, 2], 'd, ''e', \"f, \"\"g\", (h)"),
              (texts{"a", "lower(b, c)", "ARRAY[1, 2]", "'d, ''e'", "\"f, \"\"g\"", "(h)"}));
    EXPECT_EQ(split("E'a\\', b', c"), (texts{"E'a\\', b'", "c"}));
    EXPECT_EQ(split("date'a\\', b"), (texts{"date'a\\'", "b"})); // the last letter of a word begins no E''
}

TEST(an_element, is_a_call_or_a_column) {
    EXPECT_TRUE(is_call("lower(a)"));
    EXPECT_FALSE(is_call("a"));
    EXPECT_FALSE(is_call("\"a(b)\""));
    EXPECT_FALSE(is_call("(a + 1)"));
}

TEST(a_trigger, has_its_condition_between_when_and_execute) {
    EXPECT_EQ(trigger_condition("CREATE TRIGGER \"a WHEN (\" BEFORE INSERT ON t FOR EACH ROW WHEN ((new.a = ') EXECUTE')) EXECUTE FUNCTION f('x')"),
              "(new.a = ') EXECUTE')");
    EXPECT_EQ(trigger_condition("CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(' WHEN (')"), "");
}

TEST(a_rule, has_a_condition_and_an_action) {
    const rule_parts both = parts_of_rule("CREATE RULE \"a DO b\" AS\n    ON INSERT TO t\n   WHERE (new.a = ' DO '::text) DO INSTEAD  SELECT 1 WHERE true;");
    EXPECT_EQ(both.condition, "(new.a = ' DO '::text)");
    EXPECT_EQ(both.action, "SELECT 1 WHERE true");
    const rule_parts several = parts_of_rule("CREATE RULE a AS\n    ON INSERT TO t DO ( SELECT 1;\n SELECT 2;\n);");
    EXPECT_EQ(several.condition, "");
    EXPECT_EQ(several.action, "( SELECT 1;\n SELECT 2;\n)");
    EXPECT_EQ(parts_of_rule("CREATE RULE a AS ON INSERT TO t DO INSTEAD NOTHING;").action, "NOTHING");
    EXPECT_EQ(parts_of_rule("CREATE RULE a AS\n    ON INSERT TO t DO INSTEAD\n NOTIFY something;").action, "NOTIFY something");
    EXPECT_EQ(parts_of_rule("CREATE RULE a AS\n    ON INSERT TO t DO\n NOTIFY something;").action, "NOTIFY something");
    EXPECT_EQ(parts_of_rule("CREATE RULE a AS ON INSERT TO t WHERE new.x DOMINATES y DO INSTEAD NOTHING;").condition, "new.x DOMINATES y");
    EXPECT_EQ(parts_of_rule("").action, "");
}

TEST(a_view, has_a_query_without_its_semicolon) {
    EXPECT_EQ(query_of_view(" SELECT ';'::text;"), "SELECT ';'::text");
    EXPECT_EQ(query_of_view(" SELECT 1"), "SELECT 1");
}

TEST(a_key, shows_its_collation_behind_the_expression) {
    constexpr std::string_view definition = "CREATE INDEX \"i USING (\" ON public.t USING btree (a COLLATE \"C\", lower(b) COLLATE \"C\" DESC, ((a || b)) COLLATE \"x y\" o,"
                                            " lower(b), ((a || b)) DESC) WHERE (a > b COLLATE \"C\")";
    EXPECT_TRUE(key_shows_collation(definition, 1, "lower(b)"));
    EXPECT_TRUE(key_shows_collation(definition, 2, "(a || b)"));
    EXPECT_FALSE(key_shows_collation(definition, 3, "lower(b)"));
    EXPECT_FALSE(key_shows_collation(definition, 4, "(a || b)"));
    EXPECT_FALSE(key_shows_collation(definition, 5, "lower(b)"));
    EXPECT_FALSE(key_shows_collation("", 0, "a"));
    EXPECT_TRUE(key_shows_collation("CREATE INDEX i ON t USING btree ((\nCASE\n    WHEN a THEN b\nEND) COLLATE \"C\")", 0, "CASE\n    WHEN a THEN b\nEND"));
}

} // namespace
