// SPDX-License-Identifier: BSL-1.0
// A foreign key of another type is refused.
// expect: constable: a foreign key has another type than the column that it references; use one type, or say across_types
// expect: users
// expect: team_id
// expect: id
#include <constable/schema.hpp>

using namespace constable;

struct teams : table<"teams",
    column<"id", bigint, primary_key<>>,
    column<"name", text, not_null, unique<>>
> {};

struct users : table<"users",
    column<"big_team_id", integer, references<teams, "id", across_types>>,
#ifdef REJECT
    column<"team_id", integer, references<teams, "id">>
#else
    column<"team_id", bigint, references<teams, "id">>
#endif
> {};

struct app : schema<teams, users> {};

std::string_view ddl() { return ddl_of<app>; }
