// SPDX-License-Identifier: BSL-1.0
// A table without a name is refused.
// expect: constable: a table has no name; write one between the quotes
// expect: users
#include <constable/schema.hpp>

using namespace constable;

#ifdef REJECT
struct users : table<"", column<"id", bigint>> {};
#else
struct users : table<"users", column<"id", bigint>> {};
#endif

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
