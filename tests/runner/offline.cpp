// SPDX-License-Identifier: BSL-1.0
// The script for psql does what a migration does, to the schema and to the ledger.
#include "constable/runner/offline.hpp"

#include "constable/runner/migrate.hpp"
#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

constexpr const char* everything = "SELECT string_agg(concat_ws(' ', version, description, checksum, status, error_message, steps_done, steps_checksum, backfill_position, backfill_rows), E'\\n'"
                                   " ORDER BY version) FROM schema_migrations";

class offline : public runner_test {
protected:
    void SetUp() override {
        runner_test::SetUp();
        history_.add_tables({"1"})
            .add("2", {sql_step("INSERT INTO t1 SELECT g FROM generate_series(1, 25) g"), {.kind = migrating::step_kind::backfill, .table = "t1", .backfill = &fill_},
                       alone_step("CREATE INDEX CONCURRENTLY t1_name ON t1 (name)")})
            .add("3", {sql_step("ALTER TABLE t1 ADD COLUMN more text DEFAULT '100%'"), sql_step("CREATE TABLE last ()")}, {}, {{.sql = "SELECT EXISTS (SELECT FROM t1);", .message = "100% full"}});
    }
    const migrating::backfill_value fill_{.set = "name = to_char(id, 'FM0') || '%'", .where = "id % 5 <> 0", .batch = 10};
    made_up_history history_;
};

TEST_F(offline, script_does_the_same) {
    const std::string script = runner::offline_script(history_.value(), "base", "head", config_);
    const process_result fed = psql(*where_, script);
    ASSERT_TRUE(fed.succeeded()) << fed.err << script;
    const constable::testing::database other;
    pqxx::connection connection{other.connection_string()};
    const migration_run run = runner::migrate(history_.value(), connection, {}, config_);
    ASSERT_TRUE(run.success) << run.errors.front();
    EXPECT_EQ(where_->value(everything), other.value(everything));
    EXPECT_EQ(pg_dump(*where_).out, pg_dump(other).out);
    EXPECT_EQ(where_->value("SELECT string_agg(id || name, ' ' ORDER BY id) FROM t1"), other.value("SELECT string_agg(id || name, ' ' ORDER BY id) FROM t1"));
    EXPECT_EQ(where_->value("SELECT count(*) FROM t1 WHERE name IS NOT NULL"), "20");
    EXPECT_TRUE(runner::migrate(history_.value(), *connection_, {}, config_).applied.empty());
}

TEST_F(offline, script_begins_where_it_is_told) {
    const std::string script = runner::offline_script(history_.value(), "1", "2", config_);
    EXPECT_EQ(script.find("CREATE TABLE t1"), std::string::npos);
    EXPECT_EQ(script.find("CREATE TABLE last"), std::string::npos);
    const process_result early = psql(*where_, script);
    EXPECT_FALSE(early.succeeded());
    EXPECT_NE(early.err.find("begins after a migration that is not applied here: 1"), std::string::npos) << early.err;
    ASSERT_TRUE(runner::migrate(history_.value(), *connection_, {.target = "1"}, config_).success);
    EXPECT_TRUE(psql(*where_, script).succeeded());
    EXPECT_EQ(ledger(), "1 applied, 2 applied");
}

TEST_F(offline, script_checks_conditions) {
    made_up_history history;
    history.add("1", {history.table_step("1")}, {}, {{.sql = "SELECT false", .message = "never"}});
    const process_result fed = psql(*where_, runner::offline_script(history.value(), "base", "head", config_));
    EXPECT_FALSE(fed.succeeded());
    EXPECT_NE(fed.err.find("migration 1 (made up) cannot begin: never"), std::string::npos) << fed.err;
}

TEST(offline_script, cannot_call_the_program) {
    made_up_history history;
    history.add("1", {run_step([](pqxx::transaction_base&) {})});
    EXPECT_THROW(static_cast<void>(runner::offline_script(history.value())), migration_error);
    EXPECT_THROW(static_cast<void>(runner::offline_script(history.value(), "base", "9")), migration_error);
}

} // namespace
