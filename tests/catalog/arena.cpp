// SPDX-License-Identifier: BSL-1.0
// What an arena has given stays in its place, wherever the arena goes; a plain list grows and keeps its items.
#include "constable/catalog/arena.hpp"
#include "constable/catalog/model.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

using namespace constable;

TEST(arena, keeps_copies_when_the_original_is_gone) {
    catalog::arena memory;
    std::string original(10'000, 'x');
    const std::string_view copy = memory.copy(original);
    original.assign(10'000, 'y');
    EXPECT_EQ(copy, std::string(10'000, 'x'));
    EXPECT_TRUE(memory.copy(std::string_view{}).empty());
}

TEST(arena, copies_lists_that_can_be_changed) {
    catalog::arena memory;
    const catalog::key keys[] = {{.column = "a"}, {.column = "b", .descending = true}};
    const std::span<catalog::key> copy = memory.copy(keys, 2);
    copy[0].column = "c";
    EXPECT_EQ(keys[0].column, "a");
    EXPECT_EQ(copy[0].column, "c");
    EXPECT_TRUE(copy[1].descending);
    EXPECT_TRUE(memory.copy(keys, 0).empty());
}

TEST(arena, takes_its_memory_along) {
    catalog::arena memory;
    const std::string_view text = memory.copy(std::string_view{"still here"});
    catalog::arena other{std::move(memory)};
    catalog::arena third;
    third.copy(std::string_view{"and this"});
    third = std::move(other);
    EXPECT_EQ(text, "still here");
}

TEST(plain_list, grows_and_keeps_its_items_in_order) {
    catalog::plain_list<catalog::column> list;
    EXPECT_TRUE(list.empty());
    for (int i = 0; i != 1000; ++i) list.push_back({.name = i % 2 == 0 ? "even" : "odd", .details = nullptr});
    ASSERT_EQ(list.size(), 1000U);
    for (std::size_t i = 0; i != list.size(); ++i) EXPECT_EQ(list[i].name, i % 2 == 0 ? "even" : "odd");
    list.push_back(list[1]); // an item of its own, while it grows
    EXPECT_EQ(list[1000].name, "odd");
    list.shorten(1);
    EXPECT_EQ(list.end() - list.begin(), 1);
    catalog::plain_list<catalog::column> moved{std::move(list)};
    EXPECT_EQ(moved.size(), 1U);
    EXPECT_EQ(moved[0].name, "even");
}

TEST(plain_list, sorts_itself_and_finds_where_items_begin) {
    catalog::plain_list<int> list;
    const auto compare = [](const void* left, const void* right) { return *static_cast<const int*>(left) - *static_cast<const int*>(right); };
    list.sort(compare);
    for (const int number : {5, 1, 4, 1, 3}) list.push_back(number);
    list.sort(compare);
    for (std::size_t i = 0; i + 1 != list.size(); ++i) EXPECT_LE(list[i], list[i + 1]);
    EXPECT_EQ(list.count_of([](int each) { return each < 1; }), 0U);
    EXPECT_EQ(list.count_of([](int each) { return each < 3; }), 2U);
    EXPECT_EQ(list.count_of([](int each) { return each < 9; }), 5U);
}
