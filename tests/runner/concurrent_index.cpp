// SPDX-License-Identifier: BSL-1.0
// Statements about indexes are read, and what they have left behind is found.
#include "constable/runner/concurrent_index.hpp"

#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;
using constable::runner::index_state;
using constable::runner::index_statement;
using constable::runner::read_index_statement;

namespace {

TEST(read_index_statement, knows_names) {
    const auto one = read_index_statement("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"My Index\" ON ONLY Ops.Users USING btree (a);");
    EXPECT_EQ(one.what, index_statement::kind::create);
    EXPECT_EQ(one.name, "ops.\"My Index\"");
    EXPECT_EQ(one.table, "ops.users");
    const auto two = read_index_statement("/* why */ drop index concurrently if exists a.b, c");
    EXPECT_EQ(two.what, index_statement::kind::drop);
    EXPECT_EQ(two.name, "a.b");
    const auto nameless = read_index_statement("CREATE INDEX CONCURRENTLY ON users (a)");
    EXPECT_EQ(nameless.what, index_statement::kind::create);
    EXPECT_EQ(nameless.name, "");
    EXPECT_EQ(nameless.table, "users");
    for (const char* other : {"", "CREATE INDEX a ON b (c)", "DROP INDEX a", "VACUUM", "CREATE TABLE \"index\" ()"})
        EXPECT_EQ(read_index_statement(other).what, index_statement::kind::other) << other;
}

class concurrent_index : public runner_test {};

TEST_F(concurrent_index, is_found_as_it_is) {
    where_->execute("CREATE TABLE t (a integer); CREATE TABLE u (a integer); INSERT INTO t VALUES (1), (1); CREATE INDEX good ON t (a)");
    EXPECT_THROW(where_->execute("CREATE UNIQUE INDEX CONCURRENTLY bad ON t (a)"), std::runtime_error);
    constable::database::session session{*connection_};
    const auto state = [&](const char* statement) { return runner::find_index(session, read_index_statement(statement)); };
    EXPECT_EQ(state("CREATE INDEX CONCURRENTLY good ON t (a)"), index_state::valid);
    EXPECT_EQ(state("CREATE INDEX CONCURRENTLY good ON u (a)"), index_state::elsewhere);
    EXPECT_EQ(state("CREATE INDEX CONCURRENTLY t ON u (a)"), index_state::elsewhere);
    EXPECT_EQ(state("CREATE INDEX CONCURRENTLY bad ON t (a)"), index_state::invalid);
    EXPECT_EQ(state("CREATE INDEX CONCURRENTLY none ON t (a)"), index_state::absent);
    EXPECT_EQ(state("DROP INDEX CONCURRENTLY bad"), index_state::invalid);
    EXPECT_EQ(state("DROP INDEX CONCURRENTLY none"), index_state::absent);
}

} // namespace
