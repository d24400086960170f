// SPDX-License-Identifier: BSL-1.0
// What was read from a database makes it again, and a catalog made by hand becomes the database that a person would have written: pg_dump cannot tell the two apart.
#include <constable/catalog/equal.hpp>
#include <constable/database/introspect.hpp>
#include <constable/database/session.hpp>
#include <constable/sql/create_all.hpp>

#include "support/server.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <vector>

namespace catalog = constable::catalog;
namespace sql = constable::sql;
using namespace constable::testing;
using catalog::constraint_kind;

namespace {

class recreate : public server_test {};

/// The statements of a dump, sorted: objects may come in another order.
std::vector<std::string> statements_of(const std::string& dump) {
    std::vector<std::string> statements;
    constexpr std::string_view separator = "\n--\n-- Name: ";
    for (std::size_t from = 0; from != std::string::npos;) {
        const std::size_t next = dump.find(separator, from + 1);
        std::string statement = dump.substr(from, next == std::string::npos ? next : next - from);
        if (const std::size_t end = statement.find("\n--\n-- PostgreSQL database dump complete"); end != std::string::npos) statement.resize(end);
        statements.push_back(std::move(statement));
        from = next;
    }
    std::sort(statements.begin(), statements.end());
    return statements;
}
process_result run(const database& where, std::string_view script) {
    const auto file = std::filesystem::temp_directory_path() / (random_name("constable_recreate") + ".sql");
    std::ofstream(file) << script;
    process_result result = psql_file(where, file, {"-v", "ON_ERROR_STOP=1", "-q", "-1"});
    std::filesystem::remove(file);
    return result;
}
std::vector<std::string> dump_of(const database& of) {
    const process_result dump = pg_dump(of, {"--schema-only", "--no-owner"});
    EXPECT_EQ(dump.exit_code, 0) << dump.err;
    return statements_of(dump.out);
}
std::vector<std::string> dump_of(std::string_view script) {
    const database where;
    const process_result created = run(where, script);
    EXPECT_EQ(created.exit_code, 0) << created.err;
    EXPECT_EQ(created.err, "") << "a notice or warning";
    return dump_of(where);
}
/// What one list has and the other has not.
std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& made) {
    std::string text;
    const auto add = [&](char sign, const std::vector<std::string>& from, const std::vector<std::string>& without) {
        std::vector<std::string> left;
        std::set_difference(from.begin(), from.end(), without.begin(), without.end(), std::back_inserter(left));
        for (const std::string& each : left) text += sign + each + "\n";
    };
    add('-', expected, made);
    add('+', made, expected);
    return text;
}

// ---- one of each kind
constexpr std::string_view labels[] = {"sad", "ok"};
constexpr std::string_view c_a[] = {"a"};
constexpr std::string_view c_id[] = {"id"};
constexpr std::string_view c_ref[] = {"id", "at"};
constexpr std::string_view fill[] = {"fillfactor=70"};
constexpr std::string_view vac[] = {"autovacuum_enabled=false"};
constexpr std::string_view nd[] = {"n_distinct=5"};
constexpr std::string_view check_option[] = {"check_option=local", "security_barrier=true"};
constexpr std::string_view path[] = {"search_path=auth, \"$user\", \"\"", "work_mem=1MB"};
constexpr std::string_view targs[] = {"x", "it's"};

constexpr catalog::enumeration enums[] = {{"auth", "mood", labels, "a type"}};
constexpr catalog::constraint positive_checks[] = {{.name = "positive_check", .expression = "is_positive(VALUE)", .comment = "domain check"},
                                                   {.name = "old", .expression = "VALUE <> 7", .not_valid = true}};
constexpr catalog::domain domains[] = {{.name = "positive", .type = "integer", .default_expression = "1", .not_null = true, .constraints = positive_checks, .comment = "dom"},
                                       {.name = "ci", .type = "text", .collation = "\"C\""}};
