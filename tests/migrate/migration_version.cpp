// SPDX-License-Identifier: BSL-1.0
// The version of the next migration.
#include "constable/migrate/migration_version.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace constable::migrating {
namespace test_of_migration_version {

using versions = std::vector<std::string>;

TEST(next_version, counts_on_with_as_many_digits) {
    EXPECT_EQ(next_version(versions{}), "001");
    EXPECT_EQ(next_version(versions{"001", "002", "003"}), "004");
    EXPECT_EQ(next_version(versions{"009"}), "010");
    EXPECT_EQ(next_version(versions{"99"}), "100");
    EXPECT_EQ(next_version(versions{"v9"}), "v10");
    EXPECT_EQ(next_version(versions{"initial"}), "initial_2");
}

TEST(next_version, is_a_time_that_is_later_than_all) {
    EXPECT_EQ(next_version(versions{"20250101000000"}, "20260131120000"), "20260131120000");
    EXPECT_EQ(next_version(versions{"20260131120000"}, "20260131120000"), "20260131120001");
    EXPECT_EQ(next_version(versions{"003"}, "20260131120000"), "20260131120000");
}

} // namespace test_of_migration_version
} // namespace constable::migrating
