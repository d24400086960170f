// SPDX-License-Identifier: BSL-1.0
// A table name that PostgreSQL would cut is refused; 63 bytes are fine.
// expect: constable: a name has more than 63 bytes and PostgreSQL would cut it; shorten it
// expect: users
// expect: nnnnnnnnnnnnnnnn
#include <constable/schema.hpp>

using namespace constable;

#ifdef REJECT
struct users : table<"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", column<"id", bigint>> {};
#else
struct users : table<"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", column<"id", bigint>> {};
#endif

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
