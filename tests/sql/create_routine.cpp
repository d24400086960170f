// SPDX-License-Identifier: BSL-1.0
// DDL of functions, procedures and aggregates, word by word.
#include <constable/sql/create_routine.hpp>

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
namespace sql = constable::sql;
using catalog::routine_kind;

namespace {

std::string created(const catalog::routine& of, bool replace = false) {
    return constable::strings::to_string([&](auto& sink) { sql::add_create_routine(sink, of, replace); });
}
std::string setting(std::string_view of) {
    return constable::strings::to_string([&](auto& sink) { sql::add_setting(sink, of); });
}

} // namespace

TEST(create_routine, makes_functions) {
    EXPECT_EQ(created({.name = "f", .result = "integer", .language = "sql", .body = "SELECT 1"}),
              "CREATE FUNCTION f() RETURNS integer\n    LANGUAGE sql\nAS $$SELECT 1$$;\n");
    constexpr std::string_view types[] = {"hstore", "jsonb"};
    constexpr std::string_view settings[] = {"search_path=a"};
    EXPECT_EQ(created({.schema = "s", .name = "f", .identity = "integer", .kind = routine_kind::window, .arguments = "a integer DEFAULT 1", .result = "SETOF text",
                       .language = "plpgsql", .body = "$1", .volatility = catalog::volatility_kind::stable, .parallel = catalog::parallel_safety::restricted, .strict = true,
                       .security_definer = true, .leakproof = true, .cost = "5", .rows = "7", .support = "s.help", .transforms = types, .settings = settings, .comment = "c"}, true),
              "CREATE OR REPLACE FUNCTION s.f(a integer DEFAULT 1) RETURNS SETOF text\n    LANGUAGE plpgsql TRANSFORM FOR TYPE hstore, FOR TYPE jsonb WINDOW STABLE STRICT"
              " SECURITY DEFINER LEAKPROOF PARALLEL RESTRICTED COST 5 ROWS 7 SUPPORT s.help\n    SET search_path TO 'a'\nAS $_$$1$_$;\nCOMMENT ON FUNCTION s.f(integer) IS 'c';\n");
}

TEST(create_routine, makes_functions_of_libraries_and_of_parsed_bodies) {
    EXPECT_EQ(created({.name = "f", .result = "integer", .language = "c", .body = "symbol", .library = "$libdir/x"}),
              "CREATE FUNCTION f() RETURNS integer\n    LANGUAGE c\nAS '$libdir/x', 'symbol';\n");
    EXPECT_EQ(created({.name = "f", .identity = "integer", .result = "integer", .language = "sql", .sql_body = "RETURN ($1 + 1)"}),
              "CREATE FUNCTION f(integer) RETURNS integer\n    LANGUAGE sql\nRETURN ($1 + 1);\n");
}

TEST(create_routine, makes_procedures_and_aggregates) {
    EXPECT_EQ(created({.name = "p", .identity = "integer", .kind = routine_kind::procedure, .arguments = "IN a integer", .language = "sql", .body = "x", .comment = "c"}),
              "CREATE PROCEDURE p(IN a integer)\n    LANGUAGE sql\nAS $$x$$;\nCOMMENT ON PROCEDURE p(integer) IS 'c';\n");
    EXPECT_EQ(created({.name = "a", .kind = routine_kind::aggregate, .body = "SFUNC = f, STYPE = t", .comment = "c"}),
              "CREATE AGGREGATE a(*) (SFUNC = f, STYPE = t);\nCOMMENT ON AGGREGATE a(*) IS 'c';\n");
    EXPECT_EQ(created({.name = "a", .identity = "text", .kind = routine_kind::aggregate, .arguments = "x text", .body = "SFUNC = f"}, true),
              "CREATE OR REPLACE AGGREGATE a(x text) (SFUNC = f);\n");
}

TEST(create_routine, quotes_each_name_of_a_list_of_names) {
    EXPECT_EQ(setting("search_path=auth, \"$user\", \"a \"\"b\"\" 'c'\""), "SET search_path TO 'auth', '$user', 'a \"b\" ''c'''");
    EXPECT_EQ(setting("search_path=\"\""), "SET search_path TO ''");
    EXPECT_EQ(setting("search_path="), "SET search_path TO ''");
    EXPECT_EQ(setting("Search_Path=a,b"), "SET \"Search_Path\" TO 'a', 'b'");
    EXPECT_EQ(setting("work_mem=1MB"), "SET work_mem TO '1MB'");
    EXPECT_EQ(setting("DateStyle=ISO, DMY"), "SET \"DateStyle\" TO 'ISO, DMY'") << "a list, but not one of names";
    EXPECT_EQ(setting("app.user=it's"), "SET app.\"user\" TO 'it''s'");
}
