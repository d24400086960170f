// SPDX-License-Identifier: BSL-1.0
// A column name is counted in bytes, not in characters: 32 umlauts are too long.
// expect: constable: a name has more than 63 bytes and PostgreSQL would cut it; shorten it
// expect: users
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"äääääääääääääääääääääääääääääää", bigint>,
#ifdef REJECT
    column<"ääääääääääääääääääääääääääääääää", bigint>,
#endif
    column<"email", text>
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