constexpr catalog::attribute attributes[] = {{.name = "street", .type = "text", .collation = "\"C\"", .comment = "att"}, {.name = "m", .type = "auth.mood"}};
constexpr catalog::composite_type composites[] = {{.name = "addr", .attributes = attributes, .comment = "comp"}};
constexpr catalog::range_type ranges[] = {{.name = "float_range", .subtype = "double precision", .difference = "float8mi", .comment = "r"}};
constexpr catalog::sequence sequences[] = {
    {.name = "numbers", .type = "integer", .start = 5, .increment = -2, .minimum = -100, .maximum = 50, .cache = 3, .cycle = true, .comment = "seq"},
    {.name = "owned", .owner_table = "things", .owner_column = "n"}};
constexpr catalog::routine routines[] = {
    {.name = "is_positive", .identity = "integer", .arguments = "integer", .result = "boolean", .language = "sql", .body = "SELECT $1 > 0",
     .volatility = catalog::volatility_kind::immutable, .parallel = catalog::parallel_safety::safe, .strict = true, .security_definer = true, .leakproof = true, .cost = "7", .settings = path, .comment = "fun"},
    {.name = "touch", .result = "trigger", .language = "plpgsql", .body = "BEGIN RETURN NEW; END"},
    {.name = "weigh", .identity = "things", .arguments = "t things", .result = "integer", .language = "sql", .body = "SELECT 1", .volatility = catalog::volatility_kind::immutable},
    {.name = "count_shown", .result = "SETOF shown", .language = "sql", .sql_body = "BEGIN ATOMIC SELECT shown.id, shown.d FROM shown; END", .rows = "5"},
    {.name = "put", .identity = "positive", .kind = catalog::routine_kind::procedure, .arguments = "IN p positive DEFAULT 3", .language = "sql", .body = "INSERT INTO things (n) VALUES ($1)"},
    {.name = "total", .identity = "integer", .kind = catalog::routine_kind::aggregate, .arguments = "integer", .body = "SFUNC = int4pl, STYPE = integer, INITCOND = '0'", .comment = "agg"},
};
constexpr catalog::sequence things_seq{.name = "my_seq", .type = "integer", .start = 10, .increment = 1, .minimum = 10, .maximum = 2147483647};
constexpr catalog::column_details special{.storage = catalog::storage_kind::external, .compression = catalog::compression_method::pglz, .statistics = 50, .options = nd};
constexpr catalog::column_details with_seq{.sequence = &things_seq};
constexpr catalog::column things_columns[] = {
    {.name = "id", .type = "integer", .identity = catalog::identity_kind::serial, .not_null = true},
    {.name = "sid", .type = "integer", .identity = catalog::identity_kind::serial, .not_null = true, .details = &with_seq},
    {.name = "n", .type = "positive", .default_expression = "nextval('numbers'::regclass)"},
    {.name = "m", .type = "auth.mood[]"},
    {.name = "t", .type = "text", .collation = "\"C\"", .comment = "col", .details = &special},
    {.name = "w", .type = "integer", .default_expression = "total_of(NULL::things)"},
    {.name = "parent_id", .type = "integer"},
};
constexpr catalog::key u_keys[] = {{.column = "sid"}};
constexpr catalog::key f_keys[] = {{.expression = "weigh_text(t)", .collation = "\"C\"", .statistics = 30}};
constexpr std::string_view c_sid[] = {"sid"};
constexpr std::string_view c_parent[] = {"parent_id"};
constexpr catalog::constraint things_constraints[] = {
    {.kind = constraint_kind::primary_key, .name = "things_pkey", .columns = c_id, .options = fill, .comment = "key", .index_comment = "key's index"},
    {.kind = constraint_kind::unique, .name = "things_again", .columns = c_id},
    {.kind = constraint_kind::check, .name = "row_check", .expression = "total_of(things.*) > 0"},
    {.kind = constraint_kind::check, .name = "nv", .expression = "id <> 5", .not_valid = true, .comment = "not valid"},
    {.kind = constraint_kind::foreign_key, .name = "self", .columns = c_parent, .referenced_table = "things", .referenced_columns = c_sid},
};
constexpr catalog::index things_indexes[] = {{.name = "things_sid", .keys = u_keys, .unique = true, .options = fill, .comment = "i1"},
                                             {.name = "things_f", .keys = f_keys, .comment = "i2"}};
