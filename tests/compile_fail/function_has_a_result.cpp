// SPDX-License-Identifier: BSL-1.0
// A function that returns nothing is refused.
// expect: constable: a function returns nothing; say returns<…> or returns_<…>, or make it a procedure
// expect: one
#include <constable/schema.hpp>

using namespace constable;

#ifdef REJECT
struct one : function<"one", language<"sql">> {
#else
struct one : procedure<"one", language<"sql">> {
#endif
    static constexpr std::string_view body = "SELECT 1";
};

struct app : schema<one> {};

std::string_view ddl() { return ddl_of<app>; }
