// SPDX-License-Identifier: BSL-1.0
// What is different is named with the statement that would settle it and is never touched; what only looks different
// is no difference.
#include "start.hpp"

#include <gtest/gtest.h>

namespace suite = constable::testing;

namespace {

using namespace constable;
using suite::described;
using suite::errors_of;
using suite::kept_log;
using suite::says;

struct teams : table<"teams",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"name", varchar<100>, not_null, unique<>>
> {};

struct users : table<"users",
    column<"id", bigint, identity<by_default>, primary_key<>>,
    column<"team_id", bigint, references<teams, on_delete<cascade>>>,
    column<"email", constable::text, not_null, collate<"C">>,
    column<"mood", enum_<"mood", "sad", "ok">, default_<"'ok'">>,
    column<"age", integer, check<"age >= 0">>,
    column<"twice", integer, generated<"age * 2">>,
    unique<"email", "age">,
    index_<"team_id", "age">,
    unique_index<"email", where_<"age > 18">, named<"grown_ups">>
> {};
struct app : schema<users, teams> {};

class drift : public suite::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (!IsSkipped() && !HasFatalFailure()) where_.emplace();
    }
    template <class App>
    migration_result start(migration_config config = {}) {
        config.connection = where_->connection_string();
        config.logger = log_.logger();
        return try_ensure_schema<App>(config);
    }
    template <class App>
    verification_result drifted(migration_config config = {}) {
        config.connection = where_->connection_string();
        config.enabled = false; // whatever the switch says
        return verify<App>(config);
    }
    template <class App>
    migration_status_report status() {
        migration_config config;
        config.connection = where_->connection_string();
        return migration_status<App>(config);
    }

    std::optional<suite::database> where_;
    kept_log log_;
};

// ---- what is different

struct alteration {
    const char* name;
    const char* statement;
    const char* described; ///< "description | statement" of one of the differences
    const char* hazard = "";
};
void PrintTo(const alteration& printed, std::ostream* out) { *out << printed.name; }

class drift_after : public drift, public ::testing::WithParamInterface<alteration> {};

TEST_P(drift_after, is_named_and_not_touched) {
    if (where_->home().major() < 13 && std::string_view(GetParam().statement).find("DROP EXPRESSION") != std::string_view::npos)
        GTEST_SKIP() << "PostgreSQL 12 cannot do that";
    ASSERT_TRUE(start<app>().success);
    where_->execute(GetParam().statement);
    const std::string before = suite::contents_of(*where_);
    const migration_result result = start<app>();
    EXPECT_TRUE(result.success) << errors_of(result);
    EXPECT_TRUE(result.tables_created.empty());
    EXPECT_TRUE(says(described(result.differences), GetParam().described)) << described(result.differences);
    for (const schema_difference& each : result.differences) EXPECT_TRUE(log_.has("[warning] Difference: " + each.description));

    const migration_result failed = start<app>({.on_drift = "fail"});
    EXPECT_FALSE(failed.success);
    EXPECT_EQ(failed.failure, failure_kind::drift);
    EXPECT_TRUE(says(errors_of(failed), result.differences.front().description)) << errors_of(failed);
    EXPECT_EQ(suite::contents_of(*where_), before);
    EXPECT_EQ(status<app>().health, "degraded");

    // what verify() finds is the same, and its script settles it
    const verification_result found = drifted<app>();
    EXPECT_EQ(described(found.differences), described(result.differences));
    bool has_hazard = false;
    for (const schema_difference& each : found.differences) {
        EXPECT_NE(each.statement, "") << each.description;
        has_hazard = has_hazard || says(each.hazard, GetParam().hazard);
    }
    EXPECT_TRUE(has_hazard) << found.report();
    EXPECT_EQ(suite::contents_of(*where_), before);
    where_->execute(found.script);
    const migration_result settled = start<app>({.on_drift = "fail"});
    EXPECT_TRUE(settled.success && settled.differences.empty()) << described(settled.differences);
}

