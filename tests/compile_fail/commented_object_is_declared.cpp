// SPDX-License-Identifier: BSL-1.0
// A comment on an object that is not there is refused.
// expect: constable: comment_on names no constraint or index of its table; correct the name
// expect: users
// expect: users_emial_key
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users",
    column<"email", text, unique<>>,
#ifdef REJECT
    comment_on<"users_emial_key", "One account for each address.">
#else
    comment_on<"users_email_key", "One account for each address.">
#endif
> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
