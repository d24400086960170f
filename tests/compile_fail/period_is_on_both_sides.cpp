// SPDX-License-Identifier: BSL-1.0
// A foreign key without the period of the key that it references is refused.
// expect: constable: a foreign key and the key that it references do not both have a period; say period here and without_overlaps there
// expect: guests
#include <constable/schema.hpp>

using namespace constable;

struct rooms : table<"rooms", column<"id", int4range>, column<"during", tstzrange>, primary_key<"id", "during", without_overlaps>> {};
struct guests : table<"guests", column<"id", int4range>, column<"during", tstzrange>,
#ifdef REJECT
    foreign_key<columns<"id", "during">, references<rooms>>
#else
    foreign_key<columns<"id", "during">, references<rooms, period>>
#endif
> {};

struct app : schema<rooms, guests> {};

std::string_view ddl() { return ddl_of<app>; }
