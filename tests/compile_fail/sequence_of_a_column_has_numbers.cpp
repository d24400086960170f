// SPDX-License-Identifier: BSL-1.0
// A sequence of a column that takes steps of nothing is refused.
// expect: constable: a sequence has no numbers to give, or begins outside of them; correct its type, range, start, increment or cache
// expect: users
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    column<"number", integer, identity<>, with_sequence<increment_by<0>>>
#else
    column<"number", integer, identity<>, with_sequence<increment_by<2>>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
