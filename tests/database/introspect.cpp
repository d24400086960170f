// SPDX-License-Identifier: BSL-1.0
// One message reads the schemas that are wanted and no others, and leaves the session as it was.
#include "constable/database/introspect.hpp"

#include "constable/catalog/snapshot.hpp"
#include "support/server.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <optional>
#include <string>

namespace catalog = constable::catalog;
using namespace constable::database;

namespace {

constexpr std::array<catalog::table, 1> declared_tables{{{.schema = "it's \"here\"", .name = "things"}}};
constexpr catalog::catalog declared{.name = "app", .tables = declared_tables};

class introspection : public constable::testing::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        where_.emplace();
        where_->execute(R"(CREATE SCHEMA "it's ""here"""; CREATE SCHEMA elsewhere;
            CREATE TABLE plain (id integer); CREATE TABLE "it's ""here""".things (id integer); CREATE TABLE elsewhere.hidden (id serial PRIMARY KEY, a text);
            CREATE VIEW seen AS SELECT 1; CREATE TYPE elsewhere.mood AS ENUM ('a'))");
    }
    static std::string value(session& with, const std::string& setting) { return std::string{with.send("SHOW " + setting).at(0, 0)}; }
    std::optional<constable::testing::database> where_;
};

TEST_F(introspection, takes_one_round_trip) {
    pqxx::connection connection{where_->connection_string()};
    session with{connection};
    const live_catalog live = introspect(with, declared);
    EXPECT_EQ(with.round_trips(), 1U);
    EXPECT_EQ(live.database(), where_->name());
}

TEST_F(introspection, reads_the_schemas_that_are_wanted) {
    pqxx::connection connection{where_->connection_string()};
    session with{connection};
    const live_catalog live = introspect(with, declared);
    EXPECT_NE(live.find_relation("", "plain"), nullptr);
    EXPECT_NE(live.find_relation("", "seen"), nullptr);
    EXPECT_NE(live.find_relation("it's \"here\"", "things"), nullptr);
    EXPECT_EQ(live.find_relation("elsewhere", "hidden"), nullptr);
    EXPECT_EQ(live.view().tables.size(), 2U);
    EXPECT_TRUE(live.view().enumerations.empty());
    EXPECT_EQ(introspect(with, {}).view().tables.size(), 1U);
}

TEST_F(introspection, shows_nothing_of_another_schema) {
    where_->execute(R"(CREATE DOMAIN elsewhere.few AS integer CHECK (VALUE > 0); CREATE TYPE elsewhere.pair AS (a integer); CREATE TYPE elsewhere.span AS RANGE (subtype = float8);
        CREATE SEQUENCE elsewhere.numbers; CREATE FUNCTION elsewhere.f() RETURNS trigger LANGUAGE plpgsql AS 'begin end'; CREATE VIEW elsewhere.v AS SELECT 1 AS a;
        CREATE MATERIALIZED VIEW elsewhere.m AS SELECT 1 AS a; CREATE INDEX ON elsewhere.m (a); CREATE TRIGGER t BEFORE INSERT ON elsewhere.hidden EXECUTE FUNCTION elsewhere.f();
        CREATE POLICY p ON elsewhere.hidden; CREATE RULE r AS ON DELETE TO elsewhere.hidden DO NOTHING; CREATE STATISTICS elsewhere.s ON id, a FROM elsewhere.hidden;
        CREATE COLLATION elsewhere.c (locale = 'C'); GRANT SELECT ON elsewhere.hidden TO PUBLIC; CREATE EXTENSION citext SCHEMA elsewhere;
        CREATE OPERATOR elsewhere.=== (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq); ALTER DEFAULT PRIVILEGES IN SCHEMA elsewhere GRANT SELECT ON TABLES TO PUBLIC)");
    pqxx::connection connection{where_->connection_string()};
    session with{connection};
    const std::string text = catalog::write_snapshot(introspect(with, declared).view());
    EXPECT_EQ(text.find("elsewhere"), std::string::npos) << text;
    EXPECT_EQ(text.find("hidden"), std::string::npos) << text;
    EXPECT_NE(catalog::write_snapshot(introspect(with, scope::whole_database()).view()).find("elsewhere"), std::string::npos);
}

TEST_F(introspection, reads_the_extensions_that_a_catalog_names) {
    where_->execute("CREATE EXTENSION citext SCHEMA elsewhere; CREATE EXTENSION hstore SCHEMA elsewhere");
    constexpr std::array<catalog::extension, 1> extensions{{{.schema = "nowhere", .name = "citext"}}};
    catalog::catalog wanted;
    wanted.extensions = extensions;
    pqxx::connection connection{where_->connection_string()};
    session with{connection};
    const live_catalog live = introspect(with, wanted);
    ASSERT_EQ(live.view().extensions.size(), 1U);
    EXPECT_EQ(live.view().extensions[0].schema, "elsewhere");
}

TEST_F(introspection, leaves_the_session_as_it_was) {
    pqxx::connection connection{where_->connection_string()};
    session with{connection};
    with.send("SET search_path = nowhere, elsewhere, public; SET timezone = 'Asia/Tokyo'");
    with.begin("SELECT 1");
    EXPECT_EQ(introspect(with, {}).default_schema(), "elsewhere");
    EXPECT_EQ(value(with, "search_path"), "nowhere, elsewhere, public");
    EXPECT_EQ(value(with, "timezone"), "Asia/Tokyo");
    with.send("SET LOCAL search_path = public");
    EXPECT_EQ(introspect(with, {}).default_schema(), "public");
    EXPECT_EQ(value(with, "search_path"), "public");
    with.rollback();
    introspect(with, {});
    EXPECT_EQ(value(with, "search_path"), "nowhere, elsewhere, public");
}

