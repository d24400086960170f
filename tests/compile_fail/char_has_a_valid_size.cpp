// SPDX-License-Identifier: BSL-1.0
// A char_ that PostgreSQL does not have is refused.
// expect: constable: the length of a char_ is not positive; write at least 1
// expect: users
// expect: code
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"code", char_<0>>
#else
    column<"code", char_<1>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
