// SPDX-License-Identifier: BSL-1.0
// The DDL of whole schemas, word by word. tests/integration/ddl.cpp gives it to the server.
#include "support/schemas.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>

using namespace constable;
using namespace constable::testing;

namespace {

// A table of many columns, and 40 tables that refer to each other in one long circle.
template <std::size_t Number>
constexpr auto numbered_name() {
    fixed_string<5> name{std::string_view{"t_000"}};
    for (std::size_t at = 4, rest = Number; rest != 0; rest /= 10) name.bytes[at--] = static_cast<char>('0' + rest % 10);
    return name;
}

template <class Numbers>
struct wide_table;
template <std::size_t... Number>
struct wide_table<std::index_sequence<Number...>> : table<"wide", column<numbered_name<Number>(), integer>...> {};
struct wide : schema<wide_table<std::make_index_sequence<300>>> {};

template <std::size_t Number>
struct ring_table : table<numbered_name<Number>(),
    column<"id", integer, primary_key<>>,
    column<"next", integer, references<ring_table<(Number + 1) % 40>>>
> {};
template <class Numbers>
struct ring_of;
template <std::size_t... Number>
struct ring_of<std::index_sequence<Number...>> : schema<ring_table<Number>...> {};
struct ring : ring_of<std::make_index_sequence<40>> {};

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++found;
    return found;
}

} // namespace

TEST(ddl, puts_tables_behind_those_that_they_reference) {
    EXPECT_EQ(ddl_of<shop::app>, R"sql(CREATE TYPE order_state AS ENUM ('open', 'paid', 'sent');
CREATE TABLE customers (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    email text NOT NULL,
    age integer,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT customers_pkey PRIMARY KEY (id),
    CONSTRAINT customers_email_key UNIQUE (email),
    CONSTRAINT customers_age_check CHECK (age >= 0)
);
COMMENT ON TABLE customers IS 'People who buy';
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    customer_id bigint NOT NULL,
    state order_state DEFAULT 'open' NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (id),
    CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
);
CREATE INDEX orders_customer_id_created_at_idx ON orders (customer_id, created_at DESC);
CREATE TABLE products (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    name character varying(100) NOT NULL,
    price numeric(10,2) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT products_pkey PRIMARY KEY (id),
    CONSTRAINT products_name_key UNIQUE (name),
    CONSTRAINT products_price_check CHECK (price > 0)
);
CREATE INDEX products_lower_idx ON products ((lower(name)));
CREATE TABLE order_items (
    order_id bigint NOT NULL,
    product_id bigint NOT NULL,
    amount integer DEFAULT 1 NOT NULL,
    CONSTRAINT order_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
    CONSTRAINT order_items_product_id_fkey FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT order_items_pkey PRIMARY KEY (order_id, product_id),
    CONSTRAINT order_items_amount_check CHECK (amount between 1 and 1000)
);
)sql");
}

TEST(ddl, closes_circles_by_a_later_alter_table) {
    EXPECT_EQ(ddl_of<circles::app>, R"sql(CREATE TABLE rooms (
    id bigint NOT NULL,
    owner_id bigint,
    CONSTRAINT rooms_pkey PRIMARY KEY (id)
);
CREATE TABLE teams (
    id bigint NOT NULL,
    lead_id bigint NOT NULL,
    room_id bigint,
    CONSTRAINT teams_pkey PRIMARY KEY (id),
    CONSTRAINT teams_room_id_fkey FOREIGN KEY (room_id) REFERENCES rooms (id)
);
CREATE TABLE people (
    id bigint NOT NULL,
    boss_id bigint,
    team_id bigint,
    CONSTRAINT people_pkey PRIMARY KEY (id),
    CONSTRAINT people_boss_id_fkey FOREIGN KEY (boss_id) REFERENCES people (id),
    CONSTRAINT people_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) DEFERRABLE
);
ALTER TABLE rooms ADD CONSTRAINT rooms_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people (id);
ALTER TABLE teams ADD CONSTRAINT teams_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT teams_lead_id_fkey ON teams IS 'Everyone in a team has the same one';
)sql");
}

