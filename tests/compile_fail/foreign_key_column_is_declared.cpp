// SPDX-License-Identifier: BSL-1.0
// A foreign key to a column that is not there is refused.
// expect: constable: a foreign key references a column that the other table does not have; correct the name
// expect: users
// expect: team_id
// expect: idd
#include <constable/schema.hpp>

using namespace constable;

struct teams : table<"teams",
    column<"id", bigint, primary_key<>>,
    column<"name", text, not_null, unique<>>
> {};

struct users : table<"users",
#ifdef REJECT
    column<"team_id", bigint, references<teams, "idd">>
#else
    column<"team_id", bigint, references<teams, "id">>
#endif
> {};

struct app : schema<teams, users> {};

std::string_view ddl() { return ddl_of<app>; }
