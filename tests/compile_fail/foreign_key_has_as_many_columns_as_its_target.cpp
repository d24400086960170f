// SPDX-License-Identifier: BSL-1.0
// A foreign key of one column cannot reference two.
// expect: constable: a foreign key has not as many columns as it references; make both lists equally long
// expect: users
// expect: users_team_id_fkey
// expect: teams
#include <constable/schema.hpp>

using namespace constable;

struct teams : table<"teams",
    column<"id", bigint>,
    column<"tenant_id", bigint>,
    primary_key<"tenant_id", "id">
> {};

struct users : table<"users",
    column<"team_id", bigint>,
    column<"tenant_id", bigint>,
#ifdef REJECT
    foreign_key<columns<"team_id">, references<teams>>
#else
    foreign_key<columns<"tenant_id", "team_id">, references<teams>>
#endif
> {};

struct app : schema<teams, users> {};

std::string_view ddl() { return ddl_of<app>; }
