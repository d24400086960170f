// SPDX-License-Identifier: BSL-1.0
// unique<"a", "b"> belongs beside the columns.
// expect: constable: a key inside a column names columns; leave the list empty there, or write the key beside the columns
// expect: users
// expect: email
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"email", text, unique<"email">>
#else
    column<"email", text, unique<>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
