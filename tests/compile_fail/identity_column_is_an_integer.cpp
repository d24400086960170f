// SPDX-License-Identifier: BSL-1.0
// An identity of any other type is refused.
// expect: constable: an identity column is no integer; make it smallint, integer or bigint
// expect: users
// expect: id
// expect: uuid
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"id", uuid, identity<>>
#else
    column<"id", smallint, identity<>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
