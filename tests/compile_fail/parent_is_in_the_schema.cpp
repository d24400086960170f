// SPDX-License-Identifier: BSL-1.0
// A partition of a table that is not in the schema is refused.
// expect: constable: the parent of a table is not in the schema; add it to schema<…>
// expect: events_rest
// expect: events
#include <constable/schema.hpp>

using namespace constable;

struct events : table<"events", column<"id", bigint>, partition_by_list<"id">> {};
struct events_rest : table<"events_rest", partition_of<events, "DEFAULT">> {};

#ifdef REJECT
struct app : schema<events_rest> {};
#else
struct app : schema<events_rest, events> {};
#endif

std::string_view ddl() { return ddl_of<app>; }
