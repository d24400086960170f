// SPDX-License-Identifier: BSL-1.0
// A word that says nothing about an object is refused.
// expect: constable: a word does not belong in an object of this kind; see the reference for the words of each
// expect: cycle
// expect: domain
#include <constable/schema.hpp>

using namespace constable;

#ifdef REJECT
struct postal : domain<"postal", text, cycle> {};
#else
struct postal : domain<"postal", text, not_null> {};
#endif

struct app : schema<postal> {};

std::string_view ddl() { return ddl_of<app>; }
