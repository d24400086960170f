// SPDX-License-Identifier: BSL-1.0
// Steps on tables, columns, constraints and indexes. https://www.postgresql.org/docs/current/sql-altertable.html
#include "constable/migrate/table_words.hpp"

#include <gtest/gtest.h>

namespace constable {
namespace {

using migrating::step_kind;

TEST(table_words, say_what_they_are_about) {
    EXPECT_EQ((create_table<"t", column<"a", integer>>::value.kind), step_kind::create_table);
    EXPECT_EQ((add_column<qualified<"s", "t">, column<"a", integer>>::value.schema), "s");
    EXPECT_EQ((drop_column<"t", "a">::value.of), catalog::object_kind::column);
    EXPECT_EQ((rename_column<"t", "a", "b">::value.other), "b");
    EXPECT_EQ((set_column_default<"t", "a", "1">::value.other), "1");
    EXPECT_EQ((drop_column_default<"t", "a">::value.kind), step_kind::drop_default);
    EXPECT_EQ((change_type<"t", "a", bigint, using_<"a::bigint">>::value.sql), "a::bigint");
    EXPECT_TRUE((create_index<"t", index_<"a">, concurrently>::value.concurrently));
    EXPECT_EQ((drop_index<"t", "i">::value.name), "i");
    EXPECT_EQ((validate_constraint<"t", "c">::value.kind), step_kind::validate_constraint);
    EXPECT_EQ((add_constraint_using_index<"t", unique<"a">, "i">::value.name), "i");
    EXPECT_EQ((comment_column<"t", "a", "x">::value.kind), step_kind::set_comment);
    EXPECT_EQ((drop_table<"t">::value.kind), step_kind::drop_object);
    EXPECT_EQ((rename_table<"t", "u">::value.name), "t");
    EXPECT_EQ((detach_partition<"t">::value.kind), step_kind::detach_partition);
}

} // namespace
} // namespace constable
