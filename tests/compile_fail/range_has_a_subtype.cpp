// SPDX-License-Identifier: BSL-1.0
// A range of nothing is refused.
// expect: constable: a range type is a range of nothing; say subtype<…>
// expect: floats
#include <constable/schema.hpp>

using namespace constable;

#ifdef REJECT
struct floats : range_type<"floats"> {};
#else
struct floats : range_type<"floats", subtype<"double precision">> {};
#endif

struct app : schema<floats> {};

std::string_view ddl() { return ddl_of<app>; }
