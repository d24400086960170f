// SPDX-License-Identifier: BSL-1.0
// Default names of constraints and indexes, as the manual has them. tests/integration/names.cpp asks the server.
#include <constable/catalog/default_names.hpp>

#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace catalog = constable::catalog;
using catalog::constraint_kind;

namespace {

constexpr std::string_view a[] = {"a"};
constexpr std::string_view b[] = {"b"};
constexpr std::string_view a_b[] = {"a", "b"};
constexpr catalog::key key_a[] = {{.column = "a"}};
constexpr catalog::key lower_and_a[] = {{.expression = "lower(b)"}, {.column = "a"}, {.column = "a"}};
constexpr catalog::column columns[] = {{.name = "a"}, {.name = "b"}};

/// The chosen names; an empty text for what had one.
template <std::size_t Constraints, std::size_t Indexes>
std::vector<std::string> chosen(const catalog::constraint (&constraints)[Constraints], const catalog::index (&indexes)[Indexes],
                                std::string_view table_name = "t") {
    const catalog::table table{.name = table_name, .columns = columns, .constraints = constraints, .indexes = indexes};
    std::vector<char> text(catalog::room_for_names(table) + 1);
    std::vector<std::uint8_t> sizes(Constraints + Indexes);
    const std::size_t written = catalog::choose_names(table, text.data(), sizes);
    EXPECT_LE(written, catalog::room_for_names(table));
    std::vector<std::string> names;
    const char* at = text.data();
    for (const std::uint8_t size : sizes) {
        names.emplace_back(at, size);
        at += size;
    }
    return names;
}
using names = std::vector<std::string>;

} // namespace

TEST(default_names, say_table_columns_and_kind) {
    EXPECT_EQ(chosen({{.kind = constraint_kind::primary_key, .columns = a},
                      {.kind = constraint_kind::unique, .columns = a_b},
                      {.kind = constraint_kind::unique, .columns = a, .include = b},
                      {.kind = constraint_kind::foreign_key, .columns = b},
                      {.kind = constraint_kind::exclude, .keys = key_a},
                      {.expression = "a > 0"},
                      {.expression = "a > b"},
                      {.expression = "true"}},
                     {{.keys = key_a}, {.keys = lower_and_a, .include = b}}),
              (names{"t_pkey", "t_a_b_key", "t_a_b_key1", "t_b_fkey", "t_a_excl", "t_a_check", "t_check", "t_check1",
                     "t_a_idx", "t_lower_a_a1_b_idx"}));
}

TEST(default_names, are_not_chosen_for_what_has_a_name) {
    EXPECT_EQ(chosen({{.kind = constraint_kind::unique, .name = "one", .columns = a}, {.expression = "b > 0"}},
                     {{.name = "two", .keys = key_a}}),
              (names{"", "t_b_check", ""}));
}

TEST(default_names, step_aside_for_given_names) {
    EXPECT_EQ(chosen({{.kind = constraint_kind::unique, .columns = a}, {.kind = constraint_kind::unique, .name = "t_a_key", .columns = b}},
                     {{.keys = key_a}, {.name = "t_a_idx", .keys = key_a}, {.keys = key_a}}),
              (names{"t_a_key1", "", "t_a_idx1", "", "t_a_idx2"}));
}

TEST(default_names, make_room_for_their_number) {
    const std::string table(63, 't');
    EXPECT_EQ(chosen({{.expression = "a > 0"}, {.expression = "a > 1"}, {.name = std::string_view{"x"}, .expression = "a > 2"}},
                     {{.keys = key_a}}, table),
              (names{std::string(55, 't') + "_a_check", std::string(54, 't') + "_a_check1", "", std::string(57, 't') + "_a_idx"}));
}

TEST(default_names, number_repeated_expressions_past_the_fourth) {
    // as many as fit into 64 bytes count
    static constexpr catalog::key keys[] = {{.expression = "a + 1"}, {.expression = "lower(b)"}, {.expression = "upper(b)"},
                                            {.expression = "md5(b)"}, {.expression = "abs(a)"},  {.expression = "a + 2"},
                                            {.expression = "\"Quoted\"(a)"}};
    EXPECT_EQ(chosen({{.expression = "true"}}, {{.keys = keys}}), (names{"t_check", "t_expr_lower_upper_md5_abs_expr1_Quoted_idx"}));
}

TEST(default_names, survive_names_of_any_length) {
    const std::string word(300, 'f');
    const std::string call = word + "(a)";
    const catalog::key keys[] = {{.expression = call}, {.expression = call}};
    EXPECT_EQ(chosen({{.expression = "true"}}, {{.keys = keys}}),
              (names{"t_check", "t_" + std::string(57, 'f') + "_idx"}));
}

TEST(default_names, can_be_chosen_by_the_compiler) {
    static constexpr catalog::index indexes[] = {{.keys = lower_and_a}};
    static constexpr catalog::table table{.name = "t", .columns = columns, .indexes = indexes};
    static constexpr auto name = [] {
        std::array<char, catalog::room_for_names(table)> text{};
        std::array<std::uint8_t, 1> sizes{};
        catalog::choose_names(table, text.data(), sizes);
        return std::pair{text, sizes[0]};
    }();
    static_assert(std::string_view(name.first.data(), name.second) == "t_lower_a_a1_idx");
}
