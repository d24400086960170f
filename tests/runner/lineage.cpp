// SPDX-License-Identifier: BSL-1.0
// Which migrations depend on which: in a list, with branches, with merges.
#include "constable/runner/lineage.hpp"

#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

TEST(lineage, of_a_list_is_its_order) {
    made_up_history history;
    history.add_tables({"1", "2", "3"});
    const migrating::history_value value = history.value();
    const runner::lineage tree{value};
    EXPECT_EQ(tree.find("3"), 2U);
    EXPECT_EQ(tree.find("4"), runner::lineage::none);
    EXPECT_EQ(tree.parents(2), std::vector<std::size_t>{1});
    EXPECT_EQ(tree.parents(0), std::vector<std::size_t>{});
    EXPECT_TRUE(tree.depends(2, 0) && tree.depends(2, 1) && !tree.depends(0, 2) && !tree.depends(1, 1));
    EXPECT_EQ(tree.children(0), std::vector<std::size_t>{1});
    EXPECT_EQ(tree.heads(), std::vector<std::size_t>{2});
}

TEST(lineage, has_branches_and_merges) {
    made_up_history history;
    history.add("1", {}).add("a", {}, {"1"}).add("b", {}, {"1"});
    {
        const migrating::history_value value = history.value();
        EXPECT_EQ(runner::lineage{value}.heads(), (std::vector<std::size_t>{1, 2}));
    }
    history.add("m", {}, {"a", "b"});
    const migrating::history_value value = history.value();
    const runner::lineage tree{value};
    EXPECT_FALSE(tree.depends(2, 1));
    EXPECT_TRUE(tree.depends(3, 0) && tree.depends(3, 1) && tree.depends(3, 2));
    EXPECT_EQ(tree.children(0), (std::vector<std::size_t>{1, 2}));
    EXPECT_EQ(tree.heads(), std::vector<std::size_t>{3});
}

} // namespace
