// SPDX-License-Identifier: BSL-1.0
// An exclusion on a column that is not there is refused.
// expect: constable: an index is about a column that the table does not have; declare the column or correct its name
// expect: bookings
// expect: rooom
#include <constable/schema.hpp>

using namespace constable;

struct bookings : table<"bookings",
    column<"room", integer>,
    column<"during", tstzrange>,
#ifdef REJECT
    exclude<using_<"gist">, with_<"rooom", "=">, with_<"during", "&&">>
#else
    exclude<using_<"gist">, with_<"room", "=">, with_<"during", "&&">>
#endif
> {};

struct app : schema<bookings> {};

std::string_view ddl() { return ddl_of<app>; }
