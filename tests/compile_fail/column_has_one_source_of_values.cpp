// SPDX-License-Identifier: BSL-1.0
// An identity with a default is refused.
// expect: constable: a column has two of serial, identity, default_ and generated; keep one of them
// expect: users
// expect: id
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"id", bigint, identity<>, default_<"7">>
#else
    column<"id", bigint, identity<>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
