// SPDX-License-Identifier: BSL-1.0
// Any database can be read, without a declaration.
#include "constable/startup/introspect.hpp"

#include "support/server.hpp"

#include <gtest/gtest.h>
#include <pqxx/pqxx>

using namespace constable;

namespace {

class introspected : public constable::testing::server_test {};

TEST_F(introspected, is_every_schema_of_the_database) {
    const constable::testing::database where;
    where.execute("CREATE TABLE here (id integer); CREATE SCHEMA elsewhere; CREATE VIEW elsewhere.seen AS SELECT 1 AS one");
    pqxx::connection connection{where.connection_string()};
    const database::live_catalog live = introspect(connection);
    EXPECT_EQ(live.view().tables.size(), 1U);
    ASSERT_EQ(live.view().views.size(), 1U);
    EXPECT_EQ(live.view().views[0].schema, "elsewhere");
    EXPECT_EQ(introspect(connection, database::scope{catalog::catalog{}}).view().views.size(), 0U);
}

TEST_F(introspected, is_nothing_but_an_error_where_it_cannot_be_read) {
    const constable::testing::database where;
    pqxx::connection connection{where.connection_string()};
    pqxx::work busy{connection};
    try {
        (void)introspect(connection);
        FAIL() << "nothing was thrown";
    } catch (const migration_error& error) {
        EXPECT_NE(std::string{error.what()}.find("the connection is in use by a transaction"), std::string::npos) << error.what();
    }
}

} // namespace
