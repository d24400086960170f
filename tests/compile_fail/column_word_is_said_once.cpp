// SPDX-License-Identifier: BSL-1.0
// Two defaults of one column are refused.
// expect: constable: a column says the same word twice; keep one of them
// expect: users
// expect: age
// expect: default_
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"age", integer, default_<"1">, default_<"2">>
#else
    column<"age", integer, default_<"1">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
