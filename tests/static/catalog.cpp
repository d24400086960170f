// SPDX-License-Identifier: BSL-1.0
// Facts about declared schemas that the compiler knows: nothing here runs.
#include <string_view>

#include <constable/schema.hpp>

namespace catalog = constable::catalog;

namespace {

struct teams : constable::table<"teams",
    constable::column<"id", constable::bigint, constable::identity<>, constable::primary_key<>>,
    constable::column<"name", constable::varchar<100>, constable::not_null, constable::unique<>>
> {};
struct users : constable::table<"users",
    constable::column<"id", constable::bigint, constable::identity<>, constable::primary_key<>>,
    constable::column<"team_id", constable::bigint, constable::references<teams, constable::on_delete<constable::cascade>>>,
    constable::column<"mood", constable::enum_<"mood", "sad", "ok">>,
    constable::index<"team_id", "mood">
> {};
struct app : constable::schema<users, teams> {};

constexpr const catalog::catalog& expected = constable::catalog_of<app>;
constexpr std::string_view ddl = constable::ddl_of<app>;

// The catalog is a value to look into.
static_assert(expected.tables.size() == 2 && expected.tables[0].name == "users" && expected.tables[1].name == "teams");
static_assert(expected.tables[0].columns.size() == 3 && expected.tables[0].columns[1].type == "bigint");
static_assert(catalog::find_column(expected.tables[1], "name")->not_null);
static_assert(catalog::primary_key_of(expected.tables[0])->name == "users_pkey");
static_assert(expected.tables[0].constraints[1].name == "users_team_id_fkey" &&
              expected.tables[0].constraints[1].referenced_columns[0] == "id");
static_assert(expected.tables[0].indexes[0].name == "users_team_id_mood_idx");
static_assert(expected.enumerations.size() == 1 && expected.enumerations[0].labels[1] == "ok");
static_assert(!catalog::find_mistake(expected.tables[0]) && !catalog::find_mistake(expected.tables[1]));

// The DDL is a constant, in an order in which it can be executed.
static_assert(ddl.starts_with("CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE teams ("));
static_assert(ddl.find("CREATE TABLE teams") < ddl.find("CREATE TABLE users"));
static_assert(ddl.ends_with("CREATE INDEX users_team_id_mood_idx ON users (team_id, mood);\n"));
static_assert(constable::ddl_of<teams>.starts_with("CREATE TABLE teams (\n    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,\n"));

} // namespace
