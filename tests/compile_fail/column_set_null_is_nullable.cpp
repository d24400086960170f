// SPDX-License-Identifier: BSL-1.0
// SET NULL of a column that may not be NULL is refused.
// expect: constable: a foreign key sets a column to NULL that may not be NULL; remove not_null or choose another action
// expect: users
// expect: team_id
#include <constable/schema.hpp>

using namespace constable;

struct teams : table<"teams",
    column<"id", bigint, primary_key<>>,
    column<"name", text, not_null, unique<>>
> {};

struct users : table<"users",
#ifdef REJECT
    column<"team_id", bigint, not_null, references<teams, on_delete<set_null>>>
#else
    column<"team_id", bigint, references<teams, on_delete<set_null>>>
#endif
> {};

struct app : schema<teams, users> {};

std::string_view ddl() { return ddl_of<app>; }
