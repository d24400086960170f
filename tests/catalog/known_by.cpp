// SPDX-License-Identifier: BSL-1.0
// What is the same object, and what is another.
#include "constable/catalog/known_by.hpp"

#include <gtest/gtest.h>

using namespace constable::catalog;

namespace {

constexpr catalog declared{.name = "app"};
constexpr catalog live{.name = "live", .default_schema = "public"};
constexpr sides both{declared, live};

template <class Object>
constexpr bool are_the_same(const Object& expected, const Object& actual) {
    const known_objects<Object> keys{both, {&expected, 1}, {&actual, 1}};
    return keys.same(0, 0) && keys.hash_of_expected(0) == keys.hash_of_actual(0);
}

} // namespace

TEST(known_by, objects_are_known_by_schema_and_name) {
    static_assert(are_the_same(table{.name = "a"}, table{.schema = "public", .name = "a"}));
    EXPECT_FALSE(are_the_same(table{.name = "a"}, table{.schema = "far", .name = "a"}));
    EXPECT_FALSE(are_the_same(table{.name = "a"}, table{.name = "b"}));
    EXPECT_TRUE(are_the_same(column{.name = "a", .identity = identity_kind::always}, column{.name = "a"}));
}

TEST(known_by, routines_by_their_argument_types_too) {
    EXPECT_FALSE(are_the_same(routine{.name = "f", .identity = "integer"}, routine{.name = "f", .identity = "text"}));
}

TEST(known_by, extensions_by_their_names_alone) {
    EXPECT_TRUE(are_the_same(extension{.schema = "a", .name = "hstore"}, extension{.schema = "b", .name = "hstore"}));
}

TEST(known_by, privileges_by_all_but_how_they_are_given) {
    const grant one{.kind = object_kind::table, .name = "t", .grantee = "r", .privilege = "SELECT"};
    grant other = one;
    other.with_grant_option = true;
    EXPECT_TRUE(are_the_same(one, other));
    other.kind = object_kind::sequence;
    EXPECT_FALSE(are_the_same(one, other));
    other = one;
    other.part = "c";
    EXPECT_FALSE(are_the_same(one, other));
    const default_privilege everywhere{.role = "r", .in_all_schemas = true, .privilege = "SELECT"};
    default_privilege here = everywhere;
    here.in_all_schemas = false;
    EXPECT_FALSE(are_the_same(everywhere, here));
}

TEST(known_by, renamed_objects_by_their_former_names) {
    table renamed{.name = "people"};
    renamed.renamed_from = {"", "users"};
    const table actual{.schema = "public", .name = "users"};
    const known_objects<table> keys{both, {&renamed, 1}, {&actual, 1}};
    EXPECT_FALSE(keys.same(0, 0));
    EXPECT_TRUE(keys.may_be_same(1, 0));
    EXPECT_TRUE(keys.also_same(1, 0, 0));
}

TEST(known_by, constraints_and_indexes_by_what_they_say) {
    static constexpr std::string_view a[] = {"a"};
    const constraint one{.kind = constraint_kind::unique, .name = "one", .columns = a};
    const constraint other{.kind = constraint_kind::unique, .name = "other", .columns = a};
    const known_constraints constraints{both, nullptr, {&one, 1}, {&other, 1}};
    EXPECT_FALSE(constraints.same(0, 0));
    EXPECT_TRUE(constraints.also_same(1, 0, 0));
    EXPECT_FALSE(constraints.also_same(2, 0, 0));
    const constable::catalog::index plain{.name = "i"};
    const constable::catalog::index as_btree{.name = "j", .method = "btree"};
    const known_indexes indexes{both, nullptr, {&plain, 1}, {&as_btree, 1}};
    EXPECT_FALSE(indexes.same(0, 0));
    EXPECT_TRUE(indexes.also_same(1, 0, 0));
}
