// SPDX-License-Identifier: BSL-1.0
// Words for triggers, rules, policies and statistics.
#include <constable/pull/write_relation_parts.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;

namespace {

constexpr std::string_view a[] = {"a"};

} // namespace

TEST(write_trigger, writes_what_fires_it_and_what_it_does) {
    EXPECT_EQ(pull::flat(pull::write_trigger(
                  {.name = "t", .on_insert = true, .on_update = true, .for_each_row = true, .function = "touch"})),
              R"(trigger<"t", before, insert_, update_, for_each_row, execute_function<"touch">>)");
    EXPECT_EQ(
        pull::flat(pull::write_trigger({.name = "t",
                                        .time = catalog::trigger_time::after,
                                        .on_update = true,
                                        .update_columns = a,
                                        .when_expression = "(new.a > 0)",
                                        .function = "auth.log",
                                        .arguments = a,
                                        .old_table = "o",
                                        .enabled = catalog::enabled_state::disabled})),
        R"~(trigger<"t", after, update_of<"a">, old_table<"o">, when_<"(new.a > 0)">, execute_function<"auth.log", "a">, disabled>)~");
    EXPECT_EQ(
        pull::flat(pull::write_trigger({.name = "t",
                                        .time = catalog::trigger_time::after,
                                        .on_delete = true,
                                        .for_each_row = true,
                                        .function = "f",
                                        .is_constraint = true,
                                        .deferrable = true,
                                        .initially_deferred = true,
                                        .referenced_table = "u"})),
        R"(trigger<"t", after, delete_, from_table<"u">, constraint_trigger, initially_deferred, for_each_row, execute_function<"f">>)");
}

TEST(write_rule, writes_condition_and_action) {
    EXPECT_EQ(pull::flat(pull::write_rule({.name = "r",
                                           .event = catalog::command_kind::remove,
                                           .instead = true,
                                           .condition = "(old.a > 0)",
                                           .action = "NOTHING",
                                           .enabled = catalog::enabled_state::always})),
              R"~(rule<"r", for_delete, instead, where_<"(old.a > 0)">, do_<"NOTHING">, enabled_always>)~");
}

TEST(write_policy, says_only_what_is_not_so_anyway) {
    EXPECT_EQ(pull::flat(pull::write_policy({.name = "p", .using_expression = "true"})),
              R"(policy<"p", using_<"true">>)");
    EXPECT_EQ(pull::flat(pull::write_policy({.name = "p",
                                             .permissive = false,
                                             .command = catalog::command_kind::select,
                                             .roles = a,
                                             .using_expression = "true",
                                             .check_expression = "false"})),
              R"(policy<"p", for_select, restrictive, to<"a">, using_<"true">, with_check<"false">>)");
}

TEST(write_statistics, tells_columns_from_expressions) {
    const std::string_view kinds[] = {"ndistinct", "mcv"};
    const std::string_view expressions[] = {"a", "\"B\"", "lower(c)", "(a + 1)"};
    EXPECT_EQ(
        pull::flat(pull::write_statistics(
            {.schema = "s", .name = "n", .kinds = kinds, .expressions = expressions, .target = 10}, "")),
        R"~(statistics<"n", ndistinct, mcv, "a", "B", expression<"lower(c)">, expression<"a + 1">, statistics_in<"s">, target<10>>)~");
}

TEST(add_comments, writes_those_that_there_are) {
    const catalog::trigger triggers[] = {{.name = "t", .comment = "c"}, {.name = "u"}};
    pull::word written{"x", {}};
    pull::add_comments(written, "comment_on_trigger", std::span{triggers});
    EXPECT_EQ(pull::flat(written), R"(x<comment_on_trigger<"t", "c">>)");
}
