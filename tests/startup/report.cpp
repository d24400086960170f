// SPDX-License-Identifier: BSL-1.0
// A change is said in words with its statement and its cost, and differences survive their storage.
#include "constable/startup/report.hpp"

#include "constable/catalog/diff.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable;
using namespace constable::startup;

namespace {

TEST(report, survives_its_storage) {
    const std::vector<schema_difference> differences{{"a; b\nc", "ALTER …;", "locks"}, {"d", ""}, {"", "e"},
        {"", "", "f", {.lock = catalog::lock_level::share, .scans = true, .breaks_users = true}}};
    const std::vector<schema_difference> read = read_report(write_report(differences));
    ASSERT_EQ(read.size(), differences.size());
    for (std::size_t i = 0; i != read.size(); ++i) {
        EXPECT_EQ(read[i].description, differences[i].description);
        EXPECT_EQ(read[i].statement, differences[i].statement);
        EXPECT_EQ(read[i].hazard, differences[i].hazard);
        EXPECT_EQ(read[i].cost.lock, differences[i].cost.lock);
        EXPECT_EQ(read[i].cost.scans, differences[i].cost.scans);
        EXPECT_EQ(read[i].cost.loses_data, differences[i].cost.loses_data);
        EXPECT_EQ(read[i].cost.breaks_users, differences[i].cost.breaks_users);
    }
    EXPECT_TRUE(read_report("").empty());
    EXPECT_EQ(read_report("cut short").size(), 1U);
    EXPECT_EQ(read_report("of a former\x1frelease\x1e").front().statement, "release");
    EXPECT_EQ(read_report("one\x1f" "of a former\x1frelease\x1e").front().hazard, "release");
}

TEST(report, says_what_a_hazard_costs) {
    EXPECT_EQ(in_words(catalog::hazard{}), "");
    EXPECT_EQ(in_words(catalog::hazard{.lock = catalog::lock_level::access_share}), "");
    EXPECT_EQ(in_words(catalog::hazard{.lock = catalog::lock_level::access_exclusive, .scans = true, .rewrites = true, .loses_data = true,
                                       .own_transaction = true, .breaks_users = true}),
              "locks ACCESS EXCLUSIVE, reads the whole table, rewrites it, loses data, needs a transaction of its own,"
              " may break programs that rely on what is there");
}

TEST(report, has_for_each_change_its_own_statement) {
    const catalog::column here[] = {{.name = "id", .type = "bigint", .not_null = true}, {.name = "note", .type = "text"}};
    const catalog::column there[] = {{.name = "id", .type = "bigint"}, {.name = "old", .type = "text"}};
    const catalog::table left{.name = "t", .columns = here};
    const catalog::table right{.name = "t", .columns = there};
    const catalog::grant grant{.name = "t", .grantee = "reader", .privilege = "SELECT"};
    const catalog::catalog expected{.tables = {&left, 1}, .grants = {&grant, 1}};
    const catalog::catalog actual{.tables = {&right, 1}, .default_schema = "public"};
    const std::vector<catalog::change> changes = catalog::diff(expected, actual, {});
    std::string all;
    for (const schema_difference& each : in_words(changes, expected, actual)) all += each.description + " | " + each.statement + "\n";
    EXPECT_EQ(all, "column t.id: expected NOT NULL, found nullable | ALTER TABLE t ALTER COLUMN id SET NOT NULL;\n"
                   "column t.note (text) is missing | ALTER TABLE t ADD COLUMN note text;\n"
                   "column t.old is not declared | ALTER TABLE t DROP COLUMN old;\n"
                   "privilege SELECT on table t to reader is missing | GRANT SELECT ON TABLE t TO reader;\n");
}

TEST(report, suggests_indexes_of_existing_tables_beside_those_who_write) {
    const catalog::column columns[] = {{.name = "a", .type = "integer"}};
    const catalog::key keys[] = {{.column = "a"}};
    const catalog::index indexes[] = {{.name = "by_a", .keys = keys, .unique = true}};
    const catalog::index others[] = {{.name = "p_by_a", .keys = keys, .unique = true}};
    const catalog::table before[] = {{.name = "p", .columns = columns, .partition_key = "RANGE (a)"}, {.name = "t", .columns = columns}};
    const catalog::table after[] = {{.name = "p", .columns = columns, .indexes = others, .partition_key = "RANGE (a)"}, {.name = "t", .columns = columns, .indexes = indexes}};
    const catalog::catalog expected{.tables = after};
    const catalog::catalog actual{.tables = before};
    const std::vector<catalog::change> changes = catalog::diff(expected, actual, {});
    const std::vector<schema_difference> words = in_words(changes, expected, actual);
    ASSERT_EQ(words.size(), 2U);
    EXPECT_EQ(words[0].statement, "CREATE UNIQUE INDEX p_by_a ON p (a);") << "PostgreSQL refuses it for a partitioned table";
    EXPECT_EQ(words[1].statement, "CREATE UNIQUE INDEX CONCURRENTLY by_a ON t (a);");
    EXPECT_EQ(words[1].hazard, "locks SHARE UPDATE EXCLUSIVE, reads the whole table, needs a transaction of its own");
    EXPECT_TRUE(words[1].cost.own_transaction);
    EXPECT_EQ(sql::plan(expected, actual, changes).script().find("CONCURRENTLY"), std::string::npos) << "a script is one transaction";
}

} // namespace
