// SPDX-License-Identifier: BSL-1.0
// Each thing that a ledger can be repaired of.
#include "constable/runner/repair.hpp"

#include "constable/runner/migrate.hpp"
#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

class repair : public runner_test {
protected:
    migration_run migrate() { return runner::migrate(history_.value(), *connection_, {}, config_); }
    migration_run mend(const repair_options& how = {}) { return runner::repair(history_.value(), *connection_, how, config_); }

    made_up_history history_;
};

TEST_F(repair, accepts_the_text_of_an_edited_migration) {
    history_.add_tables({"1", "2"});
    ASSERT_TRUE(migrate().success);
    EXPECT_EQ(mend().message, "There is nothing to repair");
    history_.edit(0);
    EXPECT_FALSE(migrate().success);
    EXPECT_TRUE(mend({.checksums = false}).applied.empty());
    EXPECT_EQ(mend().applied, names{"1"});
    EXPECT_TRUE(migrate().success);
}

TEST_F(repair, forgets_a_failure) {
    history_.add("1", {sql_step("SELECT nothing FROM nowhere")});
    EXPECT_FALSE(migrate().success);
    EXPECT_EQ(mend().applied, names{"1"});
    EXPECT_EQ(ledger(), "");
}

TEST_F(repair, lets_an_edited_half_be_carried_on) {
    history_.add("1", {history_.table_step("1"), alone_step("CREATE INDEX CONCURRENTLY i ON t1 (nothing)")});
    EXPECT_FALSE(migrate().success);
    const migrating::step_value edited = sql_step("CREATE TABLE t1 (id bigint, nothing text)");
    const migrating::step_value second = *history_.migrations()[0].steps[1];
    const migrating::step_value* const steps[] = {&edited, &second};
    history_.migrations()[0].steps = steps;
    EXPECT_EQ(migrate().failure, failure_kind::history);
    EXPECT_EQ(mend().applied, names{"1"});
    where_->execute("ALTER TABLE t1 ADD COLUMN nothing text");
    EXPECT_EQ(migrate().applied, names{"1"});
}

TEST_F(repair, deletes_unknown_rows_only_when_asked) {
    history_.add_tables({"1"});
    ASSERT_TRUE(migrate().success);
    where_->execute("INSERT INTO schema_migrations (version, description, checksum, status) VALUES ('9', '', '1:0', 'applied')");
    EXPECT_TRUE(mend().applied.empty());
    EXPECT_EQ(mend({.forget_unknown = true}).applied, names{"9"});
    EXPECT_EQ(ledger(), "1 applied");
}

} // namespace