constexpr catalog::trigger things_triggers[] = {
    {.name = "tr", .time = catalog::trigger_time::after, .on_insert = true, .on_update = true, .update_columns = c_sid, .for_each_row = true,
     .when_expression = "new.id > 0", .function = "touch", .arguments = targs, .enabled = catalog::enabled_state::always, .comment = "trig"},
    {.name = "ctr", .time = catalog::trigger_time::after, .on_delete = true, .for_each_row = true, .function = "touch", .is_constraint = true, .deferrable = true, .initially_deferred = true},
    {.name = "st", .time = catalog::trigger_time::after, .on_delete = true, .function = "touch", .old_table = "o", .enabled = catalog::enabled_state::disabled}};
constexpr catalog::rule things_rules[] = {{.name = "ru", .event = catalog::command_kind::remove, .instead = true, .condition = "old.id > 5", .action = "NOTHING", .enabled = catalog::enabled_state::disabled, .comment = "rule"}};
constexpr std::string_view roles[] = {"constable_r1"};
constexpr catalog::policy things_policies[] = {{.name = "po", .permissive = false, .command = catalog::command_kind::update, .roles = roles, .using_expression = "id > 0", .check_expression = "id > 1", .comment = "pol"}};
constexpr std::string_view st_kinds[] = {"ndistinct", "mcv"};
constexpr std::string_view st_exprs[] = {"id", "(lower(t))"};
constexpr catalog::statistics things_statistics[] = {{.name = "things_st", .kinds = st_kinds, .expressions = st_exprs, .target = 20, .comment = "stat"}};
constexpr catalog::column ev_columns[] = {{.name = "id", .type = "bigint", .not_null = true}, {.name = "at", .type = "date", .not_null = true}, {.name = "x", .type = "integer"}};
constexpr catalog::constraint ev_keys[] = {{.kind = constraint_kind::primary_key, .name = "ev_pkey", .columns = c_ref}};
constexpr catalog::constraint ev1_keys[] = {{.kind = constraint_kind::primary_key, .name = "ev1_pkey", .columns = c_ref, .attached_to = "ev_pkey"}};
constexpr catalog::key x_keys[] = {{.column = "x"}};
constexpr catalog::index ev_indexes[] = {{.name = "ev_x", .keys = x_keys}, {.name = "ev_x2", .keys = x_keys}};
constexpr catalog::index ev1_indexes[] = {{.name = "odd", .keys = x_keys, .attached_to = "ev_x2"}, {.name = "odd2", .keys = x_keys, .attached_to = "ev_x"}};
constexpr catalog::qualified_name parents[] = {{{}, "base"}};
constexpr catalog::column base_columns[] = {{.name = "a", .type = "integer", .default_expression = "1"}, {.name = "b", .type = "integer"}};
constexpr catalog::column_details inh{.is_inherited = true};
constexpr catalog::column child_columns[] = {{.name = "a", .type = "integer", .default_expression = "2", .not_null = true, .details = &inh}, {.name = "c", .type = "integer"}};
constexpr catalog::column of_columns[] = {{.name = "street", .type = "text", .default_expression = "'x'::text", .collation = "\"C\""}, {.name = "m", .type = "auth.mood"}};
constexpr catalog::sequence id_seq{.schema = "auth", .name = "odd_seq", .start = 100, .increment = 10};
constexpr catalog::column_details id_details{.sequence = &id_seq};
constexpr catalog::column acc_columns[] = {{.name = "id", .type = "bigint", .identity = catalog::identity_kind::always, .not_null = true, .details = &id_details},
                                           {.name = "thing", .type = "integer"}};
