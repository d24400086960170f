// SPDX-License-Identifier: BSL-1.0
// A name given to a constraint is counted too.
// expect: constable: a name has more than 63 bytes and PostgreSQL would cut it; shorten it
// expect: users
// expect: nnnnnnnnnnnnnnnn
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"email", text, unique<named<"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn">>>
#else
    column<"email", text, unique<named<"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn">>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
