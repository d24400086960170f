// SPDX-License-Identifier: BSL-1.0
// Questions keep their order and their answers; those about one object stay in one message.
#include "constable/startup/questions.hpp"

#include <cstddef>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

using namespace constable;
using namespace constable::startup;

namespace {

class asking : public ::testing::Test {
protected:
    // A question that remembers the name of the catalog that answers it.
    questions one(const std::string& object) {
        questions made;
        std::string_view* const said = &said_;
        made.prepare(object, "CREATE it");
        made.ask(object, "ALTER it", {memory_, [said](const catalog::catalog* shadows) { *said = shadows == nullptr ? "granted" : shadows->name; }});
        return made;
    }
    catalog::arena memory_;
    std::string_view said_;
};

TEST_F(asking, steps_that_prepare_others_await_no_answer) {
    const questions made = one("table t");
    ASSERT_EQ(made.steps.size(), 2U);
    EXPECT_EQ(made.steps[1].statement, "ALTER it");
    EXPECT_FALSE(made.answers[0].is_awaited());
    EXPECT_TRUE(made.answers[1].is_awaited());
}

TEST_F(asking, an_answer_is_taken_from_the_shadows_or_for_granted) {
    const questions made = one("table t");
    made.answers[1].take(nullptr);
    EXPECT_EQ(said_, "granted");
    const catalog::catalog shadows{.name = "shadows"};
    made.answers[1].take(&shadows);
    EXPECT_EQ(said_, "shadows");
}

TEST_F(asking, objects_of_one_schema_share_a_message) {
    question_list all;
    all.put("", one("table a"));
    all.put("", one("table b"));
    all.put("far", one("table c"));
    all.put("", one("materialized view d"), true);
    ASSERT_EQ(all.chunks().size(), 3U);
    EXPECT_EQ(all.chunks()[0].asked.steps.size(), 4U);
    EXPECT_EQ(all.chunks()[0].asked.steps[2].object, "table b");
    EXPECT_EQ(all.chunks()[1].schema, "far");
    EXPECT_TRUE(all.chunks()[2].has_stand_ins);
}

TEST_F(asking, a_message_asks_about_no_more_objects_than_there_are_locks_for) {
    question_list all;
    for (int i = 0; i != 201; ++i) all.put("", one("table"));
    ASSERT_EQ(all.chunks().size(), 2U);
    EXPECT_EQ(all.chunks()[0].relations, 200U);
}

} // namespace
