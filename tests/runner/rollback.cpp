// SPDX-License-Identifier: BSL-1.0
// Going back: how far, in which order, and what forbids it.
#include "constable/runner/rollback.hpp"

#include "constable/runner/migrate.hpp"
#include "../startup/made_up_environment.hpp"
#include "runner_test.hpp"

#include <string>

using namespace constable;
using namespace constable::testing;

namespace {

class going_back : public runner_test {
protected:
    void migrate() {
        const migration_run run = runner::migrate(history_.value(), *connection_, {}, config_);
        ASSERT_TRUE(run.success) << run.errors.front();
    }
    migration_run back(const rollback_options& how = {}) { return back_in({}, how); }
    migration_run back_in(const variables& environment, const rollback_options& how = {}) {
        const made_up_environment made_up{environment};
        return runner::command(history_.value(), *connection_, config_,
                               [&](runner::workbench& bench, migration_run& run) { runner::reverser{bench, how, run}.run(made_up.get()); });
    }
    made_up_history history_;
};

TEST_F(going_back, takes_the_last_one_back_unless_told_otherwise) {
    history_.add_tables({"1", "2", "3", "4"});
    migrate();
    EXPECT_EQ(back().rolled_back, names{"4"});
    EXPECT_EQ(ledger(), "1 applied, 2 applied, 3 applied, 4 rolled_back");
    EXPECT_FALSE(exists("t4"));
    EXPECT_EQ(back({.target = "1"}).rolled_back, (names{"3", "2"}));
    EXPECT_EQ(back({.target = "base"}).rolled_back, names{"1"});
    EXPECT_EQ(back({.target = "base"}).message, "Nothing is to be rolled back");
    migrate();
    EXPECT_EQ(ledger(), "1 applied, 2 applied, 3 applied, 4 applied");
    EXPECT_EQ(back({.target = "9"}).failure, failure_kind::configuration);
}

TEST_F(going_back, needs_no_ledger_to_find_nothing) {
    history_.add_tables({"1"});
    EXPECT_EQ(back({.target = "base"}).message, "Nothing is to be rolled back");
    EXPECT_EQ(back().failure, failure_kind::configuration);
}

TEST_F(going_back, takes_one_branch_back_alone) {
    history_.add("1", {history_.table_step("1")}).add("a", {history_.table_step("a")}, {"1"}).add("b", {history_.table_step("b")}, {"1"});
    migrate();
    EXPECT_EQ(back({.only = "1"}).failure, failure_kind::configuration);
    EXPECT_EQ(back({.only = "a"}).rolled_back, names{"a"});
    EXPECT_EQ(ledger(), "1 applied, a rolled_back, b applied");
}

TEST_F(going_back, refuses_where_there_is_no_way_back_whatever_was_said) {
    history_.add_tables({"1"}).add("2", {history_.table_step("2"), sql_step("UPDATE t1 SET name = ''")});
    migrate();
    const migration_run refused = back({.target = "base", .confirmed = true, .allow_data_loss = true, .safety_check = false});
    EXPECT_EQ(refused.failure, failure_kind::refused);
    EXPECT_NE(refused.errors[0].find("migration 2 (made up) cannot be taken back: there is no way back over its step 2 (UPDATE t1 SET name = '')"), std::string::npos) << refused.errors[0];
    EXPECT_EQ(ledger(), "1 applied, 2 applied");
}

TEST_F(going_back, asks_for_confirmation_in_production) {
    history_.add_tables({"1"});
    migrate();
    for (const char* name : {"ENV", "MIGRATION_ENV"})
        for (const char* value : {"prod", "Production", "PROD"}) EXPECT_EQ(back_in({{name, value}}).failure, failure_kind::refused) << name << value;
    EXPECT_TRUE(exists("t1"));
    EXPECT_EQ(back_in({{"ENV", "dev"}}).rolled_back, names{"1"});
    migrate();
    EXPECT_EQ(back_in({{"ENV", "prod"}}, {.confirmed = true}).rolled_back, names{"1"});
    migrate();
    EXPECT_EQ(back_in({{"ENV", "prod"}}, {.safety_check = false}).rolled_back, names{"1"});
}

TEST_F(going_back, asks_for_a_backup) {
    history_.add_tables({"1"});
    migrate();
    bool has_backup = false;
    rollback_options how{.has_backup = [](void* user) { return *static_cast<bool*>(user); }, .user = &has_backup};
    EXPECT_NE(back(how).errors[0].find("no recent backup"), std::string::npos);
    how.safety_check = false;
    EXPECT_EQ(back(how).rolled_back, names{"1"});
    migrate();
    how.safety_check = true;
    has_backup = true;
    EXPECT_EQ(back(how).rolled_back, names{"1"});
}

TEST_F(going_back, leaves_a_migration_alone_that_cannot_be_taken_back) {
    history_.add("1", {sql_step("CREATE TABLE a ()", "DROP TABLE a"), sql_step("SELECT 1", "DROP TABLE nowhere")});
    migrate();
    const migration_run failed = back();
    EXPECT_EQ(failed.sqlstate, "42P01");
    EXPECT_NE(failed.errors[0].find("taking back migration 1 (made up), step 2 of 2 failed"), std::string::npos) << failed.errors[0];
    EXPECT_EQ(ledger(), "1 applied");
    EXPECT_TRUE(exists("a"));
}

TEST_F(going_back, refuses_what_was_changed_since) {
    history_.add_tables({"1", "2"});
    migrate();
    history_.edit(0);
    EXPECT_EQ(back().rolled_back, names{"2"});
    EXPECT_EQ(back().failure, failure_kind::history);
}

TEST_F(going_back, leaves_a_database_alone_that_is_newer) {
    history_.add_tables({"1"});
    migrate();
    where_->execute("INSERT INTO schema_migrations (version, description, checksum, status) VALUES ('9', 'new', '1:0', 'applied')");
    EXPECT_EQ(back().failure, failure_kind::history) << "what nobody knows may need what goes";
    config_.unknown_versions = "ignore";
    EXPECT_EQ(back().rolled_back, names{"1"});
}

TEST_F(going_back, goes_step_by_step_where_the_migration_did) {
    history_.add("1", {history_.table_step("1"), alone_step("CREATE INDEX CONCURRENTLY t1_name ON t1 (name)", "DROP INDEX CONCURRENTLY t1_name")});
    migrate();
    EXPECT_EQ(back().rolled_back, names{"1"});
    EXPECT_EQ(ledger(), "1 rolled_back");
    EXPECT_FALSE(exists("t1") || exists("t1_name"));
    migrate();
    EXPECT_EQ(ledger(), "1 applied");
}

TEST_F(going_back, takes_half_a_migration_back) {
    history_.add("1", {history_.table_step("1"), alone_step("CREATE INDEX CONCURRENTLY t1_name ON t1 (nothing)", "DROP INDEX CONCURRENTLY t1_name"), sql_step("SELECT 1")});
    EXPECT_FALSE(runner::migrate(history_.value(), *connection_, {}, config_).success);
    EXPECT_EQ(ledger(), "1 failed");
    where_->execute("UPDATE schema_migrations SET status = 'running'");
    const migration_run done = back();
    EXPECT_EQ(done.rolled_back, names{"1"}) << (done.errors.empty() ? "" : done.errors[0]);
    EXPECT_FALSE(exists("t1"));
}

TEST(is_irreversible, knows_what_has_no_way_back) {
    const migrating::step_value plain{.kind = migrating::step_kind::execute, .sql = "A", .reverse = "B"};
    const migrating::step_value calls{.kind = migrating::step_kind::run};
    const migrating::step_value flagged{.kind = migrating::step_kind::drop_part, .irreversible = true};
    EXPECT_FALSE(runner::is_irreversible({&plain, {"B;"}, {}}));
    EXPECT_TRUE(runner::is_irreversible({&plain, {}, {}}));
    EXPECT_TRUE(runner::is_irreversible({&calls, {}, {}}));
    EXPECT_TRUE(runner::is_irreversible({&flagged, {"B;"}, {}}));
}

} // namespace