const alteration alterations[] = {
    {"unknown_column", "ALTER TABLE users ADD COLUMN extra integer",
     "column users.extra is not declared | ALTER TABLE users DROP COLUMN extra;\n", "locks ACCESS EXCLUSIVE, loses data"},
    {"column_type", "ALTER TABLE teams ALTER COLUMN name TYPE text",
     "column teams.name: expected type character varying(100), found type text | ALTER TABLE teams ALTER COLUMN name TYPE character varying(100)",
     "reads the whole table, rewrites it"},
    {"column_length", "ALTER TABLE teams ALTER COLUMN name TYPE varchar(50)", "found type character varying(50)"},
    {"nullable", "ALTER TABLE users ALTER COLUMN email DROP NOT NULL",
     "column users.email: expected NOT NULL, found nullable | ALTER TABLE users ALTER COLUMN email SET NOT NULL;\n", "reads the whole table"},
    {"not_null", "ALTER TABLE users ALTER COLUMN age SET NOT NULL",
     "column users.age: expected nullable, found NOT NULL | ALTER TABLE users ALTER COLUMN age DROP NOT NULL;\n"},
    {"no_default", "ALTER TABLE users ALTER COLUMN mood DROP DEFAULT", "column users.mood: expected default 'ok', found default none | ALTER TABLE "},
    {"extra_default", "ALTER TABLE users ALTER COLUMN age SET DEFAULT 5", "column users.age: expected default none, found default 5 | ALTER TABLE "},
    {"other_default", "ALTER TABLE users ALTER COLUMN mood SET DEFAULT 'sad'", "column users.mood: expected default 'ok', found default 'sad'::mood | "},
    {"no_identity", "ALTER TABLE users ALTER COLUMN id DROP IDENTITY",
     "column users.id: expected GENERATED BY DEFAULT AS IDENTITY, found no identity"
     " | ALTER TABLE users ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY;\n"},
    {"other_identity", "ALTER TABLE teams ALTER COLUMN id SET GENERATED BY DEFAULT",
     "column teams.id: expected GENERATED ALWAYS AS IDENTITY, found GENERATED BY DEFAULT AS IDENTITY"
     " | ALTER TABLE teams ALTER COLUMN id SET GENERATED ALWAYS;\n"},
    {"extra_identity", "ALTER TABLE users ALTER COLUMN age SET NOT NULL, ALTER COLUMN age ADD GENERATED ALWAYS AS IDENTITY",
     "column users.age: expected no identity, found GENERATED ALWAYS AS IDENTITY | ALTER TABLE users ALTER COLUMN age DROP IDENTITY;\n"},
    {"not_generated", "ALTER TABLE users ALTER COLUMN twice DROP EXPRESSION", "column users.twice: expected generation expression age * 2, found"},
    {"other_generated", "ALTER TABLE users DROP COLUMN twice, ADD COLUMN twice integer GENERATED ALWAYS AS (age * 3) STORED",
     "column users.twice: expected generation expression age * 2, found generation expression (age * 3)"},
    {"collation", R"(ALTER TABLE users ALTER COLUMN email TYPE text COLLATE "POSIX")",
     "column users.email: expected collation \"C\", found collation \"POSIX\""},
    {"missing_check", "ALTER TABLE users DROP CONSTRAINT users_age_check",
     "constraint users_age_check of table users is missing | ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age >= 0);\n",
     "reads the whole table"},
    {"other_check", "ALTER TABLE users DROP CONSTRAINT users_age_check, ADD CONSTRAINT users_age_check CHECK (age >= 1)",
     "constraint users_age_check of table users: expected expression age >= 0, found expression (age >= 1)"},
    {"missing_unique", "ALTER TABLE users DROP CONSTRAINT users_email_age_key",
     "constraint users_email_age_key of table users is missing | ALTER TABLE users ADD CONSTRAINT users_email_age_key UNIQUE (email, age);\n"},
    {"missing_foreign_key", "ALTER TABLE users DROP CONSTRAINT users_team_id_fkey",
     "constraint users_team_id_fkey of table users is missing"
     " | ALTER TABLE users ADD CONSTRAINT users_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE;\n",
     "locks SHARE ROW EXCLUSIVE, reads the whole table"},
    {"other_foreign_key",
     "ALTER TABLE users DROP CONSTRAINT users_team_id_fkey, ADD CONSTRAINT users_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams",
     "constraint users_team_id_fkey of table users: expected on_delete CASCADE, found on_delete NO ACTION"},
    {"unknown_constraint", "ALTER TABLE users ADD CONSTRAINT extra CHECK (age < 200)",
     "constraint extra of table users is not declared | ALTER TABLE users DROP CONSTRAINT extra;\n"},
    {"missing_index", "DROP INDEX users_team_id_age_idx",
     "index users_team_id_age_idx of table users is missing | CREATE INDEX CONCURRENTLY users_team_id_age_idx ON users (team_id, age);\n",
     "locks SHARE UPDATE EXCLUSIVE, reads the whole table, needs a transaction of its own"},
    {"other_index", "DROP INDEX users_team_id_age_idx; CREATE INDEX users_team_id_age_idx ON users (age, team_id)",
     "index users_team_id_age_idx of table users: expected (team_id, age), found (age, team_id)"},
    {"other_predicate", "DROP INDEX grown_ups; CREATE UNIQUE INDEX grown_ups ON users (email) WHERE age > 21",
     "index grown_ups of table users: expected predicate age > 18, found predicate (age > 21)"},
    {"unknown_index", "CREATE INDEX extra ON users (age)", "index extra of table users is not declared | DROP INDEX extra;\n"},
    {"labels", "ALTER TYPE mood ADD VALUE 'glad'", "type mood has other labels than declared | "},
    {"unknown_table", "CREATE TABLE strange (id integer)", "table strange is not declared | DROP TABLE strange;\n", "loses data"},
    {"unknown_view", "CREATE VIEW strange AS SELECT 1", "view strange is not declared | DROP VIEW strange;\n"},
    {"unknown_type", "CREATE TYPE strange AS ENUM ('a')", "type strange is not declared | DROP TYPE strange;\n"},
    {"unknown_function", "CREATE FUNCTION strange(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
     "function strange(integer) is not declared | DROP FUNCTION strange(integer);\n"},
    {"unknown_trigger",
     "CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
     "CREATE TRIGGER strange BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION fires()",
     "trigger strange of table users is not declared"},
};
INSTANTIATE_TEST_SUITE_P(alterations, drift_after, ::testing::ValuesIn(alterations),
                         [](const auto& of) { return std::string{of.param.name}; });

