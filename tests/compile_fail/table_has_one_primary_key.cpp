// SPDX-License-Identifier: BSL-1.0
// A second primary key is refused.
// expect: constable: a table has two primary keys; keep one, or write one primary_key<…> that lists all its columns beside them
// expect: users
// expect: email
// expect: id
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
#ifdef REJECT
    column<"email", text, primary_key<>>
#else
    column<"email", text, unique<>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
