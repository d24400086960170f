// SPDX-License-Identifier: BSL-1.0
// Whole headers. tests/pulled compiles what this writes, and tests/corpus what it writes of real databases.
#include <constable/pull/write_declarations.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;
using catalog::constraint_kind;

namespace {

constexpr std::string_view id[] = {"id"};
constexpr std::string_view other[] = {"other"};
constexpr catalog::column columns[] = {{.name = "id", .type = "bigint"}, {.name = "other", .type = "bigint"}};

constexpr catalog::constraint primary_key{.kind = constraint_kind::primary_key, .name = "pk", .columns = id};
constexpr catalog::constraint reference(std::string_view schema, std::string_view table) {
    return {.kind = constraint_kind::foreign_key,
            .name = "fk",
            .columns = other,
            .referenced_schema = schema,
            .referenced_table = table,
            .referenced_columns = id};
}

} // namespace

TEST(write_declarations, of_an_empty_catalog_still_compile) {
    EXPECT_EQ(pull::write_declarations({}),
              R"(// Written by constable pull: what a PostgreSQL database holds, as declarations.
#pragma once

#include <constable/schema.hpp>

namespace pulled {

using namespace constable;

struct app : schema<> {};

} // namespace pulled
)");
}

TEST(write_declarations, group_by_database_schema) {
    const std::string_view labels[] = {"user", "admin"};
    const catalog::enumeration enumerations[] = {
        {.schema = "auth", .name = "role", .labels = labels, .comment = "What one may do"}};
    const catalog::column users[] = {{.name = "id", .type = "bigint"}, {.name = "role", .type = "auth.role"}};
    const catalog::table tables[] = {{.name = "users", .columns = columns},
                                     {.schema = "auth", .name = "users", .columns = users}};
    const catalog::database_schema schemas[] = {{.name = "auth"}};
    EXPECT_EQ(pull::write_declarations(
                  {.enumerations = enumerations, .tables = tables, .default_schema = "public", .schemas = schemas}),
              R"(// Written by constable pull: what a PostgreSQL database holds, as declarations.
// What has no in_schema lies in the default schema, which was public.
#pragma once

#include <constable/schema.hpp>

namespace pulled {

using namespace constable;

struct auth_schema : database_schema<"auth"> {};

struct users : table<"users",
    column<"id",    bigint>,
    column<"other", bigint>
> {};

namespace auth {

struct role : enum_in<"auth", "role", "user", "admin"> {};

struct users : table<"users",
    in_schema<"auth">,
    column<"id",   bigint>,
    column<"role", role>
> {};

} // namespace auth

struct app : schema<auth_schema, auth::role, users, auth::users, comment_on_type<auth::role, "What one may do">> {};

} // namespace pulled
)");
}

TEST(write_declarations, know_foreign_keys_in_circles) {
    const catalog::constraint a[] = {primary_key, reference("s", "b")};
    const catalog::constraint b[] = {primary_key, reference("", "a")};
    const catalog::table tables[] = {{.name = "a", .columns = columns, .constraints = a},
                                     {.schema = "s", .name = "b", .columns = columns, .constraints = b}};
    const std::string text = pull::write_declarations({.tables = tables});
    EXPECT_NE(text.find("// Named before they are declared.\nstruct a;\n"), std::string::npos) << text;
    EXPECT_NE(text.find("references<s::b, named<\"fk\">>"), std::string::npos) << text;
}

TEST(write_declarations, go_where_they_are_told) {
    const catalog::table tables[] = {{.name = "a", .columns = columns},
                                     {.schema = "s", .name = "a", .columns = columns}};
    const std::string global =
        pull::write_declarations({.tables = tables}, {.namespace_name = "", .app_name = "billing"});
    EXPECT_EQ(global.find("namespace  {"), std::string::npos);
    EXPECT_NE(global.find("\nstruct billing : schema<a, s::a> {};\n"), std::string::npos) << global;
    const std::string nested =
        pull::write_declarations({.tables = tables}, {.namespace_name = "shop::tables", .include = "constable.hpp"});
    EXPECT_NE(nested.find("#include <constable.hpp>\n\nnamespace shop::tables {\n"), std::string::npos) << nested;
}

TEST(write_declarations, end_with_what_could_not_be_said) {
    const catalog::constraint constraints[] = {reference("", "gone")};
    const catalog::table tables[] = {{.name = "a", .columns = columns, .constraints = constraints}};
    const catalog::unmodelled unmodelled[] = {{.kind = "cast", .name = "(text AS\ncitext)"}};
    EXPECT_TRUE(pull::write_declarations({.tables = tables, .unmodelled_objects = unmodelled})
                    .ends_with("} // namespace pulled\n\n// Not declared, since there are no words for them:\n//   "
                               "cast (text AS citext)\n\n"
                               "// Left out:\n//   foreign key fk of a: references gone, which is not here\n"));
}