struct widened_mood : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"mood", enum_<"mood", "sad", "ok">>
> {};
struct with_mood : schema<widened_mood> {};

TEST_F(drift, of_a_column_does_not_keep_a_missing_enum_from_being_created) {
    where_->execute("CREATE TABLE users (id bigint PRIMARY KEY, mood text)");
    const migration_result result = start<with_mood>();
    EXPECT_TRUE(result.success) << errors_of(result);
    EXPECT_TRUE(says(described(result.differences), "column users.mood: expected type mood, found type text")) << described(result.differences);
    EXPECT_EQ(where_->value("SELECT enum_range(NULL::mood)"), "{sad,ok}");
}

struct points : table<"points", column<"id", bigint, primary_key<>>, column<"place", sql_type<"geometry(Point,4326)">>> {};
struct map : schema<points> {};

TEST_F(drift, to_a_type_that_nobody_knows_here_is_a_difference_too) {
    where_->execute("CREATE TABLE points (id bigint PRIMARY KEY, place text)");
    const migration_result result = start<map>();
    EXPECT_TRUE(result.success) << errors_of(result);
    EXPECT_TRUE(says(described(result.differences), "column points.place: expected type geometry(Point,4326), found type text"))
        << described(result.differences);
}

TEST_F(drift, of_what_was_not_declared_is_nobodys_business_when_told_so) {
    where_->execute("CREATE TABLE strange (id integer); CREATE VIEW stranger AS SELECT 1; CREATE TYPE odd AS ENUM ('a')");
    const migration_result result = start<app>({.on_drift = "fail", .unknown_objects = "ignore"});
    EXPECT_TRUE(result.success && result.differences.empty()) << errors_of(result) << described(result.differences);
    EXPECT_EQ(start<app>({.unknown_objects = "ignore"}).round_trips, 1U);
    EXPECT_EQ(start<app>().differences.size(), 3U);
    EXPECT_EQ(start<app>().round_trips, 1U);
}

TEST_F(drift, of_an_unknown_object_is_seen_when_it_comes_and_when_it_goes) {
    ASSERT_TRUE(start<app>().success);
    where_->execute("CREATE TABLE strange (id integer)");
    EXPECT_EQ(start<app>().differences.size(), 1U);
    EXPECT_EQ(start<app>().round_trips, 1U);
    where_->execute("DROP TABLE strange");
    EXPECT_EQ(described(start<app>().differences), "");
    EXPECT_EQ(start<app>().round_trips, 1U);
}

// ---- what is missing and safe to add

