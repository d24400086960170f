// SPDX-License-Identifier: BSL-1.0
// NOT NULL twice is refused.
// expect: constable: a column says the same word twice; keep one of them
// expect: users
// expect: age
// expect: not_null
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"age", integer, not_null, check<"age > 0">, not_null>
#else
    column<"age", integer, not_null, check<"age > 0">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
