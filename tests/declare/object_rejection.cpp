// SPDX-License-Identifier: BSL-1.0
// What is no mistake is not refused. The refusals themselves are the cases of tests/compile_fail/.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
namespace declare = constable::declare;
using namespace constable;
using namespace constable::testing;

namespace {

constexpr catalog::mistake no_mistake() { return {}; }

} // namespace

TEST(object_rejection, refuses_nothing_when_nothing_is_wrong) {
    [[maybe_unused]] constexpr declare::reject<no_mistake, everything::numbers> nothing;
    SUCCEED();
}

TEST(object_rejection, has_a_sentence_for_each_object) {
    static_assert(!declare::view_has_a_query<everything::adults, void, void> && !declare::object_is_declared_once<everything::touch, void, void>);
}
