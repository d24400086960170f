// SPDX-License-Identifier: BSL-1.0
// What is no mistake is not refused. The refusals themselves are the cases of tests/compile_fail/.
#include <constable/declare/rejection.hpp>

#include <gtest/gtest.h>
#include <type_traits>

namespace catalog = constable::catalog;
namespace declare = constable::declare;

namespace {

struct users;

constexpr catalog::mistake no_mistake() { return {}; }

} // namespace

TEST(rejection, refuses_nothing_when_nothing_is_wrong) {
    [[maybe_unused]] constexpr declare::reject<no_mistake, users> nothing;
    SUCCEED();
}

TEST(rejection, spells_names_so_that_equal_ones_are_one_type) {
    static_assert(std::is_same_v<declare::spelt<"email">, declare::spelt<constable::strings::fixed_string<5>{std::string_view{"email"}}>>);
    static_assert(!std::is_same_v<declare::spelt<"email">, declare::spelt<"name">>);
}
