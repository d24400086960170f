// SPDX-License-Identifier: BSL-1.0
// A column without a name is refused.
// expect: constable: a name is empty; write one between the quotes
// expect: users
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    column<"", text>
#else
    column<"email", text>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
