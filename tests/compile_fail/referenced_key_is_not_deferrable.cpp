// SPDX-License-Identifier: BSL-1.0
// A deferrable key cannot be referenced.
// expect: constable: a foreign key references columns that are not unique; make them primary_key<…> or unique<…> there
// expect: users
// expect: team_id
// expect: id
#include <constable/schema.hpp>

using namespace constable;

struct teams : table<"teams",
#ifdef REJECT
    column<"id", bigint, primary_key<deferrable>>
#else
    column<"id", bigint, primary_key<>>
#endif
> {};

struct users : table<"users", column<"team_id", bigint, references<teams>>> {};

struct app : schema<teams, users> {};

std::string_view ddl() { return ddl_of<app>; }