constexpr std::string_view c_thing[] = {"thing"};
constexpr catalog::constraint acc_constraints[] = {{.kind = constraint_kind::foreign_key, .name = "acc_fk", .columns = c_thing, .referenced_table = "things", .referenced_columns = c_id, .not_valid = true}};
constexpr catalog::table tables[] = {
    {.schema = "auth", .name = "acc", .columns = acc_columns, .constraints = acc_constraints, .unlogged = false, .replica_identity = catalog::replica_identity_kind::full},
    {.name = "ev1", .columns = ev_columns, .constraints = ev1_keys, .indexes = ev1_indexes, .parent = "ev", .partition_bound = "FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')"},
    {.name = "ev", .columns = ev_columns, .constraints = ev_keys, .indexes = ev_indexes, .partition_key = "RANGE (at)"},
    {.name = "child", .columns = child_columns, .inherits = parents},
    {.name = "base", .columns = base_columns},
    {.name = "typed", .columns = of_columns, .of_type = "addr"},
    {.name = "things", .columns = things_columns, .constraints = things_constraints, .indexes = things_indexes, .comment = "tab", .options = vac, .toast_options = vac,
     .row_security = true, .force_row_security = true, .clustered_on = "things_pkey", .triggers = things_triggers, .rules = things_rules, .policies = things_policies, .statistics = things_statistics},
    {.name = "log", .columns = base_columns, .unlogged = true},
};
constexpr catalog::routine more_routines[] = {routines[0], routines[1], routines[2], routines[3], routines[4], routines[5],
    {.name = "total_of", .identity = "things", .arguments = "t things", .result = "integer", .language = "sql", .body = "SELECT 1", .volatility = catalog::volatility_kind::immutable},
    {.name = "weigh_text", .identity = "text", .arguments = "text", .result = "text", .language = "sql", .body = "SELECT public.late_helper($1)", .volatility = catalog::volatility_kind::immutable},
    {.name = "late_helper", .identity = "text", .arguments = "text", .result = "text", .language = "sql", .body = "SELECT lower($1)", .volatility = catalog::volatility_kind::immutable}};
constexpr catalog::view_column shown_columns[] = {{.name = "id", .default_expression = "7", .comment = "vcol"}};
constexpr catalog::trigger shown_triggers[] = {{.name = "vt", .time = catalog::trigger_time::instead_of, .on_insert = true, .for_each_row = true, .function = "touch"}};
constexpr catalog::key sum_keys[] = {{.column = "id"}};
constexpr catalog::index sum_indexes[] = {{.name = "sums_id", .keys = sum_keys, .unique = true, .comment = "mi"}};
constexpr catalog::view views[] = {
    {.name = "over", .query = " SELECT s.id\n   FROM (shown s\n     JOIN sums ON ((s.id = sums.id)))"},
    {.name = "sums", .is_materialized = true, .query = " SELECT things.id, total_of(things.*) AS over FROM things GROUP BY things.id", .options = fill, .indexes = sum_indexes, .comment = "mat"},
    {.name = "shown", .query = " SELECT id, t AS d FROM things WHERE id > 0", .options = check_option, .columns = shown_columns, .triggers = shown_triggers, .comment = "view"},
};
constexpr catalog::grant grants[] = {
    {.kind = catalog::object_kind::schema, .name = "auth", .grantee = "constable_r1", .privilege = "USAGE"},
    {.kind = catalog::object_kind::table, .name = "things", .grantee = "constable_r1", .privilege = "INSERT"},
    {.kind = catalog::object_kind::table, .name = "things", .grantee = "constable_r1", .privilege = "SELECT"},
    {.kind = catalog::object_kind::column, .name = "base", .part = "a", .grantee = {}, .privilege = "SELECT"},
    {.kind = catalog::object_kind::function, .name = "weigh", .part = "things", .grantee = {}, .privilege = "EXECUTE", .is_revoked = true},
    {.kind = catalog::object_kind::aggregate, .name = "total", .part = "integer", .grantee = "constable_r1", .privilege = "EXECUTE", .with_grant_option = true},
    {.kind = catalog::object_kind::type, .schema = "auth", .name = "mood", .grantee = {}, .privilege = "USAGE", .is_revoked = true},
    {.kind = catalog::object_kind::sequence, .name = "numbers", .grantee = "constable_r1", .privilege = "USAGE"},
};
constexpr catalog::default_privilege defaults[] = {
    {.in_all_schemas = true, .kind = catalog::object_kind::function, .privilege = "EXECUTE", .is_revoked = true},
    {.schema = "auth", .grantee = "constable_r1", .privilege = "SELECT"},
};
constexpr catalog::database_schema schemas[] = {{"auth", "sch"}, {"public", "pub"}};
constexpr catalog::extension extensions[] = {{.name = "earthdistance"}, {.schema = "auth", .name = "citext", .comment = "ext"}, {.name = "cube", .version = "1.5"}};
constexpr catalog::collation collations[] = {{.schema = "auth", .name = "de", .provider = "icu", .locale = "de-u-co-phonebk", .deterministic = false, .comment = "coll"}};

