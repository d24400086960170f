// SPDX-License-Identifier: BSL-1.0
// Objects that are known by their SQL: their kinds, and what texts call them.
#include "constable/catalog/raw_object.hpp"

#include "support/fields.hpp"

#include <gtest/gtest.h>

using namespace constable;

TEST(raw_object, names_each_field_once) { EXPECT_TRUE(test::names_each_field_once<catalog::raw_object>()); }

TEST(raw_object, is_of_a_known_kind) {
    static_assert(catalog::position_of_raw_kind("operator") < catalog::position_of_raw_kind("operator class"));
    static_assert(catalog::position_of_raw_kind("text search dictionary") < catalog::position_of_raw_kind("text search configuration"));
    static_assert(catalog::position_of_raw_kind("table") == catalog::raw_kind_count);
    static_assert(catalog::comes_last({.kind = "event trigger"}) && !catalog::comes_last({.kind = "cast"}) && !catalog::comes_last({.kind = "?"}));
}

TEST(raw_object, has_a_name_that_texts_mention) {
    static_assert(catalog::bare_name({.kind = "operator", .name = "===(text,text)"}) == "===");
    static_assert(catalog::bare_name({.kind = "operator class", .name = "pair_ops USING btree"}) == "pair_ops");
    static_assert(catalog::bare_name({.kind = "server", .name = "\"Other one\""}) == "Other one");
    static_assert(catalog::bare_name({.kind = "cast", .name = "(text AS mood)"}).empty());
}

TEST(raw_object, is_mentioned_as_a_whole_word) {
    constexpr catalog::raw_object plain{.kind = "text search dictionary", .name = "plain"};
    static_assert(catalog::may_mention("ADD MAPPING FOR word WITH tools.plain, simple", plain));
    static_assert(!catalog::may_mention("explain", plain) && !catalog::may_mention("plainer", plain) && !catalog::may_mention("", plain));
    static_assert(catalog::may_mention("word===other", {.kind = "operator", .name = "===(text,text)"}));
    static_assert(!catalog::may_mention("anything", {.kind = "cast", .name = "(text AS mood)"}));
}
