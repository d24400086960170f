// SPDX-License-Identifier: BSL-1.0
// What `generate` gives: migrations as values that can be replayed and rendered at once, and what it could not say.
#include "constable/migrate/generated.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_generated {

TEST(step_storage, keeps_what_it_is_given_where_it_is) {
    step_storage storage;
    const std::string_view first = storage.keep_text("short");
    const char* const at = first.data();
    for (int i = 0; i != 1000; ++i) (void)storage.keep(i);
    EXPECT_EQ(first, "short");
    EXPECT_EQ(first.data(), at);
    EXPECT_TRUE(storage.keep_text("").empty());
}

TEST(rename_question, says_how_to_answer) {
    const rename_question asked{.kind = catalog::object_kind::column, .table = "users", .from = "name", .to = "full_name"};
    EXPECT_EQ(asked.text(), "is users.full_name what users.name was? If so, say renamed_from<\"name\"> in it, or give the renaming to generate; otherwise rows are lost");
}

TEST(generated_migration, is_stepwise_when_a_step_runs_in_no_transaction) {
    const step_value plain{.kind = step_kind::drop_part};
    const step_value alone{.kind = step_kind::drop_part, .concurrently = true};
    generated_migration made{.steps = {&plain}};
    EXPECT_FALSE(made.is_stepwise());
    made.steps.push_back(&alone);
    EXPECT_TRUE(made.is_stepwise());
    EXPECT_EQ(word_of(migration_purpose::validate), "validation");
}

} // namespace test_of_generated
} // namespace constable::migrating