constexpr catalog::catalog made_by_hand{.enumerations = enums, .tables = tables, .default_schema = "public", .schemas = schemas, .extensions = extensions,
    .collations = collations, .domains = domains, .composite_types = composites, .range_types = ranges, .sequences = sequences,
    .routines = more_routines, .views = views, .grants = grants, .default_privileges = defaults};

constexpr std::string_view by_hand = R"sql(
SET check_function_bodies = off;
CREATE SCHEMA auth; COMMENT ON SCHEMA auth IS 'sch'; COMMENT ON SCHEMA public IS 'pub';
CREATE EXTENSION cube WITH SCHEMA public; CREATE EXTENSION earthdistance WITH SCHEMA public; CREATE EXTENSION citext SCHEMA auth; COMMENT ON EXTENSION citext IS 'ext';
CREATE COLLATION auth.de (provider = icu, locale = 'de-u-co-phonebk', deterministic = false); COMMENT ON COLLATION auth.de IS 'coll';
CREATE TYPE auth.mood AS ENUM ('sad', 'ok'); COMMENT ON TYPE auth.mood IS 'a type';
CREATE FUNCTION is_positive(int) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER LEAKPROOF PARALLEL SAFE COST 7 SET search_path TO auth, "$user", '' SET work_mem = '1MB' AS 'SELECT $1 > 0';
COMMENT ON FUNCTION is_positive IS 'fun';
CREATE DOMAIN positive AS int DEFAULT 1 NOT NULL CHECK (is_positive(VALUE)); COMMENT ON CONSTRAINT positive_check ON DOMAIN positive IS 'domain check';
ALTER DOMAIN positive ADD CONSTRAINT old CHECK (VALUE <> 7) NOT VALID; COMMENT ON DOMAIN positive IS 'dom';
CREATE DOMAIN ci AS text COLLATE "C";
CREATE TYPE addr AS (street text COLLATE "C", m auth.mood); COMMENT ON TYPE addr IS 'comp'; COMMENT ON COLUMN addr.street IS 'att';
CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi); COMMENT ON TYPE float_range IS 'r';
CREATE SEQUENCE numbers AS int START 5 INCREMENT -2 MINVALUE -100 MAXVALUE 50 CACHE 3 CYCLE; COMMENT ON SEQUENCE numbers IS 'seq';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE things (id serial PRIMARY KEY WITH (fillfactor = 70), sid int NOT NULL, n positive DEFAULT nextval('numbers'), m auth.mood[], t text COLLATE "C", w int, parent_id int,
  CONSTRAINT nv CHECK (id > 0)) WITH (autovacuum_enabled = false, toast.autovacuum_enabled = false);
