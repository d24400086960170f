// SPDX-License-Identifier: BSL-1.0
// Two tables of one name are refused.
// expect: constable: two tables of a schema have the same name; rename one of them or list it once
// expect: more_users
// expect: users
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"id", bigint>> {};

#ifdef REJECT
struct more_users : table<"users", column<"id", bigint>> {};
#else
struct more_users : table<"users", column<"id", bigint>, in_schema<"more">> {};
#endif

struct app : schema<users, more_users> {};

std::string_view ddl() { return ddl_of<app>; }
