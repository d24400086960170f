// SPDX-License-Identifier: BSL-1.0
// The command line of examples/bookings, as a person, a build or a deployment calls it.
#include "support/process.hpp"
#include "support/server.hpp"

#include <filesystem>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suite = constable::testing;

namespace {

class bookings : public testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(tool)) GTEST_SKIP() << "examples/bookings is not built: CLI11 or nlohmann/json is missing";
        if (!suite::server_available()) GTEST_SKIP() << "no PostgreSQL";
        where.emplace();
    }

    [[nodiscard]] suite::process_result call(std::vector<std::string> arguments, std::vector<std::pair<std::string, std::string>> environment = {}) const {
        arguments.insert(arguments.begin(), tool.string());
        environment.emplace_back("DATABASE_URL", url());
        return suite::run(arguments, {.environment = environment, .without = {"PG", "DB_", "POSTGRESQL_ADDON_", "MIGRATION_", "ENV", "NO_COLOR"}});
    }
    [[nodiscard]] std::string url() const {
        const suite::server& home = where->home();
        return "postgresql:///" + where->name() + "?host=" + home.socket_directory() + "&port=" + std::to_string(home.port()) + "&user=" + home.user();
    }
    /// The output of a command, which python reads as JSON and looks at with an expression on `it`.
    [[nodiscard]] static std::string look_at(const std::string& json, const std::string& expression) {
        const suite::process_result said = suite::run({"python3", "-c", "import json, sys; it = json.load(sys.stdin); print(" + expression + ")"}, {.input = json});
        return said.exit_code == 0 ? said.out.substr(0, said.out.find('\n')) : "no JSON: " + json + said.err;
    }
    [[nodiscard]] std::string ledger(const suite::database& of) const {
        return of.value("SELECT string_agg(concat_ws(' ', version, description, checksum, status, error_message, steps_done, steps_checksum, backfill_rows), E'\\n'"
                        " ORDER BY version) FROM schema_migrations");
    }

    std::filesystem::path tool = std::filesystem::path{CONSTABLE_STARTER}.parent_path().parent_path() / "examples" / "bookings_cli";
    std::optional<suite::database> where;
};

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_F(bookings, goes_forwards_and_back_and_forwards_again) {
    EXPECT_EQ(call({"check"}).exit_code, 2);
    EXPECT_EQ(call({"current"}).out, "");
    const auto first = call({"run", "--target", "002"});
    EXPECT_EQ(first.exit_code, 0) << first.err;
    EXPECT_EQ(first.out, "✓ Applied migration 001 (Guests, rooms and stays)\n✓ Applied migration 002 (The rooms of the house)\nApplied 2 migrations\n");
    EXPECT_EQ(call({"current"}).out, "002\n");
    where->execute("INSERT INTO guests (name, email) SELECT 'Guest ' || g, 'G' || g || '@x.org' FROM generate_series(1, 1200) g");
    EXPECT_EQ(call({"run"}).exit_code, 0);
    EXPECT_EQ(where->value("SELECT count(*) FROM guests WHERE full_name LIKE 'Guest %' AND email LIKE 'g%'"), "1200");
    EXPECT_EQ(call({"current"}).out, "010 (head)\n");
    EXPECT_EQ(call({"check"}).exit_code, 0);
    EXPECT_EQ(call({"verify"}).exit_code, 0);
    const std::string there = suite::pg_dump(*where).out;

    const auto refused = call({"rollback", "--target", "004"});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_TRUE(says(refused.err, "guests.full_name") && says(refused.err, "--allow-data-loss")) << refused.err;
    EXPECT_EQ(call({"rollback", "--version", "004"}).exit_code, 1);
    const auto back = call({"rollback", "--target", "004", "--allow-data-loss"});
    EXPECT_EQ(back.exit_code, 0) << back.err;
    EXPECT_EQ(where->value("SELECT count(*) FROM guests WHERE name LIKE 'Guest %'"), "1200");
    EXPECT_EQ(call({"pending", "--quiet"}).out.substr(0, 14), "· 005  rolled");
    EXPECT_EQ(call({"run", "--target", "+2"}).exit_code, 0);
    EXPECT_EQ(call({"upgrade"}).exit_code, 0);
    EXPECT_EQ(suite::pg_dump(*where).out, there);
}

