// SPDX-License-Identifier: BSL-1.0
// Rows are changed in batches; what is done stands in the ledger.
#include "constable/runner/backfill.hpp"

#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

class backfill : public runner_test {
protected:
    // Runs it over a ledger with a row for it, and returns the rows that each batch had come to.
    std::vector<std::int64_t> run(const migrating::backfill_value& what, std::string_view table, const std::string& from = {}) {
        constable::database::session session{*connection_};
        const startup::log to{config_};
        made_up_history history;
        history.add("1", {{.kind = migrating::step_kind::backfill, .table = table, .backfill = &what}});
        const migrating::history_value value = history.value();
        runner::workbench bench{session, value, config_, to};
        if (bench.open_ledger().empty()) session.send(bench.ledger.insert("1", "", "1:1", migration_state::running, false));
        std::vector<std::int64_t> told;
        runner::progress_teller teller{[](const migration_progress& how_far, void* into) { static_cast<std::vector<std::int64_t>*>(into)->push_back(how_far.rows); }, &told, {}};
        runner::session_lock lock{bench};
        EXPECT_TRUE(lock.take());
        runner::backfill_runner{bench, lock, value.migrations[0], *value.migrations[0].steps[0], teller}.run(from);
        estimated_ = teller.known.estimated_rows;
        return told;
    }
    std::int64_t estimated_ = 0;
};

TEST_F(backfill, walks_all_rows_by_the_primary_key) {
    where_->execute("CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n integer, m integer);"
                    "INSERT INTO t (n) SELECT g FROM generate_series(1, 25) g; ANALYZE t");
    EXPECT_EQ(run({.set = "m = n * 2", .where = "n % 5 <> 0 OR false", .batch = 10}, "t"), (std::vector<std::int64_t>{10, 20, 25}));
    EXPECT_EQ(estimated_, 25);
    EXPECT_EQ(where_->value("SELECT count(*) FROM t WHERE m = n * 2"), "20");
    EXPECT_EQ(where_->value("SELECT count(*) FROM t WHERE m IS NULL"), "5");
    EXPECT_EQ(where_->value("SELECT backfill_rows FROM schema_migrations"), "25");
    EXPECT_EQ(where_->value("SELECT backfill_position = (SELECT id::text FROM t ORDER BY id DESC LIMIT 1) FROM schema_migrations"), "t");
}

TEST_F(backfill, goes_on_from_a_position) {
    where_->execute("CREATE TABLE \"T\" (id bigint PRIMARY KEY, m integer); INSERT INTO \"T\" SELECT g FROM generate_series(1, 20) g");
    EXPECT_EQ(run({.set = "m = 1", .batch = 10}, "T", "12"), std::vector<std::int64_t>{8});
    EXPECT_EQ(where_->value("SELECT count(*) FROM \"T\" WHERE m = 1"), "8");
    EXPECT_EQ(run({.set = "m = 1", .batch = 10}, "T", "20"), std::vector<std::int64_t>{});
}

TEST_F(backfill, takes_rows_with_the_same_key_together) {
    where_->execute("CREATE TABLE t (day integer NOT NULL, m integer); INSERT INTO t SELECT g / 10 FROM generate_series(0, 49) g");
    run({.set = "m = 1", .key = "day", .batch = 15}, "t");
    EXPECT_EQ(where_->value("SELECT count(*) FROM t WHERE m = 1"), "50");
}

TEST_F(backfill, refuses_a_table_that_it_cannot_walk) {
    where_->execute("CREATE TABLE two (a integer, b integer, PRIMARY KEY (a, b)); CREATE TABLE t (a integer)");
    const auto message = [&](const migrating::backfill_value& what, std::string_view table) -> std::string {
        try {
            run(what, table);
        } catch (const startup::failure& error) {
            return error.what();
        }
        return "nothing was thrown";
    };
    EXPECT_NE(message({.set = "a = 1"}, "two").find("no primary key of one column"), std::string::npos);
    EXPECT_NE(message({.set = "a = 1", .key = "z"}, "t").find("no column z"), std::string::npos);
    EXPECT_NE(message({.set = "a = 1", .key = "a"}, "t").find("may be null"), std::string::npos);
    EXPECT_NE(message({.set = "a = 1"}, "none").find("does not exist"), std::string::npos);
}

} // namespace
