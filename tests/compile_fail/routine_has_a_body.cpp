// SPDX-License-Identifier: BSL-1.0
// A function without a body is refused.
// expect: constable: a routine has no body or no language; give its struct a static constexpr std::string_view body or sql_body, and say language<…>
// expect: one
#include <constable/schema.hpp>

using namespace constable;

struct one : function<"one", returns<integer>, language<"sql">> {
#ifndef REJECT
    static constexpr std::string_view body = "SELECT 1";
#endif
};

struct app : schema<one> {};

std::string_view ddl() { return ddl_of<app>; }
