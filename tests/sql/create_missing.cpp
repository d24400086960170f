// SPDX-License-Identifier: BSL-1.0
// What is missing is created, each object after what it refers to, and nothing else.
#include "constable/sql/create_missing.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace catalog = constable::catalog;
using catalog::difference;
using catalog::difference_kind;
using constable::sql::create_missing;
using constable::sql::is_creatable;

namespace {

const std::string_view id[] = {"id"};

/// A table `name` with a column `id` that references the table `target`, or none.
struct referring {
    catalog::column column;
    catalog::constraint reference;
    catalog::table table;

    referring(std::string_view name, std::string_view target) {
        column.name = "id";
        column.type = "integer";
        reference.kind = catalog::constraint_kind::foreign_key;
        reference.name = "to";
        reference.columns = reference.referenced_columns = id;
        reference.referenced_table = target;
        table.name = name;
        table.columns = {&column, 1};
        if (!target.empty()) table.constraints = {&reference, 1};
    }
    referring(const referring&) = delete;
    difference missing() const { return {.kind = difference_kind::missing_table, .in = &table}; }
};

TEST(create_missing, knows_what_can_be_created) {
    EXPECT_TRUE(is_creatable({.kind = difference_kind::missing_table}));
    EXPECT_TRUE(is_creatable({.kind = difference_kind::missing_enumeration}));
    EXPECT_FALSE(is_creatable({.kind = difference_kind::missing_column}));
    EXPECT_FALSE(is_creatable({.kind = difference_kind::missing_index}));
}

TEST(create_missing, puts_what_is_referred_to_first) {
    const referring child{"child", "parent"};
    const referring parent{"parent", ""};
    const auto creation = create_missing({child.missing(), parent.missing()});
    EXPECT_EQ(creation.tables, (std::vector<std::string>{"parent", "child"}));
    EXPECT_LT(creation.statements.find("CREATE TABLE parent"), creation.statements.find("CREATE TABLE child"));
    EXPECT_EQ(creation.statements.find("ALTER TABLE"), std::string::npos);
}

TEST(create_missing, closes_circles_afterwards) {
    const referring left{"left_one", "right_one"};
    const referring right{"right_one", "left_one"};
    const auto creation = create_missing({left.missing(), right.missing()});
    EXPECT_EQ(creation.tables, (std::vector<std::string>{"right_one", "left_one"}));
    EXPECT_TRUE(creation.statements.ends_with("ALTER TABLE right_one ADD CONSTRAINT \"to\" FOREIGN KEY (id) REFERENCES left_one (id);\n"))
        << creation.statements;
}

TEST(create_missing, counts_on_tables_that_exist) {
    const referring child{"child", "parent"};
    const auto creation = create_missing({child.missing()});
    EXPECT_NE(creation.statements.find("REFERENCES parent"), std::string::npos);
    EXPECT_EQ(creation.statements.find("ALTER TABLE"), std::string::npos);
}

TEST(create_missing, makes_schemas_and_types_before_tables) {
    referring table{"things", ""};
    table.table.schema = "far";
    const std::string_view labels[] = {"a"};
    const catalog::enumeration mood{.schema = "near", .name = "mood", .labels = labels};
    const auto creation = create_missing({table.missing(), {.kind = difference_kind::missing_enumeration, .enumerated = &mood}});
    EXPECT_EQ(creation.tables, std::vector<std::string>{"far.things"});
    EXPECT_EQ(creation.statements, "CREATE SCHEMA IF NOT EXISTS near;\nCREATE SCHEMA IF NOT EXISTS far;\nCREATE TYPE near.mood AS ENUM ('a');\n"
                                   "CREATE TABLE far.things (\n    id integer\n);\n");
}

TEST(create_missing, leaves_everything_else_alone) {
    const referring table{"things", ""};
    const auto creation = create_missing({{.kind = difference_kind::missing_column, .in = &table.table, .of_column = &table.column},
                                          {.kind = difference_kind::unknown_index, .in = &table.table}});
    EXPECT_EQ(creation.statements, "");
    EXPECT_TRUE(creation.tables.empty());
}

} // namespace
