// SPDX-License-Identifier: BSL-1.0
// Lowers the words inside steps, as those of a schema are lowered: all steps of a history are one list of tables.
#include "constable/migrate/fragments.hpp"

#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_fragments {

using namespace constable::testing::histories;

TEST(fragments, hold_what_steps_declare_without_default_names) {
    ASSERT_EQ(fragments_of<history>.size(), 11U);
    const catalog::table& users = *fragments_of<history>[1].table;
    EXPECT_EQ(users.name, "users");
    EXPECT_EQ(users.columns.size(), 4U);
    EXPECT_TRUE(users.constraints[0].name.empty());
    EXPECT_TRUE(fragments_of<history>[5].table == nullptr);
    EXPECT_EQ(fragments_of<history>[9].view->name, "adults");
}

} // namespace test_of_fragments
} // namespace constable::migrating
