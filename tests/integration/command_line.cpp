// SPDX-License-Identifier: BSL-1.0
// The stock command-line tool of examples/constable, as a person or a build calls it.
#include "support/process.hpp"
#include "support/server.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace suite = constable::testing;

namespace {

class command_line : public testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(tool)) GTEST_SKIP() << "examples/constable is not built: CLI11 is missing";
        if (!suite::server_available()) GTEST_SKIP() << "no PostgreSQL";
        folder = std::filesystem::temp_directory_path() / ("constable_command_line_" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
    }
    void TearDown() override {
        if (!folder.empty()) std::filesystem::remove_all(folder);
    }

    [[nodiscard]] suite::process_result
    call(std::vector<std::string> arguments,
         const std::vector<std::pair<std::string, std::string>>& environment = {}) const {
        arguments.insert(arguments.begin(), tool.string());
        return suite::run(arguments, {.environment = environment,
                                      .without = {"PG", "DB_", "DATABASE_URL", "POSTGRESQL_ADDON_", "MIGRATION_"}});
    }
    [[nodiscard]] std::string in_folder(std::string_view name) const { return (folder / name).string(); }
    [[nodiscard]] static std::string text_of(const std::string& path) {
        std::ifstream file{path};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    // beside the tests' own folder
    std::filesystem::path tool =
        std::filesystem::path{CONSTABLE_STARTER}.parent_path().parent_path() / "examples" / "constable";
    std::filesystem::path folder;
};

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

constexpr std::string_view teams_and_users =
    "CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);"
    "CREATE SCHEMA auth; CREATE TABLE auth.users (id serial PRIMARY KEY, team bigint REFERENCES teams)";

} // namespace

TEST_F(command_line, pulls_declarations_out_of_the_database_of_the_environment) {
    const suite::database database;
    database.execute(teams_and_users);
    const suite::server& home = database.home();
    const std::string url = "postgresql:///" + database.name() + "?host=" + home.socket_directory() +
                            "&port=" + std::to_string(home.port()) + "&user=" + home.user();
    const auto pulled = call({"pull", "--namespace", "shop", "--name", "everything"}, {{"DATABASE_URL", url}});
    EXPECT_EQ(pulled.exit_code, 0) << pulled.err;
    EXPECT_TRUE(says(pulled.out, "namespace shop {")) << pulled.out;
    EXPECT_TRUE(
        says(pulled.out, "struct teams : table<\"teams\",\n    column<\"id\",   bigint, identity<>, primary_key<>>,\n"))
        << pulled.out;
    EXPECT_TRUE(says(pulled.out, "column<\"team\", bigint, references<teams>>")) << pulled.out;
    EXPECT_TRUE(says(pulled.out, "struct everything : schema<")) << pulled.out;
}

TEST_F(command_line, looks_at_the_schemas_that_it_is_told) {
    const suite::database database;
    database.execute(teams_and_users);
    const auto pulled = call({"pull", "--schema", "public", database.connection_string()});
    EXPECT_TRUE(says(pulled.out, "struct teams")) << pulled.out << pulled.err;
    EXPECT_FALSE(says(pulled.out, "struct users")) << pulled.out;
    const auto failed = call({"pull", database.connection_string(), "--schema", "nowhere"});
    EXPECT_EQ(failed.exit_code, 1);
    EXPECT_TRUE(says(failed.err, "there is no database schema nowhere; choose of public, auth")) << failed.err;
}

TEST_F(command_line, verifies_a_database_against_its_snapshot) {
    const suite::database database;
    database.execute(teams_and_users);
    const std::string url = database.connection_string();
    const std::string snapshot = in_folder("schema.txt");
    ASSERT_EQ(call({"snapshot", url, "-o", snapshot}).exit_code, 0);
    EXPECT_TRUE(says(text_of(snapshot), "table auth.users"));

    const auto equal = call({"verify", "--from", "snapshot:" + snapshot, url});
    EXPECT_EQ(equal.exit_code, 0) << equal.err;
    EXPECT_EQ(equal.out, "No differences\n");

    database.execute("ALTER TABLE teams ADD note text");
    const auto different = call({"verify", "--from", "snapshot:" + snapshot, url});
    EXPECT_EQ(different.exit_code, 2) << different.err;
    EXPECT_TRUE(says(different.out, "note")) << different.out;
    const auto machine = call({"verify", "--from", "snapshot:" + snapshot, url, "--json"});
    EXPECT_EQ(machine.exit_code, 2) << machine.err;
    EXPECT_TRUE(says(machine.out, "\"action\": \"drop\", \"kind\": \"COLUMN\"")) << machine.out;
}

TEST_F(command_line, writes_what_makes_one_database_into_another) {
    const suite::database before;
    const suite::database after;
    before.execute(teams_and_users);
    after.execute(teams_and_users);
    after.execute(
        "ALTER TABLE teams ADD note text; CREATE INDEX ON teams (note); CREATE VIEW named AS SELECT name FROM teams");
    const auto script =
        call({"diff", "--from", before.connection_string(), "--to", after.connection_string(), "--sql"});
    EXPECT_EQ(script.exit_code, 2) << script.err;
    before.execute(script.out);
    const auto again = call({"diff", "--from", before.connection_string(), "--to", after.connection_string()});
    EXPECT_EQ(again.exit_code, 0) << again.out << again.err;
}

TEST_F(command_line, writes_a_script_that_makes_the_same_database) {
    const suite::database first;
    const suite::database second;
    first.execute(teams_and_users);
    const auto script = call({"ddl", first.connection_string()});
    EXPECT_EQ(script.exit_code, 0) << script.err;
    second.execute(script.out);
    EXPECT_EQ(call({"diff", "--from", first.connection_string(), "--to", second.connection_string()}).exit_code, 0);
}

TEST_F(command_line, says_what_to_do_when_something_is_wrong) {
    for (const auto& [arguments, part] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"pull", "snapshot:" + in_folder("none.txt")}, "cannot read the snapshot"},
             {{"pull", "host=127.0.0.1 port=1 dbname=x user=u password=Zebra"}, "check that the server runs"},
             {{"pull", "postgresql://u:Zebra@127.0.0.1:1/x"}, "check that the server runs"},
             {{"pull", "postgresql://u:Zebra@127.0.0.1:none/x"}, "port"},
             {{"pull", "mysql://u:Zebra@127.0.0.1/x"}, "write it as postgresql://"},
             {{"diff", "--from", "snapshot:a"}, "--to is required"},
             {{}, "subcommand"}}) {
        const auto failed = call(arguments);
        EXPECT_EQ(failed.exit_code, 1) << part;
        EXPECT_TRUE(says(failed.err + failed.out, part)) << failed.err << failed.out;
        EXPECT_FALSE(says(failed.err + failed.out, "Zebra")) << failed.err;
    }
}

TEST_F(command_line, does_not_read_what_is_no_snapshot) {
    std::ofstream{in_folder("bad.txt")} << "constable snapshot 1\n\ntable a\n  colour: red\n";
    const auto failed = call({"ddl", "snapshot:" + in_folder("bad.txt")});
    EXPECT_EQ(failed.exit_code, 1);
    EXPECT_TRUE(says(failed.err, "bad.txt") && says(failed.err, "colour")) << failed.err;
}
