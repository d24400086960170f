// SPDX-License-Identifier: BSL-1.0
// A trigger that does nothing is refused.
// expect: constable: a trigger does nothing; say execute_function<…>
// expect: users
// expect: touch
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    trigger<"touch", before, update_, for_each_row>
#else
    trigger<"touch", before, update_, for_each_row, execute_function<"f">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
