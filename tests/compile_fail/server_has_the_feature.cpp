// SPDX-License-Identifier: BSL-1.0
// What the server lacks that a schema is made for is refused.
// expect: constable: a schema uses what the server lacks that it is made for; do without, or raise server_version
// expect: users
// expect: NULLS NOT DISTINCT
// expect: PostgreSQL 15
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"name", text, unique<nulls_not_distinct>>> {};

struct app : schema<users> {
#ifdef REJECT
    static constexpr int server_version = 140000;
#else
    static constexpr int server_version = 150000;
#endif
};

std::string_view ddl() { return ddl_of<app>; }
