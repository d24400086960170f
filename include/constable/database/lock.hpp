// SPDX-License-Identifier: BSL-1.0
// The advisory lock that lets one instance at a time change a schema.
#pragma once

#include "constable/strings/hash.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace constable::database {

/// The key of a schema's lock, hashed from its name: unrelated applications do not wait for each other.
constexpr std::int64_t lock_key_of(std::string_view schema_name) {
    strings::hasher all;
    all.add("constable");
    all.add(schema_name);
    return static_cast<std::int64_t>(all.value());
}

/// Asks for the lock and never waits: waiting inside the server would deadlock with CREATE INDEX CONCURRENTLY.
/// The lock ends with the transaction, which is what a pooler in transaction mode can bear.
/// https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
inline std::string try_lock(std::int64_t key) { return "SELECT pg_try_advisory_xact_lock('" + std::to_string(key) + "'::bigint)"; }

/// Who holds the lock: process id, application, role, state, seconds.
inline std::string lock_holder(std::int64_t key) {
    const auto bits = static_cast<std::uint64_t>(key);
    return "SELECT a.pid, a.application_name, a.usename, a.state, round(extract(epoch FROM now() - coalesce(a.xact_start, a.state_change)))"
           " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
           " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
           " AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
           " AND l.classid = '" + std::to_string(bits >> 32U) + "'::oid AND l.objid = '" + std::to_string(bits & 0xffffffffU) + "'::oid";
}

} // namespace constable::database
