// SPDX-License-Identifier: BSL-1.0
// A varbit that PostgreSQL does not have is refused.
// expect: constable: the length of a varbit is not positive; write varbit<> for one without limit
// expect: users
// expect: code
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"code", varbit<0>>
#else
    column<"code", varbit<1>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
