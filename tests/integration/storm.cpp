// SPDX-License-Identifier: BSL-1.0
// Many instances that start at the same moment: one creates the schema, nobody fails.
//
// CONSTABLE_STORM_ROUNDS says how many empty databases each storm meets (5).
#include "support/process.hpp"
#include "support/server.hpp"
#include "support/starts.hpp"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <pqxx/pqxx>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace constable::testing;

constexpr std::size_t instances = 16;
const std::set<std::string> old_tables = {"teams", "users"};
const std::set<std::string> new_tables = {"teams", "users", "account.permissions", "trackers", "readings"};

int rounds() {
    const char* const wanted = std::getenv("CONSTABLE_STORM_ROUNDS");
    return wanted == nullptr ? 5 : std::atoi(wanted);
}

std::vector<variables> instances_with(const variables& each) { return std::vector<variables>(instances, each); }

class storm : public server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (!IsSkipped() && !HasFatalFailure()) where_ = std::make_unique<database>();
    }

    // An empty database for the next round.
    database& fresh() {
        where_.reset();
        where_ = std::make_unique<database>();
        log_begin_ = where_->home().log_position();
        return *where_;
    }

    static void expect_success(const std::vector<start_report>& reports) {
        for (const start_report& each : reports) EXPECT_TRUE(each.succeeded()) << each.process.err;
    }

    static void expect_one_creator(const std::vector<start_report>& reports) {
        expect_success(reports);
        std::size_t creators = 0;
        for (const start_report& each : reports) {
            const auto created = each.created();
            if (created.empty()) continue;
            ++creators;
            EXPECT_EQ(std::set(created.begin(), created.end()), new_tables);
            EXPECT_EQ(created.size(), new_tables.size());
        }
        EXPECT_EQ(creators, 1U);
    }

    // Every start is over in one round trip and finds nothing different.
    static void expect_nothing_to_do(const std::vector<start_report>& reports) {
        expect_success(reports);
        for (const start_report& each : reports) {
            EXPECT_EQ(each.one("up_to_date"), "1") << each.process.out;
            EXPECT_EQ(each.one("round_trips"), "1") << each.process.out;
            EXPECT_TRUE(each.created().empty()) << each.process.out;
            EXPECT_TRUE(each.all("difference").empty()) << each.process.out;
        }
    }

    // With the lock nobody tries to create what another is creating: the server has refused nothing but the question
    // for a state row where there is no state table yet.
    void expect_no_collision() const {
        for (const log_entry& each : where_->home().log_entries_since(log_begin_)) {
            if (each.database != where_->name() || each.severity != "ERROR") continue;
            EXPECT_TRUE(each.text.starts_with("relation \"constable_state\" does not exist")) << each.text;
        }
    }

    // Each table was created once, by whomever.
    static void expect_each_table_once(const std::vector<start_report>& reports, const std::set<std::string>& tables) {
        std::multiset<std::string> created;
        for (const start_report& each : reports)
            for (const std::string& table : each.created()) created.insert(table);
        EXPECT_EQ(created, std::multiset<std::string>(tables.begin(), tables.end()));
    }

    void run_rounds(const variables& each) {
        for (int round = 0; round != rounds(); ++round) {
            SCOPED_TRACE("round " + std::to_string(round));
            const variables environment = variables_for(fresh());
            expect_one_creator(start_at_once(environment, instances_with(each)));
            expect_nothing_to_do(start_at_once(environment, instances_with(each)));
            expect_no_collision();
        }
    }

    std::unique_ptr<database> where_;
    std::uintmax_t log_begin_ = 0;
};

TEST_F(storm, of_processes_that_connect_has_one_creator) { run_rounds({}); }

TEST_F(storm, of_connected_processes_has_one_creator) { run_rounds({{"STARTER_CONNECT", "early"}}); }

