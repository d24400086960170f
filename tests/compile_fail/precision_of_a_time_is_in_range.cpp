// SPDX-License-Identifier: BSL-1.0
// A time has at most 6 digits of a second.
// expect: constable: the precision of a time is out of range; PostgreSQL keeps 0 to 6 digits of a second
// expect: users
// expect: seen_at
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"seen_at", timestamptz::precision<7>>
#else
    column<"seen_at", timestamptz::precision<6>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
