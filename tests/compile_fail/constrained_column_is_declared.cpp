// SPDX-License-Identifier: BSL-1.0
// A constraint on a column that is not there is refused.
// expect: constable: a constraint is about a column that the table does not have; declare the column or correct its name
// expect: users
// expect: emial
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"email", text>,
#ifdef REJECT
    unique<"id", "emial">
#else
    unique<"id", "email">
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
