// SPDX-License-Identifier: BSL-1.0
// The lock of a migration that commits as it goes: held by the session, never inside an open transaction.
#pragma once

#include "workbench.hpp"

#include "constable/startup/failure.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace constable::runner {

/// Holds the key of the schema's lock for a session. Behind a pooler in transaction mode a session has no server process
/// of its own, and the lock would be somebody else's: that is noticed, and refused.
/// https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
class session_lock {
public:
    explicit session_lock(workbench& with) : bench_(with) {}
    session_lock(const session_lock&) = delete;
    session_lock& operator=(const session_lock&) = delete;
    ~session_lock() {
        try {
            if (is_held_) release();
        } catch (...) { // the connection is gone, and the lock with it; or an error is on its way already
        }
    }

    /// Whether the lock could be had at once. Throws startup::failure behind a pooler.
    bool take() {
        const std::string key = "'" + std::to_string(bench_.lock_key) + "'::bigint";
        const database::rows first = bench_.session.send("SELECT pg_backend_pid(), " +
                                                         (bench_.config.concurrent_safety ? "pg_try_advisory_lock(" + key + ")" : std::string{"true"}) +
                                                         ", current_setting('lock_timeout'), current_setting('statement_timeout')");
        if (first.at(0, 1) != "t") return false;
        is_held_ = true;
        process_ = first.at(0, 0);
        lock_timeout_ = first.at(0, 2);
        statement_timeout_ = first.at(0, 3);
        // CREATE INDEX CONCURRENTLY waits for old snapshots, and lock_timeout counts that
        check(bench_.session.send("SELECT pg_backend_pid(), " + set("lock_timeout", "0") + ", " +
                                  set("statement_timeout", std::to_string(1000LL * bench_.statement_timeout_seconds))), 0);
        return true;
    }
    /// Sees that a column of an answer is the process that has the lock. Throws startup::failure.
    void check(const database::rows& answer, std::size_t column) const {
        if (answer.empty() || answer.at(0, column) == process_) return;
        throw startup::failure{failure_kind::connection,
                               "this connection goes from one server process to another (" + process_ + ", then " + std::string{answer.at(0, column)} +
                                   "), as through a pooler in transaction mode; migrations with steps outside of transactions need a session: connect "
                                   "to PostgreSQL itself, or to a pool in session mode"};
    }
    /// Throws startup::failure when the lock was not ours any more.
    void release() {
        is_held_ = false;
        const std::string key = "'" + std::to_string(bench_.lock_key) + "'::bigint";
        const database::rows answer = bench_.session.send("SELECT pg_backend_pid(), " +
                                                          (bench_.config.concurrent_safety ? "pg_advisory_unlock(" + key + ")" : std::string{"true"}) + ", " +
                                                          set("lock_timeout", lock_timeout_) + ", " + set("statement_timeout", statement_timeout_));
        check(answer, 0);
        if (answer.at(0, 1) != "t")
            throw startup::failure{failure_kind::connection, "the advisory lock " + std::to_string(bench_.lock_key) +
                                                                 " was lost while a migration was running; look at the ledger before anything else is migrated"};
    }

private:
    static std::string set(std::string_view name, const std::string& value) {
        return std::string{"set_config('"}.append(name).append("', ").append(sql::literal(value)).append(", false)");
    }

    workbench& bench_;
    bool is_held_ = false;
    std::string process_;
    std::string lock_timeout_;
    std::string statement_timeout_;
};

} // namespace constable::runner
