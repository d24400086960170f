-- SPDX-License-Identifier: BSL-1.0
-- Names that are no C++ identifiers, or clash, or are too long, in every place that has a name.
CREATE SCHEMA "class";
CREATE SCHEMA "übung";
CREATE SCHEMA "a.b c";
CREATE TYPE "class"."enum" AS ENUM ('new', 'delete', 'a"b', 'a\b', 'a
b', '日本', 'sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr');
CREATE TYPE "enum" AS ENUM ('int');
CREATE DOMAIN "int64_t" AS bigint CHECK (VALUE > 0);
CREATE TYPE "std" AS ("template" int, "operator" text, "a-b" "class"."enum");
CREATE TABLE "user" ("class" int PRIMARY KEY, "default" text DEFAULT 'default', "private" text, "userId" uuid, "namespace" int, "and" int, "order" int,
    "select" int, "1st" int, "a-b" int, "a b" int, "a_b" int, "A_B" int, "ä" int, "a" int, "日本" int, "_x" int, "__x" int, "_" int, "$" int, "constable" int, "column" int, "not_null" int, "pulled" int, "app" int, "quote""d" int, "back\slash" int);
CREATE TABLE "User" (id int, "class" int REFERENCES "user", CHECK ("class" > id), UNIQUE ("class", id));
CREATE TABLE "USER" ("ID" int PRIMARY KEY, id int, "Id" int UNIQUE);
CREATE TABLE "class"."user" ("class" int REFERENCES "user" ("class"), id serial, "enum" "class"."enum", e2 "enum", d "int64_t", s "std");
CREATE TABLE "class"."class" ("class" "class"."enum" PRIMARY KEY);
CREATE TABLE "übung"."größe" ("länge" int PRIMARY KEY, "straße" text);
CREATE TABLE "a.b c"."d.e f" ("g.h i" serial PRIMARY KEY, "it's" text DEFAULT 'it''s', "quote""d" int REFERENCES "übung"."größe");
CREATE TABLE "constable" (id int);
CREATE TABLE "app" (id int);
CREATE TABLE "pulled" (id int);
CREATE TABLE "table" (id int, "table" int);
CREATE TABLE "main" (id int);
CREATE TABLE "std::string" (id int);
CREATE TABLE "index" (id int);
CREATE TABLE "time" (id int, "time" time, "timestamp" timestamp);
CREATE TABLE "sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr" (
    "sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr" serial PRIMARY KEY,
    "sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thR" int UNIQUE CHECK ("sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thR" > 0));
CREATE TABLE "ääääääääääääääääääääääääääääääää" ("ööööööööööööööööööööööööööööööö" serial UNIQUE, "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü" int REFERENCES "übung"."größe");
CREATE INDEX ON "user" ("a-b", ("a b" + "A_B"), lower("default"));
CREATE TABLE "same_names" (id int REFERENCES "übung"."größe", n int);
ALTER TABLE "same_names" RENAME CONSTRAINT "same_names_id_fkey" TO "one name";
CREATE INDEX "one name" ON "same_names" (id);
ALTER TABLE "same_names" ADD CONSTRAINT "other name" CHECK (n > 0);
CREATE INDEX "other name" ON "same_names" (n);
CREATE INDEX "it's an index" ON "user" ("日本") WHERE "ä" > 0;
CREATE VIEW "class"."delete" AS SELECT "class" AS "new", "userId" AS "user id" FROM "user";
CREATE VIEW "public"."delete" AS SELECT * FROM "class"."delete";
CREATE SEQUENCE "class"."static";
CREATE FUNCTION "class"."new"("delete" int, "user" "user") RETURNS int LANGUAGE sql AS $$SELECT "delete"$$;
CREATE FUNCTION "new"("a b" "class"."enum" DEFAULT 'new') RETURNS "class"."enum" LANGUAGE sql AS $$SELECT "a b"$$;
CREATE FUNCTION "new"(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION "trigger"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER "trigger" BEFORE INSERT ON "user" FOR EACH ROW EXECUTE FUNCTION "trigger"('a"b', 'c\d', 'e''f', E'g\nh', '日本', ')sql"');
CREATE FUNCTION tricky() RETURNS text LANGUAGE sql AS $x$SELECT ')sql" R"sql( $$ \ " ''; -- ü ??/ '$x$;
COMMENT ON TABLE "user" IS 'A "quoted" ''comment'' with \ and
a line, )sql" and 日本 and ??=';
COMMENT ON COLUMN "user"."a b" IS '%s {} \n';
CREATE POLICY "for all" ON "user" USING ("class" = 1);
CREATE RULE "do nothing" AS ON INSERT TO "table" DO INSTEAD NOTHING;
CREATE STATISTICS "class"."a b" ON "a b", "A_B" FROM "user";
CREATE FUNCTION nothing() RETURNS void LANGUAGE sql AS $$$$;
