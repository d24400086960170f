// SPDX-License-Identifier: BSL-1.0
// psql takes the DDL of a schema as it is, and what it makes is what a person would have written by hand: pg_dump
// cannot tell the two apart.
#include "support/schemas.hpp"
#include "support/server.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
using namespace constable::testing;

namespace {

class ddl_on_a_server : public server_test {};

/// Feeds a file to psql, as a person would.
process_result psql_with(const database& where, std::string_view sql) {
    const auto file = std::filesystem::temp_directory_path() / (random_name("constable_ddl") + ".sql");
    std::ofstream(file) << sql;
    process_result result = psql_file(where, file);
    std::filesystem::remove(file);
    return result;
}

/// pg_dump of a database in which one text was executed.
std::string dump_of(std::string_view sql) {
    const database where;
    const process_result created = psql_with(where, sql);
    EXPECT_EQ(created.exit_code, 0) << created.err;
    EXPECT_EQ(created.err, "") << "a notice or warning";
    const process_result dump = pg_dump(where);
    EXPECT_EQ(dump.exit_code, 0) << dump.err;
    return dump.out;
}

template <class App>
void expect_that_it_makes(std::string_view by_hand) {
    const std::string made = dump_of(constable::ddl_of<App>);
    EXPECT_EQ(made, dump_of(by_hand));
    EXPECT_NE(made, dump_of("")) << "the two must not be equal for want of anything in them";
}

} // namespace

