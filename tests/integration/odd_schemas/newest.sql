-- since 18
CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id int, during daterange, CONSTRAINT rooms_key PRIMARY KEY (id, during WITHOUT OVERLAPS), UNIQUE (during, id));
CREATE TABLE bookings (id int, room int CONSTRAINT "room is known" NOT NULL, during daterange, doubled int GENERATED ALWAYS AS (room * 2), stored int GENERATED ALWAYS AS (room * 3) STORED,
  FOREIGN KEY (room, PERIOD during) REFERENCES rooms (id, PERIOD during), CONSTRAINT loose CHECK (id > 0) NOT ENFORCED, UNIQUE NULLS NOT DISTINCT (id, room));
ALTER TABLE bookings ADD CONSTRAINT lax FOREIGN KEY (id, PERIOD during) REFERENCES rooms (id, PERIOD during) NOT ENFORCED;
CREATE TABLE parent (a int CONSTRAINT parent_nn NOT NULL, b int NOT NULL, c int);
CREATE TABLE child (a int DEFAULT 4, CONSTRAINT child_nn NOT NULL c) INHERITS (parent);
CREATE DOMAIN named_nn AS int CONSTRAINT dnn NOT NULL CHECK (VALUE > 0);
CREATE TABLE ev (id int GENERATED ALWAYS AS IDENTITY, at date NOT NULL, v int GENERATED ALWAYS AS (id + 1), PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE ev_1 PARTITION OF ev FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE COLLATION fast (provider = builtin, locale = 'C.UTF-8'); CREATE TABLE coll (a text COLLATE fast);
CREATE FUNCTION new_body() RETURNS int LANGUAGE sql RETURN 1;
CREATE VIEW checked WITH (security_invoker = true) AS SELECT a FROM coll;
