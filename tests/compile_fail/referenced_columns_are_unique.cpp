// SPDX-License-Identifier: BSL-1.0
// A foreign key to columns that are not unique is refused.
// expect: constable: a foreign key references columns that are not unique; make them primary_key<…> or unique<…> there
// expect: users
// expect: team_name
// expect: name
#include <constable/schema.hpp>

using namespace constable;

struct teams : table<"teams",
    column<"id", bigint, primary_key<>>,
#ifdef REJECT
    column<"name", text>
#else
    column<"name", text, unique<>>
#endif
> {};

struct users : table<"users", column<"team_name", text, references<teams, "name">>> {};

struct app : schema<teams, users> {};

std::string_view ddl() { return ddl_of<app>; }
