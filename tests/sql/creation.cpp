// SPDX-License-Identifier: BSL-1.0
// Phases of a script: what may point forward comes after what it points to.
#include <constable/sql/create_all.hpp>
#include <constable/sql/creation.hpp>

#include <array>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
namespace sql = constable::sql;
using sql::creation_phase;

namespace {

std::string phase(const catalog::catalog& of, creation_phase which) {
    const sql::creation_order order(of);
    const sql::creation_plan plan = order.plan();
    return constable::strings::to_string([&](auto& sink) { sql::add_creation(sink, plan, which, 0, plan.order.size()); });
}
std::string preamble(const catalog::catalog& of) {
    return constable::strings::to_string([&](auto& sink) { sql::add_creation_preamble(sink, of); });
}
/// The first words of each statement.
std::string heads(const std::string& script, std::size_t words = 3) {
    std::string text;
    for (std::size_t from = 0; from < script.size();) {
        std::size_t end = from;
        for (std::size_t i = 0; i != words && end != std::string::npos; ++i) end = script.find_first_of(" ;\n", end + 1);
        text += script.substr(from, end - from) + "; ";
        const std::size_t next = script.find(";\n", from);
        from = next == std::string::npos ? script.size() : next + 2;
    }
    return text;
}

constexpr std::string_view a[] = {"a"};
constexpr catalog::column int_a[] = {{.name = "a", .type = "integer"}};

} // namespace

TEST(creation, makes_schemas_and_extensions_before_everything) {
    const catalog::database_schema schemas[] = {{.name = "s"}};
    const catalog::extension extensions[] = {{.name = "postgis_raster"}, {.name = "earthdistance"}, {.name = "hstore_plperl"}, {.name = "cube"},
                                             {.name = "hstore"}, {.name = "plperl"}, {.name = "postgis"}};
    const catalog::range_type ranges[] = {{.name = "plain"}, {.name = "odd", .canonical = "f"}};
    EXPECT_EQ(heads(preamble(catalog::catalog{.schemas = schemas, .extensions = extensions, .range_types = ranges}), 6),
              "CREATE SCHEMA IF NOT EXISTS s; CREATE EXTENSION IF NOT EXISTS cube; CREATE EXTENSION IF NOT EXISTS hstore; CREATE EXTENSION IF NOT EXISTS plperl; "
              "CREATE EXTENSION IF NOT EXISTS postgis; CREATE EXTENSION IF NOT EXISTS postgis_raster; CREATE EXTENSION IF NOT EXISTS earthdistance; "
              "CREATE EXTENSION IF NOT EXISTS hstore_plperl; CREATE TYPE odd;\n; ");
}

TEST(creation, puts_objects_behind_what_they_mention) {
    const catalog::view views[] = {{.name = "over", .query = "SELECT a FROM shown"}, {.name = "shown", .query = "SELECT f(a) FROM t"}};
    const catalog::column columns[] = {{.name = "a", .type = "d", .default_expression = "nextval('numbers')"}};
    const catalog::table tables[] = {{.name = "t", .columns = columns}};
    const catalog::routine routines[] = {{.name = "f", .identity = "d", .result = "d", .language = "sql", .body = "SELECT $1"}};
    const catalog::domain domains[] = {{.name = "d", .type = "mood"}};
    const catalog::enumeration moods[] = {{.name = "mood"}};
    const catalog::sequence sequences[] = {{.name = "numbers", .owner_table = "t", .owner_column = "a"}};
    const catalog::catalog of{.enumerations = moods, .tables = tables, .domains = domains, .sequences = sequences, .routines = routines, .views = views};
    EXPECT_EQ(heads(phase(of, creation_phase::objects)), "CREATE TYPE mood; CREATE DOMAIN d; CREATE SEQUENCE numbers; CREATE FUNCTION f(d); CREATE TABLE t; CREATE VIEW shown; CREATE VIEW over; ");
    EXPECT_EQ(phase(of, creation_phase::parts), "ALTER SEQUENCE numbers OWNED BY t.a;\n");
    EXPECT_EQ(phase(of, creation_phase::contents), "");
}

