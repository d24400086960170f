// SPDX-License-Identifier: BSL-1.0
// The ways to call it: from nothing, a configuration or a connection; throwing or not.
#include "constable/startup/ensure_schema.hpp"

#include "constable/declare/table.hpp"
#include "support/server.hpp"

#include <gtest/gtest.h>
#include <new>
#include <optional>
#include <string>

using namespace constable;

namespace {

struct things : table<"things", column<"id", bigint, primary_key<>>> {};
struct app : schema<things> {};

static_assert(noexcept(try_ensure_schema<app>()));
static_assert(noexcept(try_ensure_schema<app>(std::declval<const migration_config&>())));
static_assert(noexcept(try_ensure_schema<app>(std::declval<pqxx::connection&>())));
static_assert(noexcept(trigger_manual_migration<app>(std::declval<pqxx::connection&>())));

class ensure_schema_calls : public constable::testing::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        where_.emplace();
        config_.connection = where_->connection_string();
        config_.enable_logging = false;
    }
    std::optional<constable::testing::database> where_;
    migration_config config_;
};

TEST_F(ensure_schema_calls, take_a_configuration) {
    EXPECT_EQ(ensure_schema<app>(config_).tables_created.size(), 1U);
    EXPECT_TRUE(try_ensure_schema<app>(config_).up_to_date);
}

TEST_F(ensure_schema_calls, take_an_open_connection) {
    pqxx::connection connection{where_->connection_string()};
    EXPECT_EQ(ensure_schema<app>(connection, config_).tables_created.size(), 1U);
    EXPECT_TRUE(try_ensure_schema<app>(connection, config_).up_to_date);
    EXPECT_TRUE(connection.is_open());
}

TEST_F(ensure_schema_calls, tell_how_long_it_took_and_which_lock_it_was) {
    const migration_result result = try_ensure_schema<app>(config_);
    EXPECT_GT(result.duration.count(), 0);
    EXPECT_LT(result.duration.count(), 30);
    EXPECT_EQ(result.lock_key, database::lock_key_of(catalog_of<app>.name));
    config_.connection = "host=127.0.0.1 port=1";
    EXPECT_EQ(try_ensure_schema<app>(config_).lock_key, result.lock_key);
}

TEST(ensure_schema, throws_or_returns_a_bad_configuration) {
    const migration_config config{.timeout_seconds = -1};
    const migration_result result = try_ensure_schema<app>(config);
    EXPECT_EQ(result.failure, failure_kind::configuration);
    EXPECT_NE(result.errors.at(0).find("MIGRATION_TIMEOUT"), std::string::npos);
    EXPECT_THROW(ensure_schema<app>(config), migration_error);
}

TEST(ensure_schema, does_nothing_when_disabled) {
    const migration_config config{.enabled = false, .enable_logging = false, .connection = "host=127.0.0.1 port=1"};
    EXPECT_TRUE(ensure_schema<app>(config).success);
}

TEST(guarded, turns_every_exception_into_a_result) {
    using startup::guarded;
    const auto kind = [](const auto& thrown) { return guarded([&]() -> migration_result { throw thrown; }).failure; };
    EXPECT_EQ(kind(configuration_error{{"bad"}}), failure_kind::configuration);
    EXPECT_EQ(kind(startup::failure{failure_kind::drift, "different"}), failure_kind::drift);
    EXPECT_EQ(kind(database::sql_failure{"42501", "", "no", false}), failure_kind::privilege);
    EXPECT_EQ(kind(std::runtime_error{"what"}), failure_kind::statement);
    EXPECT_FALSE(startup::unfailing([]() -> migration_result { throw 5; }).success);
}

} // namespace