TEST(ddl, says_every_word) {
    EXPECT_EQ(ddl_of<words::app>, R"sql(CREATE SCHEMA IF NOT EXISTS auth;
CREATE TYPE mood AS ENUM ('sad', 'it''s ok', E'back\\slash');
CREATE TYPE auth."Role" AS ENUM ('user', 'admin');
CREATE TABLE types (
    a_smallint smallint,
    an_integer integer,
    a_bigint bigint,
    a_real real,
    a_double double precision,
    a_numeric numeric,
    a_numeric_10 numeric(10,0),
    a_numeric_10_2 numeric(10,2),
    a_boolean boolean,
    a_text text,
    a_varchar character varying,
    a_varchar_20 character varying(20),
    a_char character(1),
    a_char_20 character(20),
    a_bytea bytea,
    a_date date,
    a_time time without time zone,
    a_time_3 time(3) without time zone,
    a_timetz time with time zone,
    a_timetz_3 time(3) with time zone,
    a_timestamp timestamp without time zone,
    a_timestamp_3 timestamp(3) without time zone,
    a_timestamptz timestamp with time zone,
    a_timestamptz_3 timestamp(3) with time zone,
    an_interval interval,
    an_interval_3 interval(3),
    a_uuid uuid,
    a_json json,
    a_jsonb jsonb,
    an_xml xml,
    an_inet inet,
    a_cidr cidr,
    a_macaddr macaddr,
    a_macaddr8 macaddr8,
    a_tsvector tsvector,
    a_tsquery tsquery,
    an_oid oid,
    a_money money,
    a_bit bit(1),
    a_bit_8 bit(8),
    a_varbit bit varying,
    a_varbit_8 bit varying(8),
    an_int4range int4range,
    an_int8range int8range,
    a_numrange numrange,
    a_tsrange tsrange,
    a_tstzrange tstzrange,
    a_daterange daterange,
    an_int4multirange int4multirange,
    an_int8multirange int8multirange,
    a_nummultirange nummultirange,
    a_tsmultirange tsmultirange,
    a_tstzmultirange tstzmultirange,
    a_datemultirange datemultirange,
    integers integer[],
    varchars character varying(20)[],
    times timestamp(3) with time zone[],
    a_mood mood,
    moods mood[],
    a_role auth."Role",
    roles auth."Role"[],
    a_point point,
    points point[],
    some_days interval day to second(3)
);
CREATE TABLE auth.targets (
    a integer NOT NULL,
    b integer NOT NULL,
    c text,
    CONSTRAINT targets_c_key UNIQUE (c),
    CONSTRAINT targets_pkey PRIMARY KEY (a, b)
);
CREATE TABLE parts (
    a integer NOT NULL,
    b integer NOT NULL,
    c text NOT NULL,
    during tstzrange,
    CONSTRAINT parts_pkey PRIMARY KEY (a, b) INCLUDE (c) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT c_and_b UNIQUE NULLS NOT DISTINCT (c, b),
    CONSTRAINT parts_a_b_fkey FOREIGN KEY (a, b) REFERENCES auth.targets (a, b) ON DELETE CASCADE,
    CONSTRAINT parts_check CHECK (a <> b),
    CONSTRAINT parts_during_int4range_excl EXCLUDE USING gist (during WITH &&, (int4range(a, b)) WITH -|-) WHERE (a < b) DEFERRABLE,
    CONSTRAINT "one c" EXCLUDE (c WITH =) INCLUDE (a)
);
CREATE INDEX parts_a_b_idx ON parts (a, b);
CREATE INDEX parts_a_b_c_idx ON parts (a DESC NULLS LAST, b NULLS FIRST, c COLLATE "C" text_pattern_ops DESC);
CREATE INDEX parts_c_idx ON parts USING hash (c);
CREATE INDEX "by lower c" ON parts ((lower(c)), (a + b) DESC) INCLUDE (during) WHERE (c <> '');
CREATE UNIQUE INDEX parts_c_a_b_idx ON parts (c) INCLUDE (a, b) NULLS NOT DISTINCT;
COMMENT ON TABLE parts IS 'It has every part';
COMMENT ON INDEX "by lower c" IS 'Folded';
COMMENT ON CONSTRAINT c_and_b ON parts IS 'Both';
CREATE TABLE columns (
    always integer GENERATED ALWAYS AS IDENTITY NOT NULL,
    by_default bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    a_default text DEFAULT 'it''s',
    doubled integer GENERATED ALWAYS AS (always * 2) STORED,
    collated text COLLATE "C",
    commented text,
    may_be_null text,
    a_key uuid NOT NULL,
    once text,
    late text,
    later text,
    checked integer,
    to_c text,
    c_null text,
    c_default text,
    c_nothing character varying(9),
    CONSTRAINT "the key" PRIMARY KEY (a_key),
    CONSTRAINT columns_once_a_key_key UNIQUE NULLS NOT DISTINCT (once) INCLUDE (a_key),
    CONSTRAINT columns_late_key UNIQUE (late) DEFERRABLE,
    CONSTRAINT columns_later_key UNIQUE (later) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT columns_checked_check CHECK (checked > 0) NO INHERIT,
    CONSTRAINT "below nine" CHECK (checked < 9),
    CONSTRAINT columns_to_c_fkey FOREIGN KEY (to_c) REFERENCES auth.targets (c) ON UPDATE CASCADE ON DELETE RESTRICT,
    CONSTRAINT columns_c_null_fkey FOREIGN KEY (c_null) REFERENCES auth.targets (c) MATCH FULL ON UPDATE SET NULL ON DELETE SET NULL,
    CONSTRAINT columns_c_default_fkey FOREIGN KEY (c_default) REFERENCES auth.targets (c) ON UPDATE SET DEFAULT ON DELETE SET DEFAULT,
    CONSTRAINT columns_c_nothing_fkey FOREIGN KEY (c_nothing) REFERENCES auth.targets (c)
);
COMMENT ON COLUMN columns.commented IS E'It''s a \\ comment';
CREATE TABLE auth.optional_parts (
    a integer,
    b integer,
    CONSTRAINT optional_parts_a_b_fkey FOREIGN KEY (a, b) REFERENCES auth.targets (a, b) ON DELETE SET NULL (b)
);
)sql");
}

