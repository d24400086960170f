// SPDX-License-Identifier: BSL-1.0
// Words for a member that an adapted struct does not have are refused.
// expect: constable: a with<…> names no member of the struct; correct the name
// expect: user
#include <constable/schema.hpp>

#include <boost/hana/define_struct.hpp>

using namespace constable;

struct user {
    BOOST_HANA_DEFINE_STRUCT(user,
        (int, id),
        (std::string, email)
    );
};

#ifdef REJECT
struct users : table_of<user, "users", with<"emial", unique<>>> {};
#else
struct users : table_of<user, "users", with<"email", unique<>>> {};
#endif

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
