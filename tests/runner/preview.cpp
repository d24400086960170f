// SPDX-License-Identifier: BSL-1.0
// A dry run tells everything and writes nothing.
#include "constable/runner/preview.hpp"

#include "constable/runner/migrate.hpp"
#include "runner_test.hpp"

#include <cstdlib>
#include <stdexcept>

using namespace constable;
using namespace constable::testing;

namespace {

bool tries_to_write(pqxx::transaction_base& to) {
    to.exec("CREATE TABLE written ()");
    return true;
}
void never(pqxx::transaction_base&) { throw std::runtime_error("it was called"); }

class dry : public runner_test {
protected:
    made_up_history history_;
};

TEST_F(dry, run_tells_what_would_run) {
    const migrating::backfill_value fill{.set = "name = ''", .where = "name IS NULL", .batch = 500};
    migrating::step_value calls = run_step(never);
    calls.revision = "2";
    history_.add_tables({"1"})
        .add("2", {sql_step("SELECT 1"), {.kind = migrating::step_kind::backfill, .table = "t1", .backfill = &fill}, calls}, {},
             {{.sql = "SELECT EXISTS (SELECT FROM t1)", .message = "fill t1"}, {.ask = tries_to_write, .message = "write"}, {.sql = "SELECT true"}});
    const auto check = [](const dry_run& told) {
        ASSERT_EQ(told.migrations.size(), 2U);
        EXPECT_TRUE(told.would_run());
        EXPECT_EQ(told.migrations[0].statements, names{"CREATE TABLE t1 (id bigint PRIMARY KEY, name text);"});
        EXPECT_FALSE(told.migrations[0].is_stepwise);
        EXPECT_TRUE(told.migrations[1].is_stepwise);
        EXPECT_EQ(told.migrations[1].statements, (names{"SELECT 1;", "-- in batches of 500 rows: UPDATE t1 SET name = '' WHERE name IS NULL", "-- a function of the program, revision 2"}));
        EXPECT_EQ(told.migrations[1].unmet, (names{"fill t1", "write"}));
    };
    // nothing is written: neither rows nor the log of what would be written
    const std::string before = where_->value("SELECT pg_current_wal_insert_lsn()");
    const auto position = where_->home().log_position();
    check(runner::preview(history_.value(), *connection_, "head", config_));
    for (const std::string& each : where_->home().statements_since(position, where_->name())) {
        EXPECT_EQ(each.find("INSERT"), std::string::npos) << each;
        EXPECT_EQ(each.find("DO "), std::string::npos) << each;
    }
    EXPECT_FALSE(exists("schema_migrations") || exists("written"));
    EXPECT_EQ(where_->value("SELECT txid_current_if_assigned() IS NULL"), "t");
    if (std::getenv("CONSTABLE_CLUSTER") == nullptr) { // nobody else writes
        EXPECT_EQ(where_->value("SELECT pg_current_wal_insert_lsn()"), before);
    }
}

TEST_F(dry, run_tells_what_stands_in_the_way) {
    history_.add_tables({"1", "2"});
    ASSERT_TRUE(runner::migrate(history_.value(), *connection_, {.target = "1"}, config_).success);
    history_.edit(0);
    const dry_run told = runner::preview(history_.value(), *connection_, "head", config_);
    EXPECT_FALSE(told.would_run());
    EXPECT_EQ(told.migrations.size(), 1U);
    EXPECT_THROW(static_cast<void>(runner::preview(history_.value(), *connection_, "9", config_)), migration_error);
}

} // namespace
