// SPDX-License-Identifier: BSL-1.0
// Runs tests/support/starter.cpp: one start, or many at one moment, and what each of them reported.
#pragma once

#include "process.hpp"
#include "server.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::testing {

using variables = std::vector<std::pair<std::string, std::string>>;

/// What a starter printed.
struct start_report {
    process_result process;

    std::vector<std::string> all(std::string_view name) const {
        std::vector<std::string> values;
        std::istringstream lines(process.out);
        for (std::string line; std::getline(lines, line);)
            if (line.starts_with(std::string(name) + "=")) values.push_back(line.substr(name.size() + 1));
        return values;
    }
    std::string one(std::string_view name) const {
        const auto values = all(name);
        return values.size() == 1 ? values.front() : "(" + std::to_string(values.size()) + " values)";
    }
    std::vector<std::string> created() const { return all("created"); }
    bool succeeded() const { return process.succeeded(); }
};

/// libpq's variables for a database of a server, over its Unix socket.
inline variables variables_for(const database& where) {
    return {{"PGHOST", where.home().socket_directory()},
            {"PGPORT", std::to_string(where.home().port())},
            {"PGUSER", where.home().user()},
            {"PGDATABASE", where.name()},
            {"MIGRATION_LOGGING", "false"}};
}

/// A starter that is running. Later variables win over earlier ones.
inline child_process begin_start(variables environment, const variables& more = {}) {
    environment.insert(environment.end(), more.begin(), more.end());
    return child_process(std::vector<std::string>{CONSTABLE_STARTER},
                         {.environment = environment,
                          .without = {"PG", "DB_", "DATABASE_URL", "POSTGRESQL_ADDON_", "MIGRATION_", "STARTER_"}});
}

inline start_report start(const variables& environment, const variables& more = {}) {
    return {begin_start(environment, more).wait()};
}

/// A moment, soon, for `processes` to wait for: as STARTER_AT takes it.
inline std::string soon(std::size_t processes) {
    const auto moment =
        std::chrono::system_clock::now() + std::chrono::milliseconds(300) + processes * std::chrono::milliseconds(25);
    return std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(moment.time_since_epoch()).count());
}

/// As many starts at one moment as there are sets of variables.
inline std::vector<start_report> start_at_once(const variables& environment, const std::vector<variables>& each) {
    const std::string moment = soon(each.size());
    std::vector<child_process> running;
    for (const variables& own : each) {
        variables all = own;
        all.emplace_back("STARTER_AT", moment);
        running.push_back(begin_start(environment, all));
    }
    std::vector<start_report> reports;
    for (child_process& one : running) reports.push_back({one.wait()});
    return reports;
}

} // namespace constable::testing
