// SPDX-License-Identifier: BSL-1.0
// A view without a query is refused.
// expect: constable: a view has no query; give its struct a static constexpr std::string_view query
// expect: everyone
#include <constable/schema.hpp>

using namespace constable;

struct everyone : view<"everyone"> {
#ifndef REJECT
    static constexpr std::string_view query = "SELECT 1 AS id";
#endif
};

struct app : schema<everyone> {};

std::string_view ddl() { return ddl_of<app>; }
