// SPDX-License-Identifier: BSL-1.0
// A collation of a number is refused.
// expect: constable: a column with a collation is no text; remove collate<…>
// expect: users
// expect: age
// expect: integer
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"name", text, collate<"C">>,
#ifdef REJECT
    column<"age", integer, collate<"C">>
#else
    column<"age", integer>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
