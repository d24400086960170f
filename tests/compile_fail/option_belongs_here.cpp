// SPDX-License-Identifier: BSL-1.0
// An option where it means nothing is refused.
// expect: constable: an option does not belong here; see the reference for the options of each word
// expect: users
// expect: where_
// expect: unique
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"email", text>,
#ifdef REJECT
    unique<"email", where_<"email <> ''">>
#else
    unique_index<"email", where_<"email <> ''">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
