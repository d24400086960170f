// SPDX-License-Identifier: BSL-1.0
// A trigger for rows is refused on a view, unless it takes the place of the statement.
// expect: constable: a trigger says what does not go together; see CREATE TRIGGER for what does
// expect: everyone
// expect: touch
#include <constable/schema.hpp>

using namespace constable;

struct users : table<"users", column<"id", bigint>> {};
struct everyone : view<"everyone",
#ifdef REJECT
    trigger<"touch", before, update_, for_each_row, execute_function<"f">>
#else
    trigger<"touch", instead_of, update_, for_each_row, execute_function<"f">>
#endif
> {
    static constexpr std::string_view query = "SELECT * FROM users";
};

struct app : schema<users, everyone> {};

std::string_view ddl() { return ddl_of<app>; }
