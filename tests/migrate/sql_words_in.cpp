// SPDX-License-Identifier: BSL-1.0
// What free SQL does that a migration must know of: enough of it to warn, by its words.
#include "constable/migrate/sql_words_in.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_sql_words_in {

TEST(facts_of, sees_what_needs_no_transaction) {
    EXPECT_TRUE(facts_of("CREATE INDEX CONCURRENTLY i ON t (a)").needs_no_transaction);
    EXPECT_TRUE(facts_of("SELECT 1; vacuum t").needs_no_transaction);
    EXPECT_TRUE(facts_of("ALTER SYSTEM SET work_mem = 1").needs_no_transaction);
    EXPECT_FALSE(facts_of("SELECT 'CONCURRENTLY' -- vacuum").needs_no_transaction);
}

TEST(facts_of, sees_what_drops_more_than_it_names) {
    EXPECT_TRUE(facts_of("DROP TABLE t CASCADE").cascades);
    EXPECT_TRUE(facts_of("TRUNCATE t").cascades);
    EXPECT_FALSE(facts_of("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES b ON DELETE CASCADE").cascades);
}

TEST(facts_of, sees_what_keeps_others_waiting) {
    EXPECT_TRUE(facts_of("LOCK TABLE t").blocks);
    EXPECT_TRUE(facts_of("CLUSTER t USING i; SELECT 1").blocks);
    EXPECT_TRUE(facts_of("VACUUM (FULL) t").blocks);
    EXPECT_TRUE(facts_of("REINDEX TABLE t").blocks);
    EXPECT_TRUE(facts_of("REFRESH MATERIALIZED VIEW v").blocks);
    EXPECT_FALSE(facts_of("REINDEX TABLE CONCURRENTLY t").blocks);
    EXPECT_FALSE(facts_of("REFRESH MATERIALIZED VIEW CONCURRENTLY v").blocks);
    EXPECT_FALSE(facts_of("VACUUM t; SELECT 'LOCK'").blocks);
}

TEST(facts_of, knows_that_a_materialized_view_is_refreshed_in_a_transaction) {
    EXPECT_FALSE(facts_of("REFRESH MATERIALIZED VIEW CONCURRENTLY v").needs_no_transaction);
    EXPECT_TRUE(facts_of("REINDEX TABLE CONCURRENTLY t").needs_no_transaction);
}

TEST(facts_of, sees_what_changes_rows) {
    EXPECT_TRUE(facts_of("SELECT 1; UPDATE t SET a = 1").changes_rows);
    EXPECT_TRUE(facts_of("DELETE FROM t").changes_rows);
    EXPECT_FALSE(facts_of("SELECT * FROM t FOR UPDATE").changes_rows);
}

TEST(has_literal, knows_literals_from_names) {
    EXPECT_TRUE(has_literal("mood = 'great'", "great"));
    EXPECT_FALSE(has_literal("great = 1", "great"));
}

} // namespace test_of_sql_words_in
} // namespace constable::migrating
