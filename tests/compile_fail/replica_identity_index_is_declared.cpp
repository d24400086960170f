// SPDX-License-Identifier: BSL-1.0
// A replica identity by an index that is not there is refused.
// expect: constable: clustered_on or replica_identity_index names no index; correct the name
// expect: users
// expect: users_key
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", bigint, primary_key<>>,
    column<"name", text>,
#ifdef REJECT
    replica_identity_index<"users_key">
#else
    replica_identity_index<"users_pkey">
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
