// SPDX-License-Identifier: BSL-1.0
// Two keys on the same columns are refused: PostgreSQL would silently drop one.
// expect: constable: two keys stand on the same columns; remove one of them
// expect: users
// expect: users_email_key
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
#ifdef REJECT
    column<"email", text, unique<>>,
#else
    column<"email", text>,
#endif
    unique<"email">
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
