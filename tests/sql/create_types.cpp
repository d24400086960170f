// SPDX-License-Identifier: BSL-1.0
// DDL of what tables are made of, word by word.
#include <constable/sql/create_types.hpp>

#include <gtest/gtest.h>
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

TEST(create_types, makes_schemas_unless_they_are_there) {
    EXPECT_EQ(text([](auto& sink) { sql::add_create_schema(sink, "Odd one"); }), "CREATE SCHEMA IF NOT EXISTS \"Odd one\";\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_create_schema(sink, catalog::database_schema{"a", "b"}); }),
              "CREATE SCHEMA IF NOT EXISTS a;\nCOMMENT ON SCHEMA a IS 'b';\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_create_schema(sink, catalog::database_schema{"public", "b"}); }), "COMMENT ON SCHEMA public IS 'b';\n");
}

TEST(create_types, makes_extensions) {
    EXPECT_EQ(text([](auto& sink) { sql::add_create_extension(sink, {.name = "uuid-ossp"}); }), "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\";\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_create_extension(sink, {.name = "citext", .version = "1.6"}); }),
              "CREATE EXTENSION IF NOT EXISTS citext WITH VERSION '1.6';\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_create_extension(sink, {.schema = "s", .name = "citext", .version = "1.6", .comment = "c"}); }),
              "CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA s VERSION '1.6';\nCOMMENT ON EXTENSION citext IS 'c';\n");
}

TEST(create_types, makes_collations) {
    EXPECT_EQ(text([](auto& sink) { sql::add_create_collation(sink, {.schema = "s", .name = "de", .provider = "icu", .locale = "de", .rules = "&a < b", .deterministic = false, .comment = "c"}); }),
              "CREATE COLLATION s.de (provider = icu, deterministic = false, locale = 'de', rules = '&a < b');\nCOMMENT ON COLLATION s.de IS 'c';\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_create_collation(sink, {.name = "x", .lc_collate = "C", .lc_ctype = "POSIX"}); }),
              "CREATE COLLATION x (lc_collate = 'C', lc_ctype = 'POSIX');\n");
}

TEST(create_types, makes_enums) {
    constexpr std::string_view labels[] = {"sad", "it's"};
    EXPECT_EQ(text([&](auto& sink) { sql::add_create_enumeration(sink, {.schema = "s", .name = "mood", .labels = labels, .comment = "c"}); }),
              "CREATE TYPE s.mood AS ENUM ('sad', 'it''s');\nCOMMENT ON TYPE s.mood IS 'c';\n");
}

TEST(create_types, adds_what_is_not_valid_to_a_domain_afterwards) {
    constexpr catalog::constraint checks[] = {{.name = "a", .expression = "VALUE > 0", .comment = "ca"},
                                              {.name = "b", .expression = "VALUE > 1", .not_valid = true, .comment = "cb"},
                                              {.name = "c", .expression = "f(VALUE)", .comment = "cc"}};
    const catalog::domain domain{.schema = "s", .name = "d", .type = "text", .collation = "\"C\"", .default_expression = "'x'", .not_null = true,
                                 .not_null_name = "nn", .constraints = checks, .comment = "cd"};
    const std::string head = "CREATE DOMAIN s.d AS text COLLATE \"C\" DEFAULT 'x' CONSTRAINT nn NOT NULL\n    CONSTRAINT a CHECK (VALUE > 0)";
    const std::string late = "ALTER DOMAIN s.d ADD CONSTRAINT b CHECK (VALUE > 1) NOT VALID;\nCOMMENT ON CONSTRAINT b ON DOMAIN s.d IS 'cb';\n";
    EXPECT_EQ(text([&](auto& sink) { sql::add_create_domain(sink, domain); }),
              head + "\n    CONSTRAINT c CHECK (f(VALUE));\nCOMMENT ON DOMAIN s.d IS 'cd';\nCOMMENT ON CONSTRAINT a ON DOMAIN s.d IS 'ca';\n"
                     "COMMENT ON CONSTRAINT c ON DOMAIN s.d IS 'cc';\n" + late);
    const auto is_later = [](const catalog::constraint& each) { return each.name == "c"; };
    EXPECT_EQ(text([&](auto& sink) { sql::add_create_domain(sink, domain, is_later); }),
              head + ";\nCOMMENT ON DOMAIN s.d IS 'cd';\nCOMMENT ON CONSTRAINT a ON DOMAIN s.d IS 'ca';\n");
    EXPECT_EQ(text([&](auto& sink) { sql::add_late_domain_constraints(sink, domain, is_later); }),
              late + "ALTER DOMAIN s.d ADD CONSTRAINT c CHECK (f(VALUE));\nCOMMENT ON CONSTRAINT c ON DOMAIN s.d IS 'cc';\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_create_domain(sink, {.name = "d", .type = "text", .default_expression = "f()"}, [](const auto&) { return false; }, false); }),
              "CREATE DOMAIN d AS text;\n");
}

TEST(create_types, makes_composite_types) {
    constexpr catalog::attribute attributes[] = {{.name = "a", .type = "text", .collation = "\"C\"", .comment = "ca"}, {.name = "Order", .type = "integer"}};
    EXPECT_EQ(text([&](auto& sink) { sql::add_create_composite_type(sink, {.schema = "s", .name = "t", .attributes = attributes, .comment = "c"}); }),
              "CREATE TYPE s.t AS (\n    a text COLLATE \"C\",\n    \"Order\" integer\n);\nCOMMENT ON TYPE s.t IS 'c';\nCOMMENT ON COLUMN s.t.a IS 'ca';\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_create_composite_type(sink, {.name = "t"}); }), "CREATE TYPE t AS ();\n");
}

TEST(create_types, makes_range_types) {
    EXPECT_EQ(text([](auto& sink) { sql::add_create_range_type(sink, {.name = "r", .subtype = "text"}); }), "CREATE TYPE r AS RANGE (\n    subtype = text\n);\n");
    EXPECT_EQ(text([](auto& sink) {
                  sql::add_create_range_type(sink, {.schema = "s", .name = "r", .subtype = "text", .operator_class = "text_pattern_ops", .collation = "\"C\"",
                                                    .canonical = "s.canon", .difference = "s.diff", .multirange = "Many", .comment = "c"});
              }),
              "CREATE TYPE s.r AS RANGE (\n    subtype = text,\n    subtype_opclass = text_pattern_ops,\n    collation = \"C\",\n    canonical = s.canon,\n"
              "    subtype_diff = s.diff,\n    multirange_type_name = s.\"Many\"\n);\nCOMMENT ON TYPE s.r IS 'c';\n");
    EXPECT_EQ(text([](auto& sink) { sql::add_create_shell_type(sink, {.schema = "s", .name = "r"}); }), "CREATE TYPE s.r;\n");
}
