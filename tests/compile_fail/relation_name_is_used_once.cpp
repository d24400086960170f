// SPDX-License-Identifier: BSL-1.0
// An index with the name of another table is refused.
// expect: constable: two tables, indexes, constraints or types of a schema would get one name; give one of them another with named<…>
// expect: users
// expect: users_by_email
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"email", text>,
    index_<"email", named<"users_by_email">>
> {};

#ifdef REJECT
struct other : table<"users_by_email", column<"id", bigint>> {};
#else
struct other : table<"users_by_address", column<"id", bigint>> {};
#endif

struct app : schema<users, other> {};

std::string_view ddl() { return ddl_of<app>; }