TEST(ddl, quotes_what_needs_quotes_and_cuts_what_is_too_long) {
    EXPECT_EQ(ddl_of<odd_names::app>, R"sql(CREATE TABLE "select" (
    "from" integer NOT NULL,
    "Where" text,
    "with space" text,
    "quo""te" text,
    "it's" text,
    "back\slash" text,
    "1st" text,
    "größe" text NOT NULL,
    "名前" text,
    "🐘" text,
    CONSTRAINT select_pkey PRIMARY KEY ("from"),
    CONSTRAINT "select_Where_key" UNIQUE ("Where"),
    CONSTRAINT "select_with space_check" CHECK ("with space" <> ''),
    CONSTRAINT "select_größe_key" UNIQUE ("größe")
);
CREATE INDEX "select_quo""te_it's_idx" ON "select" ("quo""te", "it's");
CREATE INDEX "select_名前_🐘_idx" ON "select" ("名前", "🐘");
COMMENT ON TABLE "select" IS '"Quotes" and ''quotes''';
CREATE TABLE a_table_whose_name_fills_the_sixty_three_bytes_that_there_are__ (
    a_column_whose_name_fills_the_sixty_three_bytes_that_there_are_ integer NOT NULL,
    a_column_whose_name_fills_the_sixty_three_bytes_that_there_are2 integer,
    a_column_whose_name_fills_the_sixty_three_bytes_that_there_are3 integer,
    "ein_Name_aus_Umlauten_äöüäöüäöüäöüäöüäöüäö" integer,
    target integer,
    CONSTRAINT a_table_whose_name_fills_the_sixty_three_bytes_that_there__pkey PRIMARY KEY (a_column_whose_name_fills_the_sixty_three_bytes_that_there_are_),
    CONSTRAINT a_table_whose_name_fills_the__a_column_whose_name_fills_the_key UNIQUE (a_column_whose_name_fills_the_sixty_three_bytes_that_there_are2),
    CONSTRAINT a_table_whose_name_fills_the__a_column_whose_name_fills_th_key1 UNIQUE (a_column_whose_name_fills_the_sixty_three_bytes_that_there_are3),
    CONSTRAINT "a_table_whose_name_fills_the__ein_Name_aus_Umlauten_äöü_key" UNIQUE ("ein_Name_aus_Umlauten_äöüäöüäöüäöüäöüäöüäö"),
    CONSTRAINT a_table_whose_name_fills_the_sixty_three_bytes_that_target_fkey FOREIGN KEY (target) REFERENCES "select" ("from")
);
)sql");
}

