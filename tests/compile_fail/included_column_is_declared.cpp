// SPDX-License-Identifier: BSL-1.0
// An included column that is not there is refused.
// expect: constable: a constraint is about a column that the table does not have; declare the column or correct its name
// expect: users
// expect: emial
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint>,
    column<"email", text>,
#ifdef REJECT
    primary_key<"id", include<"emial">>
#else
    primary_key<"id", include<"email">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
