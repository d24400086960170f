// SPDX-License-Identifier: BSL-1.0
// Versions, names and texts of new migrations.
#include "constable/tools/cli_create.hpp"

#include "runner/runner_test.hpp"

#include <array>
#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable;
namespace suite = constable::testing;
using constable::testing::made_up_history;

namespace {

TEST(write_options_for, go_on_as_the_versions_do) {
    made_up_history history;
    EXPECT_EQ(migrating::write_empty_migration(tools::write_options_for(history.value(), "x")).versions, std::vector<std::string>{"001"});
    history.add_tables({"009", "010"});
    EXPECT_EQ(migrating::write_empty_migration(tools::write_options_for(history.value(), "x")).versions, std::vector<std::string>{"011"});
    made_up_history times;
    times.add_tables({"20240115103000"});
    EXPECT_GT(tools::write_options_for(times.value(), "x").time, "20240115103000");
}

TEST(read_renaming, knows_tables_and_columns) {
    const migrating::renaming table = tools::read_renaming("users=people");
    EXPECT_EQ(table.kind, catalog::object_kind::table);
    EXPECT_EQ(std::string{table.from} + " " + std::string{table.to}, "users people");
    const migrating::renaming column = tools::read_renaming("users.name=full_name");
    EXPECT_EQ(column.kind, catalog::object_kind::column);
    EXPECT_EQ(std::string{column.table} + " " + std::string{column.from} + " " + std::string{column.to}, "users name full_name");
    EXPECT_THROW(tools::read_renaming("users"), std::runtime_error);
}

TEST(catalog_without_tables, leaves_out_what_is_named) {
    const std::array<catalog::table, 3> tables{catalog::table{.name = "users"}, catalog::table{.name = "schema_migrations"}, catalog::table{.schema = "auth", .name = "schema_migrations"}};
    const catalog::catalog all{.enumerations = {}, .tables = tables};
    EXPECT_EQ((tools::catalog_without_tables{all, {"schema_migrations"}}.view().tables.size()), 2U);
    EXPECT_EQ((tools::catalog_without_tables{all, {"auth.schema_migrations"}}.view().tables.size()), 2U);
}

TEST(merge_migration, joins_heads) {
    made_up_history history;
    history.add("1", {history.table_step("1")}).add("a", {history.table_step("a")}, {"1"}).add("b", {history.table_step("b")}, {"1"});
    const std::string text = tools::merge_migration(history.value(), "Merge a, b", {"a", "b"}).text;
    EXPECT_NE(text.find("struct merge_a_b : migration<\"b_2\", \"Merge a, b\",\n    depends_on<\"a\", \"b\">\n> {};"), text.npos) << text;
    EXPECT_NE(text.find("it needs no steps"), text.npos) << text;
    EXPECT_NE(tools::merge_migration(history.value(), "m", {"a", "b"}, "users").text.find("both touch users"), text.npos);
    EXPECT_EQ(tools::conflict_of(history.value(), {"a", "b"}), "SQL"); // nobody knows what SQL touches
    EXPECT_EQ(tools::conflict_of(history.value(), {"a"}), "");
}

} // namespace
