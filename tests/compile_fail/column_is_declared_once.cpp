// SPDX-License-Identifier: BSL-1.0
// Two columns of one name are refused.
// expect: constable: a column is declared twice; rename one of them or remove it
// expect: users
// expect: email
// expect: column_is_declared_once
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint>,
#ifdef REJECT
    column<"email", varchar<100>>,
#endif
    column<"email", text>
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