TEST_F(storm, under_serializable_isolation_has_one_creator) {
    for (int round = 0; round != rounds(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        const variables environment = variables_for(fresh());
        where_->execute("ALTER DATABASE " + where_->name() + " SET default_transaction_isolation = 'serializable'");
        expect_one_creator(start_at_once(environment, instances_with({{"STARTER_CONNECT", "early"}})));
        expect_nothing_to_do(start_at_once(environment, instances_with({{"STARTER_CONNECT", "early"}})));
    }
}

TEST_F(storm, of_two_releases_creates_each_table_once) {
    for (int round = 0; round != rounds(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        const variables environment = variables_for(fresh());
        std::vector<variables> mixed;
        for (std::size_t i = 0; i != instances; ++i)
            mixed.push_back({{"STARTER_CONNECT", "early"}, {"STARTER_RELEASE", i % 2 == 0 ? "old" : "new"},
                             {"MIGRATION_UNKNOWN_OBJECTS", "ignore"}}); // to the old one, what only the new one declares
        const auto reports = start_at_once(environment, mixed);
        expect_success(reports);
        expect_each_table_once(reports, new_tables);
        // The other release may have changed what the first to come had verified: at most one full comparison more.
        expect_success(start_at_once(environment, {mixed[0], mixed[1]}));
        expect_nothing_to_do(start_at_once(environment, mixed));
        expect_no_collision();
    }
}

// Without the lock instances collide, retry and find everything there; the report of each tells what it has created.
TEST_F(storm, without_the_lock_ends_in_success) {
    for (int round = 0; round != rounds(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        const variables environment = variables_for(fresh());
        const variables unsafe = {{"STARTER_CONNECT", "early"}, {"MIGRATION_CONCURRENT_SAFETY", "false"}};
        const auto reports = start_at_once(environment, instances_with(unsafe));
        expect_success(reports);
        expect_each_table_once(reports, new_tables);
        expect_success(start_at_once(environment, {unsafe}));
        expect_nothing_to_do(start_at_once(environment, instances_with(unsafe)));
    }
}

// ---- others, who do not know the lock

std::string ddl_of_old_release() {
    const start_report printed = start({}, {{"STARTER_PRINT", "ddl"}, {"STARTER_RELEASE", "old"}});
    EXPECT_TRUE(printed.succeeded()) << printed.process.err;
    return printed.process.out;
}

// Somebody creates tables of ours in a transaction, which ends when a start already waits for it.
start_report start_behind_foreign_transaction(const database& where, const std::string& end) {
    pqxx::connection connection(where.connection_string());
    pqxx::nontransaction foreign(connection);
    foreign.exec("SET client_min_messages = warning; BEGIN; " + ddl_of_old_release());
    child_process starting = begin_start(variables_for(where));
    where.wait_until("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
    foreign.exec(end);
    return {starting.wait()};
}

TEST_F(storm, leaves_tables_to_a_session_without_our_lock) {
    const start_report report = start_behind_foreign_transaction(*where_, "COMMIT");
    ASSERT_TRUE(report.succeeded()) << report.process.err;
    const auto created = report.created();
    EXPECT_EQ(std::set(created.begin(), created.end()),
              std::set<std::string>({"account.permissions", "trackers", "readings"}));
    EXPECT_TRUE(report.all("difference").empty()) << report.process.out;
    expect_nothing_to_do({start(variables_for(*where_))});
}

TEST_F(storm, creates_what_a_session_without_our_lock_has_taken_back) {
    expect_one_creator({start_behind_foreign_transaction(*where_, "ROLLBACK")});
    expect_nothing_to_do({start(variables_for(*where_))});
}

TEST_F(storm, bears_psql_creating_the_same_tables_at_the_same_moment) {
    const std::string ddl = ddl_of_old_release();
    for (int round = 0; round != rounds(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        const variables environment = variables_for(fresh());
        child_process foreign(
            {where_->home().program("psql"), "-Xq1", "-v", "ON_ERROR_STOP=1", "-d", where_->connection_string()},
            {.input = "\\! sleep 0." + std::to_string(5 + round % 4) + "\n" + ddl});
        const auto reports = start_at_once(environment, instances_with({{"STARTER_CONNECT", "early"}}));
        expect_success(reports);
        std::set<std::string> by_us = new_tables;
        if (foreign.wait().succeeded())
            for (const std::string& table : old_tables) by_us.erase(table);
        expect_each_table_once(reports, by_us);
        expect_success({start(environment)});
        expect_nothing_to_do({start(environment)});
    }
}

// ---- through PgBouncer

// A PgBouncer in transaction mode that speaks over a Unix socket of its own.
class pgbouncer {
public:
    static bool is_installed() {
        return run({"pgbouncer", "--version"}).succeeded() || run({"/usr/sbin/pgbouncer", "--version"}).succeeded();
    }

    pgbouncer(const server& behind, int pool_size) : folder_(make_folder()) {
        std::ofstream(folder_ / "users") << "\"" << behind.user() << "\" \"\"\n";
        std::ofstream(folder_ / "ini") << "[databases]\n* = host=" << behind.socket_directory()
                                       << " port=" << behind.port()
                                       << "\n[pgbouncer]\npool_mode = transaction\ndefault_pool_size = " << pool_size
                                       << "\nmax_client_conn = 100\nauth_type = trust\nauth_file = "
                                       << (folder_ / "users").string()
                                       << "\nlisten_port = 6432\nunix_socket_dir = " << folder_.string() << "\n";
        std::vector<std::string> command = {"pgbouncer"};
        if (geteuid() == 0) command = {"setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "pgbouncer"};
        command.push_back((folder_ / "ini").string());
        const char* const path = std::getenv("PATH");
        process_ = std::make_unique<child_process>(
            command, process_options{.environment = {{"PATH", std::string(path == nullptr ? "/usr/bin:/bin" : path) +
                                                                  ":/usr/sbin"}}});
        for (int i = 0; i != 1000 && !std::filesystem::exists(folder_ / ".s.PGSQL.6432"); ++i) {
            if (!process_->running()) throw std::runtime_error("pgbouncer has ended: " + process_->err());
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    ~pgbouncer() {
        process_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    pgbouncer(const pgbouncer&) = delete;
    pgbouncer& operator=(const pgbouncer&) = delete;

    variables variables_for(const database& where) const {
        variables all = constable::testing::variables_for(where);
        all.insert(all.end(), {{"PGHOST", folder_.string()}, {"PGPORT", "6432"}});
        return all;
    }

private:
    static std::filesystem::path make_folder() {
        std::string pattern = "/tmp/constable_pgbouncer.XXXXXX";
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
        std::filesystem::permissions(pattern, std::filesystem::perms::all);
        return pattern;
    }

    std::filesystem::path folder_;
    std::unique_ptr<child_process> process_;
};

class pooled_storm : public storm, public ::testing::WithParamInterface<int> {
protected:
    void SetUp() override {
        storm::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        const bool is_required = std::getenv("CONSTABLE_REQUIRE_SERVER") != nullptr;
        if (pgbouncer::is_installed()) pool_ = std::make_unique<pgbouncer>(where_->home(), GetParam());
        else if (is_required) FAIL() << "pgbouncer is not installed, and CONSTABLE_REQUIRE_SERVER is set";
        else GTEST_SKIP() << "pgbouncer is not installed";
    }

    std::unique_ptr<pgbouncer> pool_;
};

TEST_P(pooled_storm, has_one_creator) {
    for (const char* connect : {"early", "within"})
        for (int round = 0; round != rounds(); ++round) {
            SCOPED_TRACE(std::string("connect ") + connect + ", round " + std::to_string(round));
            const variables environment = pool_->variables_for(fresh());
            expect_one_creator(start_at_once(environment, instances_with({{"STARTER_CONNECT", connect}})));
            expect_nothing_to_do(start_at_once(environment, instances_with({{"STARTER_CONNECT", connect}})));
            expect_no_collision();
        }
}

// What a start leaves on a pooled connection would change other clients' sessions.
TEST_P(pooled_storm, leaves_no_trace_on_the_connections) {
    const variables environment = pool_->variables_for(*where_);
    expect_success(start_at_once(environment, instances_with({})));
    std::string connection_string;
    for (const auto& [name, value] : environment) {
        if (name == "PGHOST") connection_string = " host=" + value;
        if (name == "PGPORT") connection_string += " port=" + value;
    }
    pqxx::connection connection(connection_string + " user=" + where_->home().user() + " dbname=" + where_->name());
    pqxx::nontransaction work(connection);
    for (int i = 0; i != 2 * GetParam(); ++i) {
        const pqxx::result left = work.exec(
            "SELECT string_agg(name, ', '), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())),"
            " (SELECT count(*) FROM pg_class WHERE relpersistence = 't') FROM pg_settings WHERE source = 'session' AND"
            " name NOT IN ('client_encoding', 'application_name', 'DateStyle', 'TimeZone', "
            "'standard_conforming_strings')");
        EXPECT_EQ(left[0][0].as<std::string>(""), "");
        EXPECT_EQ(left[0][1].as<int>(), 0);
        EXPECT_EQ(left[0][2].as<int>(), 0);
    }
}

INSTANTIATE_TEST_SUITE_P(pool_size, pooled_storm, ::testing::Values(4, 20), ::testing::PrintToStringParamName());

} // namespace
