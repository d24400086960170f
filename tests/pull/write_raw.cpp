// SPDX-License-Identifier: BSL-1.0
// Structs of objects that are known by their SQL.
#include <constable/pull/write_declarations.hpp>

#include <gtest/gtest.h>

namespace catalog = constable::catalog;
namespace pull = constable::pull;

TEST(write_raw, says_kind_name_and_sql) {
    const catalog::raw_object objects[] = {
        {.kind = "operator", .name = "===(text,text)", .definition = "CREATE OPERATOR === (FUNCTION = same);"},
        {.schema = "tools", .kind = "text search configuration", .name = "\"My search\"", .definition = "CREATE a;\nALTER b;\nALTER c;", .comment = "c"},
        {.kind = "cast", .name = "(text AS mood)", .definition = "CREATE CAST (text AS mood) WITH INOUT;"},
        {.kind = "server", .name = "same", .definition = "CREATE SERVER same;"}};
    const catalog::table tables[] = {{.name = "same"}};
    const std::string text = pull::write_declarations({.tables = tables, .raw_objects = objects});
    EXPECT_NE(text.find("struct operator_text_text : raw<\"operator\", \"===(text,text)\"> {\n"
                        "    static constexpr std::string_view sql = \"CREATE OPERATOR === (FUNCTION = same);\";\n};\n"), std::string::npos) << text;
    EXPECT_NE(text.find("struct My_search : raw<\"text search configuration\", \"\\\"My search\\\"\", in_schema<\"tools\">, comment<\"c\">> {\n"
                        "    static constexpr std::string_view sql = R\"sql(CREATE a;\nALTER b;\nALTER c;)sql\";\n};\n"), std::string::npos) << text;
    EXPECT_NE(text.find("struct cast_text_AS_mood : raw<\"cast\""), std::string::npos) << text;
    EXPECT_NE(text.find("struct same_server : raw<\"server\", \"same\">"), std::string::npos) << text;
    EXPECT_NE(text.find("schema<same, operator_text_text, tools_::My_search, cast_text_AS_mood, same_server>"), std::string::npos) << text;
}
