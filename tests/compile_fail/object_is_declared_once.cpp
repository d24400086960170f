// SPDX-License-Identifier: BSL-1.0
// Two routines of one name and the same arguments are refused.
// expect: constable: two objects of a schema have the same name; rename one of them or list it once
// expect: second
// expect: twice
#include <constable/schema.hpp>

using namespace constable;

struct first : procedure<"twice", language<"sql">> {
    static constexpr std::string_view body = "SELECT 1";
};
struct second : procedure<"twice", language<"sql">
#ifndef REJECT
    , arguments<argument<"a", integer>>
#endif
> {
    static constexpr std::string_view body = "SELECT 2";
};

struct app : schema<first, second> {};

std::string_view ddl() { return ddl_of<app>; }
