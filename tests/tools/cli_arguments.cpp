// SPDX-License-Identifier: BSL-1.0
// What each command line means.
#include "constable/tools/cli_arguments.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable;
using tools::cli_arguments;
using tools::cli_command;

namespace {

// As the shell splits a line. CLI11 throws for what it does not understand.
cli_arguments parse(const std::string& line) {
    cli_arguments given;
    CLI::App app;
    app.require_subcommand(1);
    app.fallthrough();
    tools::migration_commands commands{given};
    commands.add_to(app);
    app.parse(line);
    return given;
}

TEST(cli_arguments, have_a_command_of_several_names) {
    for (const char* each : {"run", "upgrade", "migrate"}) EXPECT_EQ(parse(each).command, cli_command::run) << each;
    for (const char* each : {"rollback", "downgrade"}) EXPECT_EQ(parse(each).command, cli_command::rollback) << each;
    for (const char* each : {"create -m x", "revision -m x", "migrate -m x", "create x"}) {
        EXPECT_EQ(parse(each).command, cli_command::create) << each;
        EXPECT_EQ(parse(each).message, "x") << each;
    }
    EXPECT_TRUE(parse("revision -m x").empty);
    EXPECT_FALSE(parse("revision -m x --autogenerate").empty || parse("create -m x").empty);
    EXPECT_TRUE(parse("create x --no-autogenerate").empty);
}

TEST(cli_arguments, have_targets) {
    for (const char* each : {"run --target +2", "run --revision +2", "upgrade +2"}) EXPECT_EQ(parse(each).target, "+2") << each;
    for (const char* each : {"rollback --target -2", "downgrade -2", "rollback --revision -2", "run --target -2"}) EXPECT_EQ(parse(each).target, "-2") << each;
    EXPECT_EQ(parse("rollback --version 003").only, "003");
    EXPECT_EQ(parse("stamp head").target, "head");
    EXPECT_EQ(parse("baseline 003").target, "003");
    EXPECT_THROW(parse("stamp"), CLI::ParseError);
}

TEST(cli_arguments, have_switches_before_and_behind_the_command) {
    EXPECT_TRUE(parse("--json status").json);
    EXPECT_TRUE(parse("status --json").json);
    EXPECT_EQ(parse("status --database postgresql:///x").database, "postgresql:///x");
    EXPECT_TRUE(parse("run --dry-run -v").verbose);
    const cli_arguments script = parse("upgrade --sql --from 001 --to 003 -o file.sql");
    EXPECT_TRUE(script.sql);
    EXPECT_EQ(script.from + script.to + script.output, "001003file.sql");
    const cli_arguments back = parse("rollback --confirm-production --allow-data-loss --no-safety-checks");
    EXPECT_TRUE(back.confirmed && back.allow_data_loss && back.no_safety_checks);
    EXPECT_TRUE(parse("rollback --yes").confirmed);
}

TEST(cli_arguments, have_commands_that_look) {
    const std::vector<std::pair<std::string, cli_command>> all{
        {"status", cli_command::status},   {"check", cli_command::check}, {"history", cli_command::history},   {"current", cli_command::current},
        {"pending", cli_command::pending}, {"heads", cli_command::heads}, {"branches", cli_command::branches}, {"merge -m x", cli_command::merge},
        {"repair", cli_command::repair}};
    for (const auto& [line, command] : all) EXPECT_EQ(parse(line).command, command) << line;
    EXPECT_EQ(parse("merge a b").revisions, (std::vector<std::string>{"a", "b"}));
    EXPECT_THROW(parse(""), CLI::ParseError);
    EXPECT_THROW(parse("fly"), CLI::ParseError);
}

} // namespace
