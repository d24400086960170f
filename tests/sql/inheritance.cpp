// SPDX-License-Identifier: BSL-1.0
// A table gets a parent when it has what the parent has, and leaves one with nothing of it.
#include "constable/sql/inheritance.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/schema.hpp"
#include "constable/sql/plan.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <utility>
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

// INHERIT leaves the columns the table's own, so they must be said, or the next comparison would find them.
struct listed {
    struct people : table<"people", column<"id", bigint, primary_key<>>, column<"name", text>, check<"id > 0", named<"people_id_check">>> {};
    struct admins : table<"admins", column<"level", integer>, column<"id", bigint, not_null>, column<"name", text>,
                          check<"id > 0", named<"people_id_check">>, inherits<people>> {};
    struct app : schema<people, admins> {};
};

TEST(inheritance, a_table_with_them_gets_it_where_they_stay_its_own) {
    const std::vector<catalog::change> changes = catalog::diff(catalog_of<listed::app>, catalog_of<prepared::app>);
    const sql::change_plan plan = sql::plan(catalog_of<listed::app>, catalog_of<prepared::app>, changes);
    EXPECT_TRUE(plan.impossible.empty());
    EXPECT_EQ(statements(plan), std::vector<std::string>{"ALTER TABLE admins INHERIT people;"});
}

struct other_parent {
    struct people : table<"people", column<"id", bigint>, column<"name", text>> {};
    struct machines : table<"machines", column<"id", bigint>> {};
    struct admins : table<"admins", inherits<people>> {};
    struct app : schema<people, machines, admins> {};
};
struct former_parent {
    struct people : table<"people", column<"id", bigint>, column<"name", text>> {};
    struct machines : table<"machines", column<"id", bigint>> {};
    struct admins : table<"admins", inherits<machines>> {};
    struct app : schema<people, machines, admins> {};
};

TEST(inheritance, a_table_goes_from_one_parent_to_another_with_the_columns_that_both_have) {
    const std::vector<catalog::change> changes = catalog::diff(catalog_of<former_parent::app>, catalog_of<other_parent::app>);
    const sql::change_plan plan = sql::plan(catalog_of<former_parent::app>, catalog_of<other_parent::app>, changes);
    EXPECT_TRUE(plan.impossible.empty());
    EXPECT_EQ(statements(plan), (std::vector<std::string>{"ALTER TABLE admins NO INHERIT people;", "ALTER TABLE admins INHERIT machines;", "ALTER TABLE admins DROP COLUMN IF EXISTS name;"}));
    const std::vector<catalog::change> back = catalog::diff(catalog_of<other_parent::app>, catalog_of<former_parent::app>);
    EXPECT_EQ(sql::plan(catalog_of<other_parent::app>, catalog_of<former_parent::app>, back).impossible.size(), 1U) << "it has no name";
}

struct unlisted {
    struct people : table<"people", column<"id", bigint>> {};
    struct admins : table<"admins", column<"level", integer>, inherits<people>> {};
    struct app : schema<people, admins> {};
};
struct lists_it {
    struct people : table<"people", column<"id", bigint>> {};
    struct admins : table<"admins", column<"level", integer>, column<"id", bigint>> {};
    struct app : schema<people, admins> {};
};

TEST(inheritance, a_table_that_gets_a_parent_goes_on_listing_what_it_had) {
    const std::vector<catalog::change> changes = catalog::diff(catalog_of<unlisted::app>, catalog_of<lists_it::app>);
    const sql::change_plan plan = sql::plan(catalog_of<unlisted::app>, catalog_of<lists_it::app>, changes);
    EXPECT_EQ(statements(plan), std::vector<std::string>{"ALTER TABLE admins INHERIT people;"});
    ASSERT_EQ(plan.impossible.size(), 1U);
    EXPECT_EQ(plan.impossible[0]->actual.the_column->name, "id") << "nothing drops what a parent has";
}

TEST(inheritance, nothing_is_dropped_for_a_parent_that_a_table_cannot_get) {
    const std::vector<catalog::change> changes = catalog::diff(catalog_of<inherited::app>, catalog_of<prepared::app>);
    ASSERT_EQ(changes.size(), 4U) << "the parent, two columns, a check";
    const sql::change_plan plan = sql::plan(catalog_of<inherited::app>, catalog_of<prepared::app>, changes);
    EXPECT_EQ(plan.impossible.size(), 4U);
    EXPECT_TRUE(plan.statements.empty()) << plan.script();
}

struct one_row {
    struct people : table<"people", column<"id", bigint, primary_key<>>, column<"name", text, default_<"'x'">>, check<"id > 0", named<"people_id_check">>> {};
    struct admins : table<"admins", column<"level", integer>, column<"id", bigint, not_null>, column<"name", varchar<9>, not_null, default_<"'y'">>> {};
    struct app : schema<people, admins> {};
};

TEST(inheritance, a_table_keeps_what_it_says_itself_when_it_leaves) {
    const std::vector<catalog::change> changes = catalog::diff(catalog_of<one_row::app>, catalog_of<inherited::app>);
    const sql::change_plan plan = sql::plan(catalog_of<one_row::app>, catalog_of<inherited::app>, changes);
    EXPECT_TRUE(plan.impossible.empty());
    EXPECT_EQ(statements(plan), (std::vector<std::string>{
        "ALTER TABLE admins NO INHERIT people;", "ALTER TABLE admins DROP CONSTRAINT IF EXISTS people_id_check;",
        "ALTER TABLE ONLY people ALTER COLUMN name SET DEFAULT 'x';", "ALTER TABLE admins ALTER COLUMN name TYPE character varying(9);",
        "ALTER TABLE ONLY admins ALTER COLUMN name SET DEFAULT 'y';", "ALTER TABLE admins ALTER COLUMN name SET NOT NULL;"})) << plan.script();
}

struct says_it_too {
    struct people : table<"people", column<"id", bigint, primary_key<>>, column<"name", text>, check<"id > 0", named<"people_id_check">>> {};
    struct admins : table<"admins", column<"level", integer>, column<"name", text, default_<"'y'">>, inherits<people>> {};
    struct app : schema<people, admins> {};
};

TEST(inheritance, an_inherited_column_cannot_become_a_table_s_own_nor_cease_to_be) {
    for (const auto& [to, from] : {std::pair{&catalog_of<says_it_too::app>, &catalog_of<inherited::app>}, std::pair{&catalog_of<inherited::app>, &catalog_of<says_it_too::app>}}) {
        const std::vector<catalog::change> changes = catalog::diff(*to, *from);
        const sql::change_plan plan = sql::plan(*to, *from, changes);
        EXPECT_EQ(plan.impossible.size(), 1U);
        EXPECT_TRUE(plan.statements.empty()) << plan.script();
    }
}

} // namespace
