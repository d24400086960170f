-- A database that has grown for years: what `bash examples/adopt.sh` turns into C++ declarations.
CREATE EXTENSION citext;
CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who changed what';

CREATE TYPE order_status AS ENUM ('open', 'paid', 'shipped', 'cancelled');
CREATE DOMAIN positive_amount AS numeric(12,2) CHECK (VALUE > 0);

CREATE TABLE customers (
    id serial PRIMARY KEY,
    email citext NOT NULL UNIQUE,
    "class" varchar(20) DEFAULT 'standard' NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT customers_class_check CHECK ("class" IN ('standard', 'gold'))
);
COMMENT ON TABLE customers IS 'People and companies that buy';

CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customers ON DELETE CASCADE,
    status order_status DEFAULT 'open' NOT NULL,
    total positive_amount,
    placed_on date DEFAULT CURRENT_DATE NOT NULL
);
CREATE INDEX orders_open_idx ON orders (customer_id, placed_on DESC) WHERE status = 'open';

CREATE TABLE audit.events (
    happened_at timestamptz DEFAULT now() NOT NULL,
    what text NOT NULL,
    details jsonb
) PARTITION BY RANGE (happened_at);
CREATE TABLE audit.events_2026 PARTITION OF audit.events FOR VALUES FROM ('2026-01-01 00:00+00') TO ('2027-01-01 00:00+00');
CREATE INDEX ON audit.events (happened_at);

CREATE FUNCTION audit.note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit.events (what, details) VALUES (TG_TABLE_NAME, to_jsonb(NEW));
    RETURN NEW;
END
$$;
CREATE TRIGGER note_orders AFTER INSERT OR UPDATE OF status ON orders FOR EACH ROW EXECUTE FUNCTION audit.note();

CREATE VIEW open_orders AS
SELECT o.id, c.email, o.total FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = 'open';

INSERT INTO customers (email) VALUES ('ada@example.org'), ('grace@example.org');
INSERT INTO orders (customer_id, total) VALUES (1, 12.50);
