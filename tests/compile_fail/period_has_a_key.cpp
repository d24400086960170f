// SPDX-License-Identifier: BSL-1.0
// A key of nothing but a period is refused.
// expect: constable: a key without overlaps has no column but the period; list one before it
// expect: users
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"id", int4range>,
    column<"during", tstzrange>,
#ifdef REJECT
    unique<"during", without_overlaps>
#else
    unique<"id", "during", without_overlaps>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
