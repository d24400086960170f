// SPDX-License-Identifier: BSL-1.0
// A column without a type is refused.
// expect: constable: the second argument of a column is no type; write one like bigint or sql_type<"…">
// expect: users
// expect: email
// expect: not_null
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"email", not_null>
#else
    column<"email", text, not_null>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
