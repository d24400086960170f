// SPDX-License-Identifier: BSL-1.0
// An index on nothing is refused.
// expect: constable: an index or exclusion has no key; list its columns
// expect: users
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"email", text>,
#ifdef REJECT
    index_<where_<"email <> ''">>
#else
    index_<"email", where_<"email <> ''">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
