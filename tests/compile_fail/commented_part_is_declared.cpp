// SPDX-License-Identifier: BSL-1.0
// A comment on a policy that is not there is refused.
// expect: constable: a comment names no trigger, rule, policy or statistics of its table; correct the name
// expect: users
// expect: owm
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    policy<"own">, comment_on_policy<"owm", "Whose?">
#else
    policy<"own">, comment_on_policy<"own", "Whose?">
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
