// SPDX-License-Identifier: BSL-1.0
// An enum with the name of a built-in type is refused.
// expect: constable: an enum has the name of a built-in type, which would be used in its place; rename it, or put it into a schema with enum_in
// expect: users
// expect: way
// expect: path
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"way", enum_<"path", "left", "right">>
#else
    column<"way", enum_<"route", "left", "right">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