TEST_F(drift, is_mended_where_a_column_can_be_added_in_a_moment) {
    ASSERT_TRUE(start<app>().success);
    where_->execute("ALTER TABLE users DROP COLUMN team_id");
    const migration_result result = start<app>();
    EXPECT_TRUE(result.success) << errors_of(result);
    EXPECT_EQ(result.objects_created, std::vector<std::string>{"column users.team_id"});
    EXPECT_EQ(where_->value("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'team_id'"), "bigint");
    // what would read the table is left to people
    EXPECT_EQ(result.differences.size(), 2U) << described(result.differences);
    EXPECT_TRUE(says(described(result.differences), "constraint users_team_id_fkey of table users is missing")) << described(result.differences);
    EXPECT_TRUE(says(described(result.differences), "index users_team_id_age_idx of table users is missing")) << described(result.differences);
    const migration_result next = start<app>();
    EXPECT_EQ(next.round_trips, 1U);
    EXPECT_EQ(described(next.differences), described(result.differences));
}

TEST_F(drift, is_only_reported_to_a_role_that_may_not_alter_the_table) {
    ASSERT_TRUE(start<app>().success);
    where_->execute("ALTER TABLE users DROP COLUMN team_id");
    const suite::role other{where_->home()};
    where_->execute("GRANT SELECT, INSERT, UPDATE ON constable_state TO " + other.name());
    migration_config config;
    config.connection = where_->connection_string(other.name());
    config.logger = log_.logger();
    const migration_result result = try_ensure_schema<app>(config);
    EXPECT_TRUE(result.success) << errors_of(result);
    EXPECT_TRUE(result.objects_created.empty());
    EXPECT_TRUE(says(described(result.differences), "column users.team_id (bigint) is missing | ALTER TABLE users ADD COLUMN team_id bigint")) << described(result.differences);
    EXPECT_TRUE(log_.has("[warning] Tables cannot be altered (must be owner of table users), so what they lack is only reported"));
    EXPECT_EQ(try_ensure_schema<app>(config).round_trips, 1U);
    where_->execute("DROP OWNED BY " + other.name());
}

TEST_F(drift, is_only_reported_where_a_column_would_rewrite_its_table) {
    ASSERT_TRUE(start<app>().success);
    where_->execute("ALTER TABLE users DROP COLUMN twice, DROP COLUMN email");
    const migration_result result = start<app>();
    EXPECT_TRUE(result.objects_created.empty());
    EXPECT_TRUE(says(described(result.differences), "column users.twice (integer) is missing | ALTER TABLE users ADD COLUMN twice")) << described(result.differences);
    EXPECT_TRUE(says(described(result.differences), "column users.email (text) is missing | ALTER TABLE users ADD COLUMN email")) << described(result.differences);
}

// ---- what only looks different

struct spelt : table<"spelt",
    column<"a", sql_type<"int4">>,
    column<"b", sql_type<"varchar(20)">>,
    column<"c", sql_type<"decimal(10)">>,
    column<"d", sql_type<"timestamptz(3)">>,
    column<"e", sql_type<"int[][3]">>,
    column<"f", sql_type<"pg_catalog.bool">>,
    column<"g", sql_type<"interval day to second(3)">>,
    column<"h", sql_type<"\"char\"">>,
    column<"i", sql_type<"float(10)">>,
    column<"j", sql_type<"national character varying(7)">>
> {};
struct spellings : schema<spelt> {};

TEST_F(drift, is_not_another_spelling_of_a_type) {
    const migration_result first = start<spellings>();
    ASSERT_TRUE(first.success) << errors_of(first);
    EXPECT_TRUE(first.differences.empty()) << described(first.differences);
    EXPECT_TRUE(start<spellings>({.verify = "full"}).differences.empty());
    EXPECT_EQ(status<spellings>().health, "healthy") << described(status<spellings>().differences);
    where_->execute("ALTER TABLE spelt ALTER b TYPE varchar(21)");
    EXPECT_EQ(described(start<spellings>().differences),
              "column spelt.b: expected type varchar(20), found type character varying(21) | ALTER TABLE spelt ALTER COLUMN b TYPE varchar(20) USING b::varchar(20);\n");
}

