// SPDX-License-Identifier: BSL-1.0
// A privilege that is none is refused.
// expect: constable: a privilege is none of PostgreSQL's; write the names of privileges in capitals, and not ALL
// expect: users
// expect: ALL
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"id", bigint>> {};

#ifdef REJECT
struct app : schema<users, grant<privileges<"ALL">, on<users>, to<"app">>> {};
#else
struct app : schema<users, grant<privileges<"SELECT">, on<users>, to<"app">>> {};
#endif

std::string_view ddl() { return ddl_of<app>; }
