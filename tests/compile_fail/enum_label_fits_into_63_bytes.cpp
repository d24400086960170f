// SPDX-License-Identifier: BSL-1.0
// The labels of an enum are names too.
// expect: constable: a name has more than 63 bytes and PostgreSQL would cut it; shorten it
// expect: users
// expect: nnnnnnnnnnnnnnnn
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"mood", enum_<"mood", "sad", "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn">>
#else
    column<"mood", enum_<"mood", "sad", "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
