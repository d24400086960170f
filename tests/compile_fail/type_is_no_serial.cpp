// SPDX-License-Identifier: BSL-1.0
// A serial is refused as a type.
// expect: constable: a serial is no type of its own; write serial, bigserial or smallserial without sql_type
// expect: users
// expect: number
// expect: bigserial
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"number", sql_type<"bigserial">>
#else
    column<"number", bigint, identity<>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
