// SPDX-License-Identifier: BSL-1.0
// Functions, procedures and aggregates are read with every field.
#include "constable/database/routine_queries.hpp"

#include "support/live_test.hpp"

#include <gtest/gtest.h>
#include <string>

namespace {

class routines_that_are_read : public constable::testing::live_test {};

TEST_F(routines_that_are_read, have_every_option) {
    EXPECT_EQ(written(R"(CREATE FUNCTION most(a integer, OUT c integer, INOUT d text DEFAULT 'x', VARIADIC v integer[] DEFAULT '{}') LANGUAGE plpgsql
            STABLE STRICT SECURITY DEFINER LEAKPROOF PARALLEL SAFE COST 7 SET work_mem = '1MB' SET search_path = far, public AS 'begin end';
        COMMENT ON FUNCTION most(integer, text, integer[]) IS 'm'; CREATE PROCEDURE act(INOUT a integer) LANGUAGE plpgsql AS 'begin end';
        CREATE FUNCTION few() RETURNS SETOF integer LANGUAGE sql ROWS 55 IMMUTABLE PARALLEL RESTRICTED SUPPORT generate_series_int4_support AS 'select 1';
        CREATE FUNCTION few(text) RETURNS TABLE(x integer, y text) LANGUAGE sql AS 'select 1, $1';
        CREATE FUNCTION inner_one(cstring) RETURNS cstring LANGUAGE internal AS 'textin')"),
              R"(routine act
  identity: integer
  kind: PROCEDURE
  arguments: INOUT a integer
  language: plpgsql
  body: begin end

routine few
  result: SETOF integer
  language: sql
  body: select 1
  volatility: IMMUTABLE
  parallel: RESTRICTED
  rows: 55
  support: generate_series_int4_support

routine few
  identity: text
  arguments: text
  result: TABLE(x integer, y text)
  language: sql
  body: select 1, $1

routine inner_one
  identity: cstring
  arguments: cstring
  result: cstring
  language: internal
  body: textin

routine most
  identity: integer, text, integer[]
  arguments: a integer, OUT c integer, INOUT d text DEFAULT 'x'::text, VARIADIC v integer[] DEFAULT '{}'::integer[]
  result: record
  language: plpgsql
  body: begin end
  volatility: STABLE
  parallel: SAFE
  strict: true
  security_definer: true
  leakproof: true
  cost: 7
  settings: "search_path=far, public", work_mem=1MB
  comment: m
)");
}

TEST_F(routines_that_are_read, may_have_their_body_in_sql) {
    if (version() < 140000) GTEST_SKIP() << "an older server";
    EXPECT_EQ(written("CREATE FUNCTION one(x integer) RETURNS integer LANGUAGE sql RETURN x * 2;"
                      "CREATE FUNCTION two() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END"),
              R"(routine one
  identity: integer
  arguments: x integer
  result: integer
  language: sql
  sql_body: RETURN (x * 2)

routine two
  result: integer
  language: sql
  sql_body:
    |BEGIN ATOMIC
    | SELECT 1;
    | SELECT 2;
    |END
)");
}

TEST_F(routines_that_are_read, have_the_text_between_an_aggregates_parentheses) {
    EXPECT_EQ(written(R"(CREATE AGGREGATE sum_of(integer) (SFUNC = int4pl, STYPE = integer, SSPACE = 8, INITCOND = '0', COMBINEFUNC = int4pl, PARALLEL = SAFE,
            FINALFUNC = int4abs, FINALFUNC_MODIFY = READ_WRITE, MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer, MSSPACE = 9, MINITCOND = '1',
            MFINALFUNC = int4abs, MFINALFUNC_MODIFY = SHAREABLE); COMMENT ON AGGREGATE sum_of(integer) IS 's';
        CREATE AGGREGATE rows_of(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
        CREATE AGGREGATE most_of(integer) (SFUNC = int4larger, STYPE = integer, SORTOP = >);
        CREATE AGGREGATE rank_of(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal,
            FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL))"),
              R"(routine most_of
  identity: integer
  kind: AGGREGATE
  arguments: integer
  body: SFUNC = int4larger, STYPE = integer, SORTOP = >

routine rank_of
  identity: "any"
  kind: AGGREGATE
  arguments: VARIADIC "any" ORDER BY VARIADIC "any"
  body: SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL

routine rows_of
  kind: AGGREGATE
  arguments: *
  body: SFUNC = int8inc, STYPE = bigint, INITCOND = '0'

routine sum_of
  identity: integer
  kind: AGGREGATE
  arguments: integer
  body: SFUNC = int4pl, STYPE = integer, SSPACE = 8, INITCOND = '0', FINALFUNC = int4abs, FINALFUNC_MODIFY = READ_WRITE, COMBINEFUNC = int4pl, MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer, MSSPACE = 9, MINITCOND = '1', MFINALFUNC = int4abs, MFINALFUNC_MODIFY = SHAREABLE, PARALLEL = SAFE
  comment: s
)");
}

} // namespace
