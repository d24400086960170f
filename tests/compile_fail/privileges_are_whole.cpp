// SPDX-License-Identifier: BSL-1.0
// Privileges for nobody are refused.
// expect: constable: privileges name nothing to grant, or nobody; say privileges<…>, on<…> and to<…>
// expect: users
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"id", bigint>> {};

#ifdef REJECT
struct app : schema<users, grant<privileges<"SELECT">, on<users>>> {};
#else
struct app : schema<users, grant<privileges<"SELECT">, on<users>, to_public>> {};
#endif

std::string_view ddl() { return ddl_of<app>; }
