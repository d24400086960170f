// SPDX-License-Identifier: BSL-1.0
// Statistics of a column that is not there are refused.
// expect: constable: statistics are about a column that the table does not have; declare the column or correct its name
// expect: users
// expect: emial
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    statistics<"both", "id", "emial">
#else
    statistics<"both", "id", "name">
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
