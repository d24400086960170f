// SPDX-License-Identifier: BSL-1.0
// A numeric that PostgreSQL does not have is refused.
// expect: constable: a numeric's precision or scale is out of range; precision is 1 to 1000, scale -1000 to 1000
// expect: users
// expect: code
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"code", numeric<1001, 2>>
#else
    column<"code", numeric<1000, -1000>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