TEST_F(bookings, runs_as_a_service) {
    const std::string service = (tool.parent_path() / "bookings").string();
    const auto started = suite::run({service}, {.environment = {{"DATABASE_URL", url()}}, .without = {"PG", "DB_", "POSTGRESQL_ADDON_", "MIGRATION_"}});
    EXPECT_EQ(started.out.substr(0, 22), "Applied 10 migrations;") << started.out << started.err;
    const auto again = suite::run({service}, {.environment = {{"DATABASE_URL", url()}}, .without = {"PG", "DB_", "POSTGRESQL_ADDON_", "MIGRATION_"}});
    EXPECT_EQ(again.out, "Database schema is up to date; round trips: 1\n");
    EXPECT_EQ(call({"check"}).exit_code, 0);
}

TEST_F(bookings, writes_a_script_that_leaves_the_same) {
    const auto script = call({"upgrade", "--sql", "--to", "009"}, {{"DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing"}});
    EXPECT_EQ(script.exit_code, 0) << script.err;
    const suite::database other;
    const auto fed = suite::psql(other, script.out);
    EXPECT_EQ(fed.exit_code, 0) << fed.err;
    EXPECT_EQ(call({"run", "--target", "009"}).exit_code, 0);
    EXPECT_EQ(suite::pg_dump(other).out, suite::pg_dump(*where).out);
    EXPECT_EQ(ledger(other), ledger(*where));
    const auto whole = call({"upgrade", "--sql"});
    EXPECT_EQ(whole.exit_code, 1);
    EXPECT_TRUE(says(whole.err, "calls a function of the program")) << whole.err;
}

TEST_F(bookings, has_no_escape_codes_but_on_a_terminal) {
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"run", "--target", "005"}, {"status"}, {"history"}, {"check"}, {"rollback", "--target", "x"}}) {
        const auto said = call(arguments);
        EXPECT_FALSE(says(said.out + said.err, "\x1b")) << arguments.front();
    }
    // under script(1) it has a terminal
    const auto on_terminal = [&](const std::string& before) {
        return suite::run({"script", "-qec", before + tool.string() + " status", "/dev/null"}, {.environment = {{"DATABASE_URL", url()}, {"TERM", "xterm"}}, .without = {"NO_COLOR"}}).out;
    };
    if (suite::run({"script", "--version"}).exit_code != 0) GTEST_SKIP() << "script(1) is missing";
    EXPECT_TRUE(says(on_terminal(""), "\x1b[32m✓ 001"));
    EXPECT_FALSE(says(on_terminal("NO_COLOR=1 "), "\x1b"));
}

TEST_F(bookings, speaks_json) {
    EXPECT_EQ(look_at(call({"check", "--json"}).out, "it['ready'], len(it['pending'])"), "False 10");
    const auto plan = call({"--json", "run", "--dry-run"});
    EXPECT_EQ(look_at(plan.out, "it['would_run'], len(it['migrations'])"), "True 10");
    EXPECT_EQ(look_at(call({"run", "--json"}).out, "it['success'], it['applied'][-1]"), "True 010");
    EXPECT_EQ(look_at(call({"status", "--json"}).out, "it['service'], it['current'], it['migrations'][0]['status']"), "bookings ['010'] applied");
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"history"}, {"history", "--offline"}, {"current"}, {"pending"}, {"heads"}, {"branches"}, {"verify"}, {"repair"},
                                                                       {"stamp", "head"}, {"baseline", "head"}, {"create", "-m", "x", "--empty"}, {"upgrade", "--sql", "--to", "009"}, {"pull"},
                                                                       {"ddl"}, {"snapshot"}, {"diff", "--from", "declared", "--to", "history:head"}, {"rollback"}, {"create", "-m", "x"}}) {
        std::vector<std::string> with = arguments;
        with.emplace_back("--json");
        const auto said = call(with);
        EXPECT_EQ(look_at(said.out, "'JSON'"), "JSON") << arguments.front() << said.err;
        EXPECT_EQ(said.exit_code, 0) << arguments.front() << said.err;
    }
    const auto failed = call({"stamp", "nowhere", "--json"});
    EXPECT_EQ(failed.exit_code, 1);
    EXPECT_EQ(look_at(failed.out, "it['success']"), "False");
    const auto unreachable = call({"status", "--json", "--database", "postgresql://u:Zebra@127.0.0.1:1/x"});
    EXPECT_EQ(unreachable.exit_code, 1);
    EXPECT_EQ(look_at(unreachable.out, "it['success']"), "False");
}

