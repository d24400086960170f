// SPDX-License-Identifier: BSL-1.0
// Versions, names and texts of new migrations.
#include "constable/tools/cli_create.hpp"

#include "runner/runner_test.hpp"

#include <gtest/gtest.h>

using namespace constable;
namespace suite = constable::testing;
using constable::testing::made_up_history;

namespace {

TEST(next_version, counts_on) {
    made_up_history history;
    EXPECT_EQ(tools::next_version(history.value()), "001");
    history.add_tables({"009", "010"});
    EXPECT_EQ(tools::next_version(history.value()), "011");
    made_up_history narrow;
    narrow.add_tables({"9"});
    EXPECT_EQ(tools::next_version(narrow.value()), "10");
    made_up_history named;
    named.add_tables({"abc"});
    EXPECT_EQ(tools::next_version(named.value()).size(), 14U);
}

TEST(struct_name, is_a_name_of_cpp) {
    EXPECT_EQ(tools::struct_name("004", "Add users.phone (mobile)"), "m004_add_users_phone_mobile");
    EXPECT_EQ(tools::struct_name("v1.2", "Über"), "mv1_2_ber");
    EXPECT_EQ(tools::cpp_literal("a \"b\" \\ c\nd"), "\"a \\\"b\\\" \\\\ c d\"");
}

TEST(empty_migration, is_a_template) {
    made_up_history history;
    history.add_tables({"001"});
    const std::string text = tools::empty_migration(history.value(), "Add users.phone");
    EXPECT_TRUE(text.starts_with("// 002: Add users.phone\n#pragma once\n\n#include <constable.hpp>\n")) << text;
    EXPECT_NE(text.find("struct m002_add_users_phone : constable::migration<\"002\", \"Add users.phone\"\n"), text.npos) << text;
}

TEST(merge_migration, joins_heads) {
    made_up_history history;
    history.add("1", {history.table_step("1")}).add("a", {history.table_step("a")}, {"1"}).add("b", {history.table_step("b")}, {"1"});
    const std::string text = tools::merge_migration(history.value(), "Merge a, b", {"a", "b"});
    EXPECT_NE(text.find("constable::depends_on<\"a\", \"b\">\n"), text.npos) << text;
    EXPECT_NE(text.find("it needs no steps"), text.npos) << text;
    EXPECT_NE(tools::merge_migration(history.value(), "m", {"a", "b"}, "users").find("both touch users"), text.npos);
    EXPECT_EQ(tools::conflict_of(history.value(), {"a", "b"}), "SQL"); // nobody knows what SQL touches
    EXPECT_EQ(tools::conflict_of(history.value(), {"a"}), "");
}

} // namespace
