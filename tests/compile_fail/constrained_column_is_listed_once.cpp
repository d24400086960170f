// SPDX-License-Identifier: BSL-1.0
// A key that lists a column twice is refused.
// expect: constable: a constraint lists a column twice; list it once
// expect: users
// expect: id
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint>,
    column<"email", text>,
#ifdef REJECT
    unique<"id", "email", "id">
#else
    unique<"id", "email">
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
