// SPDX-License-Identifier: BSL-1.0
// A word of a column beside the columns is refused.
// expect: constable: a word does not belong in a table; put it into the column that it is about
// expect: users
// expect: not_null
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"email", text>, not_null
#else
    column<"email", text, not_null>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