TEST(creation, adds_later_what_mentions_a_function_that_takes_the_row) {
    const catalog::column columns[] = {{.name = "a", .type = "integer", .default_expression = "f(NULL::t)"}};
    const catalog::constraint constraints[] = {{.name = "c", .expression = "f(t.*) > 0", .comment = "cc"}, {.name = "e", .expression = "a > 0"}};
    const catalog::table tables[] = {{.name = "t", .columns = columns, .constraints = constraints}};
    const catalog::routine routines[] = {{.name = "f", .identity = "t", .result = "integer", .language = "sql", .body = "SELECT 1"},
                                         {.name = "g", .identity = "d", .result = "boolean", .language = "sql", .body = "SELECT true"}};
    const catalog::constraint checks[] = {{.name = "ok", .expression = "g(VALUE)"}};
    const catalog::domain domains[] = {{.name = "d", .type = "integer", .default_expression = "h(NULL::d)", .constraints = checks}};
    const catalog::catalog of{.tables = tables, .domains = domains, .routines = routines};
    EXPECT_EQ(phase(of, creation_phase::objects),
              "CREATE DOMAIN d AS integer DEFAULT h(NULL::d);\nCREATE TABLE t (\n    a integer,\n    CONSTRAINT e CHECK (a > 0)\n);\n"
              "CREATE FUNCTION f(t) RETURNS integer\n    LANGUAGE sql\nAS $$SELECT 1$$;\nCREATE FUNCTION g(d) RETURNS boolean\n    LANGUAGE sql\nAS $$SELECT true$$;\n");
    EXPECT_EQ(phase(of, creation_phase::checks),
              "ALTER TABLE ONLY t ALTER COLUMN a SET DEFAULT f(NULL::t);\nALTER TABLE t ADD CONSTRAINT c CHECK (f(t.*) > 0);\nCOMMENT ON CONSTRAINT c ON t IS 'cc';\n"
              "ALTER DOMAIN d ADD CONSTRAINT ok CHECK (g(VALUE));\n");
}

TEST(creation, adds_indexes_that_call_functions_when_all_of_these_are_there) {
    const catalog::key keys[] = {{.expression = "f(a)"}};
    const catalog::key plain[] = {{.expression = "lower(a)"}};
    const catalog::index indexes[] = {{.name = "i", .keys = keys, .comment = "ci"}, {.name = "j", .keys = plain}};
    const catalog::constraint constraints[] = {{.kind = catalog::constraint_kind::exclude, .name = "x", .keys = plain, .predicate = "f(a) > 0"}};
    const catalog::table tables[] = {{.name = "t", .columns = int_a, .constraints = constraints, .indexes = indexes}};
    const catalog::routine routines[] = {{.name = "f", .identity = "integer", .result = "integer", .language = "sql", .body = "SELECT g($1)"}};
    const catalog::catalog of{.tables = tables, .routines = routines};
    EXPECT_EQ(heads(phase(of, creation_phase::objects)), "CREATE FUNCTION f(integer); CREATE TABLE t; CREATE INDEX j; ");
    EXPECT_EQ(phase(of, creation_phase::keys),
              "ALTER TABLE t ADD CONSTRAINT x EXCLUDE ((lower(a))) WHERE (f(a) > 0);\nCREATE INDEX i ON t ((f(a)));\nCOMMENT ON INDEX i IS 'ci';\n");
}

TEST(creation, attaches_indexes_of_partitions_and_leaves_those_of_the_parent_alone) {
    const catalog::key keys[] = {{.column = "a"}};
    const catalog::constraint parent_keys[] = {{.kind = catalog::constraint_kind::primary_key, .name = "p_pkey", .columns = a},
                                               {.kind = catalog::constraint_kind::unique, .name = "p_key", .columns = a}};
    const catalog::constraint child_keys[] = {{.kind = catalog::constraint_kind::primary_key, .name = "c_pkey", .columns = a, .attached_to = "p_pkey"},
                                              {.kind = catalog::constraint_kind::unique, .name = "c_key", .columns = a, .attached_to = "p_key"}};
    const catalog::index parent_indexes[] = {{.name = "p_i", .keys = keys}};
    const catalog::index child_indexes[] = {{.name = "c_i", .keys = keys, .attached_to = "p_i"}};
    const catalog::constraint references[] = {{.kind = catalog::constraint_kind::foreign_key, .name = "fk", .columns = a, .referenced_table = "p", .referenced_columns = a}};
    const catalog::table tables[] = {
        {.name = "c", .columns = int_a, .constraints = child_keys, .indexes = child_indexes, .parent = "p", .partition_bound = "DEFAULT"},
        {.name = "p", .columns = int_a, .constraints = parent_keys, .indexes = parent_indexes, .partition_key = "LIST (a)"},
        {.name = "alone", .columns = int_a, .constraints = references, .indexes = parent_indexes, .partition_key = "LIST (a)"}};
    const catalog::catalog of{.tables = tables};
    EXPECT_EQ(phase(of, creation_phase::objects),
              "CREATE TABLE p (\n    a integer,\n    CONSTRAINT p_pkey PRIMARY KEY (a)\n)\nPARTITION BY LIST (a);\n"
              "CREATE TABLE c (\n    a integer,\n    CONSTRAINT c_pkey PRIMARY KEY (a)\n);\nALTER TABLE c ADD CONSTRAINT c_key UNIQUE (a);\nCREATE INDEX c_i ON c (a);\nALTER TABLE ONLY p ATTACH PARTITION c DEFAULT;\n"
              "CREATE TABLE alone (\n    a integer\n)\nPARTITION BY LIST (a);\nCREATE INDEX p_i ON alone (a);\n");
    EXPECT_EQ(phase(of, creation_phase::keys),
              "ALTER TABLE ONLY p ADD CONSTRAINT p_key UNIQUE (a);\nCREATE INDEX p_i ON ONLY p (a);\n");
    EXPECT_EQ(phase(of, creation_phase::foreign_keys), "ALTER TABLE alone ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (a);\n") << "its key may come late";
    EXPECT_EQ(phase(of, creation_phase::parts),
              "ALTER INDEX p_pkey ATTACH PARTITION c_pkey;\nALTER INDEX p_key ATTACH PARTITION c_key;\nALTER INDEX p_i ATTACH PARTITION c_i;\n");
}