TEST_F(introspection, writes_names_as_from_the_default_schema_alone) {
    where_->execute(R"(CREATE TABLE typed (m elsewhere.mood DEFAULT 'a', at timestamptz DEFAULT '2020-01-01 00:00+09'))");
    pqxx::connection connection{where_->connection_string()};
    session with{connection};
    with.send("SET search_path = public, elsewhere; SET timezone = 'Asia/Tokyo'; CREATE TEMP TABLE plain (id integer)");
    with.send("CREATE VIEW over_plain AS SELECT id FROM public.plain");
    const live_catalog live = introspect(with, {});
    for (const catalog::table& each : live.view().tables) {
        if (each.name != "typed") continue;
        EXPECT_EQ(each.columns[0].type, "elsewhere.mood");
        EXPECT_EQ(each.columns[0].default_expression, "'a'::elsewhere.mood");
        EXPECT_EQ(each.columns[1].default_expression, "'2019-12-31 15:00:00+00'::timestamp with time zone");
    }
    for (const catalog::view& each : live.view().views)
        EXPECT_EQ(each.query.find("public."), std::string_view::npos) << each.query;
}

TEST_F(introspection, reads_temporary_objects_as_if_they_were_others) {
    pqxx::connection connection{where_->connection_string()};
    session with{connection};
    EXPECT_TRUE(introspect(with, scope::temporary_objects()).view().tables.empty());
    with.send(R"(CREATE TEMP TABLE plain (id serial PRIMARY KEY, m elsewhere.mood, a integer CHECK (a > 0)); CREATE INDEX ON plain ((a + 1)); CREATE TEMP VIEW v AS SELECT a FROM plain;
        CREATE DOMAIN pg_temp.few AS integer CHECK (VALUE > 1))");
    const live_catalog live = introspect(with, scope::temporary_objects());
    EXPECT_EQ(live.default_schema(), "public");
    ASSERT_EQ(live.view().tables.size(), 1U);
    const catalog::table& table = live.view().tables[0];
    EXPECT_EQ(table.schema, "");
    EXPECT_EQ(table.columns[0].identity, catalog::identity_kind::serial);
    EXPECT_EQ(table.columns[0].details->sequence, nullptr);
    EXPECT_EQ(table.columns[1].type, "elsewhere.mood");
    EXPECT_EQ(table.constraints.size(), 2U);
    EXPECT_EQ(table.indexes[0].keys[0].expression, "(a + 1)");
    ASSERT_EQ(live.view().views.size(), 1U);
    ASSERT_EQ(live.view().domains.size(), 1U);
    EXPECT_EQ(live.view().domains[0].schema, "");
    EXPECT_TRUE(live.view().schemas.empty() && live.view().grants.empty());
}

TEST_F(introspection, needs_no_privilege) {
    const constable::testing::role nobody{where_->home()};
    where_->execute("REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO " + nobody.name());
    pqxx::connection connection{where_->connection_string(nobody.name())};
    session with{connection};
    const live_catalog live = introspect(with, declared);
    EXPECT_EQ(live.view().tables.size(), 2U);
    EXPECT_FALSE(live.may_create());
    EXPECT_EQ(live.user(), nobody.name());
    EXPECT_EQ(introspect(with, scope::whole_database()).view().tables.size(), 3U);
    where_->execute("DROP OWNED BY " + nobody.name());
}

TEST_F(introspection, writes_nothing) {
    pqxx::connection connection{where_->connection_string()};
    session with{connection};
    with.begin("SET TRANSACTION READ ONLY");
    EXPECT_EQ(introspect(with, scope::whole_database()).view().tables.size(), 3U);
    with.rollback();
}

// Real schemas lie outside of the project; where they are not, there is nothing to read.
TEST_F(introspection, reads_real_schemas) {
    const char* const corpus = std::getenv("CONSTABLE_CORPUS");
    const std::filesystem::path folder = std::filesystem::path{corpus != nullptr ? corpus : CONSTABLE_SOURCE_FOLDER "/../shared/corpus"} / "schemas";
    if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "there is no corpus of schemas";
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
        const constable::testing::database where;
        const constable::testing::process_result loaded = constable::testing::psql_file(where, file.path());
        if (loaded.exit_code != 0) continue; // needs a newer server
        pqxx::connection connection{where.connection_string()};
        session with{connection};
        const live_catalog live = introspect(with, scope::whole_database());
        EXPECT_EQ(std::to_string(live.view().tables.size()),
                  where.value("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p')"
                              " AND nspname !~ '^pg_' AND nspname <> 'information_schema'"));
        std::map<std::string, int> unmodelled;
        for (const catalog::unmodelled& each : live.view().unmodelled_objects) ++unmodelled[std::string{each.kind}];
        std::cout << file.path().filename().string() << ": " << live.view().tables.size() << " tables";
        for (const auto& [kind, count] : unmodelled) std::cout << ", " << count << " " << kind;
        std::cout << "\n";
    }
}

} // namespace
