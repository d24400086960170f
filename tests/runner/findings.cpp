// SPDX-License-Identifier: BSL-1.0
// Each thing that is odd about a ledger is found, and stops what the policies say.
#include "constable/runner/findings.hpp"

#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

class findings : public ::testing::Test {
protected:
    findings() { history_.add_tables({"1", "2", "3"}); }
    std::vector<ledger_finding> find(const std::vector<runner::ledger_row>& rows) {
        const migrating::history_value value = history_.value();
        return runner::find_mistakes(value, runner::lineage{value}, rows, unknown_, order_);
    }
    runner::ledger_row row(std::size_t at, migration_state state = migration_state::applied) {
        const migrating::migration_value& of = history_.migrations()[at];
        return {std::string{of.version}, std::string{of.description}, runner::checksum_text(of), "", 0, state};
    }

    made_up_history history_;
    unknown_version_policy unknown_ = unknown_version_policy::fail;
    out_of_order_policy order_ = out_of_order_policy::fail;
};

TEST_F(findings, are_none_when_all_is_well) {
    EXPECT_TRUE(find({}).empty());
    EXPECT_TRUE(find({row(0), row(1)}).empty());
    EXPECT_TRUE(find({row(0), row(1, migration_state::rolled_back)}).empty());
}

TEST_F(findings, tell_of_a_change) {
    runner::ledger_row changed = row(0);
    changed.checksum = "1:0000000000000000";
    const auto found = find({changed});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, finding_kind::changed);
    EXPECT_EQ(found[0].version, "1");
    EXPECT_TRUE(found[0].stops);
    EXPECT_NE(found[0].text.find("repair"), std::string::npos);
    EXPECT_THROW(runner::refuse_mistakes(found), startup::failure);
    changed.checksum = "7:0";
    EXPECT_NE(find({changed})[0].text.find("checksum of another kind (7:0)"), std::string::npos);
    changed.state = migration_state::failed; // it will run with its new text
    EXPECT_EQ(find({changed})[0].kind, finding_kind::failed);
}

TEST_F(findings, tell_of_versions_that_nobody_knows) {
    const runner::ledger_row unknown{"9", "new", "1:0", "", 0, migration_state::applied};
    EXPECT_TRUE(find({unknown})[0].stops);
    EXPECT_EQ(find({unknown})[0].kind, finding_kind::unknown_version);
    unknown_ = unknown_version_policy::warn;
    EXPECT_FALSE(find({unknown})[0].stops);
    unknown_ = unknown_version_policy::ignore;
    EXPECT_FALSE(find({unknown})[0].stops);
    EXPECT_TRUE(find({{"9", "new", "1:0", "", 0, migration_state::rolled_back}}).empty());
}

TEST_F(findings, tell_of_what_should_have_run_before) {
    const auto found = find({row(0), row(2)});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, finding_kind::out_of_order);
    EXPECT_EQ(found[0].version, "2");
    EXPECT_TRUE(found[0].stops);
    order_ = out_of_order_policy::run;
    EXPECT_FALSE(find({row(0), row(2)})[0].stops);
    EXPECT_NO_THROW(runner::refuse_mistakes(find({row(0), row(2)})));
}

TEST_F(findings, tell_of_failures_and_of_what_is_half_done_without_stopping) {
    const auto found = find({row(0, migration_state::failed), row(1, migration_state::running)});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].kind, finding_kind::failed);
    EXPECT_EQ(found[1].kind, finding_kind::running);
    EXPECT_NO_THROW(runner::refuse_mistakes(found));
}

} // namespace
