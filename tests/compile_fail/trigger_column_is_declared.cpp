// SPDX-License-Identifier: BSL-1.0
// A trigger on the update of a column that is not there is refused.
// expect: constable: a trigger is about a column that the table does not have; declare the column or correct its name
// expect: users
// expect: emial
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    trigger<"touch", before, update_of<"emial">, execute_function<"f">>
#else
    trigger<"touch", before, update_of<"name">, execute_function<"f">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
