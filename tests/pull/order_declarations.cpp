// SPDX-License-Identifier: BSL-1.0
// The order of structs.
#include <constable/pull/order_declarations.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
using pull::cpp_name;

namespace {

const cpp_name a{"", "a"};
const cpp_name b{"", "b"};
const cpp_name c{"auth", "c"};

std::string placed(const std::vector<pull::declaration>& all) { return pull::place_declarations(all); }

} // namespace

TEST(order_declarations, puts_what_is_needed_first) {
    EXPECT_EQ(placed({{&a, "struct a\n", {&b}}, {&b, "struct b\n", {}}}), "\nstruct b\nstruct a\n");
}

TEST(order_declarations, keeps_the_order_of_all_others) {
    EXPECT_EQ(placed({{&b, "struct b\n", {&b}}, {&a, "struct a\n", {}}}), "\nstruct b\nstruct a\n");
}

TEST(order_declarations, declares_before_where_it_goes_in_circles) {
    EXPECT_EQ(placed({{&a, "struct a\n", {&b}}, {&b, "struct b\n", {&a}}}),
              "\n// Named before they are declared.\nstruct a;\n\nstruct b\nstruct a\n");
}

TEST(order_declarations, has_a_namespace_for_each_schema) {
    EXPECT_EQ(placed({{&a, "struct a\n", {&c}}, {&c, "struct c\n", {}}}),
              "\nnamespace auth {\n\nstruct c\n\n} // namespace auth\n\nstruct a\n");
    EXPECT_EQ(placed({{&a, "struct a\n", {&c}}, {&c, "struct c\n", {&b}}, {&b, "struct b\n", {}}}),
              "\n// Named before they are declared.\nstruct b;\n\nnamespace auth {\n\nstruct c\n\n} // namespace "
              "auth\n\nstruct a\nstruct b\n");
}

TEST(order_declarations, leaves_lines_between_long_structs) {
    EXPECT_EQ(placed({{&a, "struct a\n{};\n", {}}, {&b, "struct b\n", {}}}), "\nstruct a\n{};\n\nstruct b\n");
}

TEST(order_declarations, follows_long_chains) {
    std::vector<cpp_name> names;
    for (int i = 0; i != 50000; ++i) names.push_back({"", "t" + std::to_string(i)});
    std::vector<pull::declaration> all;
    for (std::size_t i = 0; i + 1 != names.size(); ++i) all.push_back({&names[i], "x\n", {&names[i + 1]}});
    all.push_back({&names.back(), "last\n", {}});
    EXPECT_TRUE(placed(all).starts_with("\nlast\n"));
}
