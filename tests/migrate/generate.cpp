// SPDX-License-Identifier: BSL-1.0
// Writes migrations by itself: from what a history has made, or a database has, to what is declared. No database is asked.
#include "constable/migrate/generate.hpp"

#include "support/histories.hpp"

#include "constable/migrate/script.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_generate {

using testing::histories::app;
using testing::histories::history;

// What the steps make of a catalog.
std::vector<catalog::change> left_after(const generated& of, const catalog::catalog& wanted, std::unique_ptr<replayed_catalog>& now) {
    now = std::make_unique<replayed_catalog>(of.from->view());
    for (const generated_migration& each : of.migrations)
        for (std::size_t i = 0; i != each.steps.size(); ++i) EXPECT_FALSE(apply_step(*now, *each.steps[i], each.fragments[i]));
    static catalog::catalog seen;
    seen = now->view();
    return catalog::diff(wanted, seen, {.unmodelled = false});
}

TEST(generate, has_nothing_to_say_where_models_and_migrations_agree) {
    const generated made = generate(catalog_of_history<history>, catalog_of<app>);
    EXPECT_TRUE(made.empty());
    EXPECT_TRUE(made.questions.empty());
    EXPECT_TRUE(ungenerated(catalog_of_history<history>, catalog_of<app>).empty());
}

TEST(generate, leads_from_one_version_of_a_history_to_another) {
    script_writer states{history_of<history>};
    const catalog::stored_catalog first = copy_catalog(states.after(0));
    std::unique_ptr<replayed_catalog> now;
    EXPECT_TRUE(left_after(generate(first.view(), catalog_of<app>), catalog_of<app>, now).empty());
    EXPECT_TRUE(left_after(generate(catalog_of<app>, first.view()), first.view(), now).empty());
    EXPECT_TRUE(left_after(generate({}, catalog_of<app>), catalog_of<app>, now).empty());
    EXPECT_TRUE(left_after(generate(catalog_of<app>, {}), {}, now).empty());
}

TEST(generate, renames_what_it_is_told_to_and_asks_about_the_rest) {
    script_writer states{history_of<history>};
    const catalog::stored_catalog first = copy_catalog(states.after(2));
    EXPECT_TRUE(generate(first.view(), catalog_of<app>).questions.empty()) << "the columns are not all the same";
    const generated made = generate(first.view(), catalog_of<app>,
                                    {.renamings = {{.from = "users", .to = "people"},
                                                   {.kind = catalog::object_kind::column, .table = "people", .from = "name", .to = "full_name"}}});
    ASSERT_FALSE(made.migrations.empty());
    EXPECT_EQ(made.migrations[0].steps[0]->kind, step_kind::rename_object);
    EXPECT_EQ(made.migrations[0].steps[1]->kind, step_kind::rename_part);
    EXPECT_EQ(made.migrations.size(), 1U) << "nothing is dropped";
}

TEST(ungenerated, says_in_words_what_differs) {
    const auto all = ungenerated({}, catalog_of<app>);
    ASSERT_FALSE(all.empty());
    EXPECT_NE(std::find(all.begin(), all.end(), "table people is missing"), all.end());
}

} // namespace test_of_generate
} // namespace constable::migrating
