// SPDX-License-Identifier: BSL-1.0
// A reference without columns needs a primary key.
// expect: constable: a foreign key without columns references a table without a primary key; name the referenced columns
// expect: users
// expect: users_team_id_fkey
// expect: teams
#include <constable/schema.hpp>

using namespace constable;

struct teams : table<"teams", column<"id", bigint, unique<>>> {};

struct users : table<"users",
#ifdef REJECT
    column<"team_id", bigint, references<teams>>
#else
    column<"team_id", bigint, references<teams, "id">>
#endif
> {};

struct app : schema<teams, users> {};

std::string_view ddl() { return ddl_of<app>; }
