// SPDX-License-Identifier: BSL-1.0
// A column that is nullable and not is refused.
// expect: constable: a column is both nullable and not; remove one of the words
// expect: users
// expect: email
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"email", text, nullable, not_null>
#else
    column<"email", text, nullable>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
