// SPDX-License-Identifier: BSL-1.0
// A partition of a table that is not partitioned is refused.
// expect: constable: a table is a partition of one that is not partitioned; say partition_by_range<…>, partition_by_list<…> or partition_by_hash<…> there
// expect: events_rest
// expect: events
#include <constable/schema.hpp>

using namespace constable;

struct events : table<"events",
    column<"id", bigint>
#ifndef REJECT
    , partition_by_list<"id">
#endif
> {};
struct events_rest : table<"events_rest", partition_of<events, "DEFAULT">> {};

struct app : schema<events_rest, events> {};

std::string_view ddl() { return ddl_of<app>; }
