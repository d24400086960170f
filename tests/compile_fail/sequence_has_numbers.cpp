// SPDX-License-Identifier: BSL-1.0
// A sequence that begins outside of its range is refused.
// expect: constable: a sequence has no numbers to give, or begins outside of them; correct its type, range, start, increment or cache
// expect: thing
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"id", bigint>> {};
#ifdef REJECT
struct thing : sequence<"numbers", minvalue<10>, start_with<1>> {};
#else
struct thing : sequence<"numbers", minvalue<10>, start_with<11>> {};
#endif

struct app : schema<users, thing> {};

std::string_view ddl() { return ddl_of<app>; }
