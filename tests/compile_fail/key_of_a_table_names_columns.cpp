// SPDX-License-Identifier: BSL-1.0
// unique<> beside the columns is refused.
// expect: constable: a key of a table names no column; list its columns
// expect: users
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"email", text>,
#ifdef REJECT
    unique<>
#else
    unique<"email">
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
