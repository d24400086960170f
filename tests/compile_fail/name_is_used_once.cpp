// SPDX-License-Identifier: BSL-1.0
// Two objects of a table with one name are refused.
// expect: constable: two constraints or indexes of a table would get one name; give one of them another with named<…>
// expect: users
// expect: users_by_email
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"email", text>,
    index_<"email", named<"users_by_email">>,
#ifdef REJECT
    unique_index<expression<"lower(email)">, named<"users_by_email">>
#else
    unique_index<expression<"lower(email)">, named<"users_by_lower_email">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
