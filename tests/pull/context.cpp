// SPDX-License-Identifier: BSL-1.0
// What the writer of a struct knows and tells.
#include <constable/pull/context.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;

TEST(context, remembers_the_structs_that_were_said) {
    const catalog::table tables[] = {{.name = "users"}, {.schema = "auth", .name = "roles"}};
    const catalog::catalog all{.tables = tables};
    const pull::object_names names{all, "pulled", "app"};
    pull::context in{all, names};
    EXPECT_EQ(in.refer(names.of(&tables[1])), "auth::roles");
    ASSERT_EQ(in.said.size(), 1U);
    EXPECT_EQ(in.said[0]->name, "roles");
}

TEST(context, writes_words_of_literals_and_numbers) {
    const std::string_view texts[] = {"a", "b\"c"};
    EXPECT_EQ(pull::flat(pull::literals("columns", catalog::names{texts})), R"(columns<"a", "b\"c">)");
    EXPECT_EQ(pull::flat(pull::number("start_with", -5)), "start_with<-5>");
    EXPECT_EQ(pull::flat(pull::number("minvalue", INT64_MIN)), "minvalue<-9223372036854775807 - 1>");
}

TEST(context, leaves_out_words_that_would_say_nothing) {
    pull::word written{"x", {}};
    pull::add_text(written, "comment", "");
    pull::add_texts(written, "include", {});
    pull::add_if(written, false, "cycle");
    EXPECT_EQ(pull::flat(written), "x<>");
    pull::add_text(written, "comment", "c");
    pull::add_if(written, true, "cycle");
    EXPECT_EQ(pull::flat(written), "x<comment<\"c\">, cycle>");
}
