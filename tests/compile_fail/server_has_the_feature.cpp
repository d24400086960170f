// SPDX-License-Identifier: BSL-1.0
// What the server lacks that a schema is made for is refused.
// expect: constable: a schema uses what the server lacks that it is made for; do without, or raise server_version
// expect: users
// expect: users_name_key
// expect: NULLS NOT DISTINCT of PostgreSQL 15
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"name", text, unique<nulls_not_distinct>>> {};

struct places : table<"places", column<"id", integer>> {};

struct app : schema<places, users> {
#ifdef REJECT
    static constexpr int server_version = 140000;
#else
    static constexpr int server_version = 150000;
#endif
};

std::string_view ddl() { return ddl_of<app>; }
