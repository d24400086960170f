// SPDX-License-Identifier: BSL-1.0
// A serial column with a default is refused.
// expect: constable: a column has two of serial, identity, default_ and generated; keep one of them
// expect: users
// expect: number
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    column<"number", serial, default_<"1">>
#else
    column<"number", serial>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
