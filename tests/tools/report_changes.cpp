// SPDX-License-Identifier: BSL-1.0
// Changes for machines and for psql.
#include "constable/tools/report_changes.hpp"

#include "constable/schema.hpp"

#include <gtest/gtest.h>

using namespace constable;

namespace {

struct before : table<"t", column<"id", bigint, primary_key<>>> {};
struct after : table<"t", column<"id", bigint, primary_key<>>, column<"note", text>> {};
struct old_app : schema<before> {};
struct new_app : schema<after> {};

TEST(report_changes, in_json) {
    EXPECT_EQ(tools::in_json("a\"b\\\n"), "\"a\\\"b\\\\\\u000a\"");
    EXPECT_EQ(tools::write_json({}), "[]\n");
    const std::string text = tools::write_json(catalog::diff(catalog_of<new_app>, catalog_of<old_app>, {}));
    EXPECT_NE(text.find("\"action\": \"create\", \"kind\": \"COLUMN\", \"object\": "), text.npos) << text;
    EXPECT_NE(text.find("\"loses_data\": false}\n]\n"), text.npos) << text;
}

TEST(report_changes, in_sql) {
    const tools::changes found = catalog::diff(catalog_of<new_app>, catalog_of<old_app>, {});
    const std::string text = tools::write_sql(catalog_of<new_app>, catalog_of<old_app>, found);
    EXPECT_TRUE(text.starts_with("BEGIN;\n")) << text;
    EXPECT_NE(text.find("ALTER TABLE t ADD COLUMN note text;\nCOMMIT;\n"), text.npos) << text;
}

struct distinct : table<"t", column<"id", bigint, primary_key<>>, column<"note", text>, unique_index<"note", nulls_not_distinct>> {};
struct distinct_app : schema<distinct> {};

TEST(report_changes, say_what_a_server_lacks) {
    const tools::changes found = catalog::diff(catalog_of<distinct_app>, catalog_of<new_app>, {});
    EXPECT_EQ(tools::write_sql(catalog_of<distinct_app>, catalog_of<new_app>, found).find("no statement"), std::string::npos);
    EXPECT_TRUE(tools::write_sql(catalog_of<distinct_app>, catalog_of<new_app>, found, 150000).starts_with("BEGIN;"));
    EXPECT_TRUE(tools::write_sql(catalog_of<distinct_app>, catalog_of<new_app>, found, 140000).starts_with("-- no statement can do this; "));
}

struct parent : table<"parent", column<"name", text>> {};
struct orphan : table<"t", column<"id", bigint>> {};
struct heir : table<"t", column<"id", bigint>, inherits<parent>> {};
struct orphans_app : schema<parent, orphan> {};
struct heirs_app : schema<parent, heir> {};

TEST(report_changes, say_what_to_do_where_no_statement_helps) {
    const tools::changes found = catalog::diff(catalog_of<heirs_app>, catalog_of<orphans_app>, {});
    const std::string text = tools::write_sql(catalog_of<heirs_app>, catalog_of<orphans_app>, found);
    EXPECT_TRUE(text.starts_with("-- no statement can do this; create the object anew beside the old one")) << text;
}

} // namespace
