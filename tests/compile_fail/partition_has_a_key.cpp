// SPDX-License-Identifier: BSL-1.0
// A partitioned table without a key is refused.
// expect: constable: a partitioned table has no partition key; list its columns
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint>,
#ifdef REJECT
    partition_by_range<>
#else
    partition_by_range<"id">
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
