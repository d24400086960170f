// SPDX-License-Identifier: BSL-1.0
// A rule that does nothing is refused.
// expect: constable: a rule does nothing; say do_<…>, with NOTHING where that is meant
// expect: users
// expect: keep
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    rule<"keep", for_delete, instead>
#else
    rule<"keep", for_delete, instead, do_<"NOTHING">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