TEST(ddl, is_the_same_from_structs_that_hana_adapts) {
    EXPECT_EQ(ddl_of<adapted::app>, R"sql(CREATE TABLE teams (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    name text NOT NULL,
    CONSTRAINT teams_pkey PRIMARY KEY (id),
    CONSTRAINT teams_name_key UNIQUE (name)
);
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    team_id bigint,
    email text NOT NULL,
    nickname text,
    level smallint NOT NULL,
    points integer NOT NULL,
    ratio real NOT NULL,
    balance double precision NOT NULL,
    active boolean NOT NULL,
    photo bytea NOT NULL,
    tags text[] NOT NULL,
    numbers integer[],
    born date NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    code character(4) NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE SET NULL,
    CONSTRAINT users_email_key UNIQUE (email)
);
CREATE INDEX users_team_id_idx ON users (team_id);
)sql");
}

TEST(ddl, of_nothing_is_nothing) {
    EXPECT_EQ(ddl_of<nothing::app>, "");
    EXPECT_EQ(ddl_of<nothing::one_empty_table>, "CREATE TABLE empty (\n);\n");
}

TEST(ddl, of_one_table_has_its_foreign_keys_but_nothing_of_other_tables) {
    EXPECT_EQ(ddl_of<shop::orders>, R"sql(CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    customer_id bigint NOT NULL,
    state order_state DEFAULT 'open' NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (id),
    CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
);
CREATE INDEX orders_customer_id_created_at_idx ON orders (customer_id, created_at DESC);
)sql");
    EXPECT_EQ(count(ddl_of<circles::people>, "FOREIGN KEY"), 2U);
}

TEST(ddl, is_a_constant_that_ends_with_a_zero) {
    static constexpr std::string_view text = ddl_of<shop::app>;
    static_assert(text.starts_with("CREATE TYPE order_state"));
    EXPECT_EQ(text.data()[text.size()], '\0');
}

TEST(ddl, of_a_wide_table_has_all_its_columns) {
    EXPECT_EQ(count(ddl_of<wide>, " integer"), 300U);
    EXPECT_NE(ddl_of<wide>.find("\n    t_299 integer\n);"), std::string_view::npos);
}

TEST(ddl, of_a_long_circle_leaves_one_foreign_key_for_the_end) {
    const std::string_view text = ddl_of<ring>;
    EXPECT_EQ(count(text, "CREATE TABLE"), 40U);
    EXPECT_EQ(count(text, "FOREIGN KEY"), 40U);
    EXPECT_EQ(count(text, "ALTER TABLE"), 1U);
    EXPECT_LT(text.find("CREATE TABLE t_039"), text.find("CREATE TABLE t_038"));
}
