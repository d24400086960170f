-- SPDX-License-Identifier: BSL-1.0
-- What PostgreSQL 18 has brought.
-- needs PostgreSQL 18
CREATE EXTENSION btree_gist;
CREATE TABLE prices (
    id int CONSTRAINT said NOT NULL, valid daterange NOT NULL, net numeric, gross numeric GENERATED ALWAYS AS (net * 1.19) VIRTUAL,
    doubled numeric GENERATED ALWAYS AS (net * 2) STORED, implicit numeric GENERATED ALWAYS AS (net + 1),
    CONSTRAINT price_key PRIMARY KEY (id, valid WITHOUT OVERLAPS), CONSTRAINT hoped CHECK (net > 0) NOT ENFORCED
);
CREATE TABLE sales (
    price int, during daterange, item int UNIQUE, sold int NOT NULL,
    FOREIGN KEY (price, PERIOD during) REFERENCES prices (id, PERIOD valid),
    CONSTRAINT loose FOREIGN KEY (sold) REFERENCES sales (item) NOT ENFORCED,
    CONSTRAINT each_once UNIQUE (item, during WITHOUT OVERLAPS)
);
CREATE TABLE base (a int CONSTRAINT kept NOT NULL, b int NOT NULL);
CREATE TABLE child (c int) INHERITS (base);
CREATE TABLE parted (id uuid DEFAULT uuidv7(), a int GENERATED ALWAYS AS IDENTITY, b int CONSTRAINT b_there NOT NULL) PARTITION BY RANGE (b);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (1) TO (10);
CREATE TABLE renamed (old_name int NOT NULL);
ALTER TABLE renamed RENAME TO was_renamed;
ALTER TABLE was_renamed RENAME old_name TO new_name;
CREATE UNLOGGED TABLE fleeting (a int GENERATED ALWAYS AS IDENTITY, b int GENERATED ALWAYS AS IDENTITY, c serial);
ALTER SEQUENCE fleeting_a_seq SET LOGGED;
ALTER SEQUENCE fleeting_c_seq SET LOGGED;
CREATE DOMAIN filled AS int CONSTRAINT filled_in NOT NULL;
CREATE COLLATION plain_order (provider = builtin, locale = 'C.UTF-8');
