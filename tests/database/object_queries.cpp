// SPDX-License-Identifier: BSL-1.0
// Schemas, extensions, collations, types, views, triggers, rules, policies and statistics are read with every field.
#include "constable/database/object_queries.hpp"

#include "support/live_test.hpp"

#include <gtest/gtest.h>
#include <string>

namespace {

namespace catalog = constable::catalog;

class objects_that_are_read : public constable::testing::live_test {};

TEST_F(objects_that_are_read, are_schemas_but_for_the_default_one_of_which_nothing_is_said) {
    EXPECT_EQ(written("CREATE SCHEMA auth; COMMENT ON SCHEMA auth IS 'who'; CREATE SCHEMA bare"), R"(schema auth
  comment: who

schema bare
)");
    EXPECT_EQ(part(written("COMMENT ON SCHEMA public IS 'ours'"), "schema public"), "schema public\n  comment: ours\n");
    EXPECT_EQ(written("COMMENT ON SCHEMA public IS 'standard public schema'").find("schema public"), std::string::npos);
    EXPECT_NE(written("CREATE SCHEMA other; COMMENT ON SCHEMA other IS 'standard public schema'").find("schema other\n  comment: standard public schema\n"), std::string::npos);
    EXPECT_EQ(part(written("REVOKE USAGE ON SCHEMA public FROM PUBLIC"), "schema public"), "schema public\n"); // so that pull can name it
    EXPECT_EQ(written("GRANT USAGE ON SCHEMA public TO PUBLIC").find("schema public"), std::string::npos);
}

TEST_F(objects_that_are_read, are_extensions_without_their_objects) {
    const std::string text = written("CREATE SCHEMA far; CREATE EXTENSION citext SCHEMA far; CREATE EXTENSION hstore; COMMENT ON EXTENSION hstore IS 'mine'");
    const auto installed = [&](const std::string& name) { return where_->value("SELECT extversion FROM pg_extension WHERE extname = '" + name + "'"); };
    EXPECT_EQ(text, "schema far\n\nextension hstore\n  version: " + installed("hstore") + "\n  comment: mine\n\nextension far.citext\n  version: " +
                        installed("citext") + "\n");
}

TEST_F(objects_that_are_read, are_collations) {
    EXPECT_EQ(written(R"(CREATE SCHEMA far; CREATE COLLATION de (provider = icu, locale = 'de-DE', deterministic = false);
        CREATE COLLATION far."x y" (lc_collate = 'C', lc_ctype = 'POSIX'); CREATE COLLATION plain (locale = 'C'); COMMENT ON COLLATION plain IS 'p')"),
              R"(schema far

collation de
  provider: icu
  locale: de-DE
  deterministic: false

collation plain
  provider: libc
  locale: C
  comment: p

collation far."x y"
  provider: libc
  lc_collate: C
  lc_ctype: POSIX
)");
}

TEST_F(objects_that_are_read, are_rules_of_collations) {
    if (version() < 170000) GTEST_SKIP() << "an older server";
    EXPECT_EQ(written("CREATE COLLATION a (provider = icu, locale = 'de', rules = '&a < b'); CREATE COLLATION b (provider = builtin, locale = 'C.UTF-8')"),
              "collation a\n  provider: icu\n  locale: de\n  rules: &a < b\n\ncollation b\n  provider: builtin\n  locale: C.UTF-8\n");
}

TEST_F(objects_that_are_read, are_types) {
    EXPECT_EQ(written(R"(CREATE TYPE mood AS ENUM ('sad', 'ok'); COMMENT ON TYPE mood IS 'm';
        CREATE DOMAIN postal AS varchar(9) COLLATE "C" DEFAULT 'x' NOT NULL CONSTRAINT long CHECK (length(VALUE) > 3); COMMENT ON DOMAIN postal IS 'post';
        ALTER DOMAIN postal ADD CONSTRAINT new CHECK (VALUE <> 'a') NOT VALID; COMMENT ON CONSTRAINT long ON DOMAIN postal IS 'l';
        CREATE TYPE addr AS (street text COLLATE "C", zip postal); COMMENT ON TYPE addr IS 'where'; COMMENT ON COLUMN addr.street IS 'st';
        CREATE FUNCTION far(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'select $1 - $2';
        CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = far);
        CREATE TYPE text_range AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops))"),
              R"(enum mood
  labels: sad, ok
  comment: m

domain postal
  type: character varying(9)
  collation: "C"
  default_expression: 'x'::character varying
  not_null: true
  comment: post
  constraint long
    expression: (length((VALUE)::text) > 3)
    comment: l
  constraint new
    expression: ((VALUE)::text <> 'a'::text)
    not_valid: true

composite_type addr
  comment: where
  attribute street
    type: text
    collation: "C"
    comment: st
  attribute zip
    type: postal

range_type span
  subtype: double precision
  difference: far

range_type text_range
  subtype: text
  operator_class: text_pattern_ops
  collation: "C"

routine far
  identity: double precision, double precision
  arguments: double precision, double precision
  result: double precision
  language: sql
  body: select $1 - $2
  volatility: IMMUTABLE
)");
}

