// SPDX-License-Identifier: BSL-1.0
// Schemas and histories that agree, that do not yet, and that have two heads.
#include "constable/tools/cli_program.hpp"

#include "constable/migrate/table_words.hpp"
#include "constable/schema.hpp"

#include <gtest/gtest.h>

using namespace constable;

namespace {

struct users : table<"users", column<"id", bigint, primary_key<>>, column<"phone", text>> {};
struct app : schema<users> {
    static constexpr std::string_view name = "shop";
};

struct initial : migration<"1", "Users", create_table<"users", column<"id", bigint, primary_key<>>>> {};
struct add_phone : migration<"2", "Phones", add_column<"users", column<"phone", text>>> {};
struct add_teams : migration<"3", "Teams", depends_on<"1">, create_table<"teams", column<"id", bigint, primary_key<>>>> {};
struct whole : migrations<initial, add_phone> {};
struct too_short : migrations<initial> {};
struct branched : migrations<initial, add_phone, add_teams> {};
struct empty : migrations<> {};

TEST(cli_program, agrees_or_not) {
    const tools::cli_program program = tools::program_of<app, whole>();
    EXPECT_EQ(program.history.name, "shop");
    EXPECT_EQ(program.history.migrations.size(), 2U);
    EXPECT_EQ(program.disagreement(), "");
    EXPECT_EQ((tools::program_of<app, too_short>().disagreement()),
              "the schema declares what its migrations do not make: users.phone; write the missing migration with create -m MESSAGE");
    EXPECT_EQ((tools::program_of<app, empty>().disagreement()), "the schema declares what its migrations do not make: users; write the missing migration with create -m MESSAGE");
}

TEST(cli_program, may_have_several_heads) {
    const tools::cli_program program = tools::program_of<app, branched>({.description = "Branched"});
    EXPECT_EQ(program.history.migrations.size(), 3U);
    EXPECT_TRUE(program.disagreement().starts_with("the migrations make what the schema does not declare: teams")) << program.disagreement();
    EXPECT_EQ(program.options.description, "Branched");
}

} // namespace
