// SPDX-License-Identifier: BSL-1.0
// Parts are asked about only where nobody can know what the server made of their texts.
#include "constable/startup/ask_parts.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <span>
#include <string>
#include <vector>

using namespace constable;
using namespace constable::startup;

namespace {

class constraints : public ::testing::Test {
protected:
    using list = std::vector<catalog::constraint>;

    void ask(list& declared, const list& live, const std::optional<list>& was) {
        const std::span<const catalog::constraint> before = was ? std::span<const catalog::constraint>{*was} : std::span<const catalog::constraint>{};
        ask_parts(asked_, memory_, "constraint", "table t", std::span<catalog::constraint>{declared}, std::span<const catalog::constraint>{live},
                  was ? &before : nullptr, [](const catalog::constraint& each) { return "CHECK " + std::string{each.expression}; },
                  [](const catalog::catalog& shadows) { return shadows.tables[0].constraints; });
    }
    static catalog::constraint check(std::string_view name, std::string_view text) { return {.name = name, .expression = text}; }

    catalog::arena memory_;
    questions asked_;
};

TEST_F(constraints, take_the_text_of_what_was_made_a_moment_ago) {
    list declared{check("c", "a>0")};
    ask(declared, {check("c", "(a > 0)")}, std::nullopt);
    EXPECT_TRUE(asked_.empty());
    EXPECT_EQ(declared[0].expression, "(a > 0)");
}

TEST_F(constraints, take_the_text_that_is_obviously_theirs) {
    list declared{check("c", "a > 0")};
    ask(declared, {check("c", "(a > 0)")}, list{check("c", "(a > 0)")});
    EXPECT_TRUE(asked_.empty());
    EXPECT_EQ(declared[0].expression, "(a > 0)");
}

TEST_F(constraints, ask_where_the_server_may_have_rewritten_the_text) {
    list declared{check("c", "a>0"), check("gone", "a>9")};
    const list live{check("c", "(a > 0)")};
    ask(declared, live, live);
    ASSERT_EQ(asked_.steps.size(), 1U);
    EXPECT_EQ(asked_.steps[0].object, "constraint c of table t");
    EXPECT_EQ(asked_.steps[0].statement, "CHECK a>0");

    const catalog::constraint other = check("c", "(a > 7)");
    const catalog::table other_shadow{.constraints = {&other, 1}};
    const catalog::catalog other_shadows{.tables = {&other_shadow, 1}};
    asked_.answers[0].take(&other_shadows);
    EXPECT_EQ(declared[0].expression, "a>0");

    const catalog::table shadow{.constraints = live};
    const catalog::catalog shadows{.tables = {&shadow, 1}};
    asked_.answers[0].take(&shadows);
    EXPECT_EQ(declared[0].expression, "(a > 0)");
}

TEST_F(constraints, may_stand_there_under_another_name) {
    list declared{check("c", "a>0")};
    const list live{check("d", "(a > 0)")};
    ask(declared, live, live);
    ASSERT_EQ(asked_.steps.size(), 1U);
    const catalog::constraint written = check("c", "(a > 0)");
    const catalog::table shadow{.constraints = {&written, 1}};
    const catalog::catalog shadows{.tables = {&shadow, 1}};
    asked_.answers[0].take(&shadows);
    EXPECT_EQ(declared[0].expression, "(a > 0)");
}

} // namespace
