// SPDX-License-Identifier: BSL-1.0
// Drift on demand: a report that people can read and run, and errors that say what to do. More in integration/.
#include "constable/startup/verify.hpp"

#include "constable/schema.hpp"
#include "support/server.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>

using namespace constable;

namespace {

struct things : table<"things", column<"id", bigint, identity<>, primary_key<>>, column<"name", text, not_null>> {};
struct app : schema<things> {
    static constexpr std::string_view name = "verified";
};

class verified : public constable::testing::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (!IsSkipped() && !HasFatalFailure()) where_.emplace();
    }
    migration_config config() const {
        migration_config made{.enabled = false, .enable_logging = false};
        made.connection = where_->connection_string();
        return made;
    }
    std::optional<constable::testing::database> where_;
};

TEST_F(verified, is_what_is_missing_and_nothing_is_made) {
    const verification_result found = verify<app>(config());
    EXPECT_FALSE(found.agrees());
    ASSERT_EQ(found.differences.size(), 1U);
    EXPECT_EQ(found.differences[0].description, "table things is missing");
    EXPECT_EQ(found.round_trips, 1U);
    EXPECT_EQ(where_->value("SELECT to_regclass('things')"), "");
    where_->execute(found.script);
    EXPECT_TRUE(verify<app>(config()).agrees());
}

TEST_F(verified, says_so_when_all_is_well) {
    migration_config making = config();
    making.enabled = true;
    ensure_schema<app>(making); // its state table is nobody's difference
    EXPECT_EQ(verify<app>(config()).report(), "verified: the database is as declared\n");
}

TEST_F(verified, is_reported_with_statement_and_hazard) {
    where_->execute("CREATE TABLE things (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text)");
    EXPECT_EQ(verify<app>(config()).report(),
              "verified: 1 difference\n"
              "-- column things.name: expected NOT NULL, found nullable\n"
              "--   locks ACCESS EXCLUSIVE, reads the whole table, may break programs that rely on what is there\n"
              "ALTER TABLE things ALTER COLUMN name SET NOT NULL;\n");
}

TEST_F(verified, over_an_open_connection_leaves_no_setting_behind) {
    where_->execute("CREATE TABLE things (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text DEFAULT 'x' || 'y')");
    pqxx::connection connection{where_->connection_string()};
    const std::string before = pqxx::nontransaction{connection}.exec("SHOW search_path")[0][0].as<std::string>();
    EXPECT_FALSE(verify<app>(connection).agrees());
    EXPECT_EQ(pqxx::nontransaction{connection}.exec("SHOW search_path")[0][0].as<std::string>(), before);
}

TEST_F(verified, throws_where_there_is_no_database) {
    migration_config nowhere = config();
    nowhere.connection = "host=127.0.0.1 port=1 password=secret dbname=nowhere";
    try {
        (void)verify<app>(nowhere);
        FAIL() << "nothing was thrown";
    } catch (const migration_error& error) {
        EXPECT_EQ(error.result().failure, failure_kind::connection);
        EXPECT_EQ(std::string{error.what()}.find("secret"), std::string::npos);
    }
}

} // namespace
