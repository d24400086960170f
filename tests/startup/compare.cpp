// SPDX-License-Identifier: BSL-1.0
// The server is asked how it writes what was declared; what it writes so is no difference.
#include "constable/startup/compare.hpp"

#include "support/server.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

using namespace constable;
using namespace constable::startup;

namespace {

class spelling : public constable::testing::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        where_.emplace();
        connection_.emplace(where_->connection_string());
    }
    std::optional<constable::testing::database> where_;
    std::optional<pqxx::connection> connection_;
};
using texts = std::vector<std::string>;

TEST_F(spelling, is_that_of_format_type) {
    where_->execute(R"(CREATE DOMAIN short AS varchar(3) CHECK (value <> ''); CREATE TYPE "a, mood" AS ENUM ('a'))");
    database::session with{*connection_};
    EXPECT_EQ(detail::spell(with, {"int4", "varchar(20)", "decimal(10, 2)", "timestamptz(3)", "int[][3]", "short", "\"a, mood\"", "\"char\"",
                                   "interval day to second(3)", "pg_catalog.bool", "float(10)", "character"}),
              (texts{"integer", "character varying(20)", "numeric(10,2)", "timestamp(3) with time zone", "integer[]", "short", "\"a, mood\"", "\"char\"",
                     "interval day to second(3)", "boolean", "real", "character(1)"}));
    EXPECT_EQ(with.round_trips(), 2U);
}

TEST_F(spelling, is_nothing_for_a_type_that_the_server_does_not_know) {
    database::session with{*connection_};
    with.begin("CREATE TABLE kept ()");
    EXPECT_EQ(detail::spell(with, {"int4", "no_such_type", "geometry(Point,4326)", "text"}), (texts{"integer", "", "", "text"}));
    with.commit("");
    EXPECT_EQ(where_->value("SELECT to_regclass('kept')"), "kept");
}

TEST_F(spelling, can_be_asked_where_nothing_may_be_written) {
    pqxx::nontransaction{*connection_}.exec("SET default_transaction_read_only = on");
    database::session with{*connection_};
    EXPECT_EQ(detail::spell(with, {"int8"}), texts{"bigint"});
}

} // namespace
