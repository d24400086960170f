// SPDX-License-Identifier: BSL-1.0
// Two policies of one name are refused.
// expect: constable: two triggers, rules, policies or statistics of a table have one name; rename one of them
// expect: users
// expect: own
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    policy<"own">, policy<"own", for_select>
#else
    policy<"own">, policy<"own_too", for_select>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
