// SPDX-License-Identifier: BSL-1.0
// A column with the name of a system column is refused.
// expect: constable: a column has the name of a system column, which every table has; rename it
// expect: users
// expect: xmin
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    column<"xmin", text>
#else
    column<"x_min", text>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
