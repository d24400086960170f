// SPDX-License-Identifier: BSL-1.0
// Constraint words, inside a column and beside the columns.
#include <constable/schema.hpp>

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
using namespace constable;
using catalog::constraint_kind;

namespace {

struct teams : table<"teams",
    in_schema<"sport">,
    column<"a", integer>,
    column<"b", integer>,
    column<"name", text, unique<>>,
    primary_key<"a", "b">
> {};

struct users : table<"users",
    column<"id", bigint, primary_key<named<"the key">, include<"age">>>,
    column<"age", integer, check<"age > 0">, check<"age < 200", named<"mortal">, no_inherit>>,
    column<"email", text, unique<nulls_not_distinct, deferrable>>,
    column<"team", text, references<teams, "name", on_delete<set_null>>>,
    column<"a", integer>,
    column<"b", integer>,
    unique<"email", "age", include<"id">>,
    check<"a < b">,
    foreign_key<columns<"a", "b">, references<teams, on_update<cascade>, match<full>>>,
    exclude<using_<"gist">, with_expression<"int4range(a, b)", "&&">, where_<"a < b">, initially_deferred>
> {};

struct app : schema<users, teams> {};

constexpr const auto& constraints = catalog_of<app>.tables[0].constraints;

} // namespace

TEST(constraints, of_columns_come_before_those_of_the_table) {
    ASSERT_EQ(constraints.size(), 9U);
    constexpr std::string_view names[] = {"the key", "users_age_check", "mortal", "users_email_key", "users_team_fkey",
                                          "users_email_age_id_key", "users_check", "users_a_b_fkey", "users_int4range_excl"};
    for (std::size_t i = 0; i != std::size(names); ++i) EXPECT_EQ(constraints[i].name, names[i]);
}

TEST(constraints, stand_on_their_column_or_on_those_they_list) {
    static_assert(constraints[0].kind == constraint_kind::primary_key && constraints[0].columns.size() == 1 &&
                  constraints[0].columns[0] == "id" && constraints[0].include[0] == "age");
    static_assert(constraints[3].kind == constraint_kind::unique && constraints[3].columns[0] == "email" &&
                  constraints[3].nulls_not_distinct && constraints[3].deferrable);
    static_assert(constraints[5].columns.size() == 2 && constraints[5].columns[1] == "age" && constraints[5].include[0] == "id");
}

TEST(constraints, check_what_they_say) {
    static_assert(constraints[1].kind == constraint_kind::check && constraints[1].expression == "age > 0" && !constraints[1].no_inherit);
    static_assert(constraints[2].expression == "age < 200" && constraints[2].no_inherit);
    static_assert(constraints[6].expression == "a < b");
}

TEST(constraints, reference_columns_by_name_or_the_primary_key) {
    static_assert(constraints[4].kind == constraint_kind::foreign_key && constraints[4].referenced_schema == "sport" &&
                  constraints[4].referenced_table == "teams" && constraints[4].referenced_columns[0] == "name" &&
                  constraints[4].on_delete == catalog::referential_action::set_null);
    static_assert(constraints[7].columns.size() == 2 && constraints[7].referenced_columns.size() == 2 &&
                  constraints[7].referenced_columns[1] == "b" && constraints[7].match == catalog::match_type::full &&
                  constraints[7].on_update == catalog::referential_action::cascade);
}

TEST(constraints, exclude_by_keys_with_operators) {
    static_assert(constraints[8].kind == constraint_kind::exclude && constraints[8].method == "gist" &&
                  constraints[8].keys.size() == 1 && constraints[8].keys[0].expression == "int4range(a, b)" &&
                  constraints[8].keys[0].with_operator == "&&" && constraints[8].predicate == "a < b" && constraints[8].initially_deferred);
}

TEST(constraints, of_the_primary_key_make_columns_not_null) {
    static_assert(catalog_of<app>.tables[0].columns[0].not_null && !catalog_of<app>.tables[0].columns[1].not_null);
    static_assert(catalog_of<app>.tables[1].columns[0].not_null && catalog_of<app>.tables[1].columns[1].not_null &&
                  !catalog_of<app>.tables[1].columns[2].not_null);
}