TEST_F(bookings, shows_no_password) {
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"status", "--database", "postgresql://u:Zebra@127.0.0.1:1/x"},
                                                                       {"status", "--database", "host=127.0.0.1 port=1 user=u password=Zebra dbname=x"},
                                                                       {"status", "postgresql://u:Zebra@127.0.0.1:1/x"},
                                                                       {"run", "--verbose", "--database", "postgresql://u:Zebra@127.0.0.1:none/x"},
                                                                       {"pull", "postgresql://u:Zebra@127.0.0.1:1/x", "--json"}}) {
        const auto said = call(arguments);
        EXPECT_EQ(said.exit_code, 1);
        EXPECT_FALSE(says(said.out + said.err, "Zebra")) << said.out << said.err;
        EXPECT_FALSE(said.err.empty());
    }
}

TEST_F(bookings, asks_before_it_goes_back) {
    ASSERT_EQ(call({"run"}).exit_code, 0);
    const auto production = call({"rollback"}, {{"MIGRATION_ENV", "production"}});
    EXPECT_EQ(production.exit_code, 1);
    EXPECT_TRUE(says(production.err, "--yes")) << production.err;
    const auto without_backup = call({"rollback", "--confirm-production"}, {{"ENV", "prod"}, {"BOOKINGS_BACKUP", "/nonexistent/backup"}});
    EXPECT_EQ(without_backup.exit_code, 1);
    EXPECT_TRUE(says(without_backup.err, "no recent backup")) << without_backup.err;
    EXPECT_EQ(call({"rollback", "--yes"}, {{"MIGRATION_ENV", "production"}}).exit_code, 0);
    EXPECT_EQ(call({"downgrade", "-2", "--no-safety-checks"}, {{"MIGRATION_ENV", "production"}}).exit_code, 0);
    EXPECT_EQ(call({"current"}).out, "007\n");
}

TEST_F(bookings, adopts_a_database_and_repairs_a_ledger) {
    ASSERT_EQ(call({"run", "--target", "007"}).exit_code, 0);
    where->execute("DROP TABLE schema_migrations");
    const auto other = call({"baseline", "006"});
    EXPECT_EQ(other.exit_code, 1);
    EXPECT_TRUE(says(other.err, "stays_nights_limit")) << other.err;
    EXPECT_EQ(call({"baseline", "007"}).exit_code, 0);
    EXPECT_EQ(call({"run"}).exit_code, 0);
    where->execute("UPDATE schema_migrations SET checksum = '1:0000000000000000' WHERE version = '003'");
    EXPECT_EQ(call({"check"}).exit_code, 1);
    EXPECT_EQ(call({"verify"}).exit_code, 2);
    EXPECT_EQ(call({"repair"}).exit_code, 0);
    EXPECT_EQ(call({"check"}).exit_code, 0);
    where->execute("ALTER TABLE rooms ADD COLUMN note text");
    const auto drifted = call({"verify"});
    EXPECT_EQ(drifted.exit_code, 2);
    EXPECT_TRUE(says(drifted.out, "rooms.note")) << drifted.out;
}
