// SPDX-License-Identifier: BSL-1.0
// An object without a name is refused.
// expect: constable: a name is empty; write one between the quotes
// expect: numbers
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"id", bigint>> {};
#ifdef REJECT
struct numbers : sequence<""> {};
#else
struct numbers : sequence<"numbers"> {};
#endif

struct app : schema<users, numbers> {};

std::string_view ddl() { return ddl_of<app>; }
