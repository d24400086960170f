// SPDX-License-Identifier: BSL-1.0
// What words write into while a table is lowered.
#include <constable/declare/draft.hpp>

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
namespace declare = constable::declare;
using catalog::mistake_kind;

namespace {

/// A draft with room for one of everything.
struct room {
    catalog::column column{.name = "a"};
    catalog::constraint constraints[2];
    catalog::index index;
    declare::object_comment comment;
    declare::table_draft table{&column, &constraints[0], &constraints[1], &index, &comment, nullptr};
    std::string_view itself[1] = {"a"};
    declare::column_draft draft{column, table, itself};
};

} // namespace

TEST(draft, sizes_are_added_field_by_field) {
    constexpr declare::part_size sum = declare::part_size{1, 2, 3, 4, 5, 6, 7} + declare::part_size{10, 20, 30, 40, 50, 60, 70};
    static_assert(sum.columns == 11 && sum.column_constraints == 22 && sum.table_constraints == 33 && sum.indexes == 44 &&
                  sum.comments == 55 && sum.details == 66 && sum.extras == 77);
}

TEST(draft, keeps_the_first_mistake) {
    room made;
    made.table.refuse(mistake_kind::column_is_repeated, "a");
    made.table.refuse(mistake_kind::table_has_no_name, "b");
    EXPECT_EQ(made.table.mistake.subject, "a");
}

TEST(draft, takes_a_text_once) {
    room made;
    made.draft.say(made.column.default_expression, "1", "default_");
    EXPECT_FALSE(made.table.mistake);
    made.draft.say(made.column.default_expression, "2", "default_");
    EXPECT_EQ(static_cast<int>(made.table.mistake.kind), static_cast<int>(mistake_kind::column_word_is_repeated));
    EXPECT_EQ(made.table.mistake.subject, "a");
    EXPECT_EQ(made.table.mistake.other, "default_");
}

TEST(draft, adds_constraints_of_a_column_one_after_the_other) {
    room made;
    const catalog::constraint& added = made.draft.add_constraint(catalog::constraint_kind::unique);
    EXPECT_EQ(&added, &made.constraints[0]);
    EXPECT_EQ(made.table.next_column_constraint, &made.constraints[1]);
    ASSERT_EQ(added.columns.size(), 1U);
    EXPECT_EQ(added.columns[0], "a");
}

TEST(draft, keeps_a_former_name_in_the_schema_of_the_object) {
    catalog::qualified_name former{{}, "people"};
    declare::keep_schema(former, "auth");
    EXPECT_EQ(former.schema, "auth");
    catalog::qualified_name said{"", "people"};
    declare::keep_schema(said, "auth");
    EXPECT_EQ(said.schema, "") << "the default schema was said";
}
