// SPDX-License-Identifier: BSL-1.0
// A view and a sequence of one name are refused.
// expect: constable: two objects of a schema have the same name; rename one of them or list it once
// expect: numbers_too
// expect: numbers
#include <constable/schema.hpp>

using namespace constable;

struct numbers : sequence<"numbers"> {};
#ifdef REJECT
struct numbers_too : view<"numbers"> {
#else
struct numbers_too : view<"all_numbers"> {
#endif
    static constexpr std::string_view query = "SELECT 1";
};

struct app : schema<numbers, numbers_too> {};

std::string_view ddl() { return ddl_of<app>; }
