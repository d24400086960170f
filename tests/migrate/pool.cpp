// SPDX-License-Identifier: BSL-1.0
// Memory for a replay: lists that grow, and arrays that never change once they are written. Both work in constant
#include "constable/migrate/pool.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace constable::migrating {
namespace test_of_pool {

constexpr int sum_of_grown_list() {
    list<int> all;
    for (int i = 0; i != 20; ++i) all.push_back(i);
    all.erase(0);
    int sum = 0;
    for (const int each : all) sum += each;
    return sum * 100 + static_cast<int>(all.size());
}
static_assert(sum_of_grown_list() == 19019);

TEST(pool, keeps_what_is_marked) {
    pool<int> all;
    int* const first = all.make(2);
    int* const second = all.make(3);
    for (int i = 0; i != 2; ++i) std::construct_at(first + i, 1);
    for (int i = 0; i != 3; ++i) std::construct_at(second + i, 2);
    EXPECT_TRUE(all.mark(second));
    EXPECT_FALSE(all.mark(second));
    EXPECT_FALSE(all.mark(nullptr));
    EXPECT_EQ(all.marked(), 3U);
    EXPECT_EQ(all.place_of(second), 0U);
    EXPECT_EQ(all.place_of(first), pool<int>::nowhere);
    int kept[3]{};
    all.copy_to(kept);
    EXPECT_EQ(kept[0], 2);
}

TEST(pool, knows_texts_by_what_they_say) {
    pool<char> all;
    char* const made = all.make(2);
    made[0] = 'a';
    made[1] = 'b';
    char* const other = all.make(2);
    other[0] = 'b';
    other[1] = 'b';
    EXPECT_FALSE(all.mark_same("ab")); // not before it is in the index
    all.index();
    EXPECT_TRUE(all.mark_same("ab"));
    EXPECT_FALSE(all.mark_same("ab"));
    EXPECT_EQ(all.place_of_same("ab"), 0U);
    EXPECT_TRUE(all.mark_same("bb"));
    EXPECT_EQ(all.place_of_same("bb"), 2U);
    EXPECT_EQ(all.place_of_same("ac"), pool<char>::nowhere);
    EXPECT_FALSE(all.mark_same(""));
}

} // namespace test_of_pool
} // namespace constable::migrating
