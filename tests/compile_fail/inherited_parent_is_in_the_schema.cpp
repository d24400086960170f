// SPDX-License-Identifier: BSL-1.0
// A child of a table that is not in the schema is refused.
// expect: constable: the parent of a table is not in the schema; add it to schema<…>
// expect: cats
// expect: animals
#include <constable/schema.hpp>

using namespace constable;

struct animals : table<"animals", column<"id", bigint>> {};
struct cats : table<"cats", inherits<animals>> {};

#ifdef REJECT
struct app : schema<cats> {};
#else
struct app : schema<cats, animals> {};
#endif

std::string_view ddl() { return ddl_of<app>; }
