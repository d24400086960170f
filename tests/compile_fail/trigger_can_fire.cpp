// SPDX-License-Identifier: BSL-1.0
// A trigger in place of a statement is refused on a table.
// expect: constable: a trigger says what does not go together; see CREATE TRIGGER for what does
// expect: users
// expect: touch
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    trigger<"touch", instead_of, update_, for_each_row, execute_function<"f">>
#else
    trigger<"touch", before, update_, for_each_row, execute_function<"f">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
