// SPDX-License-Identifier: BSL-1.0
// Every kind of object: made at the first start, never a difference however it is spelt, and one when it is changed.
#include "start.hpp"

#include <gtest/gtest.h>

namespace suite = constable::testing;

namespace {

using namespace constable;
using suite::described;
using suite::errors_of;
using suite::kept_log;
using suite::says;

// ---- expressions that the server writes in words of its own

using mood = enum_<"mood", "sad", "ok">;

struct spelt : table<"spelt",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"in_list", integer, check<"in_list IN (1,2)">>,
    column<"cast_", varchar<20>, check<"cast_::text <> 'x'">, default_<"CAST('a' AS text)">>,
    column<"million", numeric<>, default_<"1e6">>,
    column<"between_", integer, check<"between_ between 1 and 1000">>,
    column<"at", timestamptz, not_null, default_<"CURRENT_TIMESTAMP">>,
    column<"also_at", timestamptz, not_null, default_<"NOW( )">>,
    column<"today", date, default_<"current_date">>,
    column<"name", constable::text, check<"LENGTH(name)>0 and name<>''">>,
    column<"mood", mood, default_<"'ok'">, check<"mood = 'ok' or mood <> 'sad'">>,
    column<"long_", constable::text, generated<"upper( name )||'!'">>,
    column<"typed", sql_type<"int4">, default_<"(1 + 1)*2">>,
    column<"tags", array<constable::text>, default_<"array['a','b']">>,
    column<"during", tstzrange>,
    exclude<using_<"gist">, with_<"during", "&&">, where_<"id>5 AND name is not null">>,
    index_<expression<"LOWER(name)">, where_<"id>5">, named<"by_name">>,
    index_<expression<"(id%10)">, named<"by_digit">>
> {};
struct spellings : schema<spelt> {};

// PostgreSQL 14
struct measured : table<"measured",
    column<"name", constable::text, compression<"pglz">>,
    statistics<"of_measured", expression<"lower( name )">>
> {};
struct rounded : function<"rounded", arguments<argument<"a", numeric<>>>, returns<integer>, language<"sql">> {
    static constexpr std::string_view sql_body = "RETURN round( a )::int";
};
struct of_14 : schema<measured, rounded> {};


// ---- one of each kind

struct tools : database_schema<"tools", comment<"What others use">> {};
struct postal : domain<"postal", constable::text, default_<"'0000'">, check<"VALUE ~ '^[0-9]+$' AND length(VALUE)=4", named<"is_postal">>> {};
struct address : composite_type<"address", attribute<"street", constable::text>, attribute<"code", varchar<10>>> {};
struct float_range : range_type<"float_range", subtype<"float8">, subtype_difference<"float8mi">> {};
struct numbers : sequence<"numbers", as<"integer">, increment_by<5>, comment<"by fives">> {};

struct touch : function<"touch", returns_<"trigger">, language<"plpgsql">> {
    static constexpr std::string_view body = R"sql(BEGIN NEW.changed_at := now(); RETURN NEW; END)sql";
};
struct twice : function<"twice", arguments_<"int, int", "a int, b int DEFAULT 1+1">, returns_<"int">, language<"sql">, immutable, set_<"search_path=public, tools">> {
    static constexpr std::string_view body = "SELECT a * b";
};
struct half : function<"half", in_schema<"tools">, arguments<argument<"a", integer>>, returns<integer>, language<"sql">, immutable> {
    static constexpr std::string_view body = "SELECT a / 2";
};

struct members : table<"members",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"name", constable::text, not_null>,
    column<"code", postal>,
    column<"lives", address>,
    column<"number", integer, default_<"nextval('numbers')">>,
    column<"changed_at", timestamptz>,
    row_level_security,
    policy<"own", for_select, using_<"name = current_user and id>0">>,
    policy<"write", for_insert, with_check<"id in (select m.id from members m)">>,
    trigger<"touched", before, update_of<"name", "code">, for_each_row, when_<"old.name is distinct from new.name">, execute_function<"public.touch">>,
    rule<"keep", for_delete, where_<"old.id=1">, instead, do_<"nothing">>,
    statistics<"of_members", ndistinct, "name", "code">,
    parameters<"fillfactor=70">,
    comment<"People">,
    comment_on_trigger<"touched", "keeps the time">
> {};
struct events : table<"events",
    column<"at", timestamptz, not_null>,
    column<"what", constable::text>,
    partition_by_range<"at">,
    index_<"at">
> {};
struct active : view<"active", parameters<"security_barrier=true">, comment<"Those who count">> {
    static constexpr std::string_view query = "select id,name, tools.half(id::int) as h from members where id in (1,2) and name<>''";
};
struct totals : materialized_view<"totals", unique_index<"n", where_<"n>0">, named<"by_n">>> {
    static constexpr std::string_view query = "select count(*) as n, lower(name) as name from members group by lower(name)";
};
struct app : schema<tools, postal, address, float_range, numbers, touch, twice, half, members, events, active, totals> {};

class whole_catalog : public suite::server_test {
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
    verification_result drifted() {
        migration_config config;
        config.connection = where_->connection_string();
        return verify<App>(config);
    }
    /// Everything in the catalogs that a start or a look could leave behind.
    std::string traces() {
        return where_->value("SELECT concat_ws(' ', (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_type), (SELECT count(*) FROM pg_proc),"
                             " (SELECT count(*) FROM pg_depend), (SELECT count(*) FROM pg_namespace), (SELECT sum(xmin::text::bigint) FROM pg_class))");
    }