TEST_F(objects_that_are_read, are_views) {
    EXPECT_EQ(written(R"(CREATE TABLE one (id integer); CREATE VIEW seen WITH (security_barrier, check_option=local) AS SELECT id FROM one;
        COMMENT ON VIEW seen IS 'v'; COMMENT ON COLUMN seen.id IS 'c'; ALTER VIEW seen ALTER id SET DEFAULT 3;
        CREATE MATERIALIZED VIEW kept WITH (fillfactor=80) AS SELECT 1 AS a, ';'::text AS b; CREATE UNIQUE INDEX by_a ON kept (a, (a + 1));
        ALTER MATERIALIZED VIEW kept CLUSTER ON by_a; CREATE STATISTICS few ON a, b FROM kept)"),
              R"(table one
  column id
    type: integer

view kept
  is_materialized: true
  query:
    |SELECT 1 AS a,
    |    ';'::text AS b
  options: fillfactor=80
  clustered_on: by_a
  index by_a
    unique: true
    key a
    key
      expression: (a + 1)
  statistics few
    expressions: a, b

view seen
  query:
    |SELECT )" + std::string{version() < 160000 ? "one.id" : "id"} + R"(
    |   FROM one
  options: check_option=local, security_barrier=true
  comment: v
  column id
    default_expression: 3
    comment: c
)");
}

TEST_F(objects_that_are_read, are_triggers_but_not_those_of_constraints_or_parents) {
    const std::string text = written(R"(CREATE SCHEMA far; CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
        CREATE FUNCTION far.keep() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end'; CREATE TABLE far.two (id integer);
        CREATE TABLE one (a text UNIQUE, b text REFERENCES one (a));
        CREATE TRIGGER "t WHEN (1" BEFORE INSERT OR UPDATE OF b, a ON one FOR EACH ROW WHEN (new.a <> ') EXECUTE') EXECUTE FUNCTION keep('a''b', '\x ü', '');
        CREATE TRIGGER u AFTER UPDATE ON one REFERENCING OLD TABLE AS o NEW TABLE AS "N" FOR EACH STATEMENT EXECUTE FUNCTION far.keep();
        CREATE CONSTRAINT TRIGGER v AFTER DELETE ON one FROM far.two DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep();
        CREATE TRIGGER w BEFORE TRUNCATE ON one EXECUTE FUNCTION keep(); ALTER TABLE one DISABLE TRIGGER u, ENABLE ALWAYS TRIGGER w;
        COMMENT ON TRIGGER u ON one IS 'u'; CREATE VIEW seen AS SELECT 1 AS a; CREATE TRIGGER x INSTEAD OF DELETE ON seen FOR EACH ROW EXECUTE FUNCTION keep();
        CREATE TABLE days (at date) PARTITION BY RANGE (at); CREATE TABLE day PARTITION OF days DEFAULT;
        CREATE TRIGGER y AFTER INSERT ON days FOR EACH ROW EXECUTE FUNCTION keep())");
    EXPECT_EQ(part(text, "table one"), R"(table one
  column a
    type: text
  column b
    type: text
  constraint one_a_key
    kind: UNIQUE
    columns: a
  constraint one_b_fkey
    kind: FOREIGN KEY
    columns: b
    referenced_table: one
    referenced_columns: a
  trigger "t WHEN (1"
    on_insert: true
    on_update: true
    update_columns: b, a
    for_each_row: true
    when_expression: (new.a <> ') EXECUTE'::text)
    function: keep
    arguments: a'b, \x ü, ""
  trigger u
    time: AFTER
    on_update: true
    function: far.keep
    old_table: o
    new_table: N
    enabled: DISABLE
    comment: u
  trigger v
    time: AFTER
    on_delete: true
    for_each_row: true
    function: keep
    is_constraint: true
    deferrable: true
    initially_deferred: true
    referenced_table: far.two
  trigger w
    on_truncate: true
    function: keep
    enabled: ALWAYS
)");
    EXPECT_EQ(part(text, "table day").find("trigger"), std::string::npos);
    EXPECT_NE(part(text, "table days").find("trigger y"), std::string::npos);
    EXPECT_NE(part(text, "view seen").find("trigger x\n    time: INSTEAD OF"), std::string::npos);
}

