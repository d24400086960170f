// SPDX-License-Identifier: BSL-1.0
// A sequence that a column owns which is not there is refused.
// expect: constable: a sequence is owned by a column that is not declared; add its table to the schema, or correct the name
// expect: thing
// expect: idd
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"id", bigint>> {};
#ifdef REJECT
struct thing : sequence<"numbers", owned_by<users, "idd">> {};
#else
struct thing : sequence<"numbers", owned_by<users, "id">> {};
#endif

struct app : schema<users, thing> {};

std::string_view ddl() { return ddl_of<app>; }
