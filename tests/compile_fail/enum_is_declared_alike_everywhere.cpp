// SPDX-License-Identifier: BSL-1.0
// One enum with two lists of labels is refused.
// expect: constable: two enums have one name and different labels; declare the enum once and use it in both places
// expect: mood
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"mood", enum_<"mood", "sad", "ok">>,
#ifdef REJECT
    column<"moods", array<enum_<"mood", "sad", "fine">>>
#else
    column<"moods", array<enum_<"mood", "sad", "ok">>>
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
