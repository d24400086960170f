// SPDX-License-Identifier: BSL-1.0
// The advisory lock: its key, and who holds it.
#include "constable/database/lock.hpp"

#include "support/server.hpp"

#include <gtest/gtest.h>
#include <limits>
#include <pqxx/pqxx>

using namespace constable::database;

namespace {

static_assert(lock_key_of("app") != lock_key_of("other"));
static_assert(lock_key_of("app") == lock_key_of("app"));

class lock : public constable::testing::server_test, public ::testing::WithParamInterface<std::int64_t> {};

TEST_P(lock, is_had_by_one_at_a_time_and_names_its_holder) {
    const constable::testing::database where;
    pqxx::connection first{where.connection_string() + " application_name='the first'"};
    pqxx::connection second{where.connection_string()};
    pqxx::work other{second};
    {
        pqxx::work holding{first};
        EXPECT_TRUE(holding.exec(try_lock(GetParam()))[0][0].as<bool>());
        EXPECT_FALSE(other.exec(try_lock(GetParam()))[0][0].as<bool>());
        const pqxx::result holder = other.exec(lock_holder(GetParam()));
        ASSERT_EQ(holder.size(), 1);
        EXPECT_EQ(holder[0][0].as<int>(), first.backendpid());
        EXPECT_EQ(holder[0][1].as<std::string>(), "the first");
        EXPECT_EQ(holder[0][2].as<std::string>(), "postgres");
        EXPECT_EQ(holder[0][3].as<std::string>(), "idle in transaction");
        EXPECT_GE(holder[0][4].as<int>(), 0);
    }
    EXPECT_TRUE(other.exec(try_lock(GetParam()))[0][0].as<bool>()); // it ended with the transaction
}

TEST_P(lock, of_another_database_is_another_lock) {
    const constable::testing::database here;
    const constable::testing::database there;
    pqxx::connection first{there.connection_string()};
    pqxx::connection second{here.connection_string()};
    pqxx::work holding{first};
    pqxx::work other{second};
    EXPECT_TRUE(holding.exec(try_lock(GetParam()))[0][0].as<bool>());
    EXPECT_TRUE(other.exec(lock_holder(GetParam())).empty());
    EXPECT_TRUE(other.exec(try_lock(GetParam()))[0][0].as<bool>());
}

INSTANTIATE_TEST_SUITE_P(keys, lock,
                         ::testing::Values(lock_key_of("app"), 0, 1, -1, std::numeric_limits<std::int64_t>::min(),
                                           std::numeric_limits<std::int64_t>::max()),
                         [](const auto& of) { return std::to_string(of.index); });

} // namespace
