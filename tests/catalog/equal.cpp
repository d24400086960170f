// SPDX-License-Identifier: BSL-1.0
// Exact comparing sees every field and says where it is.
#include "constable/catalog/equal.hpp"

#include "support/full_catalog.hpp"

#include <gtest/gtest.h>
#include <string>

namespace catalog = constable::catalog;

TEST(equal, finds_nothing_between_equal_catalogs) {
    EXPECT_EQ(catalog::first_inequality({}, {}), "");
    const test::full_catalog one;
    const test::full_catalog other;
    EXPECT_EQ(catalog::first_inequality(one.value(), other.value()), "");
}

TEST(equal, sees_every_field_and_every_list_and_names_it) {
    const test::full_catalog original;
    std::size_t changes = 0;
    test::each_change([&](const catalog::catalog& changed, const std::string& what) {
        ++changes;
        const std::string forth = catalog::first_inequality(original.value(), changed);
        const std::string field = what.substr(what.rfind('/') + 1);
        // An object with another name is another object, or compared with the nameless one.
        const bool is_key = field == "name" || forth.find(": only on the ") != std::string::npos;
        EXPECT_TRUE(forth.find(field + ": ") != std::string::npos || (is_key && !forth.empty()))
            << what << " is changed, and what is seen is: " << forth;
        EXPECT_NE(catalog::first_inequality(changed, original.value()), "") << what;
    });
    EXPECT_GT(changes, 200U);
}

TEST(equal, says_the_path_and_both_values) {
    static constexpr catalog::column left[] = {{.name = "id", .type = "integer"}, {.name = "email", .type = "text"}};
    static constexpr catalog::column right[] = {{.name = "id", .type = "integer"}, {.name = "email", .type = "citext"}};
    static constexpr catalog::table left_table{.schema = "auth", .name = "users", .columns = left};
    static constexpr catalog::table right_table{.schema = "auth", .name = "users", .columns = right};
    const catalog::catalog a{.tables = {&left_table, 1}};
    const catalog::catalog b{.tables = {&right_table, 1}};
    EXPECT_EQ(catalog::first_inequality(a, b), R"(table auth users, column email, type: "text" and "citext")");
    EXPECT_EQ(catalog::first_inequality(a, {}), "table auth users: only on the left");
    EXPECT_EQ(catalog::first_inequality({}, a), "table auth users: only on the right");
}

TEST(equal, does_not_see_the_order_of_objects_but_that_of_columns) {
    static constexpr catalog::index indexes[] = {{.name = "i"}, {.name = "j"}};
    static constexpr catalog::index exchanged[] = {{.name = "j"}, {.name = "i"}};
    static constexpr catalog::table table{.name = "t", .indexes = indexes};
    static constexpr catalog::table same{.name = "t", .indexes = exchanged};
    EXPECT_EQ(catalog::first_inequality({.tables = {&table, 1}}, {.tables = {&same, 1}}), "");

    static constexpr catalog::column columns[] = {{.name = "a"}, {.name = "b"}};
    static constexpr catalog::column turned[] = {{.name = "b"}, {.name = "a"}};
    static constexpr catalog::table one{.name = "t", .columns = columns};
    static constexpr catalog::table other{.name = "t", .columns = turned};
    EXPECT_NE(catalog::first_inequality({.tables = {&one, 1}}, {.tables = {&other, 1}}), "");
}

TEST(equal, sees_an_object_that_is_there_twice) {
    static constexpr catalog::enumeration types[] = {{.name = "mood"}, {.name = "mood"}};
    EXPECT_NE(catalog::first_inequality({.enumerations = types}, {.enumerations = {types, 1}}), "");
}

TEST(equal, does_not_see_the_order_of_storage_parameters) {
    static constexpr std::string_view forth[] = {"fillfactor=70", "autovacuum_enabled=false"};
    static constexpr std::string_view back[] = {"autovacuum_enabled=false", "fillfactor=70"};
    static constexpr std::string_view twice[] = {"fillfactor=70", "fillfactor=70"};
    static constexpr catalog::table one{.name = "t", .options = forth};
    static constexpr catalog::table same{.name = "t", .options = back};
    static constexpr catalog::table other{.name = "t", .options = twice};
    EXPECT_EQ(catalog::first_inequality({.tables = {&one, 1}}, {.tables = {&same, 1}}), "");
    EXPECT_NE(catalog::first_inequality({.tables = {&one, 1}}, {.tables = {&other, 1}}), "");
}