TEST_F(ddl_on_a_server, makes_an_everyday_schema) {
    expect_that_it_makes<shop::app>(R"sql(
        CREATE TYPE order_state AS ENUM ('open', 'paid', 'sent');
        CREATE TABLE customers (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            email text NOT NULL UNIQUE,
            age integer CHECK (age >= 0),
            created_at timestamptz NOT NULL DEFAULT now()
        );
        COMMENT ON TABLE customers IS 'People who buy';
        CREATE TABLE products (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name varchar(100) NOT NULL UNIQUE,
            price numeric(10, 2) NOT NULL CHECK (price > 0),
            created_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE INDEX ON products (lower(name));
        CREATE TABLE orders (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
            state order_state NOT NULL DEFAULT 'open',
            created_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE INDEX ON orders (customer_id, created_at DESC);
        CREATE TABLE order_items (
            order_id bigint REFERENCES orders ON DELETE CASCADE,
            product_id bigint REFERENCES products,
            amount integer NOT NULL DEFAULT 1 CHECK (amount BETWEEN 1 AND 1000),
            PRIMARY KEY (order_id, product_id)
        );
    )sql");
}

TEST_F(ddl_on_a_server, closes_circles) {
    expect_that_it_makes<circles::app>(R"sql(
        CREATE TABLE people (id bigint PRIMARY KEY, boss_id bigint REFERENCES people, team_id bigint);
        CREATE TABLE rooms (id bigint PRIMARY KEY, owner_id bigint REFERENCES people);
        CREATE TABLE teams (
            id bigint PRIMARY KEY,
            lead_id bigint NOT NULL REFERENCES people DEFERRABLE INITIALLY DEFERRED,
            room_id bigint REFERENCES rooms
        );
        ALTER TABLE people ADD FOREIGN KEY (team_id) REFERENCES teams DEFERRABLE;
        COMMENT ON CONSTRAINT teams_lead_id_fkey ON teams IS 'Everyone in a team has the same one';
    )sql");
}

TEST_F(ddl_on_a_server, says_every_word) {
    if (constable::testing::shared_server().major() < 15) GTEST_SKIP() << "the declaration has words of PostgreSQL 15";
    expect_that_it_makes<words::app>(R"sql(
        CREATE SCHEMA auth;
        CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'back\slash');
        CREATE TYPE auth."Role" AS ENUM ('user', 'admin');
        CREATE TABLE types (
            a_smallint int2, an_integer int, a_bigint int8, a_real float4, a_double float8,
            a_numeric numeric, a_numeric_10 numeric(10), a_numeric_10_2 decimal(10, 2),
            a_boolean bool, a_text text, a_varchar varchar, a_varchar_20 varchar(20), a_char char, a_char_20 char(20),
            a_bytea bytea, a_date date, a_time time, a_time_3 time(3), a_timetz timetz, a_timetz_3 timetz(3),
            a_timestamp timestamp, a_timestamp_3 timestamp(3), a_timestamptz timestamptz, a_timestamptz_3 timestamptz(3),
            an_interval interval, an_interval_3 interval(3), a_uuid uuid, a_json json, a_jsonb jsonb, an_xml xml,
            an_inet inet, a_cidr cidr, a_macaddr macaddr, a_macaddr8 macaddr8, a_tsvector tsvector, a_tsquery tsquery,
            an_oid oid, a_money money, a_bit bit, a_bit_8 bit(8), a_varbit varbit, a_varbit_8 varbit(8),
            an_int4range int4range, an_int8range int8range, a_numrange numrange, a_tsrange tsrange, a_tstzrange tstzrange,
            a_daterange daterange, an_int4multirange int4multirange, an_int8multirange int8multirange,
            a_nummultirange nummultirange, a_tsmultirange tsmultirange, a_tstzmultirange tstzmultirange,
            a_datemultirange datemultirange,
            integers int[], varchars varchar(20)[], times timestamptz(3)[], a_mood mood, moods mood[],
            a_role auth."Role", roles auth."Role"[], a_point point, points point[], some_days interval day to second(3)
        );
        CREATE TABLE auth.targets (a int, b int, c text UNIQUE, PRIMARY KEY (a, b));
        CREATE TABLE "columns" (
            always int GENERATED ALWAYS AS IDENTITY,
            by_default bigint GENERATED BY DEFAULT AS IDENTITY,
            a_default text DEFAULT 'it''s',
            doubled int GENERATED ALWAYS AS (always * 2) STORED,
            collated text COLLATE "C",
            commented text,
            may_be_null text,
            a_key uuid CONSTRAINT "the key" PRIMARY KEY,
            once text,
            late text UNIQUE DEFERRABLE,
            later text UNIQUE INITIALLY DEFERRED,
            checked int CHECK (checked > 0) NO INHERIT CONSTRAINT "below nine" CHECK (checked < 9),
            to_c text REFERENCES auth.targets (c) ON DELETE RESTRICT ON UPDATE CASCADE,
            c_null text REFERENCES auth.targets (c) MATCH FULL ON DELETE SET NULL ON UPDATE SET NULL,
            c_default text REFERENCES auth.targets (c) MATCH SIMPLE ON DELETE SET DEFAULT ON UPDATE SET DEFAULT,
            c_nothing varchar(9) REFERENCES auth.targets (c) ON DELETE NO ACTION ON UPDATE NO ACTION,
            UNIQUE NULLS NOT DISTINCT (once) INCLUDE (a_key)
        );
        COMMENT ON COLUMN "columns".commented IS 'It''s a \ comment';
        CREATE TABLE parts (
            a int, b int, c text NOT NULL, during tstzrange,
            PRIMARY KEY (a, b) INCLUDE (c) INITIALLY DEFERRED,
            CONSTRAINT c_and_b UNIQUE NULLS NOT DISTINCT (c, b),
            FOREIGN KEY (a, b) REFERENCES auth.targets ON DELETE CASCADE,
            CHECK (a <> b),
            EXCLUDE USING gist (during WITH &&, int4range(a, b) WITH -|-) WHERE (a < b) DEFERRABLE,
            CONSTRAINT "one c" EXCLUDE (c WITH =) INCLUDE (a)
        );
        CREATE INDEX ON parts (a, b);
        CREATE INDEX ON parts (a DESC NULLS LAST, b NULLS FIRST, c COLLATE "C" text_pattern_ops DESC);
        CREATE INDEX ON parts USING hash (c);
        CREATE INDEX "by lower c" ON parts (lower(c), (a + b) DESC) INCLUDE (during) WHERE c <> '';
        CREATE UNIQUE INDEX ON parts (c) INCLUDE (a, b) NULLS NOT DISTINCT;
        COMMENT ON TABLE parts IS 'It has every part';
        COMMENT ON CONSTRAINT c_and_b ON parts IS 'Both';
        COMMENT ON INDEX "by lower c" IS 'Folded';
        CREATE TABLE auth.optional_parts (
            a int, b int,
            FOREIGN KEY (a, b) REFERENCES auth.targets ON DELETE SET NULL (b)
        );
    )sql");
}

TEST_F(ddl_on_a_server, quotes_what_needs_quotes_and_cuts_what_is_too_long) {
    expect_that_it_makes<odd_names::app>(R"sql(
        CREATE TABLE "select" (
            "from" int PRIMARY KEY, "Where" text UNIQUE, "with space" text CHECK ("with space" <> ''), "quo""te" text,
            "it's" text, "back\slash" text, "1st" text, größe text NOT NULL UNIQUE, 名前 text, "🐘" text
        );
        CREATE INDEX ON "select" ("quo""te", "it's");
        CREATE INDEX ON "select" (名前, "🐘");
        COMMENT ON TABLE "select" IS '"Quotes" and ''quotes''';
        CREATE TABLE a_table_whose_name_fills_the_sixty_three_bytes_that_there_are__ (
            a_column_whose_name_fills_the_sixty_three_bytes_that_there_are_ int PRIMARY KEY,
            a_column_whose_name_fills_the_sixty_three_bytes_that_there_are2 int UNIQUE,
            a_column_whose_name_fills_the_sixty_three_bytes_that_there_are3 int UNIQUE,
            "ein_Name_aus_Umlauten_äöüäöüäöüäöüäöüäöüäö" int UNIQUE,
            target int REFERENCES "select"
        );
    )sql");
}

TEST_F(ddl_on_a_server, makes_tables_of_adapted_structs) {
    expect_that_it_makes<adapted::app>(R"sql(
        CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
        CREATE TABLE users (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            team_id bigint REFERENCES teams ON DELETE SET NULL,
            email text NOT NULL UNIQUE,
            nickname text,
            level smallint NOT NULL,
            points int NOT NULL,
            ratio real NOT NULL,
            balance float8 NOT NULL,
            active bool NOT NULL,
            photo bytea NOT NULL,
            tags text[] NOT NULL,
            numbers int[],
            born date NOT NULL,
            seen_at timestamptz NOT NULL,
            code char(4) NOT NULL
        );
        CREATE INDEX ON users (team_id);
    )sql");
}

TEST_F(ddl_on_a_server, makes_a_table_without_columns) { expect_that_it_makes<nothing::one_empty_table>("CREATE TABLE empty ()"); }

TEST_F(ddl_on_a_server, makes_nothing_of_nothing) { EXPECT_EQ(dump_of(constable::ddl_of<nothing::app>), dump_of("")); }

TEST_F(ddl_on_a_server, of_one_table_after_the_other_makes_the_same) {
    EXPECT_EQ(dump_of("CREATE TYPE order_state AS ENUM ('open', 'paid', 'sent');" + std::string(constable::ddl_of<shop::customers>) +
                      std::string(constable::ddl_of<shop::products>) + std::string(constable::ddl_of<shop::orders>) +
                      std::string(constable::ddl_of<shop::order_items>)),
              dump_of(constable::ddl_of<shop::app>));
}

TEST_F(ddl_on_a_server, spells_types_as_the_server_does) {
    if (constable::testing::shared_server().major() < 15) GTEST_SKIP() << "the declaration has words of PostgreSQL 15";
    const database where;
    where.execute(constable::ddl_of<words::app>);
    const auto rows = where.rows("SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
                                 " WHERE attrelid = 'types'::regclass AND attnum > 0 ORDER BY attnum");
    const catalog::table& types = constable::catalog_of<words::app>.tables[0];
    ASSERT_EQ(rows.size(), types.columns.size());
    for (std::size_t i = 0; i != rows.size(); ++i) EXPECT_EQ(types.columns[i].type, rows[i][1].value()) << types.columns[i].name;
}