ALTER TABLE things ALTER t SET STORAGE external, ALTER t SET COMPRESSION pglz, ALTER t SET STATISTICS 50, ALTER t SET (n_distinct = 5);
CREATE SEQUENCE my_seq AS int START 10 MINVALUE 10 OWNED BY things.sid; ALTER TABLE things ALTER sid SET DEFAULT nextval('my_seq');
CREATE SEQUENCE owned OWNED BY things.n;
CREATE FUNCTION weigh(t things) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION total_of(t things) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION late_helper(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)';
CREATE FUNCTION weigh_text(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT public.late_helper($1)';
ALTER TABLE things ALTER w SET DEFAULT total_of(NULL::things), ADD CONSTRAINT row_check CHECK (total_of(things.*) > 0), DROP CONSTRAINT nv;
ALTER TABLE things ADD CONSTRAINT nv CHECK (id <> 5) NOT VALID, ADD CONSTRAINT things_again UNIQUE (id);
COMMENT ON CONSTRAINT nv ON things IS 'not valid'; COMMENT ON CONSTRAINT things_pkey ON things IS 'key';
CREATE UNIQUE INDEX things_sid ON things (sid) WITH (fillfactor = 70); CREATE INDEX things_f ON things ((weigh_text(t)) COLLATE "C"); ALTER INDEX things_f ALTER COLUMN 1 SET STATISTICS 30;
ALTER TABLE things ADD CONSTRAINT self FOREIGN KEY (parent_id) REFERENCES things (sid);
COMMENT ON INDEX things_pkey IS 'key''s index'; COMMENT ON INDEX things_sid IS 'i1'; COMMENT ON INDEX things_f IS 'i2'; COMMENT ON TABLE things IS 'tab'; COMMENT ON COLUMN things.t IS 'col';
ALTER TABLE things ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, CLUSTER ON things_pkey;
CREATE TRIGGER tr AFTER INSERT OR UPDATE OF sid ON things FOR EACH ROW WHEN (new.id > 0) EXECUTE FUNCTION touch('x', 'it''s'); ALTER TABLE things ENABLE ALWAYS TRIGGER tr; COMMENT ON TRIGGER tr ON things IS 'trig';
CREATE CONSTRAINT TRIGGER ctr AFTER DELETE ON things DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER st AFTER DELETE ON things REFERENCING OLD TABLE AS o FOR EACH STATEMENT EXECUTE FUNCTION touch(); ALTER TABLE things DISABLE TRIGGER st;
CREATE RULE ru AS ON DELETE TO things WHERE old.id > 5 DO INSTEAD NOTHING; ALTER TABLE things DISABLE RULE ru; COMMENT ON RULE ru ON things IS 'rule';
CREATE POLICY po ON things AS RESTRICTIVE FOR UPDATE TO constable_r1 USING (id > 0) WITH CHECK (id > 1); COMMENT ON POLICY po ON things IS 'pol';
CREATE STATISTICS things_st (ndistinct, mcv) ON id, lower(t) FROM things; ALTER STATISTICS things_st SET STATISTICS 20; COMMENT ON STATISTICS things_st IS 'stat';
CREATE TABLE auth.acc (id bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME auth.odd_seq START 100 INCREMENT 10), thing int); ALTER TABLE auth.acc REPLICA IDENTITY FULL;
ALTER TABLE auth.acc ADD CONSTRAINT acc_fk FOREIGN KEY (thing) REFERENCES things (id) NOT VALID;
CREATE TABLE ev (id bigint, at date, x int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE ev1 (id bigint, at date, x int, PRIMARY KEY (id, at)); ALTER TABLE ev ATTACH PARTITION ev1 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX ev_x ON ONLY ev (x); CREATE INDEX ev_x2 ON ONLY ev (x); CREATE INDEX odd ON ev1 (x); CREATE INDEX odd2 ON ev1 (x); ALTER INDEX ev_x ATTACH PARTITION odd2; ALTER INDEX ev_x2 ATTACH PARTITION odd;
CREATE TABLE base (a int DEFAULT 1, b int); CREATE TABLE child (c int) INHERITS (base); ALTER TABLE child ALTER a SET DEFAULT 2, ALTER a SET NOT NULL;
CREATE TABLE typed OF addr (street WITH OPTIONS DEFAULT 'x'); CREATE UNLOGGED TABLE log (a int DEFAULT 1, b int);
CREATE PROCEDURE put(p positive DEFAULT 3) LANGUAGE sql AS 'INSERT INTO things (n) VALUES ($1)';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0'); COMMENT ON AGGREGATE total(int) IS 'agg';
CREATE VIEW shown WITH (check_option = local, security_barrier = true) AS SELECT id, t AS d FROM things WHERE id > 0; ALTER VIEW shown ALTER id SET DEFAULT 7; COMMENT ON VIEW shown IS 'view'; COMMENT ON COLUMN shown.id IS 'vcol';
CREATE TRIGGER vt INSTEAD OF INSERT ON shown FOR EACH ROW EXECUTE FUNCTION touch();
CREATE FUNCTION count_shown() RETURNS SETOF shown LANGUAGE sql ROWS 5 BEGIN ATOMIC SELECT shown.id, shown.d FROM shown; END;
CREATE MATERIALIZED VIEW sums WITH (fillfactor = 70) AS SELECT things.id, total_of(things.*) AS over FROM things GROUP BY things.id; CREATE UNIQUE INDEX sums_id ON sums (id); COMMENT ON MATERIALIZED VIEW sums IS 'mat'; COMMENT ON INDEX sums_id IS 'mi';
CREATE VIEW over AS SELECT s.id FROM (shown s JOIN sums ON s.id = sums.id);
GRANT USAGE ON SCHEMA auth TO constable_r1; GRANT INSERT, SELECT ON things TO constable_r1; GRANT SELECT (a) ON base TO PUBLIC; REVOKE EXECUTE ON FUNCTION weigh FROM PUBLIC;
GRANT EXECUTE ON FUNCTION total(int) TO constable_r1 WITH GRANT OPTION; REVOKE USAGE ON TYPE auth.mood FROM PUBLIC; GRANT USAGE ON SEQUENCE numbers TO constable_r1;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; ALTER DEFAULT PRIVILEGES IN SCHEMA auth GRANT SELECT ON TABLES TO constable_r1;
)sql";

} // namespace

