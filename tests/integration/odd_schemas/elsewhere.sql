-- since 12
CREATE SCHEMA app; SET search_path = app;
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = app', current_database()); END $$;
CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (id serial PRIMARY KEY, m mood DEFAULT 'a'); CREATE VIEW v AS SELECT * FROM t; CREATE TABLE public.t (id int REFERENCES app.t, m app.mood);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION public.f(public.t) RETURNS app.v LANGUAGE sql AS 'SELECT NULL::app.v'; CREATE VIEW public.v AS SELECT f(t.*), public.f(p.*) AS g FROM t, public.t p;
GRANT USAGE ON SCHEMA app TO PUBLIC; ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC; COMMENT ON SCHEMA app IS 'app';
