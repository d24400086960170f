// SPDX-License-Identifier: BSL-1.0
// Lines become a tree by their indentation.
#include "constable/catalog/snapshot_tree.hpp"

#include <gtest/gtest.h>

using namespace constable::catalog;

TEST(snapshot_tree, nests_by_indentation) {
    stored_catalog to;
    const detail::snapshot_node top =
        detail::read_tree(to, "constable snapshot 1\nname: x\na s.n\n  b \"m\"\n    c: 1\n  d\ne\n");
    ASSERT_EQ(top.children.size(), 2U);
    EXPECT_EQ(top.fields.size(), 1U);
    EXPECT_EQ(top.children[0].header.schema, "s");
    EXPECT_EQ(top.children[0].header.name, "n");
    ASSERT_EQ(top.children[0].children.size(), 2U);
    EXPECT_EQ(top.children[0].children[0].header.name, "m");
    EXPECT_EQ(top.children[0].children[0].fields[0].text, "1");
    EXPECT_EQ(top.children[0].children[0].fields[0].line, 5U);
    EXPECT_EQ(top.children[1].word, "e");
}

TEST(snapshot_tree, reads_each_form_of_a_value) {
    stored_catalog to;
    const detail::snapshot_node top = detail::read_tree(
        to, "constable snapshot 1\na: x, y\nb = \"x\\n\"\nc:\n  |x\n  \"y \"\nd:\n  - x, y\n  - \"z\"\n");
    ASSERT_EQ(top.fields.size(), 4U);
    EXPECT_EQ(top.fields[0].form, detail::snapshot_form::plain);
    EXPECT_EQ(top.fields[0].text, "x, y");
    EXPECT_EQ(top.fields[1].text, "x\n");
    EXPECT_EQ(top.fields[2].form, detail::snapshot_form::escaped);
    EXPECT_EQ(top.fields[2].text, "x\ny ");
    EXPECT_EQ(top.fields[3].form, detail::snapshot_form::items);
    ASSERT_EQ(top.fields[3].items.size(), 2U);
    EXPECT_EQ(top.fields[3].items[0].whole, "x, y");
    EXPECT_EQ(top.fields[3].items[1].whole, "z");
}

TEST(snapshot_tree, splits_lists_at_commas_outside_of_quotes) {
    stored_catalog to;
    const auto items = detail::split_items(to, R"(a, "b, c", "s, t"."u")", 1);
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].whole, "a");
    EXPECT_EQ(items[1].whole, "b, c");
    EXPECT_EQ(items[2].source, R"("s, t"."u")");
    EXPECT_EQ(detail::take_qualified(to, items[2].source, 1).schema, "s, t");
}
