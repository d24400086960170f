// SPDX-License-Identifier: BSL-1.0
// The ledger's table: what is written into it is read back.
#include "constable/runner/ledger.hpp"

#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

TEST(checksum_text, names_its_algorithm) {
    EXPECT_EQ(runner::checksum_text(0xabULL), "1:00000000000000ab");
    EXPECT_EQ(runner::checksum_text(0xfedcba9876543210ULL), "1:fedcba9876543210");
}

class ledger_table : public runner_test {};

TEST_F(ledger_table, keeps_rows) {
    constable::database::session session{*connection_};
    runner::ledger_table table{config_.ledger()};
    EXPECT_EQ(table.name(), "schema_migrations");
    session.send(table.create() + table.create());
    EXPECT_TRUE(table.read(session.send(table.select())).empty());
    EXPECT_EQ(table.name(), "public.schema_migrations");
    session.send("BEGIN;" + table.insert("b'2", "it's", "1:2", migration_state::applied, false) + table.finish("b'2") + "COMMIT");
    session.send(table.insert("a1", "", "1:1", migration_state::running, true) +
                 table.update("steps_done = 2, steps_checksum = 'x', backfill_position = 'p', backfill_rows = 7", "a1"));
    const std::vector<runner::ledger_row> rows = table.read(session.send(table.select()));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].version, "a1");
    EXPECT_EQ(rows[0].state, migration_state::running);
    EXPECT_EQ(rows[0].steps_done, 2U);
    EXPECT_EQ(rows[0].steps_checksum, "x");
    EXPECT_EQ(rows[0].position, "p");
    EXPECT_EQ(rows[0].rows_done, 7);
    EXPECT_EQ(rows[1].description, "it's");
    EXPECT_EQ(rows[1].checksum, "1:2");
    EXPECT_EQ(rows[1].applied_at.size(), 20U);
    EXPECT_EQ(rows[1].applied_at.back(), 'Z');
    EXPECT_EQ(runner::find_row(rows, "b'2"), &rows[1]);
    EXPECT_EQ(runner::find_row(rows, "b"), nullptr);
}

TEST_F(ledger_table, remembers_failures_of_what_is_not_applied) {
    constable::database::session session{*connection_};
    runner::ledger_table table{config_.ledger()};
    session.send(table.create() + table.insert("1", "", "1:1", migration_state::applied, false));
    EXPECT_TRUE(session.send(table.store_failure("1", "", "1:1", "no")).empty());
    EXPECT_EQ(session.send(table.store_failure("2", "", "1:2", "no")).size(), 1U);
    EXPECT_EQ(session.send(table.store_failure("2", "", "1:2", "never")).size(), 1U);
    EXPECT_EQ(ledger(), "1 applied, 2 failed");
    EXPECT_EQ(table.read(session.send(table.select()))[1].error, "never");
    session.send(table.insert("2", "", "1:2", migration_state::applied, true));
    EXPECT_THROW(session.send(table.insert("1", "", "1:1", migration_state::applied, true)), constable::database::sql_failure);
}

TEST_F(ledger_table, has_a_digest_that_changes_with_it) {
    constable::database::session session{*connection_};
    runner::ledger_table table{config_.ledger()};
    session.send(table.create());
    const auto digest = [&] { return std::string{session.send("SELECT " + table.digest()).at(0, 0)}; };
    const std::string empty = digest();
    session.send(table.insert("1", "", "1:1", migration_state::applied, false));
    const std::string one = digest();
    EXPECT_NE(one, empty);
    session.send(table.update("checksum = '1:2'", "1"));
    EXPECT_NE(digest(), one);
    session.send(table.update("checksum = '1:1', applied_at = now()", "1"));
    EXPECT_EQ(digest(), one);
    session.send(table.update("status = 'failed'", "1"));
    EXPECT_NE(digest(), one);
}

} // namespace
