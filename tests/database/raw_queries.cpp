// SPDX-License-Identifier: BSL-1.0
// Objects of kinds without words are read as the SQL that makes them.
#include "constable/database/raw_queries.hpp"

#include "support/live_test.hpp"

#include <gtest/gtest.h>
#include <string>

namespace {

namespace catalog = constable::catalog;

class raw_objects_that_are_read : public constable::testing::live_test {
protected:
    std::string definitions(const std::string& statements, const constable::database::scope& what = constable::database::scope::whole_database()) {
        std::string text;
        for (const catalog::raw_object& each : read(statements, what).raw_objects)
            text.append(each.definition).append(each.comment.empty() ? "" : " -- ").append(each.comment).append("\n");
        return text;
    }
};

TEST_F(raw_objects_that_are_read, are_operators_with_their_options) {
    EXPECT_EQ(definitions("CREATE SCHEMA far; CREATE OPERATOR far.<% (FUNCTION = int4lt, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(far.>%),"
                          " RESTRICT = scalarltsel, JOIN = scalarltjoinsel);"
                          "CREATE OPERATOR far.>% (FUNCTION = int4gt, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(far.<%));"
                          "CREATE OPERATOR === (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text, COMMUTATOR = ===, HASHES, MERGES);"
                          "CREATE OPERATOR !!! (FUNCTION = int4abs, RIGHTARG = integer); COMMENT ON OPERATOR !!! (NONE, integer) IS 'c'"),
              R"(CREATE OPERATOR !!! (FUNCTION = int4abs, RIGHTARG = integer); -- c
CREATE OPERATOR === (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text, COMMUTATOR = ===, MERGES, HASHES);
CREATE OPERATOR far.<% (FUNCTION = int4lt, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(far.>%), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR far.>% (FUNCTION = int4gt, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(far.<%));
)");
}

TEST_F(raw_objects_that_are_read, are_classes_and_families_with_their_members) {
    EXPECT_EQ(definitions("CREATE OPERATOR CLASS oc FOR TYPE integer USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,"
                          " FUNCTION 1 btint4cmp(integer, integer);"
                          "CREATE OPERATOR FAMILY loose USING hash; ALTER OPERATOR FAMILY loose USING hash ADD OPERATOR 1 = (integer, integer), FUNCTION 1 (integer, integer) hashint4(integer)"),
              R"(CREATE OPERATOR CLASS oc FOR TYPE integer USING btree FAMILY oc AS
    OPERATOR 1 <(integer,integer),
    OPERATOR 2 <=(integer,integer),
    OPERATOR 3 =(integer,integer),
    OPERATOR 4 >=(integer,integer),
    OPERATOR 5 >(integer,integer),
    FUNCTION 1 (integer, integer) btint4cmp(integer,integer);
CREATE OPERATOR FAMILY loose USING hash;
ALTER OPERATOR FAMILY loose USING hash ADD
    OPERATOR 1 =(integer,integer),
    FUNCTION 1 (integer, integer) hashint4(integer);
CREATE OPERATOR FAMILY oc USING btree;
)");
}

TEST_F(raw_objects_that_are_read, are_text_search_objects) {
    EXPECT_EQ(definitions("CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple, STOPWORDS = english); CREATE TEXT SEARCH CONFIGURATION \"My search\" (PARSER = \"default\");"
                          "ALTER TEXT SEARCH CONFIGURATION \"My search\" ADD MAPPING FOR word, \"int\" WITH plain, english_stem;"
                          "CREATE TEXT SEARCH TEMPLATE t (INIT = dsimple_init, LEXIZE = dsimple_lexize);"
                          "CREATE TEXT SEARCH PARSER p (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype)"),
              R"(CREATE TEXT SEARCH CONFIGURATION "My search" (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION "My search" ADD MAPPING FOR word WITH plain, english_stem;
ALTER TEXT SEARCH CONFIGURATION "My search" ADD MAPPING FOR "int" WITH plain, english_stem;
CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple, stopwords = 'english');
CREATE TEXT SEARCH PARSER p (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH TEMPLATE t (INIT = dsimple_init, LEXIZE = dsimple_lexize);
)");
}

TEST_F(raw_objects_that_are_read, are_foreign_tables_and_where_they_come_from) {
    // since PostgreSQL 18 a NOT NULL has a name, which a partition has of its parent
    const std::string not_null = version() >= 180000 ? "CONSTRAINT whole_a_not_null NOT NULL" : "NOT NULL";
    EXPECT_EQ(definitions("CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'it''s'); CREATE SERVER s TYPE 't' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (\"Host\" 'h');"
                          "CREATE TABLE whole (a integer NOT NULL) PARTITION BY LIST (a);"
                          "CREATE FOREIGN TABLE part PARTITION OF whole FOR VALUES IN (1) SERVER s;"
                          "CREATE FOREIGN TABLE one (a integer OPTIONS (n 'A') NOT NULL DEFAULT 7, b text COLLATE \"C\", CHECK (a > 0)) SERVER s OPTIONS (name 'x');"
                          "COMMENT ON COLUMN one.b IS 'b'; CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';"
                          "CREATE TRIGGER t BEFORE INSERT ON one FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE one ENABLE ALWAYS TRIGGER t"),
              R"(CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'it''s');
CREATE FOREIGN TABLE one (
    a integer OPTIONS (n 'A') DEFAULT 7 NOT NULL,
    b text COLLATE "C",
    CONSTRAINT one_a_check CHECK ((a > 0))
) SERVER s OPTIONS (name 'x');
COMMENT ON COLUMN one.b IS 'b';
CREATE TRIGGER t BEFORE INSERT ON public.one FOR EACH ROW EXECUTE FUNCTION f();
ALTER FOREIGN TABLE one ENABLE ALWAYS TRIGGER t;
CREATE FOREIGN TABLE part (
    a integer )" + not_null + R"(
) SERVER s;
ALTER TABLE ONLY whole ATTACH PARTITION part FOR VALUES IN (1);
CREATE SERVER s TYPE 't' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS ("Host" 'h');
)");
}

TEST_F(raw_objects_that_are_read, publish_and_watch) {
    EXPECT_EQ(definitions("CREATE TABLE one (a integer PRIMARY KEY, b text); CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, delete');"
                          "CREATE PUBLICATION \"Some\" FOR TABLE one; CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
                          "CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION f(); ALTER EVENT TRIGGER e DISABLE"),
              R"(CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION f();
ALTER EVENT TRIGGER e DISABLE;
CREATE PUBLICATION "Some";
ALTER PUBLICATION "Some" ADD TABLE ONLY one;
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, delete');
)");
}

TEST_F(raw_objects_that_are_read, publish_columns_rows_and_schemas) {
    if (version() < 150000) GTEST_SKIP() << "an older server";
    EXPECT_EQ(definitions("CREATE SCHEMA far; CREATE TABLE one (a integer PRIMARY KEY, b text); CREATE PUBLICATION p FOR TABLE one (a) WHERE (a > 0);"
                          "CREATE PUBLICATION q FOR TABLES IN SCHEMA far"),
              R"(CREATE PUBLICATION p;
ALTER PUBLICATION p ADD TABLE ONLY one (a) WHERE ((a > 0));
CREATE PUBLICATION q;
ALTER PUBLICATION q ADD TABLES IN SCHEMA far;
)");
}

TEST_F(raw_objects_that_are_read, are_casts_conversions_and_access_methods) {
    EXPECT_EQ(definitions("CREATE TYPE mood AS ENUM ('a'); CREATE CAST (text AS mood) WITH INOUT AS IMPLICIT; CREATE FUNCTION f(mood) RETURNS integer LANGUAGE sql AS 'SELECT 1';"
                          "CREATE CAST (mood AS integer) WITH FUNCTION f(mood) AS ASSIGNMENT; CREATE DEFAULT CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;"
                          "CREATE ACCESS METHOD am TYPE TABLE HANDLER heap_tableam_handler"),
              R"(CREATE ACCESS METHOD am TYPE TABLE HANDLER heap_tableam_handler;
CREATE CAST (mood AS integer) WITH FUNCTION f(mood) AS ASSIGNMENT;
CREATE CAST (text AS mood) WITH INOUT AS IMPLICIT;
CREATE DEFAULT CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
)");
}

TEST_F(raw_objects_that_are_read, of_no_schema_are_the_declared_ones_where_only_schemas_are_read) {
    const catalog::raw_object declared[] = {{.kind = "cast", .name = "(text AS mood)"}, {.kind = "operator", .name = "?"}};
    const catalog::catalog expected{.raw_objects = declared};
    EXPECT_EQ(definitions("CREATE TYPE mood AS ENUM ('a'); CREATE CAST (text AS mood) WITH INOUT; CREATE CAST (mood AS bytea) WITH INOUT; CREATE FOREIGN DATA WRAPPER w;"
                          "CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple)", expected),
              "CREATE CAST (text AS mood) WITH INOUT;\nCREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple);\n");
}

TEST_F(raw_objects_that_are_read, are_never_servers_that_may_hold_passwords) {
    EXPECT_EQ(definitions("CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (password 'hidden')"), "CREATE FOREIGN DATA WRAPPER w;\n");
    ASSERT_EQ(catalog_->unmodelled_objects.size(), 1U);
    EXPECT_EQ(catalog_->unmodelled_objects[0].name, "s");
}

} // namespace
