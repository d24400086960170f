// SPDX-License-Identifier: BSL-1.0
// Objects of two lists find each other, in whatever order, few or many.
#include "constable/catalog/match.hpp"

#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <span>
#include <string>
#include <vector>

namespace {

struct thing {
    int key;
    int former = 0;
};

class keys_of_things final : public constable::catalog::object_keys {
public:
    constexpr keys_of_things(std::span<const thing> expected, std::span<const thing> actual)
        : object_keys(expected.size(), actual.size()), expected_(expected), actual_(actual) {}
    [[nodiscard]] constexpr std::uint64_t hash_of_expected(std::size_t at) const override { return static_cast<std::uint64_t>(expected_[at].key) * 7; }
    [[nodiscard]] constexpr std::uint64_t hash_of_actual(std::size_t at) const override { return static_cast<std::uint64_t>(actual_[at].key) * 7; }
    [[nodiscard]] constexpr bool same(std::size_t left, std::size_t right) const override { return expected_[left].key == actual_[right].key; }
    [[nodiscard]] constexpr std::size_t rounds() const override { return 1; }
    [[nodiscard]] constexpr bool may_be_same(std::size_t, std::size_t expected) const override { return expected_[expected].former != 0; }
    [[nodiscard]] constexpr bool also_same(std::size_t, std::size_t left, std::size_t right) const override {
        return expected_[left].former == actual_[right].key;
    }

private:
    std::span<const thing> expected_;
    std::span<const thing> actual_;
};

std::string matched(const std::vector<thing>& expected, const std::vector<thing>& actual) {
    std::string text;
    constable::catalog::match(std::span<const thing>{expected}, std::span<const thing>{actual}, keys_of_things{expected, actual}, [&](const thing* left, const thing* right) {
        text += (left == nullptr ? "-" : std::to_string(left->key)) + "=" + (right == nullptr ? "-" : std::to_string(right->key)) + " ";
    });
    return text;
}

TEST(match, pairs_equal_lists) { EXPECT_EQ(matched({{1}, {2}}, {{1}, {2}}), "1=1 2=2 "); }

TEST(match, finds_what_only_one_list_has) { EXPECT_EQ(matched({{1}, {2}, {3}}, {{4}, {3}, {1}}), "1=1 2=- 3=3 -=4 "); }

TEST(match, looks_for_former_names_among_what_is_left) {
    EXPECT_EQ(matched({{1, 2}}, {{2}}), "1=2 ");
    EXPECT_EQ(matched({{1, 2}}, {{1}, {2}}), "1=1 -=2 ");
    EXPECT_EQ(matched({{1, 2}, {2}}, {{2}}), "1=- 2=2 ");
}

TEST(match, pairs_thousands_in_reverse_order) {
    std::vector<thing> expected;
    for (int i = 1; i != 20000; ++i) expected.push_back({i});
    const std::vector<thing> actual{expected.rbegin(), expected.rend()};
    std::size_t pairs = 0;
    constable::catalog::match(std::span<const thing>{expected}, std::span<const thing>{actual}, keys_of_things{expected, actual}, [&](const thing* left, const thing* right) {
        ASSERT_TRUE(left != nullptr && right != nullptr && left->key == right->key);
        ++pairs;
    });
    EXPECT_EQ(pairs, expected.size());
}

constexpr int sum_of_unmatched() {
    constexpr thing expected[] = {{1}, {2}, {3}};
    constexpr thing actual[] = {{3}, {5}};
    int sum = 0;
    constable::catalog::match(std::span<const thing>{expected}, std::span<const thing>{actual}, keys_of_things{expected, actual}, [&](const thing* left, const thing* right) {
        if (left == nullptr) sum += 100 * right->key;
        if (right == nullptr) sum += left->key;
    });
    return sum;
}
static_assert(sum_of_unmatched() == 503);

} // namespace
