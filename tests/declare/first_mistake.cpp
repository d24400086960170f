// SPDX-License-Identifier: BSL-1.0
// A sound declaration has no first mistake; the others are the cases of tests/compile_fail/.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
namespace declare = constable::declare;
using namespace constable;
using namespace constable::testing;

namespace {

struct made_for_18 : schema<everything::bookings> { static constexpr int server_version = 180000; };
struct made_for_17 : schema<everything::bookings> { static constexpr int server_version = 170000; };
struct plain : table<"plain", column<"id", integer>> {};
struct packed : table<"packed", column<"small", text, compression<"lz4">>> {};
struct one : function<"one", returns<integer>> { static constexpr std::string_view sql_body = "RETURN 1"; };
struct named_domain : domain<"d", text, not_null_named<"d_is_there">> {};
struct with_domain : table<"with_domain", column<"d", named_domain>> {};
struct second_table_at_fault : schema<plain, packed> { static constexpr int server_version = 130000; };
struct routine_at_fault : schema<plain, everything::numbers, one> { static constexpr int server_version = 130000; };
struct type_at_fault : schema<with_domain> { static constexpr int server_version = 160000; };
struct after_objects : schema<everything::numbers, everything::mood, everything::bookings> { static constexpr int server_version = 120000; };

} // namespace

TEST(first_mistake, is_none_of_a_sound_declaration) {
    static_assert(declare::is_sound<everything::app, true> && declare::is_sound<made_for_18, true>);
}

TEST(first_mistake, is_what_the_server_lacks) {
    constexpr declare::found_mistake found = declare::first_mistake<made_for_17, true>;
    static_assert(found.mistake.kind == catalog::mistake_kind::server_lacks_feature);
    static_assert(found.mistake.subject == "double" && found.mistake.other == "VIRTUAL generated columns of PostgreSQL 18");
}

TEST(first_mistake, names_the_table_or_the_object_that_the_server_lacks_something_for) {
    constexpr declare::found_mistake in_table = declare::first_mistake<second_table_at_fault, true>;
    static_assert(in_table.mistake.subject == "small" && in_table.mistake.other == "COMPRESSION of PostgreSQL 14");
    static_assert(declare::thing_at_fault<second_table_at_fault, true>() == 1);
    constexpr declare::found_mistake in_object = declare::first_mistake<routine_at_fault, true>;
    static_assert(in_object.mistake.subject == "one" && in_object.is_in_object);
    static_assert(declare::thing_at_fault<routine_at_fault, true>() == 2);
    static_assert(declare::thing_at_fault<type_at_fault, true>() == 0, "a type that is not listed is the first table's");
}

TEST(first_mistake, knows_where_the_thing_at_fault_is_listed) {
    static_assert(declare::thing_at_fault<after_objects, true>() == 2, "the first table");
}
