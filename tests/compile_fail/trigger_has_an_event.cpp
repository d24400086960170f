// SPDX-License-Identifier: BSL-1.0
// A trigger that fires at nothing is refused.
// expect: constable: a trigger fires at nothing; say insert_, update_, update_of<…>, delete_ or truncate_
// expect: users
// expect: touch
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    trigger<"touch", before, for_each_row, execute_function<"f">>
#else
    trigger<"touch", before, update_, for_each_row, execute_function<"f">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
