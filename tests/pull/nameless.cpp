// SPDX-License-Identifier: BSL-1.0
// Which names need not be said.
#include <constable/pull/nameless.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;
using catalog::constraint_kind;

namespace {

constexpr std::string_view a[] = {"a"};
constexpr catalog::column columns[] = {{.name = "a"}};
constexpr catalog::key key_a[] = {{.column = "a"}};

using facts = std::vector<bool>;

} // namespace

TEST(nameless, are_those_with_the_servers_own_names) {
    const catalog::constraint constraints[] = {{.kind = constraint_kind::primary_key, .name = "t_pkey", .columns = a},
                                               {.kind = constraint_kind::unique, .name = "t_a_unique", .columns = a},
                                               {.name = "t_a_check", .expression = "(a > 0)"},
                                               {.name = "t_a_check1", .expression = "(a < 9)"}};
    const catalog::index indexes[] = {{.name = "t_a_idx", .keys = key_a}, {.name = "by_a", .keys = key_a}};
    const auto found =
        pull::find_nameless({.name = "t", .columns = columns, .constraints = constraints, .indexes = indexes});
    EXPECT_EQ(found.constraints, (facts{true, false, true, true}));
    EXPECT_EQ(found.indexes, (facts{true, false}));
}

TEST(nameless, are_not_those_whose_number_has_no_reason_here) {
    const catalog::index indexes[] = {{.name = "t_a_idx1", .keys = key_a}};
    EXPECT_EQ(pull::find_nameless({.name = "t", .columns = columns, .indexes = indexes}).indexes, facts{false});
}

// Without a name, the first would be t_a_idx; but then the second, under its number, could not be nameless either.
TEST(nameless, are_found_anew_when_a_name_is_said) {
    const catalog::index indexes[] = {{.name = "t_a_idx1", .keys = key_a}, {.name = "t_a_idx", .keys = key_a}};
    const auto found = pull::find_nameless({.name = "t", .columns = columns, .indexes = indexes});
    EXPECT_EQ(found.indexes, (facts{false, false}));
}
