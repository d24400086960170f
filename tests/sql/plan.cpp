// SPDX-License-Identifier: BSL-1.0
// Plans that work: statements in order on a real server, and the rows are still there.
#include "constable/sql/plan.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/database/introspect.hpp"
#include "constable/database/session.hpp"
#include "constable/sql/describe.hpp"

#include "support/server.hpp"

#include <gtest/gtest.h>
#include <pqxx/pqxx>
#include <string>
#include <vector>

namespace catalog = constable::catalog;
namespace live = constable::database;
namespace sql = constable::sql;
using catalog::change;

namespace {

// ---- without a server

TEST(plan, of_no_change_is_empty) {
    const sql::change_plan nothing = sql::plan({}, {}, {});
    EXPECT_TRUE(nothing.empty());
    EXPECT_EQ(nothing.script(), "");
}

TEST(plan, drops_dependents_first_and_creates_them_last) {
    const std::vector<catalog::column> integers{{.name = "a", .type = "integer"}};
    const std::vector<catalog::column> bigints{{.name = "a", .type = "bigint"}};
    const catalog::table before[] = {{.name = "t", .columns = integers}};
    const catalog::table after[] = {{.name = "t", .columns = bigints}};
    const catalog::view views[] = {{.name = "w", .query = " SELECT v.a FROM v"}, {.name = "v", .query = " SELECT t.a FROM t"}};
    const catalog::catalog expected{.tables = after, .views = views};
    const catalog::catalog actual{.tables = before, .views = views};
    const std::vector<change> changes = diff(expected, actual);
    const sql::change_plan made = sql::plan(expected, actual, changes);
    EXPECT_EQ(made.script(), "BEGIN;\nDROP VIEW w;\nDROP VIEW v;\nALTER TABLE t ALTER COLUMN a TYPE bigint;\n"
                             "CREATE VIEW v AS\n SELECT t.a FROM t;\nCREATE VIEW w AS\n SELECT v.a FROM v;\nCOMMIT;\n");
    ASSERT_EQ(made.statements.size(), 5U);
    EXPECT_TRUE(made.statements[2].hazard.rewrites);
    EXPECT_EQ(made.statements[2].of, changes.data());
}

TEST(plan, commits_a_label_before_it_is_used) {
    static constexpr std::string_view few[] = {"a"};
    static constexpr std::string_view more[] = {"a", "b"};
    const std::vector<catalog::column> plain{{.name = "m", .type = "mood"}};
    const std::vector<catalog::column> filled{{.name = "m", .type = "mood", .default_expression = "'b'::mood"}};
    const catalog::enumeration before[] = {{.name = "mood", .labels = few}};
    const catalog::enumeration after[] = {{.name = "mood", .labels = more}};
    const catalog::table plain_table[] = {{.name = "t", .columns = plain}};
    const catalog::table filled_table[] = {{.name = "t", .columns = filled}};
    const auto planned = [](const catalog::catalog& expected, const catalog::catalog& actual) { return sql::plan(expected, actual, diff(expected, actual)); };
    const sql::change_plan used = planned({.enumerations = after, .tables = filled_table}, {.enumerations = before, .tables = plain_table});
    ASSERT_EQ(used.before.size(), 1U);
    EXPECT_EQ(used.before[0].text, "ALTER TYPE mood ADD VALUE 'b' AFTER 'a';");
    EXPECT_TRUE(used.before[0].hazard.own_transaction);
    const sql::change_plan unused = planned({.enumerations = after, .tables = plain_table}, {.enumerations = before, .tables = plain_table});
    EXPECT_TRUE(unused.before.empty());
    EXPECT_EQ(unused.statements.size(), 1U);
}

TEST(plan, gives_a_sequence_back_to_a_column_that_is_made_anew) {
    const std::vector<catalog::column> doubled{{.name = "a", .type = "integer"}, {.name = "b", .type = "integer", .generated_expression = "(a * 2)"}};
    const std::vector<catalog::column> tripled{{.name = "a", .type = "integer"}, {.name = "b", .type = "integer", .generated_expression = "(a * 3)"}};
    const catalog::sequence sequences[] = {{.name = "s", .owner_table = "t", .owner_column = "b"}};
    const catalog::table before[] = {{.name = "t", .columns = doubled}};
    const catalog::table after[] = {{.name = "t", .columns = tripled}};
    const catalog::catalog expected{.tables = after, .sequences = sequences};
    const catalog::catalog actual{.tables = before, .sequences = sequences};
    const std::string script = sql::plan(expected, actual, diff(expected, actual)).script();
    EXPECT_TRUE(script.ends_with("ALTER TABLE t ADD COLUMN b integer GENERATED ALWAYS AS ((a * 3)) STORED;\nALTER SEQUENCE s OWNED BY t.b;\nCOMMIT;\n")) << script;
}

TEST(plan, lets_names_be_exchanged) {
    static constexpr std::string_view a[] = {"a"};
    static constexpr std::string_view b[] = {"b"};
    using catalog::constraint_kind;
    const std::vector<catalog::column> columns{{.name = "a", .type = "integer"}, {.name = "b", .type = "integer"}};
    const std::vector<catalog::constraint> one{{.kind = constraint_kind::unique, .name = "k", .columns = a}, {.kind = constraint_kind::unique, .name = "l", .columns = b}};
    const std::vector<catalog::constraint> other{{.kind = constraint_kind::unique, .name = "k", .columns = b}, {.kind = constraint_kind::unique, .name = "l", .columns = a}};
    const catalog::table before[] = {{.name = "t", .columns = columns, .constraints = one}};
    const catalog::table after[] = {{.name = "t", .columns = columns, .constraints = other}};
    const catalog::catalog expected{.tables = after};
    const catalog::catalog actual{.tables = before};
    const std::vector<change> changes = diff(expected, actual);
    EXPECT_EQ(sql::plan(expected, actual, changes).statements.size(), 4U);
}

// ---- with a server

class plan_on_a_server : public constable::testing::server_test {
protected:
    static void expect_change(const std::string& before, const std::string& after, const std::string& rows = {}) {
        const constable::testing::database changed;
        const constable::testing::database wanted;
        changed.execute(before);
        wanted.execute(after);
        const live::live_catalog expected = read(wanted);
        const live::live_catalog actual = read(changed);
        const std::vector<change> changes = diff(expected.view(), actual.view());
        EXPECT_FALSE(changes.empty());
        const sql::change_plan made = sql::plan(expected.view(), actual.view(), changes, constable::testing::shared_server().major() * 10000);
        SCOPED_TRACE(made.script());
        ASSERT_TRUE(constable::testing::psql(changed, made.script()).succeeded()) << constable::testing::psql(changed, made.script()).err;
        const live::live_catalog result = read(changed);
        EXPECT_EQ(sql::write_report(diff(expected.view(), result.view())), "");
        if (rows.empty()) return;
        EXPECT_EQ(changed.value(rows), "t");
    }

