// SPDX-License-Identifier: BSL-1.0
// How far to go, forwards and backwards; what cannot be meant.
#include "constable/runner/target.hpp"

#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;
using constable::runner::positions;

namespace {

constexpr auto applied = migration_state::applied;
constexpr auto pending = migration_state::pending;

class target : public ::testing::Test {
protected:
    // 1 ─ 2 ─ 3
    //  └─ b
    target() { history_.add("1", {}).add("2", {}, {"1"}).add("b", {}, {"1"}).add("3", {}, {"2"}); }
    positions up(const std::vector<migration_state>& states, std::string_view to) {
        const migrating::history_value value = history_.value();
        return runner::pending_until(runner::lineage{value}, states, to);
    }
    positions down(const std::vector<migration_state>& states, std::string_view to) {
        const migrating::history_value value = history_.value();
        return runner::backwards_to(runner::lineage{value}, states, to);
    }
    positions only(const std::vector<migration_state>& states, std::string_view version) {
        const migrating::history_value value = history_.value();
        return runner::backwards_only(runner::lineage{value}, states, value, version);
    }
    made_up_history history_;
};

TEST_F(target, forwards_is_head_a_version_or_a_number) {
    const std::vector<migration_state> states = {applied, pending, pending, migration_state::failed};
    EXPECT_EQ(up(states, "head"), (positions{1, 2, 3}));
    EXPECT_EQ(up(states, "3"), (positions{1, 3}));
    EXPECT_EQ(up(states, "b"), (positions{2}));
    EXPECT_EQ(up(states, "1"), positions{});
    EXPECT_EQ(up(states, "+2"), (positions{1, 2}));
    EXPECT_EQ(up(states, "+0"), positions{});
    for (const std::string_view wrong : {"base", "-1", "+4", "9", "", "+", "+x"}) EXPECT_THROW(up(states, wrong), startup::failure) << wrong;
}

TEST_F(target, backwards_is_base_a_version_or_a_number) {
    const std::vector<migration_state> states = {applied, applied, applied, migration_state::running};
    EXPECT_EQ(down(states, "base"), (positions{3, 2, 1, 0}));
    EXPECT_EQ(down(states, "-1"), (positions{3}));
    EXPECT_EQ(down(states, "-3"), (positions{3, 2, 1}));
    EXPECT_EQ(down(states, "2"), (positions{3}));
    EXPECT_EQ(down(states, "1"), (positions{3, 2, 1}));
    EXPECT_EQ(down(states, "b"), positions{});
    for (const std::string_view wrong : {"head", "+1", "-5", "9", "", "-"}) EXPECT_THROW(down(states, wrong), startup::failure) << wrong;
    EXPECT_THROW(down({applied, pending, pending, pending}, "2"), startup::failure);
}

TEST_F(target, backwards_may_be_one_that_nothing_depends_on) {
    EXPECT_EQ(only({applied, applied, applied, applied}, "b"), positions{2});
    EXPECT_EQ(only({applied, applied, pending, pending}, "2"), positions{1});
    EXPECT_THROW(only({applied, applied, applied, applied}, "2"), startup::failure);
    EXPECT_THROW(only({applied, pending, applied, pending}, "2"), startup::failure);
}

TEST_F(target, states_are_those_of_the_ledger) {
    EXPECT_EQ(runner::states_of(history_.value(), {{"2", "", "", "", 0, migration_state::rolled_back}}),
              (std::vector<migration_state>{pending, migration_state::rolled_back, pending, pending}));
}

} // namespace