TEST_F(objects_that_are_read, are_rules_and_policies) {
    const constable::testing::role app{where_->home(), "NOLOGIN"};
    const std::string text = written("CREATE TABLE one (id integer, name text); CREATE POLICY p ON one AS RESTRICTIVE FOR UPDATE TO postgres, " + app.name() + R"(
            USING (id = 1) WITH CHECK (id = 2); CREATE POLICY q ON one USING (true); COMMENT ON POLICY q ON one IS 'q';
        CREATE RULE r AS ON INSERT TO one WHERE new.name = ' DO ' DO ALSO (DELETE FROM one WHERE id = 1; DELETE FROM one);
        CREATE RULE s AS ON DELETE TO one DO INSTEAD NOTHING; ALTER TABLE one DISABLE RULE s; COMMENT ON RULE s ON one IS 's')");
    EXPECT_EQ(part(text, "table one"), R"(table one
  column id
    type: integer
  column name
    type: text
  rule r
    condition: (new.name = ' DO '::text)
    action:
      |( DELETE FROM one
      |  WHERE (one.id = 1);
      | DELETE FROM one;
      |)
  rule s
    event: DELETE
    instead: true
    action: NOTHING
    enabled: DISABLE
    comment: s
  policy p
    permissive: false
    command: UPDATE
    roles: )" + (app.name() < "postgres" ? app.name() + ", postgres" : "postgres, " + app.name()) + R"(
    using_expression: (id = 1)
    check_expression: (id = 2)
  policy q
    using_expression: true
    comment: q
)");
    where_->execute("DROP TABLE one");
}

TEST_F(objects_that_are_read, are_statistics) {
    EXPECT_EQ(written("CREATE SCHEMA far; CREATE TABLE one (a integer, \"B\" integer, c integer);"
                      "CREATE STATISTICS some_of (mcv, ndistinct) ON a, \"B\" FROM one; CREATE STATISTICS far.every ON c, a FROM one; COMMENT ON STATISTICS some_of IS 's'"),
              R"(schema far

table one
  column a
    type: integer
  column B
    type: integer
  column c
    type: integer
  statistics some_of
    kinds: ndistinct, mcv
    expressions: a, "\"B\""
    comment: s
  statistics far.every
    expressions: a, c
)");
}

TEST_F(objects_that_are_read, are_statistics_of_expressions) {
    if (version() < 140000) GTEST_SKIP() << "an older server";
    read("CREATE TABLE one (a integer, b text); CREATE STATISTICS one_s ON a, lower(b), (a + 1) FROM one; CREATE STATISTICS two ON (a + 1) FROM one;"
         "ALTER STATISTICS two SET STATISTICS 7");
    const catalog::statistics& one = catalog_->tables[0].statistics[0];
    EXPECT_EQ(std::string{one.expressions[0]} + "|" + std::string{one.expressions[1]} + "|" + std::string{one.expressions[2]}, "a|(lower(b))|(a + 1)");
    const catalog::statistics& two = catalog_->tables[0].statistics[1];
    EXPECT_TRUE(two.kinds.empty());
    EXPECT_EQ(two.target, 7);
}

} // namespace