    static live::live_catalog read(const constable::testing::database& from) {
        pqxx::connection connection{from.connection_string()};
        live::session with{connection};
        return live::introspect(with, live::scope::whole_database());
    }
};

TEST_F(plan_on_a_server, takes_labels_away_and_keeps_rows) {
    expect_change("CREATE TYPE mood AS ENUM ('sad', 'ok', 'gone'); CREATE TABLE t (m mood DEFAULT 'ok', n mood[], CHECK (m <> 'sad'));"
                  "CREATE INDEX ON t (m) WHERE m = 'ok'; CREATE VIEW v AS SELECT m FROM t; INSERT INTO t VALUES ('ok', '{ok,sad}')",
                  "CREATE TYPE mood AS ENUM ('ok', 'sad'); CREATE TABLE t (m mood DEFAULT 'ok', n mood[], CHECK (m <> 'sad'));"
                  "CREATE INDEX ON t (m) WHERE m = 'ok'; CREATE VIEW v AS SELECT m FROM t",
                  "SELECT m = 'ok' AND n = '{ok,sad}' FROM v JOIN t USING (m)");
}

TEST_F(plan_on_a_server, gives_a_domain_another_type) {
    expect_change("CREATE DOMAIN d AS integer CHECK (VALUE > 0); CREATE TABLE t (a d DEFAULT 7); INSERT INTO t VALUES (5)",
                  "CREATE DOMAIN d AS bigint CHECK (VALUE > 0); CREATE TABLE t (a d DEFAULT 7)", "SELECT a = 5 FROM t");
}

TEST_F(plan_on_a_server, gives_rows_of_a_composite_type_new_attributes) {
    expect_change("CREATE TYPE p AS (a integer, b text); CREATE TABLE t (one p, more p[]); INSERT INTO t VALUES ((1, 'x'), ARRAY[(2, 'y')::p])",
                  "CREATE TYPE p AS (c date, b text, a bigint); CREATE TABLE t (one p, more p[])", "SELECT (one).a = 1 AND (one).b = 'x' AND more[1].a = 2 FROM t");
}

TEST_F(plan_on_a_server, turns_serial_into_identity_and_goes_on_counting) {
    expect_change("CREATE TABLE t (id serial PRIMARY KEY); INSERT INTO t DEFAULT VALUES; INSERT INTO t DEFAULT VALUES",
                  "CREATE TABLE t (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY)", "INSERT INTO t DEFAULT VALUES RETURNING id = 3");
}

TEST_F(plan_on_a_server, keeps_the_rows_of_partitions) {
    expect_change("CREATE TABLE p (a integer NOT NULL, b text) PARTITION BY RANGE (a); CREATE TABLE c PARTITION OF p FOR VALUES FROM (1) TO (9);"
                  "CREATE INDEX i ON p (b); INSERT INTO p VALUES (1, 'x')",
                  "CREATE TABLE p (a integer NOT NULL, b text, n integer DEFAULT 7) PARTITION BY RANGE (a); CREATE TABLE c PARTITION OF p FOR VALUES FROM (1) TO (99);"
                  "CREATE TABLE d PARTITION OF p DEFAULT; CREATE INDEX i ON p (n); ALTER TABLE p ADD PRIMARY KEY (a)",
                  "SELECT b = 'x' AND n = 7 FROM p");
}

TEST_F(plan_on_a_server, moves_references_out_of_the_way_of_a_key) {
    expect_change("CREATE TABLE t (id integer UNIQUE); CREATE TABLE u (t integer REFERENCES t (id)); INSERT INTO t VALUES (1); INSERT INTO u VALUES (1)",
                  "CREATE TABLE t (id text PRIMARY KEY); CREATE TABLE u (t text REFERENCES t (id))", "SELECT t.id = '1' FROM t JOIN u ON u.t = t.id");
}

TEST_F(plan_on_a_server, alters_all_options_of_a_sequence_at_once) {
    expect_change("CREATE SEQUENCE s MINVALUE 1 MAXVALUE 50; CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY (MINVALUE 1 MAXVALUE 50)); INSERT INTO t DEFAULT VALUES",
                  "CREATE SEQUENCE s MINVALUE 100 MAXVALUE 200; CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY (MINVALUE 100 MAXVALUE 200))",
                  "INSERT INTO t DEFAULT VALUES RETURNING id = 100 AND nextval('s') = 100");
}

TEST_F(plan_on_a_server, moves_a_sequence_up_to_its_new_minimum_and_no_other) {
    expect_change("CREATE SEQUENCE s; CREATE SEQUENCE further; SELECT setval('further', 5000); CREATE SEQUENCE down INCREMENT -1",
                  "CREATE SEQUENCE s MINVALUE 1000; CREATE SEQUENCE further MINVALUE 1000; CREATE SEQUENCE down INCREMENT -1 MAXVALUE -7",
                  "SELECT nextval('s') = 1000 AND nextval('further') = 5001 AND nextval('down') = -7");
}

TEST_F(plan_on_a_server, starts_a_sequence_anew_that_has_given_no_value) {
    expect_change("CREATE SEQUENCE s START 30 MAXVALUE 90; CREATE SEQUENCE down INCREMENT -1 START -30", "CREATE SEQUENCE s START 4 MAXVALUE 9; CREATE SEQUENCE down INCREMENT -1 START -3 MINVALUE -9",
                  "SELECT nextval('s') = 4 AND nextval('down') = -3");
}

TEST_F(plan_on_a_server, moves_an_identity_from_one_column_to_another) {
    expect_change("CREATE TABLE t (b integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME n), a integer NOT NULL); INSERT INTO t (a) VALUES (7)",
                  "CREATE TABLE t (b integer NOT NULL, a integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME n))", "INSERT INTO t (b) VALUES (2) RETURNING a = 8");
}

TEST_F(plan_on_a_server, gives_the_default_schema_the_comment_of_initdb_back) {
    expect_change("COMMENT ON SCHEMA public IS 'mine'", "SELECT 1", "SELECT obj_description('public'::regnamespace) = 'standard public schema'");
}

TEST_F(plan_on_a_server, gives_an_identity_another_type_and_other_bounds) {
    const std::string wide = "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (MAXVALUE 5000000000))";
    const std::string narrow = "CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY)";
    expect_change(wide, narrow);
    expect_change(narrow, wide);
}

TEST_F(plan_on_a_server, makes_range_types_anew) {
    expect_change("CREATE TYPE r AS RANGE (subtype = text); CREATE TABLE t (a r DEFAULT r('a', 'b')); INSERT INTO t DEFAULT VALUES",
                  "CREATE TYPE r AS RANGE (subtype = text, collation = \"C\"); CREATE TABLE t (a r DEFAULT r('a', 'b'))", "SELECT a = r('a', 'b') FROM t");
    expect_change("CREATE TYPE mood AS ENUM ('a', 'c', 'b'); CREATE TYPE r AS RANGE (subtype = mood); CREATE TABLE t (a r); INSERT INTO t VALUES ('[a,b]')",
                  "CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TYPE r AS RANGE (subtype = mood); CREATE TABLE t (a r)", "SELECT a @> 'b'::mood FROM t");
}

TEST_F(plan_on_a_server, takes_multiranges_along) {
    if (constable::testing::shared_server().major() < 14) GTEST_SKIP() << "an older server";
    expect_change("CREATE TYPE r AS RANGE (subtype = integer, multirange_type_name = m); CREATE TABLE t (a m); INSERT INTO t VALUES ('{[1,3)}')",
                  "CREATE TYPE r AS RANGE (subtype = bigint, multirange_type_name = m); CREATE TABLE t (a m)", "SELECT a @> 2::bigint FROM t");
}

TEST_F(plan_on_a_server, gives_heirs_that_list_a_column_its_new_type_once) {
    expect_change("CREATE TABLE p (a integer DEFAULT 12); CREATE TABLE c (a integer DEFAULT 21) INHERITS (p); INSERT INTO c DEFAULT VALUES",
                  "CREATE TABLE p (a text DEFAULT '12'); CREATE TABLE c (a text DEFAULT '21') INHERITS (p)", "SELECT a = '21' FROM p");
}

TEST_F(plan_on_a_server, takes_the_defaults_of_partitions_out_of_the_way_of_a_new_type) {
    expect_change("CREATE TABLE p (a integer, b text DEFAULT USER) PARTITION BY RANGE (a); CREATE TABLE c PARTITION OF p (b DEFAULT '7') FOR VALUES FROM (1) TO (9);"
                  "CREATE VIEW v AS SELECT b FROM c; INSERT INTO c (a) VALUES (2)",
                  "CREATE TABLE p (a integer, b integer DEFAULT 5) PARTITION BY RANGE (a); CREATE TABLE c PARTITION OF p (b DEFAULT 8) FOR VALUES FROM (1) TO (9);"
                  "CREATE VIEW v AS SELECT b FROM c", "SELECT b = 7 FROM v");
}

TEST_F(plan_on_a_server, knows_whether_the_sequence_of_an_unlogged_table_is_logged) {
    if (constable::testing::shared_server().major() < 15) GTEST_SKIP() << "an older server";
    const std::string as_its_table = "CREATE UNLOGGED TABLE t (id integer GENERATED ALWAYS AS IDENTITY)";
    expect_change(as_its_table, as_its_table + "; ALTER SEQUENCE t_id_seq SET LOGGED");
    expect_change(as_its_table + "; ALTER SEQUENCE t_id_seq SET LOGGED", as_its_table);
}

TEST_F(plan_on_a_server, puts_the_rows_of_a_table_into_partitions_and_out_of_them) {
    const std::string around = "CREATE TABLE log (what text); CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (TG_OP); RETURN NEW; END';";
    const std::string behind = "CREATE TABLE other (a integer, at date, FOREIGN KEY (a, at) REFERENCES t (id, at)); CREATE TRIGGER noted AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION note();"
                               "CREATE VIEW v AS SELECT id, extract(year FROM at) AS year FROM t; CREATE MATERIALIZED VIEW m AS SELECT count(*) AS n FROM t; CREATE INDEX ON t (at);"
                               "COMMENT ON TABLE t IS 'kept'; GRANT SELECT ON t TO PUBLIC;";
    const std::string columns = "(id integer GENERATED ALWAYS AS IDENTITY, number bigserial, at date, name text DEFAULT 'x', twice integer GENERATED ALWAYS AS (2) STORED, PRIMARY KEY (id, at))";
    const std::string plain = around + "CREATE TABLE t " + columns + ";" + behind;
    const std::string parted = around + "CREATE TABLE t " + columns + " PARTITION BY RANGE (at); CREATE TABLE t_old PARTITION OF t FOR VALUES FROM ('2000-01-01') TO ('2020-01-01');"
                               "CREATE TABLE t_new PARTITION OF t DEFAULT;" + behind;
    const std::string rows = "INSERT INTO t (at, name) VALUES ('2001-02-03', 'a'), ('2024-05-06', 'b'), ('2024-05-07', 'c'); DELETE FROM t WHERE name = 'c';"
                             "INSERT INTO other VALUES (1, '2001-02-03'); TRUNCATE log; REFRESH MATERIALIZED VIEW m;";
    const std::string is_kept = "SELECT (SELECT string_agg(concat(id, number, name), ',' ORDER BY id) FROM t) = '11a,22b' AND (SELECT count(*) FROM log) = 0 AND (SELECT n FROM m) = 2"
                                " AND nextval('t_id_seq') = 4 AND nextval('t_number_seq') = 4";
    if (constable::testing::shared_server().major() < 17) { // partitioned tables have identities since then
        const auto without = [](std::string text) { return text.replace(text.find("GENERATED ALWAYS AS IDENTITY"), 28, "DEFAULT nextval('t_id_seq'::regclass) NOT NULL"); };
        const std::string sequence = "CREATE SEQUENCE t_id_seq;";
        expect_change(sequence + without(plain) + rows, sequence + without(parted), is_kept);
        expect_change(sequence + without(parted) + rows, sequence + without(plain), is_kept);
        return;
    }
    expect_change(plain + rows, parted, is_kept);
    expect_change(parted + rows, plain, is_kept);
}

TEST_F(plan_on_a_server, puts_rows_into_partitions_of_another_kind) {
    expect_change("CREATE TABLE t (a integer, b text) PARTITION BY LIST (a); CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1) PARTITION BY LIST (b);"
                  "CREATE TABLE t_1_x PARTITION OF t_1 FOR VALUES IN ('x'); CREATE TABLE t_2 PARTITION OF t FOR VALUES IN (2); CREATE TABLE freed PARTITION OF t FOR VALUES IN (3);"
                  "INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'z')",
                  "CREATE TABLE t (a bigint, b text) PARTITION BY RANGE (b); CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('a') TO ('y'); CREATE TABLE t_2 PARTITION OF t DEFAULT;"
                  "CREATE TABLE freed (a integer, b text)",
                  "SELECT (SELECT b FROM t_1) = 'x' AND (SELECT b FROM t_2) = 'y' AND (SELECT b FROM freed) = 'z'");
}

TEST_F(plan_on_a_server, refuses_rows_that_fit_no_partition_and_loses_none) {
    const constable::testing::database changed;
    changed.execute("CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (7)");
    const constable::testing::database wanted;
    wanted.execute("CREATE TABLE t (a integer) PARTITION BY LIST (a); CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1)");
    const live::live_catalog expected = read(wanted);
    const live::live_catalog actual = read(changed);
    const std::vector<change> changes = diff(expected.view(), actual.view());
    const auto result = constable::testing::psql(changed, sql::plan(expected.view(), actual.view(), changes).script());
    EXPECT_NE(result.err.find("no partition of relation"), std::string::npos) << result.err;
    EXPECT_EQ(changed.value("SELECT count(*) = 2 FROM t"), "t");
}

TEST_F(plan_on_a_server, lets_nobody_write_to_a_table_whose_rows_are_kept) {
    const constable::testing::database changed;
    changed.execute("CREATE TABLE t (a integer); INSERT INTO t VALUES (1)");
    const constable::testing::database wanted;
    wanted.execute("CREATE TABLE t (a integer) PARTITION BY LIST (a); CREATE TABLE t_rest PARTITION OF t DEFAULT");
    const live::live_catalog expected = read(wanted);
    const live::live_catalog actual = read(changed);
    const std::vector<change> changes = diff(expected.view(), actual.view());
    pqxx::connection one{changed.connection_string()};
    pqxx::work work{one};
    for (const sql::statement& each : sql::plan(expected.view(), actual.view(), changes).statements) {
        work.exec(each.text);
        if (each.text.find("CREATE TEMPORARY TABLE") != std::string::npos) break;
    }
    pqxx::connection other{changed.connection_string()};
    pqxx::nontransaction writer{other};
    writer.exec("SET lock_timeout = 100");
    EXPECT_THROW(writer.exec("INSERT INTO t VALUES (2)"), pqxx::sql_error) << "this row would be dropped with the table";
}

TEST_F(plan_on_a_server, loses_no_rows_that_row_level_security_hides) {
    const constable::testing::database changed;
    changed.execute("DO $$ BEGIN CREATE ROLE constable_keeper; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$; GRANT CREATE, USAGE ON SCHEMA public TO constable_keeper;"
                    "CREATE TABLE t (a integer); INSERT INTO t VALUES (1); ALTER TABLE t OWNER TO constable_keeper, ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;");
    const constable::testing::database wanted;
    wanted.execute("CREATE TABLE t (a integer) PARTITION BY LIST (a); CREATE TABLE t_rest PARTITION OF t DEFAULT");
    const live::live_catalog expected = read(wanted);
    const live::live_catalog actual = read(changed);
    const std::vector<change> changes = diff(expected.view(), actual.view(), {.privileges = false});
    const auto result = constable::testing::psql(changed, "SET ROLE constable_keeper;\n" + sql::plan(expected.view(), actual.view(), changes).script());
    EXPECT_NE(result.err.find("row-level security"), std::string::npos) << result.err;
    EXPECT_EQ(changed.value("SELECT count(*) = 1 FROM t"), "t");
}

TEST_F(plan_on_a_server, takes_foreign_keys_away_that_a_partition_would_keep) {
    expect_change("CREATE TABLE k (id integer PRIMARY KEY); CREATE TABLE t (a integer REFERENCES k) PARTITION BY LIST (a); CREATE TABLE p PARTITION OF t FOR VALUES IN (1);",
                  "CREATE TABLE p (a integer)");
}

TEST_F(plan_on_a_server, gives_a_new_partition_the_keys_that_belong_to_its_parents) {
    const std::string parent = "CREATE TABLE t (a integer, b integer, PRIMARY KEY (a, b), UNIQUE (a, b)) PARTITION BY LIST (a); CREATE UNIQUE INDEX ON t (a, b);"
                               "CREATE TABLE u (a integer, b integer, UNIQUE (a, b)) PARTITION BY LIST (a);";
    expect_change(parent, parent + "CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1); CREATE TABLE u_1 PARTITION OF u (PRIMARY KEY (a, b)) FOR VALUES IN (1);"
                                   "ALTER TABLE t_1 ADD FOREIGN KEY (a, b) REFERENCES u_1 (a, b); ALTER TABLE u_1 ADD CONSTRAINT a_reference FOREIGN KEY (a, b) REFERENCES t_1 (a, b)");
}

TEST_F(plan_on_a_server, drops_and_creates_in_circles) {
    const std::string circle = "CREATE TABLE a (id integer PRIMARY KEY, b integer); CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a);"
                               "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;";
    expect_change(circle, "SELECT 1");
    expect_change("SELECT 1", circle);
}

} // namespace
