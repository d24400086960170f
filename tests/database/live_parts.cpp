// SPDX-License-Identifier: BSL-1.0
// What was read knows what it belongs to, and the facts about the database.
#include "constable/database/live_parts.hpp"

#include "constable/database/introspect.hpp"
#include "support/server.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>

using namespace constable::database;

namespace {

class parts : public constable::testing::server_test {
protected:
    live_parts& read(const std::string& statements, const scope& what = scope::whole_database()) {
        where_.emplace();
        where_->execute(statements);
        pqxx::connection connection{where_->connection_string()};
        session with{connection};
        return read_.emplace(with.send(introspection_statement(with.server_version(), what)));
    }
    std::optional<constable::testing::database> where_;
    std::optional<live_parts> read_;
};

TEST_F(parts, know_what_they_belong_to) {
    live_parts& found = read("CREATE TABLE one (a integer PRIMARY KEY, b text); CREATE INDEX one_b ON one (b, a); CREATE TYPE pair AS (x integer)");
    const std::uint32_t table = found.tables.origin_of(0).id;
    EXPECT_EQ(found.columns.of(table).size(), 2U);
    EXPECT_EQ(found.constraints.of(table).size(), 1U);
    EXPECT_EQ(found.indexes.of(table).size(), 1U);
    EXPECT_EQ(found.keys.of(found.indexes.origin_of(0).id).size(), 2U);
    EXPECT_EQ(found.attributes.of(found.composite_types.origin_of(0).id).size(), 1U);
    EXPECT_EQ(found.columns.of(found.composite_types.origin_of(0).id).size(), 0U);
}

TEST_F(parts, name_the_default_schema_by_nothing) {
    live_parts& found = read("CREATE SCHEMA far; CREATE TABLE far.one (a integer PRIMARY KEY); CREATE TABLE two (a integer REFERENCES far.one); CREATE TABLE three (LIKE two)");
    ASSERT_EQ(found.tables.size(), 3U);
    EXPECT_EQ(found.tables[0].schema, "");
    EXPECT_EQ(found.tables[2].schema, "far");
    EXPECT_EQ(found.own("public"), "");
    EXPECT_EQ(found.own("far"), "far");
    EXPECT_EQ(found.constraints.of(found.tables.origin_of(1).id)[0].referenced_schema, "far");
}

TEST_F(parts, tell_what_kind_a_name_has) {
    EXPECT_EQ((live_relation{"", "a", 'm'}.kind_name()), "materialized view");
    EXPECT_EQ((live_relation{"", "a", 'p'}.kind_name()), "table");
    EXPECT_TRUE((live_relation{"", "a", 'p'}.is_table()));
    EXPECT_FALSE((live_relation{"", "a", 'f'}.is_table()));
}

} // namespace
