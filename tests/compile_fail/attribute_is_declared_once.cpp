// SPDX-License-Identifier: BSL-1.0
// A composite type with the same attribute twice is refused.
// expect: constable: a composite type has the same attribute twice; rename one of them or remove it
// expect: address
// expect: street
#include <constable/schema.hpp>

using namespace constable;

#ifdef REJECT
struct address : composite_type<"address", attribute<"street", text>, attribute<"street", text>> {};
#else
struct address : composite_type<"address", attribute<"street", text>, attribute<"place", text>> {};
#endif

struct app : schema<address> {};

std::string_view ddl() { return ddl_of<app>; }
