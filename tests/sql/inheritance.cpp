// SPDX-License-Identifier: BSL-1.0
// A table gets a parent when it has what the parent has, and leaves one with nothing of it.
#include "constable/sql/inheritance.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/schema.hpp"
#include "constable/sql/plan.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace {

using namespace constable;

struct alone {
    struct people : table<"people", column<"id", bigint, primary_key<>>, column<"name", text>, check<"id > 0", named<"people_id_check">>> {};
    struct admins : table<"admins", column<"level", integer>> {};
    struct app : schema<people, admins> {};
};
struct inherited {
    struct people : table<"people", column<"id", bigint, primary_key<>>, column<"name", text>, check<"id > 0", named<"people_id_check">>> {};
    struct admins : table<"admins", column<"level", integer>, inherits<people>> {};
    struct app : schema<people, admins> {};
};
struct prepared {
    struct people : table<"people", column<"id", bigint, primary_key<>>, column<"name", text>, check<"id > 0", named<"people_id_check">>> {};
    struct admins : table<"admins", column<"level", integer>, column<"id", bigint, not_null>, column<"name", text>, check<"id > 0", named<"people_id_check">>> {};
    struct app : schema<people, admins> {};
};

std::vector<std::string> statements(const sql::change_plan& of) {
    std::vector<std::string> all;
    for (const sql::statement& each : of.statements) all.push_back(each.text);
    return all;
}

TEST(inheritance, a_table_leaves_its_parent_with_nothing_of_it) {
    const std::vector<catalog::change> changes = catalog::diff(catalog_of<alone::app>, catalog_of<inherited::app>);
    const sql::change_plan plan = sql::plan(catalog_of<alone::app>, catalog_of<inherited::app>, changes);
    EXPECT_TRUE(plan.impossible.empty());
    EXPECT_EQ(statements(plan), (std::vector<std::string>{"ALTER TABLE admins NO INHERIT people;", "ALTER TABLE admins DROP CONSTRAINT IF EXISTS people_id_check;",
                                                          "ALTER TABLE admins DROP COLUMN IF EXISTS id;", "ALTER TABLE admins DROP COLUMN IF EXISTS name;"}));
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_TRUE(catalog::hazard_of(changes[0]).loses_data);
}

// What stands on a column that the table has of its own would stay, and be its own.
struct with_own_column {
    struct people : table<"people", column<"id", bigint, primary_key<>>, check<"id > 0", named<"people_id_check">>> {};
    struct admins : table<"admins", column<"id", bigint, not_null>, inherits<people>> {};
    struct app : schema<people, admins> {};
};
struct alone_with_own_column {
    struct people : table<"people", column<"id", bigint, primary_key<>>, check<"id > 0", named<"people_id_check">>> {};
    struct admins : table<"admins", column<"id", bigint, not_null>> {};
    struct app : schema<people, admins> {};
};

TEST(inheritance, a_table_leaves_its_parent_without_its_checks) {
    const std::vector<catalog::change> changes = catalog::diff(catalog_of<alone_with_own_column::app>, catalog_of<with_own_column::app>);
    const sql::change_plan plan = sql::plan(catalog_of<alone_with_own_column::app>, catalog_of<with_own_column::app>, changes);
    EXPECT_EQ(statements(plan), (std::vector<std::string>{"ALTER TABLE admins NO INHERIT people;", "ALTER TABLE admins DROP CONSTRAINT IF EXISTS people_id_check;"}));
}

TEST(inheritance, a_table_without_the_columns_of_a_parent_cannot_get_it) {
    const std::vector<catalog::change> changes = catalog::diff(catalog_of<inherited::app>, catalog_of<alone::app>);
    const sql::change_plan plan = sql::plan(catalog_of<inherited::app>, catalog_of<alone::app>, changes);
    ASSERT_EQ(plan.impossible.size(), 1U);
    EXPECT_EQ(plan.impossible[0]->field, "inherits");
    EXPECT_TRUE(plan.statements.empty());
    EXPECT_FALSE(catalog::hazard_of(changes[0]).loses_data);
}

TEST(inheritance, a_table_with_them_gets_it) {
    const std::vector<catalog::change> changes = catalog::diff(catalog_of<inherited::app>, catalog_of<prepared::app>);
    const auto gains = std::ranges::find(changes, "inherits", &catalog::change::field);
    ASSERT_NE(gains, changes.end());
    EXPECT_FALSE(sql::waits_for_parent(*gains, catalog_of<inherited::app>));
}

} // namespace
