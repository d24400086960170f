-- Objects of kinds without words of their own, and what stands on them.
CREATE SCHEMA tools;
CREATE EXTENSION IF NOT EXISTS file_fdw;
CREATE EXTENSION IF NOT EXISTS postgres_fdw WITH SCHEMA tools;

-- operators, with a pair of commutators, and a class of them that an index uses
CREATE TYPE tools.pair AS (a integer, b integer);
CREATE FUNCTION tools.pair_lt(tools.pair, tools.pair) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1.a < $2.a';
CREATE FUNCTION tools.pair_le(tools.pair, tools.pair) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1.a <= $2.a';
CREATE FUNCTION tools.pair_eq(tools.pair, tools.pair) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1.a = $2.a';
CREATE FUNCTION tools.pair_ge(tools.pair, tools.pair) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1.a >= $2.a';
CREATE FUNCTION tools.pair_gt(tools.pair, tools.pair) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1.a > $2.a';
CREATE FUNCTION tools.pair_compare(tools.pair, tools.pair) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1.a - $2.a';
CREATE OPERATOR tools.#< (FUNCTION = tools.pair_lt, LEFTARG = tools.pair, RIGHTARG = tools.pair, COMMUTATOR = OPERATOR(tools.#>), NEGATOR = OPERATOR(tools.#>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR tools.#<= (FUNCTION = tools.pair_le, LEFTARG = tools.pair, RIGHTARG = tools.pair, COMMUTATOR = OPERATOR(tools.#>=));
CREATE OPERATOR tools.#= (FUNCTION = tools.pair_eq, LEFTARG = tools.pair, RIGHTARG = tools.pair, COMMUTATOR = OPERATOR(tools.#=), HASHES, MERGES);
CREATE OPERATOR tools.#>= (FUNCTION = tools.pair_ge, LEFTARG = tools.pair, RIGHTARG = tools.pair, COMMUTATOR = OPERATOR(tools.#<=), NEGATOR = OPERATOR(tools.#<));
CREATE OPERATOR tools.#> (FUNCTION = tools.pair_gt, LEFTARG = tools.pair, RIGHTARG = tools.pair, COMMUTATOR = OPERATOR(tools.#<));
CREATE OPERATOR CLASS tools.pair_ops FOR TYPE tools.pair USING btree AS
    OPERATOR 1 tools.#<, OPERATOR 2 tools.#<=, OPERATOR 3 tools.#=, OPERATOR 4 tools.#>=, OPERATOR 5 tools.#>,
    FUNCTION 1 tools.pair_compare(tools.pair, tools.pair);
COMMENT ON OPERATOR CLASS tools.pair_ops USING btree IS 'by the first of both';
CREATE OPERATOR FAMILY tools."Odd family" USING hash;
CREATE FUNCTION same(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT lower($1) = lower($2)';
CREATE OPERATOR === (FUNCTION = same, LEFTARG = text, RIGHTARG = text);
COMMENT ON OPERATOR === (text, text) IS 'the same but for "case"';
CREATE FUNCTION doubled(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 2 * $1';
CREATE OPERATOR !! (FUNCTION = doubled, RIGHTARG = integer);
CREATE TABLE pairs (
    id integer PRIMARY KEY,
    both_of tools.pair,
    word text CHECK (word === 'word'),
    twice integer DEFAULT (!! 2)
);
CREATE INDEX pairs_both ON pairs USING btree (both_of tools.pair_ops);
CREATE VIEW words AS SELECT id, word === 'Word' AS is_word FROM pairs;

-- casts
CREATE FUNCTION pair_to_text(tools.pair) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT $1.a || ',' || $1.b$$;
CREATE CAST (tools.pair AS text) WITH FUNCTION pair_to_text(tools.pair) AS ASSIGNMENT;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE CAST (text AS mood) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (text AS mood) IS 'as it is read';
CREATE VIEW texts AS SELECT both_of::text AS text, word::mood AS mood FROM pairs;

-- text search
CREATE TEXT SEARCH DICTIONARY tools.plain (TEMPLATE = simple, STOPWORDS = english, ACCEPT = false);
CREATE TEXT SEARCH CONFIGURATION "My search" (COPY = english);
ALTER TEXT SEARCH CONFIGURATION "My search" ALTER MAPPING FOR asciiword, word WITH tools.plain, english_stem;
COMMENT ON TEXT SEARCH CONFIGURATION "My search" IS 'it''s mine';
CREATE TABLE documents (
    id bigint PRIMARY KEY,
    body text NOT NULL,
    found tsvector GENERATED ALWAYS AS (to_tsvector('"My search"'::regconfig, body)) STORED
);
CREATE INDEX documents_body ON documents USING gin (to_tsvector('"My search"'::regconfig, body));

-- foreign data
CREATE FOREIGN DATA WRAPPER nothing OPTIONS (debug 'true');
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE SERVER "Other one" TYPE 'postgres' VERSION '15' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'localhost', dbname 'it''s');
COMMENT ON SERVER files IS 'local files';
CREATE FOREIGN TABLE tools.lines (
    number integer OPTIONS (force_not_null 'false') NOT NULL DEFAULT 7,
    line text COLLATE "C",
    CONSTRAINT lines_number_check CHECK (number > 0)
) SERVER files OPTIONS (filename '/dev/null', format 'csv');
COMMENT ON COLUMN tools.lines.line IS 'a line';
COMMENT ON FOREIGN TABLE tools.lines IS 'all lines';
GRANT SELECT ON tools.lines TO PUBLIC;
CREATE TABLE measures (at date NOT NULL, value integer) PARTITION BY RANGE (at);
CREATE TABLE measures_new PARTITION OF measures FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);
CREATE FOREIGN TABLE measures_old PARTITION OF measures FOR VALUES FROM (MINVALUE) TO ('2024-01-01') SERVER "Other one" OPTIONS (table_name 'old');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touching BEFORE INSERT ON tools.lines FOR EACH ROW EXECUTE FUNCTION touch();
ALTER FOREIGN TABLE tools.lines DISABLE TRIGGER touching;
CREATE VIEW all_lines AS SELECT number, line FROM tools.lines;

-- what publishes and watches
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, update');
CREATE PUBLICATION "some" FOR TABLE documents, TABLE pairs WITH (publish_via_partition_root = true);
COMMENT ON PUBLICATION "some" IS 'two of them';
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE EVENT TRIGGER watching ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION watch();
CREATE EVENT TRIGGER "Not watching" ON sql_drop EXECUTE FUNCTION watch();
ALTER EVENT TRIGGER "Not watching" DISABLE;

-- the rest
CREATE CONVERSION tools.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;
