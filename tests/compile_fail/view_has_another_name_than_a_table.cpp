// SPDX-License-Identifier: BSL-1.0
// A view with the name of a table is refused.
// expect: constable: two tables, indexes, constraints or types of a schema would get one name; give one of them another with named<…>
// expect: users
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"id", bigint>> {};
#ifdef REJECT
struct everyone : view<"users"> {
#else
struct everyone : view<"everyone"> {
#endif
    static constexpr std::string_view query = "SELECT 1";
};

struct app : schema<users, everyone> {};

std::string_view ddl() { return ddl_of<app>; }
