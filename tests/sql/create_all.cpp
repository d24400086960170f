// SPDX-License-Identifier: BSL-1.0
// A whole catalog as one script. tests/integration/recreate.cpp gives such scripts to the server.
#include <constable/sql/create_all.hpp>

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
using constable::sql::create_all;

TEST(create_all, of_nothing_is_nothing) { EXPECT_EQ(create_all({}), ""); }

TEST(create_all, makes_tables_as_ddl_of_does) {
    const std::string_view a[] = {"a"};
    const catalog::column columns[] = {{.name = "a", .type = "integer"}};
    const catalog::constraint to_u[] = {{.kind = catalog::constraint_kind::primary_key, .name = "t_pkey", .columns = a},
                                        {.kind = catalog::constraint_kind::foreign_key, .name = "f", .columns = a, .referenced_table = "u", .referenced_columns = a}};
    const catalog::constraint to_t[] = {{.kind = catalog::constraint_kind::primary_key, .name = "u_pkey", .columns = a},
                                        {.kind = catalog::constraint_kind::foreign_key, .name = "g", .columns = a, .referenced_table = "t", .referenced_columns = a}};
    const catalog::table tables[] = {{.name = "t", .columns = columns, .constraints = to_u}, {.name = "u", .columns = columns, .constraints = to_t}};
    EXPECT_EQ(create_all(catalog::catalog{.tables = tables}),
              "CREATE TABLE u (\n    a integer,\n    CONSTRAINT u_pkey PRIMARY KEY (a)\n);\n"
              "CREATE TABLE t (\n    a integer,\n    CONSTRAINT t_pkey PRIMARY KEY (a),\n    CONSTRAINT f FOREIGN KEY (a) REFERENCES u (a)\n);\n"
              "ALTER TABLE u ADD CONSTRAINT g FOREIGN KEY (a) REFERENCES t (a);\n");
}

TEST(create_all, looks_at_no_body_and_works_in_the_default_schema) {
    const catalog::routine routines[] = {{.name = "f", .result = "integer", .language = "sql", .body = "SELECT 1"}};
    const catalog::database_schema schemas[] = {{"App", {}}, {"public", {}}};
    const catalog::grant grants[] = {{.kind = catalog::object_kind::function, .name = "f", .grantee = "r", .privilege = "EXECUTE"}};
    const catalog::default_privilege defaults[] = {{.grantee = "r", .privilege = "SELECT"}};
    catalog::catalog of{.default_schema = "App", .schemas = schemas, .routines = routines, .grants = grants, .default_privileges = defaults};
    const std::string body = "CREATE FUNCTION f() RETURNS integer\n    LANGUAGE sql\nAS $$SELECT 1$$;\nGRANT EXECUTE ON FUNCTION f() TO r;\n";
    EXPECT_EQ(create_all(of), "SET check_function_bodies = off;\nCREATE SCHEMA IF NOT EXISTS \"App\";\nSET search_path = \"App\";\n" + body +
                                  "ALTER DEFAULT PRIVILEGES IN SCHEMA \"App\" GRANT SELECT ON TABLES TO r;\n");
    of.default_schema = "public";
    of.schemas = {};
    EXPECT_EQ(create_all(of), "SET check_function_bodies = off;\n" + body + "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO r;\n");
}
