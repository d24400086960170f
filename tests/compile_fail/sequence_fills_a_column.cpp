// SPDX-License-Identifier: BSL-1.0
// Options of a sequence in a column without one are refused.
// expect: constable: with_sequence stands in a column that no sequence fills; make it identity<> or serial
// expect: users
// expect: number
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    column<"number", integer, with_sequence<cycle>>
#else
    column<"number", integer, identity<>, with_sequence<cycle>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
