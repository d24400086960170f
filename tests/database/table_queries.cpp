// SPDX-License-Identifier: BSL-1.0
// Tables, columns, constraints, indexes and sequences are read with every field.
#include "constable/database/table_queries.hpp"

#include "support/live_test.hpp"

#include <gtest/gtest.h>
#include <string>

namespace {

class tables_that_are_read : public constable::testing::live_test {};

TEST_F(tables_that_are_read, have_their_storage) {
    const std::string text = written(R"(CREATE TYPE kept AS (a integer);
        CREATE UNLOGGED TABLE one (a integer NOT NULL, t text) WITH (fillfactor=70, autovacuum_enabled=off, toast.autovacuum_enabled=off);
        CREATE UNIQUE INDEX same ON one (a); CREATE INDEX near ON one (t);
        ALTER TABLE one REPLICA IDENTITY USING INDEX same, CLUSTER ON near, ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        COMMENT ON TABLE one IS 'first'; CREATE TABLE two OF kept; ALTER TABLE two REPLICA IDENTITY FULL)");
    EXPECT_EQ(part(text, "table one"), R"(table one
  comment: first
  unlogged: true
  options: autovacuum_enabled=off, fillfactor=70
  toast_options: autovacuum_enabled=off
  row_security: true
  force_row_security: true
  replica_identity: INDEX
  replica_index: same
  clustered_on: near
  column a
    type: integer
    not_null: true
  column t
    type: text
  index near
    key t
  index same
    unique: true
    key a
)");
    EXPECT_EQ(catalog_->tables[0].options[0], "fillfactor=70"); // in the server's order
    EXPECT_EQ(part(text, "table two"), R"(table two
  of_type: kept
  replica_identity: FULL
  column a
    type: integer
)");
}

TEST_F(tables_that_are_read, have_the_details_of_columns) {
    EXPECT_EQ(written(R"(CREATE TABLE one ("A b" varchar(7) COLLATE "C" NOT NULL DEFAULT 'x', b text, c integer GENERATED ALWAYS AS (1 + 1) STORED);
        ALTER TABLE one ALTER b SET STORAGE EXTERNAL, ALTER b SET STATISTICS 50, ALTER b SET (n_distinct=5, n_distinct_inherited=7);
        COMMENT ON COLUMN one.b IS 'second')"),
              R"(table one
  column "A b"
    type: character varying(7)
    default_expression: 'x'::character varying
    collation: "C"
    not_null: true
  column b
    type: text
    comment: second
    storage: EXTERNAL
    statistics: 50
    options: n_distinct=5, n_distinct_inherited=7
  column c
    type: integer
    generated_expression: (1 + 1)
)");
}

TEST_F(tables_that_are_read, have_constraints_of_every_kind) {
    EXPECT_EQ(written(R"(CREATE SCHEMA far; CREATE TABLE far.places (a integer, b integer, PRIMARY KEY (a, b));
        CREATE TABLE one (id integer PRIMARY KEY, a integer, b integer CHECK (b > 0) NO INHERIT, r int4range, p point,
            UNIQUE (b, a) INCLUDE (p) WITH (fillfactor=50) DEFERRABLE INITIALLY DEFERRED);
        ALTER TABLE one ADD CONSTRAINT place FOREIGN KEY (a, b) REFERENCES far.places MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE NOT VALID,
            ADD CONSTRAINT apart EXCLUDE USING gist (r WITH &&, p point_ops WITH ~=) INCLUDE (id) WHERE (id > 3);
        COMMENT ON CONSTRAINT place ON one IS 'where')"),
              R"(schema far

table one
  column id
    type: integer
    not_null: true
  column a
    type: integer
  column b
    type: integer
  column r
    type: int4range
  column p
    type: point
  constraint apart
    kind: EXCLUDE
    include: id
    method: gist
    predicate: (id > 3)
    key r
      with_operator: &&
    key p
      with_operator: ~=
  constraint one_b_a_p_key
    kind: UNIQUE
    columns: b, a
    include: p
    deferrable: true
    initially_deferred: true
    options: fillfactor=50
  constraint one_b_check
    expression: (b > 0)
    no_inherit: true
  constraint one_pkey
    kind: PRIMARY KEY
    columns: id
  constraint place
    kind: FOREIGN KEY
    columns: a, b
    referenced_schema: far
    referenced_table: places
    referenced_columns: a, b
    on_update: CASCADE
    on_delete: SET NULL
    match: FULL
    not_valid: true
    comment: where

table far.places
  column a
    type: integer
    not_null: true
  column b
    type: integer
    not_null: true
  constraint places_pkey
    kind: PRIMARY KEY
    columns: a, b
)");
}

TEST_F(tables_that_are_read, have_keys_with_their_collation_and_operator_class) {
    const std::string text = written(R"(CREATE EXTENSION citext; CREATE SCHEMA far; CREATE EXTENSION pg_trgm SCHEMA far;
        CREATE TABLE one (a text, b text COLLATE "C", c citext, v varchar(3));
        CREATE INDEX one_idx ON one (a COLLATE "C" DESC NULLS LAST, b, b COLLATE "POSIX", c, c text_ops, v, v varchar_pattern_ops,
            lower(b), lower(a) COLLATE "C", (a || b) NULLS FIRST, (CASE WHEN a > 'b, c)' THEN 1 END)) WHERE a > 'x';
        CREATE INDEX two_idx ON one USING gin (a far.gin_trgm_ops) WITH (fastupdate=off); ALTER INDEX one_idx ALTER COLUMN 8 SET STATISTICS 77)");
    EXPECT_EQ(part(text, "table one"), R"(table one
  column a
    type: text
  column b
    type: text
    collation: "C"
  column c
    type: citext
  column v
    type: character varying(3)
  index one_idx
    predicate: (a > 'x'::text)
    key a
      collation: "C"
      descending: true
      nulls: LAST
    key b
    key b
      collation: "POSIX"
    key c
    key c
      operator_class: text_ops
    key v
    key v
      operator_class: varchar_pattern_ops
    key
      expression: lower(b)
      statistics: 77
    key
      expression: lower(a)
      collation: "C"
    key
      expression: (a || b)
      nulls: FIRST
    key
      expression:
        |CASE
        |    WHEN (a > 'b, c)'::text) THEN 1
        |    ELSE NULL::integer
        |END
  index two_idx
    method: gin
    options: fastupdate=off
    key a
      operator_class: far.gin_trgm_ops
)");
}

TEST_F(tables_that_are_read, have_collations_of_expressions_that_break_lines) {
    read("CREATE TABLE one (a integer, b text); CREATE INDEX ON one (lower(b) text_pattern_ops, (a + 1), (CASE WHEN a > 1 THEN b END) COLLATE \"C\")");
    EXPECT_EQ(catalog_->tables[0].indexes[0].keys[0].collation, "");
    EXPECT_EQ(catalog_->tables[0].indexes[0].keys[2].collation, "\"C\"");
}

TEST_F(tables_that_are_read, have_parameters_of_operator_classes) {
    if (version() < 130000) GTEST_SKIP() << "an older server";
    read("CREATE EXTENSION pg_trgm; CREATE TABLE one (a text); CREATE INDEX ON one USING gist (a gist_trgm_ops (siglen=32))");
    EXPECT_EQ(catalog_->tables[0].indexes[0].keys[0].operator_class, "gist_trgm_ops (siglen='32')");
}

TEST_F(tables_that_are_read, list_all_of_a_partition_but_what_the_parent_gives_it) {
    EXPECT_EQ(written(R"(CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
        CREATE TABLE days (id integer, at date, CHECK (id > 0), PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
        CREATE INDEX by_at ON days (at); CREATE TRIGGER kept AFTER INSERT ON days FOR EACH ROW EXECUTE FUNCTION keep();
        CREATE TABLE one PARTITION OF days FOR VALUES FROM ('2020-01-01') TO (MAXVALUE) PARTITION BY LIST (id);
        CREATE TABLE refers (id integer, at date, FOREIGN KEY (id, at) REFERENCES days); DROP TRIGGER kept ON days; DROP FUNCTION keep)"),
              R"(table days
  partition_key: RANGE (at)
  column id
    type: integer
    not_null: true
  column at
    type: date
    not_null: true
  constraint days_id_check
    expression: (id > 0)
  constraint days_pkey
    kind: PRIMARY KEY
    columns: id, at
  index by_at
    key at

table one
  partition_key: LIST (id)
  parent: days
  partition_bound: FOR VALUES FROM ('2020-01-01') TO (MAXVALUE)
  column id
    type: integer
    not_null: true
)" + std::string{version() < 180000 ? "" : "    not_null_name: days_id_not_null\n"} + R"(  column at
    type: date
    not_null: true
)" + std::string{version() < 180000 ? "" : "    not_null_name: days_at_not_null\n"} + R"(  constraint days_id_check
    expression: (id > 0)
  constraint one_pkey
    kind: PRIMARY KEY
    columns: id, at
    attached_to: days_pkey
  index one_at_idx
    attached_to: by_at
    key at

table refers
  column id
    type: integer
  column at
    type: date
  constraint refers_id_at_fkey
    kind: FOREIGN KEY
    columns: id, at
    referenced_table: days
    referenced_columns: id, at
)");
}

TEST_F(tables_that_are_read, have_what_came_with_postgresql_18) {
    if (version() < 180000) GTEST_SKIP() << "an older server";
    const std::string text = written(R"(CREATE EXTENSION btree_gist;
        CREATE TABLE one (id integer CONSTRAINT mine NOT NULL, r int4range, g integer GENERATED ALWAYS AS (id * 2) VIRTUAL,
            CONSTRAINT maybe CHECK (id > 1) NOT ENFORCED, PRIMARY KEY (id, r WITHOUT OVERLAPS));
        CREATE TABLE two (id integer NOT NULL, r int4range, FOREIGN KEY (id, PERIOD r) REFERENCES one (id, PERIOD r)))");
    EXPECT_EQ(part(text, "table one"), R"(table one
  column id
    type: integer
    not_null: true
    not_null_name: mine
  column r
    type: int4range
    not_null: true
  column g
    type: integer
    generated_expression: (id * 2)
    is_virtual: true
  constraint maybe
    expression: (id > 1)
    not_enforced: true
  constraint one_pkey
    kind: PRIMARY KEY
    columns: id, r
    period: true
)");
    EXPECT_EQ(part(text, "table two"), R"(table two
  column id
    type: integer
    not_null: true
  column r
    type: int4range
  constraint two_id_r_fkey
    kind: FOREIGN KEY
    columns: id, r
    referenced_table: one
    referenced_columns: id, r
    period: true
)");
}

TEST_F(tables_that_are_read, leave_sequences_that_no_column_fills_itself_from) {
    EXPECT_EQ(written(R"(CREATE TABLE one (h integer);
        CREATE SEQUENCE numbers AS integer START 5 INCREMENT 2 MINVALUE 3 MAXVALUE 99 CACHE 3 CYCLE OWNED BY one.h; CREATE SEQUENCE down INCREMENT -1;
        COMMENT ON SEQUENCE numbers IS 'n')"),
              R"(sequence down
  start: -1
  increment: -1
  minimum: -9223372036854775808
  maximum: -1

sequence numbers
  type: integer
  start: 5
  increment: 2
  minimum: 3
  maximum: 99
  cache: 3
  cycle: true
  owner_table: one
  owner_column: h
  comment: n

table one
  column h
    type: integer
)");
}

} // namespace
