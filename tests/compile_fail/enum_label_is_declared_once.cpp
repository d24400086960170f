// SPDX-License-Identifier: BSL-1.0
// An enum with the same label twice is refused.
// expect: constable: an enum has the same label twice; remove one of them
// expect: users
// expect: sad
// expect: mood
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
#ifdef REJECT
    column<"mood", enum_<"mood", "sad", "ok", "sad">>
#else
    column<"mood", enum_<"mood", "sad", "ok">>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
