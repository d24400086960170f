// SPDX-License-Identifier: BSL-1.0
// A foreign key of a column that is not there is refused.
// expect: constable: a constraint is about a column that the table does not have; declare the column or correct its name
// expect: users
// expect: taem_id
#include <constable/schema.hpp>

using namespace constable;

struct teams : table<"teams",
    column<"id", bigint, primary_key<>>,
    column<"name", text, not_null, unique<>>
> {};

struct users : table<"users",
    column<"team_id", bigint>,
#ifdef REJECT
    foreign_key<columns<"taem_id">, references<teams, "id">>
#else
    foreign_key<columns<"team_id">, references<teams, "id">>
#endif
> {};

struct app : schema<teams, users> {};

std::string_view ddl() { return ddl_of<app>; }
