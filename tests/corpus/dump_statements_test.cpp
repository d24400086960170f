// SPDX-License-Identifier: BSL-1.0
// The comparison of dumps splits them into the right statements and sees each difference.
#include "corpus/dump_statements.hpp"

#include <gtest/gtest.h>

namespace {

using constable::testing::compare_dumps;
using constable::testing::dump_statements;
using texts = std::vector<std::string>;

TEST(dump_statements, leaves_out_comments_settings_and_commands_of_psql) {
    EXPECT_EQ(dump_statements("--\n-- PostgreSQL; dump\n--\n\n\\restrict corpus\n\nSET client_encoding = 'UTF8';\n"
                              "SELECT pg_catalog.set_config('search_path', '', false);\n\n--\n-- Name: t; Type: TABLE\n"
                              "--\n\nCREATE TABLE t (\n    a integer\n);\n\n\\unrestrict corpus\n"),
              texts{"CREATE TABLE t (\n    a integer\n)"});
}

TEST(dump_statements, end_at_a_semicolon_outside_of_quotes_and_parentheses) {
    EXPECT_EQ(dump_statements("COMMENT ON TABLE \"a;b\" IS 'it''s; one';\nCOMMENT ON TABLE c IS E'\\';\\\\';\n"
                              "CREATE RULE r AS ON INSERT TO t DO ( DELETE FROM a; DELETE FROM b;\n);\nSELECT 1 /* ; /* ; */ ; */;"),
              (texts{"COMMENT ON TABLE \"a;b\" IS 'it''s; one'", "COMMENT ON TABLE c IS E'\\';\\\\'",
                     "CREATE RULE r AS ON INSERT TO t DO ( DELETE FROM a; DELETE FROM b;\n)",
                     "SELECT 1 /* ; /* ; */ ; */"}));
}

TEST(dump_statements, keep_the_bodies_of_routines_whole) {
    const std::string dollars = "CREATE FUNCTION f() RETURNS void\n    LANGUAGE plpgsql\n"
                                "    AS $_$ begin; -- '\n execute $$;$$; perform $1; end; $_$";
    const std::string atomic = "CREATE OR REPLACE FUNCTION g() RETURNS integer\n    LANGUAGE sql\n"
                               "    BEGIN ATOMIC\n SELECT CASE WHEN true THEN 1 END AS a;\n SELECT 2;\nEND";
    const std::string named = "CREATE TABLE begin_atomic (\n    \"case\" integer\n)";
    EXPECT_EQ(dump_statements(dollars + ";\n\n" + atomic + ";\n\n" + named + ";\n"), (texts{dollars, atomic, named}));
}

TEST(dump_statements, carry_the_settings_that_they_depend_on) {
    EXPECT_EQ(dump_statements("SET default_tablespace = '';\nSET default_table_access_method = heap;\nCREATE TABLE a ();\n"
                              "SET default_tablespace = fast;\nCREATE TABLE b ();\nCREATE VIEW v AS SELECT 1;\n"
                              "SET default_tablespace = '';\nCREATE TABLE c ();\n"),
              (texts{"CREATE TABLE a ()", "SET default_tablespace = fast; CREATE TABLE b ()", "CREATE VIEW v AS SELECT 1",
                     "CREATE TABLE c ()"}));
}

TEST(compare_dumps, does_not_mind_the_order_of_statements) {
    EXPECT_TRUE(compare_dumps("CREATE TABLE a ();\nCREATE TABLE b ();", "CREATE TABLE b ();\n\nCREATE TABLE a ();").empty());
}

TEST(compare_dumps, names_what_only_one_of_them_has) {
    const auto found = compare_dumps("SELECT 1;\nSELECT 1;\nCREATE TABLE b (a integer, b text);",
                                     "SELECT 1;\nCREATE TABLE b (b text, a integer);");
    EXPECT_EQ(found.only_left, (texts{"CREATE TABLE b (a integer, b text)", "SELECT 1"}));
    EXPECT_EQ(found.only_right, (texts{"CREATE TABLE b (b text, a integer)"}));
}

} // namespace