    std::optional<suite::database> where_;
    kept_log log_;
};

TEST_F(whole_catalog, has_no_difference_in_spelling_alone) {
    const migration_result first = start<spellings>();
    ASSERT_TRUE(first.success) << errors_of(first);
    EXPECT_EQ(described(first.differences), "");
    EXPECT_EQ(first.round_trips, 5U);
    EXPECT_EQ(start<spellings>().round_trips, 1U);
    const migration_result full = start<spellings>({.verify = "full"});
    EXPECT_EQ(described(full.differences), "");
    EXPECT_EQ(full.round_trips, 3U);
    const verification_result found = drifted<spellings>();
    EXPECT_TRUE(found.agrees()) << found.report();
    EXPECT_TRUE(found.not_compared.empty()) << found.report();
    EXPECT_EQ(found.round_trips, 3U);
}

TEST_F(whole_catalog, is_made_at_the_first_start_and_read_in_one_message_at_the_second) {
    const migration_result first = start<app>();
    ASSERT_TRUE(first.success) << errors_of(first);
    EXPECT_EQ(described(first.differences), "");
    EXPECT_EQ(first.tables_created.size(), 2U);
    EXPECT_EQ(first.round_trips, 5U);
    EXPECT_EQ(start<app>().round_trips, 1U);
    const verification_result found = drifted<app>();
    EXPECT_TRUE(found.agrees()) << found.report();
    EXPECT_TRUE(found.not_compared.empty()) << found.report();
}

TEST_F(whole_catalog, that_is_too_new_for_the_server_is_refused_before_anything_is_made) {
    const migration_result result = start<of_14>();
    if (pqxx::connection{where_->connection_string()}.server_version() >= 140000) {
        EXPECT_TRUE(result.success && result.differences.empty()) << errors_of(result) << described(result.differences);
        EXPECT_TRUE(drifted<of_14>().agrees()) << drifted<of_14>().report();
        return;
    }
    EXPECT_EQ(result.failure, failure_kind::unsupported);
    EXPECT_TRUE(says(errors_of(result), "table measured, column name: PostgreSQL 14 is needed for COMPRESSION")) << errors_of(result);
    EXPECT_TRUE(says(errors_of(result), "table measured, statistics of_measured: PostgreSQL 14 is needed for expressions in extended statistics"));
    EXPECT_TRUE(says(errors_of(result), "routine rounded: PostgreSQL 14 is needed for a body that is SQL and no text"));
    EXPECT_EQ(where_->value("SELECT count(*) FROM pg_class WHERE relname IN ('measured', 'constable_state')"), "0");
}

TEST_F(whole_catalog, of_a_restored_dump_is_the_same) {
    ASSERT_TRUE(start<app>().success);
    if (!suite::can_dump(where_->home())) GTEST_SKIP() << "no pg_dump for this server";
    const suite::database restored;
    ASSERT_TRUE(suite::psql(restored, suite::pg_dump(*where_, {}).out).succeeded());
    migration_config config{.on_drift = "fail"};
    config.connection = restored.connection_string();
    config.logger = log_.logger();
    const migration_result result = try_ensure_schema<app>(config);
    EXPECT_TRUE(result.success && result.up_to_date) << errors_of(result) << described(result.differences);
    EXPECT_EQ(try_ensure_schema<app>(config).round_trips, 1U);
}

TEST_F(whole_catalog, is_verified_without_a_trace) {
    ASSERT_TRUE(start<app>().success);
    pqxx::connection connection{where_->connection_string()};
    const std::string before = traces();
    const std::string contents = suite::contents_of(*where_);
    const verification_result found = verify<app>(connection);
    EXPECT_TRUE(found.agrees()) << found.report();
    EXPECT_GT(found.round_trips, 1U); // shadows were made
    EXPECT_EQ(traces(), before);
    EXPECT_EQ(suite::contents_of(*where_), contents);
    EXPECT_EQ(pqxx::nontransaction{connection}.exec("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype NOT IN ('virtualxid', 'relation')")[0][0].as<int>(), 0);
    EXPECT_EQ(pqxx::nontransaction{connection}.exec("SELECT coalesce(pg_my_temp_schema(), 0)")[0][0].as<int>(), 0);
}

TEST_F(whole_catalog, is_found_without_alarm_where_nothing_may_be_made) {
    ASSERT_TRUE(start<app>().success);
    ASSERT_TRUE(start<spellings>({.unknown_objects = "ignore"}).success);
    migration_config config{.unknown_objects = "ignore"};
    config.connection = where_->connection_string() + " options='-c default_transaction_read_only=on'";
    const verification_result read_only = verify<spellings>(config);
    EXPECT_TRUE(read_only.agrees()) << read_only.report();
    EXPECT_FALSE(read_only.not_compared.empty());
    EXPECT_TRUE(verify<app>(config).agrees()) << verify<app>(config).report();
    where_->execute("ALTER TABLE spelt ALTER COLUMN typed TYPE bigint");
    EXPECT_EQ(verify<spellings>(config).differences.size(), 1U) << verify<spellings>(config).report();
}

struct alteration {
    const char* name;
    const char* statement;
    const char* noticed;
};
void PrintTo(const alteration& printed, std::ostream* out) { *out << printed.name; }
class whole_catalog_after : public whole_catalog, public ::testing::WithParamInterface<alteration> {};

TEST_P(whole_catalog_after, sees_and_settles_what_somebody_did_by_hand) {
    ASSERT_TRUE(start<app>().success);
    where_->execute(GetParam().statement);
    const migration_result result = start<app>();
    EXPECT_TRUE(result.success) << errors_of(result);
    EXPECT_GT(result.round_trips, 1U);
    std::string seen = described(result.differences);
    for (const std::string& each : result.objects_created) seen += each + " is created";
    EXPECT_TRUE(says(seen, GetParam().noticed)) << seen;
    const migration_result next = start<app>();
    EXPECT_EQ(next.round_trips, 1U);
    EXPECT_EQ(described(next.differences), described(result.differences));
    const verification_result found = drifted<app>();
    EXPECT_EQ(described(found.differences), described(result.differences));
    where_->execute(found.script);
    EXPECT_TRUE(drifted<app>().agrees()) << found.script << drifted<app>().report();
    EXPECT_EQ(described(start<app>().differences), "");
}

const alteration alterations[] = {
    {"view_query", "CREATE OR REPLACE VIEW active WITH (security_barrier) AS SELECT id, name, tools.half(id::int) AS h FROM members WHERE id IN (1, 3) AND name <> ''", "view active"},
    {"view_option", "ALTER VIEW active RESET (security_barrier)", "view active"},
    {"view_dropped", "DROP VIEW active", "view active is created"},
    {"materialized_index", "DROP INDEX by_n; CREATE UNIQUE INDEX by_n ON totals (n) WHERE n > 1", "index by_n of materialized view totals"},
    {"function_body", "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'", "function touch()"},
    {"function_option", "ALTER FUNCTION tools.half(integer) VOLATILE", "function tools.half(integer)"},
    {"function_default", "CREATE OR REPLACE FUNCTION twice(a integer, b integer DEFAULT 3) RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = public, tools AS 'SELECT a * b'", "function twice("},
    {"function_dropped", "DROP FUNCTION twice(integer, integer)", "is created"},
    {"overload_added", "CREATE FUNCTION half(a bigint) RETURNS bigint LANGUAGE sql AS 'SELECT a'", "function half(bigint) is not declared"},
    {"trigger_disabled", "ALTER TABLE members DISABLE TRIGGER touched", "trigger touched of table members"},
    {"trigger_condition", "DROP TRIGGER touched ON members; CREATE TRIGGER touched BEFORE UPDATE OF name, code ON members FOR EACH ROW WHEN (old.name <> new.name) EXECUTE FUNCTION touch()", "trigger touched of table members"},
    {"trigger_dropped", "DROP TRIGGER touched ON members", "trigger touched of table members is missing"},
    {"policy_using", "ALTER POLICY own ON members USING (name = current_user AND id > 1)", "policy own of table members"},
    {"policy_dropped", "DROP POLICY own ON members", "policy own of table members is missing"},
    {"policies_off", "ALTER TABLE members DISABLE ROW LEVEL SECURITY", "table members"},
    {"rule_changed", "CREATE OR REPLACE RULE keep AS ON DELETE TO members WHERE old.id = 2 DO INSTEAD NOTHING", "rule keep of table members"},
    {"statistics_dropped", "DROP STATISTICS of_members", "statistics of_members"},
    {"domain_check", "ALTER DOMAIN postal DROP CONSTRAINT is_postal; ALTER DOMAIN postal ADD CONSTRAINT is_postal CHECK (VALUE ~ '^[a-z]+$')", "constraint is_postal"},
    {"domain_default", "ALTER DOMAIN postal SET DEFAULT '1111'", "domain postal"},
    {"sequence_changed", "ALTER SEQUENCE numbers INCREMENT BY 7", "sequence numbers"},
    {"composite_attribute", "ALTER TYPE address ADD ATTRIBUTE extra integer", "column address.extra is not declared"},
    {"options", "ALTER TABLE members SET (fillfactor = 80)", "table members"},
    {"table_comment", "COMMENT ON TABLE members IS 'Others'", "table members"},
    {"trigger_comment", "COMMENT ON TRIGGER touched ON members IS 'Others'", "trigger touched of table members"},
    {"view_comment", "COMMENT ON VIEW active IS NULL", "view active"},
    {"schema_comment", "COMMENT ON SCHEMA tools IS 'Others'", "schema tools"},
};
INSTANTIATE_TEST_SUITE_P(alterations, whole_catalog_after, ::testing::ValuesIn(alterations),
                         [](const auto& of) { return std::string{of.param.name}; });

} // namespace