TEST(creation, fills_materialized_views_last_where_there_are_functions) {
    const catalog::key keys[] = {{.column = "a"}};
    const catalog::index indexes[] = {{.name = "i", .keys = keys, .comment = "ci"}};
    const catalog::view views[] = {{.name = "m", .is_materialized = true, .query = "SELECT 1 AS a", .indexes = indexes}};
    const catalog::routine routines[] = {{.name = "f", .result = "integer", .language = "sql", .body = "SELECT 1"}};
    catalog::catalog of{.views = views};
    EXPECT_EQ(phase(of, creation_phase::objects), "CREATE MATERIALIZED VIEW m AS\nSELECT 1 AS a;\nCREATE INDEX i ON m (a);\nCOMMENT ON INDEX i IS 'ci';\n");
    EXPECT_EQ(phase(of, creation_phase::keys) + phase(of, creation_phase::contents), "");
    of.routines = routines;
    EXPECT_TRUE(phase(of, creation_phase::objects).ends_with("CREATE MATERIALIZED VIEW m AS\nSELECT 1 AS a\nWITH NO DATA;\n"));
    EXPECT_EQ(phase(of, creation_phase::keys), "CREATE INDEX i ON m (a);\nCOMMENT ON INDEX i IS 'ci';\n");
    EXPECT_EQ(phase(of, creation_phase::contents), "REFRESH MATERIALIZED VIEW m;\n");
}

TEST(creation, is_the_same_in_the_compiler) {
    static constexpr catalog::view views[] = {{.name = "over", .query = "SELECT a FROM shown"}, {.name = "shown", .query = "SELECT f(a) FROM t"}};
    static constexpr catalog::table tables[] = {{.name = "t", .columns = int_a}};
    static constexpr catalog::routine routines[] = {{.name = "f", .identity = "t", .result = "t", .language = "sql", .body = "SELECT $1"}};
    static constexpr catalog::catalog of{.tables = tables, .routines = routines, .views = views};
    static constexpr auto slots = [] {
        std::array<catalog::object_lookup::slot, catalog::object_lookup::slots_for(of)> made{};
        catalog::object_lookup::fill(of, made);
        return made;
    }();
    static constexpr std::array<std::uint32_t, 4> order{1, 0, 3, 2};
    static constexpr std::array<std::uint32_t, 4> position{1, 0, 3, 2};
    static constexpr std::array<bool, 1> attaches{};
    static constexpr sql::creation_plan plan{&of, catalog::object_lookup(of, slots), order, position, attaches};
    static constexpr auto made = constable::strings::to_array<[](auto& sink) { sql::add_creation(sink, plan, creation_phase::objects, 0, 4); }>();
    EXPECT_EQ(constable::strings::view(made), phase(of, creation_phase::objects));
}

TEST(creation, of_tables_alone_is_plain) {
    const catalog::table table{.name = "t", .columns = int_a};
    catalog::catalog of{.tables = {&table, 1}};
    EXPECT_TRUE(sql::is_plain(of));
    const catalog::view view{};
    of.views = {&view, 1};
    EXPECT_FALSE(sql::is_plain(of));
    of.views = {};
    const catalog::database_schema said[] = {{"s", "comment"}};
    of.schemas = said;
    EXPECT_FALSE(sql::is_plain(of));
    of.schemas = {};
    const catalog::policy policy{};
    const catalog::table guarded{.name = "t", .policies = {&policy, 1}};
    const catalog::table part{.name = "t", .parent = "p"};
    const catalog::column numbered[] = {{.name = "a", .type = "integer", .default_expression = "nextval('s')"}};
    const catalog::table borrowing{.name = "t", .columns = numbered};
    for (const catalog::table* each : {&guarded, &part, &borrowing}) {
        of.tables = {each, 1};
        EXPECT_FALSE(sql::is_plain(of));
    }
}
