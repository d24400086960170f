// SPDX-License-Identifier: BSL-1.0
// The state table: made once, one row for each release, read back as it was written.
#include "constable/database/state.hpp"

#include "constable/database/introspect.hpp"
#include "constable/database/session.hpp"
#include "support/server.hpp"

#include <array>
#include <gtest/gtest.h>
#include <optional>
#include <string>

namespace catalog = constable::catalog;
using namespace constable::database;

namespace {

constexpr std::array<catalog::table, 2> tables{{{.name = "things"}, {.schema = "it's", .name = "o'ther"}}};
constexpr std::array<std::string_view, 1> labels{"a"};
constexpr std::array<catalog::enumeration, 1> types{{{.name = "mood", .labels = labels}}};
constexpr catalog::catalog declared{.name = "app", .enumerations = types, .tables = tables};

class state : public constable::testing::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        where_.emplace();
        where_->execute(R"(CREATE TABLE things (id integer PRIMARY KEY); CREATE SCHEMA "it's"; CREATE TABLE "it's"."o'ther" (id integer);
                           CREATE TYPE mood AS ENUM ('a'))");
        where_->execute(create_state_table("kept"));
    }
    /// Stores a row of the database as it is.
    void store(const state_row& row) {
        pqxx::connection connection{where_->connection_string()};
        session with{connection};
        const live_catalog live{with.send(introspection_statement(with.server_version(), declared, stamp_query(declared, "kept")))};
        with.send(store_state("kept", row, live.stamp()));
    }
    bool agrees(std::int64_t fingerprint) const {
        const auto rows = where_->rows(stamp_statement("kept", fingerprint, stamp_parts_of(declared)));
        return rows.size() == 1 && stamps_agree(rows[0][1].value(), rows[0][0].value());
    }
    std::optional<constable::testing::database> where_;
};

TEST_F(state, is_made_once) {
    store({1, "app", 0, ""});
    where_->execute("SET client_min_messages = error;" + create_state_table("kept"));
    EXPECT_EQ(where_->value("SELECT count(*) FROM kept"), "1");
}

TEST_F(state, stamps_all_declared_objects) {
    store({1, "app", 0, ""});
    EXPECT_EQ(where_->value("SELECT array_length(tables, 1) || ' ' || array_length(relations, 1) || ' ' || array_length(types, 1) || ' ' ||"
                            " array_length(namespaces, 1) FROM kept"), "2 3 1 2");
    EXPECT_TRUE(agrees(1));
    where_->execute(R"(ALTER TABLE "it's"."o'ther" ADD extra integer)");
    EXPECT_FALSE(agrees(1));
    store({1, "app", 0, ""});
    EXPECT_TRUE(agrees(1));
    where_->execute("ALTER TYPE mood ADD VALUE 'b'");
    EXPECT_FALSE(agrees(1));
}

TEST_F(state, leaves_out_what_does_not_exist) {
    where_->execute("DROP TABLE things");
    store({1, "app", 0, ""});
    EXPECT_EQ(where_->value("SELECT array_length(tables, 1) FROM kept"), "1");
}

TEST_F(state, has_a_row_for_each_release) {
    store({1, "app", 0, ""});
    store({-9223372036854775807 - 1, "it's \\ next", 2, "first\x1fsecond\x1e"});
    store({1, "app", 3, "again"});
    EXPECT_EQ(where_->value("SELECT string_agg(concat_ws('|', name, differences, report), ' & ' ORDER BY fingerprint) FROM kept"),
              "it's \\ next|2|first\x1fsecond\x1e & app|3|again");
    EXPECT_TRUE(agrees(1) && agrees(-9223372036854775807 - 1) && !agrees(2));
}

TEST_F(state, is_believed_as_it_is_by_the_marker) {
    store({1, "app", 3, "some"});
    where_->execute("DROP TABLE things");
    const auto rows = where_->rows(marker_statement("kept", 1));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0][0], rows[0][1]);
    EXPECT_EQ(rows[0][2], "3");
    EXPECT_EQ(rows[0][3], "some");
    EXPECT_TRUE(where_->rows(marker_statement("kept", 2)).empty());
}

TEST(stamp_parts_of, asks_for_enumerations_where_there_are_any) {
    EXPECT_TRUE(stamp_parts_of(declared).enumerations);
    EXPECT_FALSE(stamp_parts_of({}).enumerations);
}

} // namespace
