// SPDX-License-Identifier: BSL-1.0
// A foreign key to a table outside the schema is refused.
// expect: constable: a foreign key references a table that is not in the schema; add it to schema<…>
// expect: users
// expect: users_team_id_fkey
// expect: teams
#include <constable/schema.hpp>

using namespace constable;

struct teams : table<"teams",
    column<"id", bigint, primary_key<>>,
    column<"name", text, not_null, unique<>>
> {};

struct users : table<"users", column<"team_id", bigint, references<teams, "id">>> {};

struct app : schema<
#ifndef REJECT
    teams,
#endif
    users> {};

std::string_view ddl() { return ddl_of<app>; }
