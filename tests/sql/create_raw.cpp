// SPDX-License-Identifier: BSL-1.0
// Raw objects are created by their own text, and dropped and commented on by kind and name.
#include <constable/sql/create_raw.hpp>

#include <gtest/gtest.h>

namespace catalog = constable::catalog;
namespace sql = constable::sql;
using constable::strings::to_string;

TEST(create_raw, writes_the_definition_as_it_is) {
    const catalog::raw_object server{.kind = "server", .name = "files", .definition = "CREATE SERVER files;", .comment = "it's"};
    EXPECT_EQ(to_string([&](auto& sink) { sql::add_create_raw(sink, server); }), "CREATE SERVER files;\nCOMMENT ON SERVER files IS 'it''s';\n");
    EXPECT_EQ(to_string([&](auto& sink) { sql::add_drop_raw(sink, server); }), "DROP SERVER files;");
}

TEST(create_raw, qualifies_what_lies_in_a_schema) {
    const catalog::raw_object object{.schema = "My tools", .kind = "operator class", .name = "o USING btree", .definition = "…"};
    EXPECT_EQ(to_string([&](auto& sink) { sql::add_drop_raw(sink, object); }), "DROP OPERATOR CLASS \"My tools\".o USING btree;");
    EXPECT_EQ(to_string([&](auto& sink) { sql::add_comment_on_raw(sink, object); }), "COMMENT ON OPERATOR CLASS \"My tools\".o USING btree IS NULL;\n");
}
