// SPDX-License-Identifier: BSL-1.0
// What commands do that need no database. With one: integration/bookings.cpp.
#include "constable/tools/cli_commands.hpp"

#include "cli_testing.hpp"
#include "runner/runner_test.hpp"

#include <filesystem>
#include <gtest/gtest.h>

using namespace constable;
namespace suite = constable::testing;
using constable::testing::made_up_history;

namespace {

const catalog::catalog nothing{};

struct answer {
    tools::exit_code code;
    std::string out;
    std::string err;
};

answer call(const made_up_history& history, const tools::cli_arguments& given) {
    suite::text_stream out;
    suite::text_stream err;
    const tools::cli_program program{{nothing, 0}, history.value(), {}, {.config = migration_config{}}};
    tools::cli_terminal terminal{out.file(), err.file(), tools::cli_detail::normal, given.json};
    const tools::exit_code code = tools::cli_commands{program, given, terminal}.run();
    return {code, out.text(), err.text()};
}

class cli_commands : public ::testing::Test {
protected:
    cli_commands() { history.add("1", {history.table_step("1")}).add("a", {history.table_step("a")}, {"1"}).add("b", {history.table_step("b")}, {"1"}); }

    made_up_history history;
};

TEST_F(cli_commands, tell_the_graph) {
    EXPECT_EQ(call(history, {.command = tools::cli_command::heads}).out, "a (head)\nb (head)\n");
    EXPECT_EQ(call(history, {.command = tools::cli_command::branches}).out, "1 branches into a, b\n");
    EXPECT_EQ(call(history, {.command = tools::cli_command::heads, .json = true}).out, "{\n  \"heads\": [\n    \"a\",\n    \"b\"\n  ]\n}\n");
    EXPECT_EQ(call(history, {.command = tools::cli_command::history, .offline = true}).out, "· 1  pending  made up\n· a  pending  made up\n· b  pending  made up [after 1]\n");
}

TEST_F(cli_commands, do_not_run_several_heads_at_once) {
    EXPECT_THROW(call(history, {.command = tools::cli_command::run}), tools::failure);
}

TEST_F(cli_commands, join_heads) {
    const answer merged = call(history, {.command = tools::cli_command::merge, .message = "Join"});
    EXPECT_NE(merged.out.find("depends_on<\"a\", \"b\">"), std::string::npos) << merged.out;
    EXPECT_NE(merged.err.find("both touch SQL"), std::string::npos) << merged.err;
    EXPECT_THROW(call(history, {.command = tools::cli_command::merge, .revisions = {"a"}}), tools::failure);
    EXPECT_THROW(call(history, {.command = tools::cli_command::merge, .revisions = {"a", "z"}}), tools::failure);
}

TEST_F(cli_commands, write_new_files_only) {
    const std::string path = (std::filesystem::temp_directory_path() / suite::random_name("migration")).string();
    EXPECT_EQ(call(history, {.command = tools::cli_command::create, .message = "New one", .output = path, .empty = true}).out, "Wrote " + path + "; add to migrations<…>, at its end: new_one\n");
    EXPECT_THROW(call(history, {.command = tools::cli_command::create, .message = "New one", .output = path, .empty = true}), tools::failure);
    std::filesystem::remove(path);
    EXPECT_THROW(call(history, {.command = tools::cli_command::create, .empty = true}), tools::failure);
}

TEST_F(cli_commands, check_models_without_a_database) {
    EXPECT_EQ(call(history, {.command = tools::cli_command::check, .offline = true}).code, tools::is_well);
}

TEST_F(cli_commands, write_scripts) {
    const answer script = call(history, {.command = tools::cli_command::run, .target = "1:a", .sql = true});
    EXPECT_EQ(script.code, tools::is_well);
    EXPECT_TRUE(script.out.starts_with("-- Migrations of made up from 1 to a, for psql\n")) << script.out;
    EXPECT_NE(script.out.find("CREATE TABLE ta "), std::string::npos);
    EXPECT_EQ(script.out.find("CREATE TABLE t1 "), std::string::npos);
}

} // namespace
