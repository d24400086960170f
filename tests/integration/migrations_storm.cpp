// SPDX-License-Identifier: BSL-1.0
// Many processes migrate one database at one moment: each migration is applied once, and nobody fails.
//
// CONSTABLE_STORM_ROUNDS says how many databases each storm meets (3).
#include "support/migrations.hpp"
#include "support/process.hpp"
#include "support/server.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace constable::testing;

constexpr int instances = 16;

class migrations_storm : public server_test, public ::testing::WithParamInterface<bool> {};

TEST_P(migrations_storm, applies_each_migration_once) {
    const bool is_stepwise = GetParam();
    const char* const wanted = std::getenv("CONSTABLE_STORM_ROUNDS");
    const int rounds = wanted == nullptr ? 3 : std::atoi(wanted);
    std::mt19937 random{7};
    std::string complete;
    {
        const database where;
        ASSERT_TRUE(migrate_ten(where.connection_string(), is_stepwise).success);
        complete = left_by_ten(where);
    }
    for (int round = 0; round != rounds; ++round) {
        const int first = static_cast<int>(random() % 10); // so many are applied already
        SCOPED_TRACE("round " + std::to_string(round) + " from " + std::to_string(first));
        const database where;
        const std::string connection = where.connection_string();
        if (first != 0) {
            ASSERT_TRUE(migrate_ten(connection, is_stepwise, "+" + std::to_string(first)).success);
        }
        const auto moment = std::chrono::system_clock::now() + std::chrono::milliseconds(500);
        std::vector<child_process> running;
        for (int i = 0; i != instances; ++i)
            running.emplace_back([&] {
                std::this_thread::sleep_until(moment);
                const constable::migration_run run = migrate_ten(connection, is_stepwise);
                for (const std::string& each : run.applied) std::printf("%s\n", each.c_str());
                std::fflush(stdout);
                if (!run.success) std::fprintf(stderr, "%s\n", run.errors.front().c_str());
                return run.success ? 0 : 1;
            });
        int applied = 0;
        for (child_process& each : running) {
            const process_result ended = each.wait();
            EXPECT_TRUE(ended.succeeded()) << ended.err;
            std::istringstream lines{ended.out};
            for (std::string line; std::getline(lines, line);) ++applied;
        }
        EXPECT_EQ(applied, 10 - first);
        EXPECT_EQ(left_by_ten(where), complete);
    }
}

INSTANTIATE_TEST_SUITE_P(histories, migrations_storm, ::testing::Bool(),
                         [](const auto& of) { return std::string{of.param ? "stepwise" : "in_transactions"}; });

} // namespace
