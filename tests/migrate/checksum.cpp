// SPDX-License-Identifier: BSL-1.0
// What tells a migration from one that somebody has edited: a number over its declaration, never over rendered SQL.
#include "constable/migrate/checksum.hpp"

#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_checksum {

template <class Step>
struct alone : migrations<migration<"1", "one", Step>> {};
template <class Step>
constexpr std::uint64_t sum = checksum(migrations_of<alone<Step>>[0]);

TEST(checksum, differs_with_what_a_step_says) {
    constexpr std::uint64_t one = sum<add_column<"t", column<"a", integer>>>;
    EXPECT_NE(one, (sum<add_column<"t", column<"b", integer>>>));
    EXPECT_NE(one, (sum<add_column<"t", column<"a", bigint>>>));
    EXPECT_NE(one, (sum<add_column<"u", column<"a", integer>>>));
    EXPECT_NE(one, (sum<add_column<"t", column<"a", integer, not_null>>>));
    EXPECT_NE(one, (sum<add_column<"t", column<"a", integer, check<"a > 0">>>>));
    EXPECT_NE((sum<create_index<"t", index_<"a">>>), (sum<create_index<"t", index_<"a">, concurrently>>));
    EXPECT_NE((sum<create<enum_<"m", "a", "b">>>), (sum<create<enum_<"m", "b", "a">>>));
    EXPECT_NE((sum<execute<"SELECT 1", irreversible>>), (sum<execute<"SELECT 2", irreversible>>));
}

TEST(checksum, does_not_mind_acknowledgements) {
    EXPECT_EQ((sum<create_index<"t", index_<"a">>>), (sum<create_index<"t", index_<"a">, accept<blocking_index, "t", "small">>>));
}

// These numbers stand in people's ledgers: they never change.
TEST(checksum, is_what_it_always_was) {
    EXPECT_EQ(checksum_algorithm, 1U);
    EXPECT_EQ((sum<execute<"SELECT 1", irreversible>>), 15010165921193554540U);
    EXPECT_EQ((sum<add_column<"t", column<"a", integer>>>), 16174857103947071380U);
    EXPECT_EQ((sum<create_table<"t", column<"a", integer, primary_key<>>, index_<"a">>>), 13061627169690790889U);
}

} // namespace test_of_checksum
} // namespace constable::migrating
