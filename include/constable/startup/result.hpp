// SPDX-License-Identifier: BSL-1.0
// What a start reports: done, found different, or failed and why.
#pragma once

#include "constable/catalog/hazard.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable {

/// Why a start failed.
enum class failure_kind : unsigned char {
    none,
    configuration, ///< a bad variable or field
    connection,    ///< no server, no such database, wrong password, connection lost
    privilege,     ///< the role may not do what is needed
    read_only,     ///< a standby or a read-only session
    locked,        ///< another session held a lock for too long
    timeout,       ///< the time allowed was over
    conflict,      ///< something else has the name of a declared object
    drift,         ///< differences, and MIGRATION_ON_DRIFT=fail
    verification,  ///< what was created is not what was declared
    unsupported,   ///< the server is too old for a declared feature
    statement,     ///< the server refused a statement for another reason
    history,       ///< the ledger and the program's migrations do not fit together
    precondition,  ///< a condition of a migration does not hold
    refused,       ///< it would lose data, or go where there is no way back
};

/// A difference between the declaration and the database, which a start leaves for people to settle.
struct schema_difference {
    std::string description; ///< object, what was expected, what stands there
    std::string statement;   ///< SQL that would end it; empty where there is no single one
    std::string hazard = {}; ///< what that statement costs: locks, reads and rewrites, lost data; empty when nothing
    catalog::hazard cost = {}; ///< the same as a value
};

/// The outcome of a start.
struct migration_result {
    bool success = false;
    std::string message;                        ///< one line
    std::vector<std::string> tables_created;    ///< by this call, in the order of creation
    std::vector<std::string> objects_created;   ///< everything else by this call: "view active", "column users.age"
    std::vector<std::string> errors;            ///< what went wrong and what to do
    std::vector<schema_difference> differences; ///< reported, never touched
    std::vector<std::string> migrations_applied = {}; ///< versions, by this call, in their order
    bool up_to_date = false;                    ///< nothing was to be done
    failure_kind failure = failure_kind::none;
    std::string sqlstate;                       ///< of the server's error, where there was one
    std::int64_t lock_key = 0;                  ///< of the advisory lock that keeps instances apart
    std::size_t round_trips = 0;
    std::chrono::duration<double> duration{};   ///< seconds
    std::string timestamp;                      ///< of the end, ISO 8601, UTC
    std::string service;                        ///< the schema's name
};

namespace startup {

inline std::string now_in_utc() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

} // namespace startup

/// Thrown by `ensure_schema` when the database could not be made to agree. `what()` is the first error with its advice.
class migration_error : public std::runtime_error {
public:
    explicit migration_error(migration_result result)
        : std::runtime_error(text_of(result)), result_(std::move(result)) {}

    [[nodiscard]] const migration_result& result() const { return result_; }

private:
    static std::string text_of(const migration_result& result) {
        std::string text = result.message;
        for (const std::string& error : result.errors) text.append("\n  ").append(error);
        return text;
    }

    migration_result result_;
};

} // namespace constable
