// SPDX-License-Identifier: BSL-1.0
// A word of a table inside a column is refused.
// expect: constable: a word does not belong in a column; move it beside the columns of the table
// expect: users
// expect: email
// expect: index_
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"email", text, index_<"email">>
#else
    column<"email", text>, index_<"email">
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
