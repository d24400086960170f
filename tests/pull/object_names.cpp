// SPDX-License-Identifier: BSL-1.0
// The structs of a catalog's objects.
#include <constable/pull/object_names.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;

TEST(object_names, are_the_names_of_the_objects) {
    const catalog::table tables[] = {{.name = "users"}, {.name = "class"}};
    const pull::object_names names{{.tables = tables}, "pulled", "app"};
    EXPECT_EQ(names.of(&tables[0]).name, "users");
    EXPECT_EQ(names.of(&tables[1]).name, "class_");
    EXPECT_EQ(names.app(), "app");
    EXPECT_EQ(names.find_relation("", "class")->name, "class_");
    EXPECT_EQ(names.find_relation("", "users2"), nullptr);
}

TEST(object_names, lie_in_a_namespace_for_each_database_schema) {
    const catalog::table tables[] = {
        {.name = "users"}, {.schema = "auth", .name = "users"}, {.schema = "New Shop", .name = "orders"}};
    const pull::object_names names{{.tables = tables}, "pulled", "app"};
    EXPECT_EQ(names.of(&tables[0]).scope, "");
    EXPECT_EQ(names.of(&tables[1]).scope, "auth");
    EXPECT_EQ(names.of(&tables[2]).scope, "New_Shop");
}

TEST(object_names, are_qualified_where_they_must_be) {
    const catalog::table tables[] = {{.name = "users"},
                                     {.name = "teams"},
                                     {.schema = "auth", .name = "users"},
                                     {.schema = "shop", .name = "orders"}};
    const pull::object_names names{{.tables = tables}, "pulled", "app"};
    EXPECT_EQ(names.refer(names.of(&tables[2]), "auth"), "users");
    EXPECT_EQ(names.refer(names.of(&tables[2]), ""), "auth::users");
    EXPECT_EQ(names.refer(names.of(&tables[3]), "auth"), "shop::orders");
    EXPECT_EQ(names.refer(names.of(&tables[0]), "auth"), "pulled::users"); // auth has one too
    EXPECT_EQ(names.refer(names.of(&tables[1]), "auth"), "teams");
}

TEST(object_names, give_way_to_namespaces_and_to_the_app) {
    const catalog::table tables[] = {
        {.name = "auth"}, {.name = "app"}, {.name = "pulled"}, {.schema = "auth", .name = "auth"}};
    const pull::object_names names{{.tables = tables}, "pulled", "app"};
    EXPECT_EQ(names.of(&tables[0]).name, "auth_table");
    EXPECT_EQ(names.of(&tables[1]).name, "app_table");
    EXPECT_EQ(names.of(&tables[2]).name, "pulled_table");
    EXPECT_EQ(names.of(&tables[3]).name, "auth_table");
}

TEST(object_names, leave_the_name_of_the_app_to_it) {
    const catalog::table tables[] = {{.schema = "app", .name = "app"}};
    const pull::object_names names{{.tables = tables}, "pulled", "app"};
    EXPECT_EQ(names.app(), "app");
    EXPECT_EQ(names.scope_of("app"), "app_schema");
    EXPECT_EQ(names.refer(names.of(&tables[0]), ""), "app_schema::app");
}

TEST(object_names, leave_the_plain_name_to_the_table) {
    const catalog::sequence sequences[] = {{.name = "users"}};
    const catalog::routine routines[] = {{.name = "touch", .identity = "integer"},
                                         {.name = "touch", .identity = "text"}};
    const catalog::table tables[] = {{.name = "users"}};
    const catalog::extension extensions[] = {{.name = "citext"}};
    const catalog::database_schema schemas[] = {{.name = "auth"}};
    const pull::object_names names{
        {.tables = tables, .schemas = schemas, .extensions = extensions, .sequences = sequences, .routines = routines},
        "pulled",
        "app"};
    EXPECT_EQ(names.of(&tables[0]).name, "users");
    EXPECT_EQ(names.of(&sequences[0]).name, "users_sequence");
    EXPECT_EQ(names.of(&routines[0]).name, "touch");
    EXPECT_EQ(names.of(&routines[1]).name, "touch_function");
    EXPECT_EQ(names.find_routine("", "touch", "text")->name, "touch_function");
    EXPECT_EQ(names.of(&extensions[0]).name, "citext_extension");
    EXPECT_EQ(names.find_schema("auth")->name, "auth_schema");
}