TEST_F(recreate, makes_what_a_catalog_says) {
    if (shared_server().major() < 15) GTEST_SKIP() << "it says words of PostgreSQL 15";
    shared_server().rows("DO $$ BEGIN CREATE ROLE constable_r1; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    EXPECT_EQ(difference(dump_of(by_hand), dump_of(sql::create_all(made_by_hand))), "");
}

namespace {

/// A database with roles that its objects need; they go when it has gone.
class guest {
public:
    explicit guest(const std::filesystem::path& file) {
        for (;;) {
            where_.emplace();
            error_ = psql_file(*where_, file, {"-v", "ON_ERROR_STOP=1", "-q"});
            const std::string lacking = lacking_role();
            if (lacking.empty()) return;
            shared_server().rows("CREATE ROLE " + lacking);
            roles_.push_back(lacking);
        }
    }
    ~guest() {
        where_.reset();
        for (const std::string& each : roles_) shared_server().rows("DROP ROLE " + each);
    }
    guest(const guest&) = delete;
    guest& operator=(const guest&) = delete;

    const database& where() const { return *where_; }
    const process_result& loaded() const { return error_; }

private:
    std::string lacking_role() const {
        const std::size_t from = error_.err.find("role \"");
        const std::size_t to = error_.err.find("\" does not exist");
        return error_.exit_code == 0 || from == std::string::npos || to == std::string::npos ? "" : error_.err.substr(from + 5, to - from - 4);
    }
    std::optional<database> where_;
    std::vector<std::string> roles_;
    process_result error_;
};

/// Some expressions are written anew when they are read again: what a database's dump makes has settled.
std::vector<std::string> second_dump_of(const database& first) {
    const database second;
    const process_result dump = pg_dump(first, {"--schema-only", "--no-owner"});
    EXPECT_EQ(run(second, dump.out).exit_code, 0);
    return dump_of(second);
}

constable::database::live_catalog read(const database& of) {
    pqxx::connection connection(of.connection_string());
    constable::database::session session(connection);
    return constable::database::introspect(session, constable::database::scope(constable::database::scope::extent::whole));
}

/// What differs between a database and the one that is made from what was read in it; "" when they are equal.
std::string difference_of_recreated(const database& original, const std::filesystem::path& file) {
    const auto live = read(original);
    const std::string script = sql::create_all(live.view());
    if (const char* folder = std::getenv("CONSTABLE_KEEP_SCRIPTS"))
        std::ofstream(std::filesystem::path(folder) / (file.parent_path().filename().string() + "_" + file.filename().string())) << script;
    const database made;
    if (const process_result created = run(made, script); created.exit_code != 0) return "the script fails: " + created.err;
    static const bool compares_dumps = can_dump();
    std::string found;
    if (compares_dumps) found = difference(dump_of(original), dump_of(made));
    if (!found.empty()) found = difference(second_dump_of(original), second_dump_of(made));
    if (!found.empty() || compares_dumps) return found;
    if (live.default_schema() != "public") made.execute("ALTER DATABASE " + made.name() + " SET search_path = " + std::string(live.default_schema()));
    catalog::catalog expected = live.view();
    const auto again = read(made);
    expected.name = again.view().name;
    return std::string{catalog::first_inequality(expected, again.view())};
}

const std::filesystem::path corpus = std::filesystem::path(CONSTABLE_SOURCE_FOLDER).parent_path() / "shared" / "corpus";

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::exists(folder)) return files;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder))
        if (each.path().extension() == ".sql") files.push_back(each.path());
    std::sort(files.begin(), files.end());
    return files;
}
/// Each file of a folder, or one of `step` of them.
void expect_that_all_are_recreated(const std::filesystem::path& folder, std::size_t step = 1) {
    const auto files = files_below(folder);
    if (files.empty()) GTEST_SKIP() << "no corpus at " << folder;
    for (std::size_t i = 0; i < files.size(); i += step) {
        const guest original(files[i]);
        if (original.loaded().exit_code != 0) GTEST_LOG_(INFO) << files[i] << " cannot be loaded: " << original.loaded().err;
        else EXPECT_EQ(difference_of_recreated(original.where(), files[i]), "") << files[i];
    }
}

} // namespace

