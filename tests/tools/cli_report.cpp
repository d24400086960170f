// SPDX-License-Identifier: BSL-1.0
// The lines of status, history and dry runs.
#include "constable/tools/cli_report.hpp"

#include "cli_testing.hpp"
#include "runner/runner_test.hpp"

#include <gtest/gtest.h>

using namespace constable;
namespace suite = constable::testing;

namespace {

migration_entry entry(const std::string& version, migration_state state) {
    migration_entry made;
    made.version = version;
    made.description = "Something";
    made.state = state;
    return made;
}

TEST(cli_report, counts) {
    EXPECT_EQ(tools::counted(1, "migration"), "1 migration");
    EXPECT_EQ(tools::counted(0, "migration"), "0 migrations");
    EXPECT_EQ(tools::joined({"1", "2"}), "1, 2");
}

TEST(cli_report, has_a_line_for_each_migration) {
    migration_entry applied = entry("1", migration_state::applied);
    applied.applied_at = "2024-01-15T10:30:00Z";
    applied.execution_time_ms = 12;
    EXPECT_EQ(tools::line_of(applied, 3), "✓ 1    applied 2024-01-15T10:30:00Z (12 ms)  Something");
    migration_entry running = entry("002", migration_state::running);
    running.steps = 3;
    running.steps_done = 1;
    EXPECT_EQ(tools::line_of(running, 3), "… 002  running (1 of 3 steps)  Something");
    migration_entry unknown = entry("003", migration_state::failed);
    unknown.is_known = false;
    EXPECT_EQ(tools::line_of(unknown, 3), "✗ 003  failed  Something [unknown to this program]");
    EXPECT_EQ(tools::line_of(entry("004", migration_state::pending), 3), "· 004  pending  Something");
}

TEST(cli_report, says_what_depends_on_what) {
    suite::made_up_history history;
    history.add("1", {history.table_step("1")}).add("a", {history.table_step("a")}, {"1"}).add("b", {history.table_step("b")}, {"1"}).add("m", {}, {"a", "b"});
    suite::text_stream out;
    {
        tools::cli_terminal terminal{out.file(), out.file(), tools::cli_detail::normal, false};
        const migrating::history_value value = history.value();
        tools::say_migrations(terminal, tools::entries_of(value));
    }
    EXPECT_EQ(out.text(), "· 1  pending  made up\n· a  pending  made up\n· b  pending  made up [after 1]\n· m  pending  made up [after a, b]\n");
}

TEST(cli_report, sums_up) {
    migration_overview all;
    all.service = "shop";
    all.migrations = {entry("1", migration_state::applied), entry("2", migration_state::pending)};
    all.pending = {"2"};
    EXPECT_EQ(tools::summary_of(all), "shop: 1 of 2 migrations applied, 1 pending; the database is at base");
    all.current = {"1"};
    EXPECT_EQ(tools::summary_of(all), "shop: 1 of 2 migrations applied, 1 pending; the database is at 1");
}

TEST(cli_report, shows_what_a_run_would_do) {
    suite::text_stream out;
    tools::cli_terminal terminal{out.file(), out.file(), tools::cli_detail::normal, false};
    dry_run plan;
    tools::say_preview(terminal, plan);
    plan.migrations.push_back({.version = "1", .description = "First", .is_stepwise = true, .steps_done = 0, .statements = {"ALTER ROLE x PASSWORD 'Zebra';"}, .unmet = {"fill it first"}});
    plan.migrations.push_back({.version = "2", .description = "Second", .is_stepwise = false, .steps_done = 0, .statements = {}, .unmet = {"split it first"}});
    tools::say_preview(terminal, plan);
    tools::say_findings(terminal, {{finding_kind::failed, "1", "it has failed", false}, {finding_kind::changed, "1", "it was changed", true}});
    EXPECT_EQ(out.text(), "Database is up to date\n-- 1: First (each step commits by itself)\nALTER ROLE x PASSWORD ***;\nwarning: 1 cannot begin as things are: fill it first\n"
                          "-- 2: Second\nwarning: 2 cannot begin, unless the migrations before it change that: split it first\n"
                          "warning: it has failed\nerror: it was changed\n");
}

} // namespace
