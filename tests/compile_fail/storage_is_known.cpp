// SPDX-License-Identifier: BSL-1.0
// A kind of storage that PostgreSQL does not have is refused.
// expect: constable: a column's storage or compression is none of PostgreSQL's; write PLAIN, EXTERNAL, EXTENDED or MAIN, and pglz or lz4
// expect: users
// expect: EXTERN
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    column<"note", text, storage<"EXTERN">>
#else
    column<"note", text, storage<"EXTERNAL">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
