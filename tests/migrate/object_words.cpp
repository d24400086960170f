// SPDX-License-Identifier: BSL-1.0
// Steps on views, types, sequences, routines, extensions, schemas and privileges.
#include "constable/migrate/object_words.hpp"

#include "constable/schema.hpp"

#include <gtest/gtest.h>

namespace constable {
namespace {

using migrating::step_kind;

struct seen : view<"seen"> {
    static constexpr std::string_view query = "SELECT 1 AS one";
};
struct things : table<"things", column<"id", integer>> {};

TEST(object_words, say_what_they_are_about) {
    EXPECT_EQ(create<seen>::value.object->role, declare::object_role::view);
    EXPECT_EQ(create<things>::value.kind, step_kind::create_table);
    EXPECT_EQ((create<enum_<"mood", "sad">>::value.object->type->enumeration->name), "mood");
    EXPECT_EQ(replace<seen>::value.kind, step_kind::replace_object);
    EXPECT_EQ((drop_view<qualified<"s", "v">>::value.schema), "s");
    EXPECT_EQ((drop_function<"f", "integer">::value.detail), "integer");
    EXPECT_EQ(drop_extension<"citext">::value.name, "citext");
    EXPECT_EQ((add_value<"mood", "ok", after_label<"sad">>::value.where), migrating::label_place::after);
    EXPECT_EQ((rename_value<"mood", "ok", "fine">::value.other), "fine");
}

} // namespace
} // namespace constable