TEST_F(drift, is_not_another_spelling_where_nothing_may_be_written) {
    ASSERT_TRUE(start<spellings>().success);
    migration_config config{.verify = "full", .on_drift = "fail"};
    config.logger = log_.logger();
    config.connection = where_->connection_string() + " options='-c default_transaction_read_only=on'";
    const migration_result read_only = try_ensure_schema<spellings>(config);
    EXPECT_TRUE(read_only.success) << errors_of(read_only) << described(read_only.differences);

    const suite::role reader{where_->home()};
    where_->execute("REVOKE TEMPORARY ON DATABASE " + where_->name() + " FROM PUBLIC");
    config.connection = where_->connection_string(reader.name());
    const migration_result without_privilege = try_ensure_schema<spellings>(config);
    EXPECT_TRUE(without_privilege.success) << errors_of(without_privilege) << described(without_privilege.differences);
}

struct extended : table<"extended",
    column<"id", bigint, primary_key<>>,
    column<"name", sql_type<"citext">, not_null, unique<>>,
    column<"names", array<sql_type<"citext">>>,
    column<"attributes", sql_type<"hstore">, not_null, default_<"''">>,
    index_<"attributes", using_<"gin">>
> {};
struct with_extensions : schema<extended> {};

TEST_F(drift, is_not_a_type_of_an_extension) {
    if (where_->value("SELECT count(*) FROM pg_available_extensions WHERE name IN ('citext', 'hstore')") != "2")
        GTEST_SKIP() << "PostgreSQL's contrib extensions are not installed";
    where_->execute("CREATE SCHEMA extensions; CREATE EXTENSION citext; CREATE EXTENSION hstore SCHEMA extensions;"
                    "ALTER DATABASE " + where_->name() + " SET search_path = public, extensions");
    const migration_result first = start<with_extensions>();
    EXPECT_TRUE(first.success && first.differences.empty()) << errors_of(first) << described(first.differences);
    EXPECT_TRUE(start<with_extensions>({.verify = "full"}).differences.empty());
}

struct accounts : table<"accounts",
    column<"id", bigint, primary_key<>>,
    column<"role", enum_in<"auth", "role", "user", "it's \\ \"{admin}\"", "NULL", "a, b">, not_null, default_<"'user'">>,
    column<"roles", array<enum_in<"auth", "role", "user", "it's \\ \"{admin}\"", "NULL", "a, b">>>
> {};
struct enum_elsewhere : schema<accounts> {};

TEST_F(drift, is_not_an_enum_in_another_schema) {
    const migration_result first = start<enum_elsewhere>();
    EXPECT_TRUE(first.success && first.differences.empty()) << errors_of(first) << described(first.differences);
    // the same when its schema is in the search path
    where_->execute("ALTER DATABASE " + where_->name() + " SET search_path = public, auth");
    const migration_result next = start<enum_elsewhere>({.verify = "full"});
    EXPECT_TRUE(next.success && next.differences.empty()) << errors_of(next) << described(next.differences);
}

// Constraints are known by what they say, whatever they are called.
TEST_F(drift, is_not_another_name_of_a_key) {
    ASSERT_TRUE(start<app>().success);
    where_->execute("ALTER TABLE users RENAME CONSTRAINT users_team_id_fkey TO belongs_to;"
                    "ALTER TABLE users RENAME CONSTRAINT users_email_age_key TO just_once;"
                    "ALTER TABLE teams RENAME CONSTRAINT teams_pkey TO the_key");
    const migration_result result = start<app>();
    EXPECT_GT(result.round_trips, 1U);
    EXPECT_TRUE(result.differences.empty()) << described(result.differences);
}

// ---- no false alarm after creation, whatever the words

struct places : table<"places",
    column<"country", char_<2>>,
    column<"city", constable::text>,
    column<"id", bigint, identity<>, unique<deferrable>>,
    primary_key<"country", "city", include<"id">>,
    comment<"Where things are">
> {};

