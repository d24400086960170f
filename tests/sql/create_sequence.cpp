// SPDX-License-Identifier: BSL-1.0
// Sequences say only what CREATE SEQUENCE would not choose by itself.
#include <constable/sql/create_sequence.hpp>

#include <gtest/gtest.h>
#include <limits>
#include <string>

namespace catalog = constable::catalog;
namespace sql = constable::sql;

namespace {

std::string created(const catalog::sequence& of) {
    return constable::strings::to_string([&](auto& sink) { sql::add_create_sequence(sink, of); });
}

} // namespace

TEST(create_sequence, says_nothing_of_defaults) {
    EXPECT_EQ(created({.name = "s"}), "CREATE SEQUENCE s;\n");
    EXPECT_EQ(created({.name = "s", .type = "integer", .maximum = 2147483647}), "CREATE SEQUENCE s AS integer;\n");
    EXPECT_EQ(created({.name = "s", .type = "smallint", .start = -1, .increment = -1, .minimum = -32768, .maximum = -1}),
              "CREATE SEQUENCE s AS smallint INCREMENT BY -1;\n");
    EXPECT_EQ(created({.name = "s", .start = -1, .increment = -1, .minimum = std::numeric_limits<std::int64_t>::min(), .maximum = -1}),
              "CREATE SEQUENCE s INCREMENT BY -1;\n");
}

TEST(create_sequence, says_everything_else) {
    EXPECT_EQ(created({.schema = "a", .name = "S", .start = 5, .increment = 2, .minimum = 3, .maximum = 100, .cache = 7, .cycle = true, .unlogged = true, .comment = "c"}),
              "CREATE UNLOGGED SEQUENCE a.\"S\" START WITH 5 INCREMENT BY 2 MINVALUE 3 MAXVALUE 100 CACHE 7 CYCLE;\nCOMMENT ON SEQUENCE a.\"S\" IS 'c';\n");
    EXPECT_EQ(created({.name = "s", .start = 10, .minimum = 10}), "CREATE SEQUENCE s MINVALUE 10;\n") << "it starts there by itself";
}

TEST(create_sequence, is_owned_by_a_column_of_its_schema) {
    using constable::strings::to_string;
    EXPECT_EQ(to_string([](auto& sink) { sql::add_sequence_owner(sink, {.schema = "a", .name = "s", .owner_table = "t", .owner_column = "Id"}); }),
              "ALTER SEQUENCE a.s OWNED BY a.t.\"Id\";\n");
    EXPECT_EQ(to_string([](auto& sink) { sql::add_sequence_owner(sink, {.name = "s"}); }), "");
}

TEST(create_sequence, is_named_in_nextval_with_quotes_in_quotes) {
    EXPECT_EQ(constable::strings::to_string([](auto& sink) { sql::add_nextval(sink, {.schema = "a", .name = "it's"}); }), "nextval('a.\"it''s\"'::regclass)");
}
