// SPDX-License-Identifier: BSL-1.0
// A type of columns that nobody declares is refused in a schema.
// expect: constable: something in a schema is neither a table nor another object; derive a struct from table<…>, view<…> or the like
// expect: bigint
// expect: app
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"id", bigint>> {};

#ifdef REJECT
struct app : schema<users, bigint> {};
#else
struct app : schema<users> {};
#endif

std::string_view ddl() { return ddl_of<app>; }
