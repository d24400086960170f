// SPDX-License-Identifier: BSL-1.0
// A primary key whose column is said to be nullable is refused.
// expect: constable: a column of the primary key is nullable; remove nullable, or make the key unique<> instead
// expect: users
// expect: id
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"id", bigint, primary_key<>, nullable>
#else
    column<"id", bigint, primary_key<>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
