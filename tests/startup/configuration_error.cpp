// SPDX-License-Identifier: BSL-1.0
// The text of a configuration_error.
#include "constable/startup/configuration_error.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <type_traits>

namespace {

using constable::configuration_error;
using constable::startup::throw_if_any;

static_assert(std::is_base_of_v<std::invalid_argument, configuration_error>);
static_assert(std::is_nothrow_copy_constructible_v<configuration_error>);

TEST(configuration_error, says_one_mistake_in_one_line) {
    EXPECT_STREQ(configuration_error{{"A is wrong"}}.what(), "constable: A is wrong");
}

TEST(configuration_error, lists_several_mistakes) {
    const configuration_error error{{"A is wrong", "B is wrong"}};
    EXPECT_STREQ(error.what(), "constable: the configuration has 2 mistakes:\n  - A is wrong\n  - B is wrong");
}

TEST(throw_if_any, throws_only_for_mistakes) {
    EXPECT_NO_THROW(throw_if_any({}));
    EXPECT_THROW(throw_if_any({"A is wrong"}), configuration_error);
}

} // namespace
