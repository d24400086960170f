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
struct after_objects : schema<everything::numbers, everything::mood, everything::bookings> { static constexpr int server_version = 120000; };

} // namespace

TEST(first_mistake, is_none_of_a_sound_declaration) {
    static_assert(declare::is_sound<everything::app, true> && declare::is_sound<made_for_18, true>);
}

TEST(first_mistake, is_what_the_server_lacks) {
    constexpr declare::found_mistake found = declare::first_mistake<made_for_17, true>;
    static_assert(found.mistake.kind == catalog::mistake_kind::server_lacks_feature);
    static_assert(found.mistake.subject == "a virtual generated column" && found.mistake.other == "PostgreSQL 18");
}

TEST(first_mistake, knows_where_the_thing_at_fault_is_listed) {
    static_assert(declare::thing_at_fault<after_objects, true>() == 2, "the first table");
}
