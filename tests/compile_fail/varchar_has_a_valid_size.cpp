// SPDX-License-Identifier: BSL-1.0
// A varchar that PostgreSQL does not have is refused.
// expect: constable: the length of a varchar is not positive; write varchar<> for one without limit
// expect: users
// expect: code
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"code", varchar<0>>
#else
    column<"code", varchar<1>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
