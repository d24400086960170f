// SPDX-License-Identifier: BSL-1.0
// Breaking lines.
#include <constable/pull/layout.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
using pull::word;

namespace {

const std::string forty = '"' + std::string(38, 'x') + '"';

} // namespace

TEST(layout, writes_words_with_their_arguments) {
    EXPECT_EQ(pull::flat({"column", {"\"a\"", word{"identity", {}}, word{"check", {"\"b\"", "no_inherit"}}}}),
              "column<\"a\", identity<>, check<\"b\", no_inherit>>");
}

TEST(layout, pads_before_the_next_argument) {
    word padded{"column", {"\"a\"", "text"}};
    padded.arguments.front().padding = 3;
    EXPECT_EQ(pull::flat(padded), "column<\"a\",    text>");
}

TEST(layout, keeps_a_short_struct_on_one_line) {
    EXPECT_EQ(pull::write_struct("mood", {"enum_", {"\"mood\"", "\"sad\""}}),
              "struct mood : enum_<\"mood\", \"sad\"> {};\n");
}

TEST(layout, gives_each_argument_of_a_longer_struct_a_line) {
    EXPECT_EQ(pull::write_struct("t", {"table", {"\"t\"", forty, forty, forty}}),
              "struct t : table<\"t\",\n    " + forty + ",\n    " + forty + ",\n    " + forty + "\n> {};\n");
    EXPECT_EQ(pull::write_struct("t", {"table", {"\"t\"", "a"}}, {}, 1, true),
              "struct t : table<\"t\",\n    a\n> {};\n");
    EXPECT_EQ(pull::write_struct("app", {"schema", {forty, forty, forty}}, {}, 0),
              "struct app : schema<\n    " + forty + ",\n    " + forty + ",\n    " + forty + "\n> {};\n");
}

TEST(layout, puts_members_inside) {
    EXPECT_EQ(pull::write_struct("v", {"view", {"\"v\""}}, "    int a;\n"),
              "struct v : view<\"v\"> {\n    int a;\n};\n");
}

TEST(layout, breaks_a_word_that_is_too_long_below_its_first_argument) {
    EXPECT_EQ(pull::write_struct("t", {"table", {"\"t\"", word{"unique", {forty, forty, forty}}}}),
              "struct t : table<\"t\",\n    unique<" + forty + ", " + forty + ",\n           " + forty + ">\n> {};\n");
}
