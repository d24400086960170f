// SPDX-License-Identifier: BSL-1.0
// A member of a C++ type that SQL does not have is refused.
// expect: constable: a member of an adapted struct has a C++ type without an SQL type; specialise sql_type_of for it
// expect: user
// expect: balance
// expect: unknown
#include <constable/schema.hpp>

#include <boost/hana/define_struct.hpp>

using namespace constable;

namespace wallet {
struct known {};
struct unknown {};
} // namespace money

template <>
struct constable::sql_type_of<wallet::known> { using type = constable::numeric<10, 2>; };

#ifdef REJECT
using balance_type = wallet::unknown;
#else
using balance_type = wallet::known;
#endif

struct user {
    BOOST_HANA_DEFINE_STRUCT(user,
        (int, id),
        (balance_type, balance)
    );
};

struct users : table_of<user, "users"> {};

struct app : schema<users> {};

std::string_view ddl() { return ddl_of<app>; }
