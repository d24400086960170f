// SPDX-License-Identifier: BSL-1.0
// Tests of the private PostgreSQL that other tests use.
#include "support/server.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace {

using namespace constable::testing;

struct test_server : server_test {};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(test_server, is_started_for_the_tests) {
    EXPECT_EQ(shared_server().rows("SHOW fsync").at(0).at(0), "off");
    EXPECT_EQ(shared_server().rows("SHOW server_encoding").at(0).at(0), "UTF8");
}

TEST_F(test_server, is_never_run_by_root) {
    EXPECT_NE(run({"stat", "-c", "%u", shared_server().data_directory().string()}).out, "0\n");
}

TEST_F(test_server, makes_empty_databases_and_drops_them) {
    std::string name;
    {
        const database fresh;
        name = fresh.name();
        EXPECT_EQ(fresh.value("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"), "0");
        EXPECT_EQ(fresh.rows("SELECT 1, NULL, 'a'").at(0).at(1), std::nullopt);
    }
    EXPECT_TRUE(shared_server().rows("SELECT 1 FROM pg_database WHERE datname = '" + name + "'").empty());
}

TEST_F(test_server, drops_a_database_that_is_in_use) {
    auto in_use = std::make_unique<database>();
    child_process session(
        {in_use->home().program("psql"), "-X", "-d", in_use->connection_string(), "-c", "SELECT pg_sleep(100)"});
    const auto busy =
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%sleep(100)' AND datname = '" + in_use->name() + "'";
    while (shared_server().rows(busy).at(0).at(0) != "1" && session.running()) {
    }
    in_use.reset();
    EXPECT_FALSE(session.wait().succeeded());
}

TEST_F(test_server, tells_what_is_wrong_with_a_statement) {
    const database fresh;
    try {
        fresh.execute("SELECT nonsense");
        FAIL() << "no exception";
    } catch (const std::runtime_error& problem) {
        EXPECT_TRUE(contains(problem.what(), "\"nonsense\" does not exist")) << problem.what();
    }
}

TEST_F(test_server, knows_the_statements_of_one_database) {
    const database watched;
    const database other;
    const auto position = shared_server().log_position();
    psql(watched, "SELECT 1 AS first;\nSELECT\n 2 AS second;");
    psql(other, "SELECT 3");
    EXPECT_EQ(shared_server().statements_since(position, watched.name()),
              (std::vector<std::string>{"SELECT 1 AS first;", "SELECT\n 2 AS second;"}));
    bool names_the_application = false; // other tests write to this log too
    for (const auto& entry : shared_server().log_entries_since(position))
        names_the_application = names_the_application || entry.application == "psql";
    EXPECT_TRUE(names_the_application);
}

TEST_F(test_server, feeds_psql_and_reports_its_failure) {
    const database fresh;
    EXPECT_EQ(psql(fresh, "SELECT 1, 'a'").out, "1|a\n");
    const auto failed = psql(fresh, "SELECT broken; SELECT 2");
    EXPECT_EQ(failed.exit_code, 3);
    EXPECT_EQ(failed.out, "");
    EXPECT_TRUE(contains(failed.err, "broken"));
}

TEST_F(test_server, dumps_a_database_the_same_way_twice) {
    const database fresh;
    fresh.execute("CREATE TABLE things (id integer)");
    const auto first = pg_dump(fresh);
    EXPECT_TRUE(first.succeeded()) << first.err;
    EXPECT_TRUE(contains(first.out, "public.things"));
    EXPECT_EQ(contains(first.out, "CREATE TABLE public.things"), can_dump());
    EXPECT_EQ(first.out, pg_dump(fresh).out);
}

TEST_F(test_server, asks_for_the_password_of_those_who_must_have_one) {
    const database fresh;
    const role guarded(shared_server(), "LOGIN", "it's a 'secret'");
    const role open;
    const auto login = [&](const role& who, const std::string& password) {
        return run({shared_server().program("psql"), "-Xw", "-d", fresh.tcp_connection_string(who.name()), "-c",
                    "SELECT 1"},
                   {.environment = {{"PGPASSWORD", password}}, .without = {"PG"}})
            .succeeded();
    };
    EXPECT_TRUE(login(guarded, "it's a 'secret'"));
    EXPECT_FALSE(login(guarded, "wrong"));
    EXPECT_TRUE(login(open, ""));
}

TEST_F(test_server, can_be_private_with_settings_of_its_own) {
    const private_server own({"work_mem=7MB", "application_name=it's"});
    EXPECT_EQ(own.rows("SHOW work_mem").at(0).at(0), "7MB");
    EXPECT_EQ(own.rows("SELECT setting FROM pg_file_settings WHERE name = 'application_name'").at(0).at(0), "it's");
    EXPECT_NE(own.port(), shared_server().port());
}

TEST_F(test_server, loses_nothing_by_a_halt) {
    const private_server own;
    const database kept(own);
    kept.execute("CREATE TABLE kept ()");
    own.halt();
    EXPECT_THROW(kept.execute("SELECT 1"), std::runtime_error);
    own.resume();
    EXPECT_EQ(kept.value("SELECT to_regclass('kept')"), "kept");
}

TEST_F(test_server, can_have_a_standby) {
    const private_server primary;
    const auto standby = private_server::standby_of(primary);
    EXPECT_EQ(standby.rows("SELECT pg_is_in_recovery()").at(0).at(0), "t");
    EXPECT_THROW(standby.rows("CREATE TABLE refused ()"), std::runtime_error);
}

TEST_F(test_server, leaves_nothing_behind) {
    std::filesystem::path data;
    std::filesystem::path facts;
    {
        private_server first;
        const private_server own = std::move(first);
        data = own.data_directory();
        facts = own.directory();
        EXPECT_TRUE(std::filesystem::exists(data));
    }
    EXPECT_FALSE(std::filesystem::exists(data.parent_path()));
    EXPECT_FALSE(std::filesystem::exists(facts));
}

TEST_F(test_server, stops_when_its_process_is_killed) {
    const auto data = child_process(std::function<int()>([] {
                          const private_server own;
                          std::puts(own.data_directory().c_str());
                          std::fflush(stdout);
                          std::abort();
                          return 0;
                      })).wait();
    const std::filesystem::path folder(data.out.substr(0, data.out.find('\n')));
    ASSERT_TRUE(folder.has_parent_path()) << data.err;
    for (int i = 0; i < 100 && std::filesystem::exists(folder); ++i) run({"sleep", "0.1"});
    EXPECT_FALSE(std::filesystem::exists(folder));
}

} // namespace