struct every_type : table<"every type",
    column<"a", smallint>, column<"b", integer>, column<"c", bigint>, column<"d", numeric<>>, column<"e", numeric<10>>,
    column<"f", numeric<10, 2>>, column<"g", real>, column<"h", double_precision>, column<"i", boolean>,
    column<"j", constable::text>, column<"k", varchar<>>, column<"l", varchar<7>>, column<"m", char_<>>, column<"n", char_<3>>,
    column<"o", bytea>, column<"p", date>, column<"q", time_>, column<"r", time_::precision<0>>, column<"s", timetz>,
    column<"t", timetz::precision<3>>, column<"u", timestamp>, column<"v", timestamp::precision<6>>, column<"w", timestamptz>,
    column<"x", timestamptz::precision<2>>, column<"y", interval>, column<"z", interval::precision<1>>, column<"A", uuid>,
    column<"B", json>, column<"C", jsonb>, column<"D", inet>, column<"E", cidr>, column<"F", macaddr>, column<"G", macaddr8>,
    column<"H", bit<>>, column<"I", bit<5>>, column<"J", varbit<>>, column<"K", varbit<9>>, column<"L", tsvector>,
    column<"M", tsquery>, column<"N", xml>, column<"O", int4range>, column<"P", int8range>, column<"Q", numrange>,
    column<"R", tsrange>, column<"S", tstzrange>, column<"T", daterange>, column<"U", array<integer>>,
    column<"V", array<array<varchar<3>>>>, column<"W", array<numeric<5, 1>>>, column<"X", enum_<"a mood", "sad", "ok">>,
    column<"Y", array<enum_<"a mood", "sad", "ok">>>, column<"Z", money>, column<"oid", constable::oid>
> {};

struct every_word : table<"every_word", in_schema<"some where">,
    column<"id", bigint, identity<by_default>, primary_key<named<"the key">>>,
    column<"parent_id", bigint, nullable, references<every_word, on_delete<set_null>, on_update<restrict>, initially_deferred>>,
    column<"country", char_<2>, default_<"'ch'">, comment<"ISO 3166">>,
    column<"city", constable::text, collate<"C">>,
    column<"code", varchar<10>, unique<nulls_not_distinct>, check<"code <> ''", named<"code is there">, no_inherit>>,
    column<"stamp", timestamptz, not_null, default_<"now()">>,
    column<"amount", numeric<12, 2>, default_<"1e3">, check<"amount IN (1, 2, 1000)">>,
    column<"rounded", integer, generated<"amount::integer">>,
    column<"during", tstzrange>,
    column<"tags", array<constable::text>, not_null, default_<"'{}'">>,
    foreign_key<columns<"country", "city">, references<places, match<full>, on_delete<set_null, "city">, named<"is in">>>,
    unique<"country", "code", include<"stamp">, deferrable, index_comment<"How prices are found">>,
    check<"amount > 0 OR code IS NULL">,
    exclude<using_<"gist">, with_<"during", "&&">, where_<"code IS NOT NULL">>,
    index_<"country", descending<"stamp">, key<"amount", nulls_first>, where_<"amount IS NOT NULL">>,
    index_<key<"stamp", desc, nulls_last>, include<"code">>,
    index_<"tags", using_<"gin">>,
    index_<expression<"lower(city)", operator_class<"text_pattern_ops">>, expression<"amount + 1", desc>>,
    index_<key<"code", operator_class<"varchar_pattern_ops">, collation<"C">>, using_<"btree">>,
    unique_index<"city", nulls_not_distinct, named<"one city">>,
    comment_on<"one city", "There is but one">,
    comment_on<"is in", "Where it is">
> {};
struct everything : schema<every_word, every_type, places> {};

TEST_F(drift, is_not_found_right_after_creation) {
    if (where_->home().major() < 15) GTEST_SKIP() << "the declaration has words of PostgreSQL 15";
    const migration_result first = start<everything>();
    ASSERT_TRUE(first.success) << errors_of(first);
    EXPECT_TRUE(first.differences.empty()) << described(first.differences);
    const migration_result next = start<everything>({.verify = "full"});
    EXPECT_TRUE(next.differences.empty()) << described(next.differences);
    EXPECT_EQ(start<everything>().round_trips, 1U);
    EXPECT_EQ(status<everything>().health, "healthy") << described(status<everything>().differences);
}

/// What PostgreSQL stores in another way than it was said.
struct roundabout : table<"roundabout",
    column<"id", bigint, primary_key<>>,
    column<"nothing", constable::text, default_<"NULL">>,
    column<"standard", constable::text, collate<"default">>,
    index_<key<"nothing", nulls_last>>,
    index_<key<"standard", desc, nulls_first>>,
    index_<expression<"nothing">, named<"no_expression">>
> {};
struct said_otherwise : schema<roundabout> {};

TEST_F(drift, is_not_what_the_server_stores_in_fewer_words) {
    const migration_result first = start<said_otherwise>();
    ASSERT_TRUE(first.success) << errors_of(first);
    EXPECT_EQ(described(first.differences), "");
    EXPECT_EQ(described(start<said_otherwise>({.verify = "full"}).differences), "");
}

} // namespace
