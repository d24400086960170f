// SPDX-License-Identifier: BSL-1.0
// What the catalog has no words for is listed.
#include "constable/database/unmodelled_queries.hpp"

#include "support/live_test.hpp"

#include <gtest/gtest.h>
#include <string>

namespace {

namespace catalog = constable::catalog;

class unmodelled_objects : public constable::testing::live_test {
protected:
    std::string listed() const {
        std::string text;
        for (const catalog::unmodelled& each : catalog_->unmodelled_objects) text.append(each.kind).append(": ").append(each.name).append("\n");
        return text;
    }
};

constexpr const char* objects = R"(CREATE TYPE mood AS ENUM ('a'); CREATE TYPE span AS RANGE (subtype = float8);
    CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq); CREATE CAST (mood AS integer) WITH INOUT;
    CREATE TEXT SEARCH CONFIGURATION conf (COPY = simple); CREATE TEXT SEARCH DICTIONARY dict (TEMPLATE = simple); CREATE FOREIGN DATA WRAPPER wrapper;
    CREATE SERVER away FOREIGN DATA WRAPPER wrapper; CREATE USER MAPPING FOR PUBLIC SERVER away; CREATE FOREIGN TABLE foreign_one (a integer) SERVER away;
    CREATE PUBLICATION pub; CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end';
    CREATE EVENT TRIGGER et ON ddl_command_start EXECUTE FUNCTION ev(); ALTER EVENT TRIGGER et DISABLE; CREATE TYPE shell;
    CREATE CONVERSION conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8; CREATE ACCESS METHOD am TYPE TABLE HANDLER heap_tableam_handler;
    CREATE OPERATOR CLASS oc FOR TYPE integer USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer);
    SELECT lo_create(0); CREATE EXTENSION citext; CREATE EXTENSION hstore;
    CREATE TABLE one (a integer PRIMARY KEY); CREATE MATERIALIZED VIEW kept AS SELECT 'x'::text AS x;
    ALTER MATERIALIZED VIEW kept ALTER x SET STATISTICS 4)";

TEST_F(unmodelled_objects, are_listed_by_kind_and_name) {
    read(objects);
    EXPECT_EQ(listed(), R"(large object: 1
settings of a column of a materialized view: kept.x
type: public.shell
user mapping: public on server away
)");
}

TEST_F(unmodelled_objects, are_default_privileges_that_owners_take_from_themselves) {
    read("DO $$ BEGIN CREATE ROLE corpus_of_its_own; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;"
         "ALTER DEFAULT PRIVILEGES FOR ROLE corpus_of_its_own REVOKE ALL ON TABLES FROM corpus_of_its_own;"
         "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
    EXPECT_EQ(listed(), "default privileges of the owner: corpus_of_its_own on each TABLE\n");
}

TEST_F(unmodelled_objects, are_no_operators_that_others_only_name) {
    read("CREATE OPERATOR |+| (LEFTARG = text, RIGHTARG = text, FUNCTION = textcat, COMMUTATOR = |-|)");
    EXPECT_EQ(listed(), "");
}

TEST_F(unmodelled_objects, of_the_database_are_left_out_when_only_schemas_are_read) {
    read(objects, {});
    EXPECT_EQ(listed(), R"(settings of a column of a materialized view: kept.x
type: public.shell
)");
}

TEST_F(unmodelled_objects, are_what_postgresql_18_says_of_not_null) {
    if (version() < 180000) GTEST_SKIP() << "an older server";
    read("CREATE TABLE one (a integer NOT NULL NO INHERIT, b integer NOT NULL, c integer); ALTER TABLE one ADD CONSTRAINT late NOT NULL c NOT VALID;"
         "COMMENT ON CONSTRAINT one_b_not_null ON one IS 'b'");
    EXPECT_EQ(listed(), "NOT NULL constraint that is NO INHERIT: one_a_not_null on one\nNOT NULL constraint that is NOT VALID: late on one\n"
                        "comment on a NOT NULL constraint: one_b_not_null on one\n");
}

TEST_F(unmodelled_objects, are_privileges_that_owners_gave_up_or_gave_themselves) {
    read("CREATE TABLE one (a integer); REVOKE ALL ON one FROM postgres; CREATE TABLE two (a integer); GRANT SELECT ON two TO PUBLIC;"
         "CREATE TABLE three (a integer); GRANT SELECT ON three TO postgres WITH GRANT OPTION;"
         "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION f() FROM postgres");
    EXPECT_EQ(listed(), "privileges of the owner: f()\nprivileges of the owner: one\nprivileges of the owner: three\n");
    EXPECT_EQ(catalog_->grants.size(), 1U);
}

TEST_F(unmodelled_objects, are_privileges_that_nothing_declared_can_have) {
    read("CREATE EXTENSION citext; CREATE EXTENSION hstore; REVOKE ALL ON FUNCTION hstore(text, text) FROM PUBLIC;"
         "CREATE FOREIGN DATA WRAPPER w; GRANT USAGE ON FOREIGN DATA WRAPPER w TO PUBLIC; CREATE SERVER s FOREIGN DATA WRAPPER w; GRANT USAGE ON FOREIGN SERVER s TO PUBLIC");
    EXPECT_EQ(listed(), "privileges of a foreign data wrapper: w\nprivileges of a server: s\nprivileges of objects of an extension: hstore\n");
}

TEST_F(unmodelled_objects, are_none_in_an_ordinary_schema) {
    read("CREATE TYPE mood AS ENUM ('a'); CREATE TYPE pair AS (a integer, b integer); CREATE DOMAIN few AS integer; CREATE TABLE one (a mood, b few, c pair[]);"
         "CREATE TYPE span AS RANGE (subtype = float8); CREATE VIEW seen AS SELECT 1 AS a");
    EXPECT_EQ(listed(), "");
}

} // namespace
