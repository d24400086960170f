// SPDX-License-Identifier: BSL-1.0
// Only columns of the key can be set to NULL.
// expect: constable: on_delete lists a column that is not in its foreign key; list columns of the key only
// expect: users
// expect: email
#include <constable/schema.hpp>

using namespace constable;

struct teams : table<"teams",
    column<"id", bigint, primary_key<>>,
    column<"name", text, not_null, unique<>>
> {};

struct users : table<"users",
    column<"team_id", bigint>,
    column<"email", text>,
#ifdef REJECT
    foreign_key<columns<"team_id">, references<teams, "id", on_delete<set_null, "email">>>
#else
    foreign_key<columns<"team_id">, references<teams, "id", on_delete<set_null, "team_id">>>
#endif
> {};

struct app : schema<teams, users> {};

std::string_view ddl() { return ddl_of<app>; }
