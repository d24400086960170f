// SPDX-License-Identifier: BSL-1.0
// One statement reads the default schema and those that a declaration names, and no others.
#include "constable/database/introspect.hpp"

#include "support/server.hpp"

#include <array>
#include <gtest/gtest.h>
#include <optional>
#include <string>

namespace catalog = constable::catalog;
using namespace constable::database;

namespace {

constexpr std::array<catalog::table, 1> declared_tables{{{.schema = "it's \"here\"", .name = "things"}}};
constexpr catalog::catalog declared{.name = "app", .tables = declared_tables};

class introspection : public constable::testing::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        where_.emplace();
        where_->execute(R"(CREATE SCHEMA "it's ""here"""; CREATE SCHEMA elsewhere;
            CREATE TABLE plain (id integer); CREATE TABLE "it's ""here""".things (id integer); CREATE TABLE elsewhere.hidden (id integer);
            CREATE VIEW seen AS SELECT 1; CREATE TYPE elsewhere.mood AS ENUM ('a'))");
    }
    std::optional<constable::testing::database> where_;
};

TEST_F(introspection, takes_one_round_trip) {
    pqxx::connection connection{where_->connection_string()};
    session with{connection};
    const live_catalog live = introspect(with, declared);
    EXPECT_EQ(with.round_trips(), 1U);
    EXPECT_EQ(live.database(), where_->name());
}

TEST_F(introspection, reads_the_schemas_that_are_wanted) {
    pqxx::connection connection{where_->connection_string()};
    session with{connection};
    const live_catalog live = introspect(with, declared);
    EXPECT_NE(live.find_relation("", "plain"), nullptr);
    EXPECT_NE(live.find_relation("", "seen"), nullptr);
    EXPECT_NE(live.find_relation("it's \"here\"", "things"), nullptr);
    EXPECT_EQ(live.find_relation("elsewhere", "hidden"), nullptr);
    EXPECT_EQ(live.view().tables.size(), 2U);
    EXPECT_TRUE(live.view().enumerations.empty());
}

TEST_F(introspection, needs_no_privilege) {
    const constable::testing::role nobody{where_->home()};
    where_->execute("REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO " + nobody.name());
    pqxx::connection connection{where_->connection_string(nobody.name())};
    session with{connection};
    const live_catalog live = introspect(with, declared);
    EXPECT_EQ(live.view().tables.size(), 2U);
    EXPECT_FALSE(live.may_create());
    EXPECT_EQ(live.user(), nobody.name());
    where_->execute("DROP OWNED BY " + nobody.name());
}

} // namespace