TEST_F(recreate, makes_real_schemas_again) { expect_that_all_are_recreated(corpus / "schemas"); }

TEST_F(recreate, makes_a_schema_of_each_year_again) { expect_that_all_are_recreated(corpus / "history"); }

// All of them take minutes: CONSTABLE_WHOLE_CORPUS=1.
TEST_F(recreate, makes_small_schemas_again) { expect_that_all_are_recreated(corpus / "pairs", std::getenv("CONSTABLE_WHOLE_CORPUS") != nullptr ? 1 : 10); }

// What real schemas have too rarely: circles, names, everything in odd places. The first line says since which version.
TEST_F(recreate, makes_odd_schemas_again) {
    const int version = shared_server().major();
    const auto files = files_below(std::filesystem::path(CONSTABLE_SOURCE_FOLDER) / "tests" / "integration" / "odd_schemas");
    EXPECT_FALSE(files.empty());
    for (const std::filesystem::path& each : files) {
        std::string since;
        std::ifstream file(each);
        std::getline(file, since);
        if (version < std::stoi(since.substr(std::string_view("-- since ").size()))) continue;
        const guest original(each);
        ASSERT_EQ(original.loaded().exit_code, 0) << each << original.loaded().err;
        EXPECT_EQ(difference_of_recreated(original.where(), each), "") << each;
    }
}

// Files of one's own: CONSTABLE_RECREATE=folder.
TEST_F(recreate, makes_given_schemas_again) {
    const char* folder = std::getenv("CONSTABLE_RECREATE");
    if (folder == nullptr) GTEST_SKIP() << "CONSTABLE_RECREATE names no folder";
    expect_that_all_are_recreated(folder);
}
