// SPDX-License-Identifier: BSL-1.0
// Values of fields of each type are compared and shown.
#include "constable/catalog/field_value.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <span>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;

namespace {

constexpr std::string_view a_b[] = {"a", "b"};
constexpr std::string_view a_c[] = {"a", "c"};
constexpr catalog::qualified_name names[] = {{{}, "t"}, {"s", "t"}};

std::string shown(const auto& value) {
    return constable::strings::to_string([&](auto& sink) { catalog::add_value(sink, value); });
}

} // namespace

TEST(field_value, is_compared_in_the_compiler) {
    using catalog::compare_values;
    static_assert(compare_values(std::string_view{"a"}, std::string_view{"b"}) < 0);
    static_assert(compare_values(std::string_view{"b"}, std::string_view{"ab"}) > 0);
    static_assert(compare_values(false, true) < 0 && compare_values(true, true) == 0);
    static_assert(compare_values(std::int64_t{-1}, std::int64_t{1}) < 0);
    static_assert(compare_values(catalog::enabled_state::origin, catalog::enabled_state::always) < 0);
    static_assert(compare_values(catalog::names{a_b}, catalog::names{a_c}) < 0);
    static_assert(compare_values(catalog::names{a_b}, catalog::names{a_b}.first(1)) > 0);
    static_assert(compare_values(names[0], names[1]) < 0);
    static_assert(catalog::same_value(catalog::names{a_b}, catalog::names{a_b}));
    SUCCEED();
}

TEST(field_value, is_shown) {
    EXPECT_EQ(shown(std::string_view{"a b"}), "\"a b\"");
    EXPECT_EQ(shown(true), "true");
    EXPECT_EQ(shown(std::int16_t{-1}), "-1");
    EXPECT_EQ(shown(INT64_MIN), "-9223372036854775808");
    EXPECT_EQ(shown(catalog::identity_kind::by_default), "BY DEFAULT");
    EXPECT_EQ(shown(catalog::names{a_b}), R"(("a", "b"))");
    EXPECT_EQ(shown(std::span<const catalog::qualified_name>{names}), R"(("t", "s"."t"))");
}
