// SPDX-License-Identifier: BSL-1.0
// What stands before the tables of a schema. The statements themselves are in the tests beside this one.
#include <constable/sql/create.hpp>

#include <gtest/gtest.h>
#include <span>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
namespace sql = constable::sql;

namespace {

template <class Render>
std::string text(const Render& render) {
    return constable::strings::to_string(render);
}

} // namespace

TEST(create, writes_enums_and_schemas_each_once) {
    static constexpr std::string_view labels[] = {"sad", "it's", "back\\slash"};
    static constexpr catalog::enumeration types[] = {{{}, "Mood", labels}, {"s", "none", {}}};
    static constexpr catalog::table tables[] = {{.schema = "s", .name = "a"}, {.name = "b"}, {.schema = "r", .name = "c"},
                                                {.schema = "s", .name = "d"}, {.schema = "r", .name = "e"}};
    EXPECT_EQ(text([](auto& sink) { sql::add_preamble(sink, std::span{types}, std::span{tables}); }),
              "CREATE SCHEMA IF NOT EXISTS s;\n"
              "CREATE SCHEMA IF NOT EXISTS r;\n"
              "CREATE TYPE \"Mood\" AS ENUM ('sad', 'it''s', E'back\\\\slash');\n"
              "CREATE TYPE s.\"none\" AS ENUM ();\n");
}

