// SPDX-License-Identifier: BSL-1.0
// The ledger: which migrations a database has had, with what became of each.
#pragma once

#include "constable/database/session.hpp"
#include "constable/migrate/checksum.hpp"
#include "constable/migrate/step.hpp"
#include "constable/sql/object_name.hpp"
#include "constable/startup/config.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable {

/// What became of a migration.
enum class migration_state : unsigned char {
    pending,     ///< the ledger does not have it
    applied,
    failed,      ///< nothing of it was kept; if it runs step by step, nothing after `steps_done`
    rolled_back, ///< it runs again with the next migration
    running,     ///< some steps are done, and it is being carried on, or was interrupted
};

/// The word of the ledger's column `status`.
constexpr std::string_view word_of(migration_state state) {
    switch (state) {
    case migration_state::pending: return "pending";
    case migration_state::applied: return "applied";
    case migration_state::failed: return "failed";
    case migration_state::rolled_back: return "rolled_back";
    case migration_state::running: break;
    }
    return "running";
}

} // namespace constable

namespace constable::runner {

/// A row of the ledger.
struct ledger_row {
    std::string version;
    std::string description;
    std::string checksum;   ///< `1:00ab…`: the algorithm, and 64 bits
    std::string applied_at; ///< of the last change of `state`; ISO 8601, UTC
    std::int64_t execution_time_ms = 0;
    migration_state state = migration_state::applied;
    std::string error{};
    std::size_t steps_done = 0;   ///< of a migration that runs step by step
    std::string steps_checksum{}; ///< of those
    std::string position{};       ///< the key up to which the backfill that comes next is done
    std::int64_t rows_done = 0;   ///< that it has walked
};

/// The row of a version, or nothing.
inline const ledger_row* find_row(const std::vector<ledger_row>& rows, std::string_view version) {
    for (const ledger_row& each : rows)
        if (each.version == version) return &each;
    return nullptr;
}

/// A checksum as the ledger keeps it, with the number of the algorithm: another one must not look like a change.
inline std::string checksum_text(std::uint64_t checksum) {
    std::string text = "1:";
    for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[(checksum >> static_cast<unsigned>(shift)) & 0xfU];
    return text;
}
inline std::string checksum_text(const migrating::migration_value& of) { return checksum_text(migrating::checksum(of)); }

/// The ledger's table, and the statements about it.
class ledger_table {
public:
    explicit ledger_table(const state_table_name& where) : table_(where.table), name_(sql::qualified_identifier(where.schema, where.table)) {}

    /// As SQL text: with its schema once the ledger was read, since a migration may set search_path.
    [[nodiscard]] const std::string& name() const { return name_; }

    /// Run it under the lock only.
    [[nodiscard]] std::string create() const {
        return "CREATE TABLE IF NOT EXISTS " + name_ +
               " (version text PRIMARY KEY, description text NOT NULL, checksum text NOT NULL,"
               " applied_at timestamptz NOT NULL DEFAULT now(), execution_time_ms bigint NOT NULL DEFAULT 0,"
               " status text NOT NULL CHECK (status IN ('applied', 'failed', 'rolled_back', 'running')), error_message text,"
               " steps_done integer NOT NULL DEFAULT 0, steps_checksum text, backfill_position text, backfill_rows bigint NOT NULL DEFAULT 0);\n";
    }

    /// All rows; at least one, whose version is NULL when the ledger is empty.
    [[nodiscard]] std::string select() const {
        return "SELECT l.version, l.description, l.checksum, to_char(l.applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
               " l.execution_time_ms, l.status, l.error_message, l.steps_done, l.steps_checksum, l.backfill_position, l.backfill_rows, n.nspname"
               " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN " + name_ +
               " l ON true WHERE c.oid = " + sql::literal(name_) + "::regclass ORDER BY l.version COLLATE \"C\"";
    }
    /// What `select` returned.
    std::vector<ledger_row> read(const database::rows& answer) {
        std::vector<ledger_row> rows;
        if (!answer.empty()) name_ = sql::qualified_identifier(answer.at(0, 11), table_);
        for (std::size_t i = 0; i != answer.size(); ++i) {
            if (answer.at(i, 5).empty()) continue;
            const auto text = [&](std::size_t column) { return std::string{answer.at(i, column)}; };
            const auto number = [&](std::size_t column) { return std::strtoll(text(column).c_str(), nullptr, 10); };
            rows.push_back({text(0), text(1), text(2), text(3), number(4), state_of(answer.at(i, 5)), text(6),
                            static_cast<std::size_t>(number(7)), text(8), text(9), number(10)});
        }
        return rows;
    }

    /// One number for what the ledger says, as an SQL expression of type `text`.
    [[nodiscard]] std::string digest() const {
        return "(SELECT concat(count(*), ' ', sum(hashtextextended(concat_ws('|', version, checksum, status), 0))) FROM " + name_ + ")";
    }

    /// A new row. It fails with 23505 when the version has one that says more than that it failed or was taken back.
    [[nodiscard]] std::string insert(std::string_view version, std::string_view description, std::string_view checksum, migration_state state,
                                     bool may_exist) const {
        return (may_exist ? "DELETE FROM " + name_ + " WHERE version = " + sql::literal(version) + " AND status IN ('failed', 'rolled_back');\n"
                          : std::string{}) +
               "INSERT INTO " + name_ + " (version, description, checksum, status) VALUES (" + sql::literal(version) + ", " +
               sql::literal(description) + ", " + sql::literal(checksum) + ", '" + std::string{word_of(state)} + "');\n";
    }
    /// The end of the transaction that began with `insert`.
    [[nodiscard]] std::string finish(std::string_view version) const {
        return update("applied_at = clock_timestamp(), execution_time_ms = " + std::string{elapsed}, version);
    }
    /// `UPDATE … SET <set> WHERE version = …;`
    [[nodiscard]] std::string update(const std::string& set, std::string_view version) const {
        return "UPDATE " + name_ + " SET " + set + " WHERE version = " + sql::literal(version) + ";\n";
    }
    /// Remembers a failure. No row comes back when the version has been applied all the same, by somebody else.
    [[nodiscard]] std::string store_failure(std::string_view version, std::string_view description, std::string_view checksum,
                                            std::string_view error) const {
        return "INSERT INTO " + name_ + " AS l (version, description, checksum, status, error_message) VALUES (" + sql::literal(version) + ", " +
               sql::literal(description) + ", " + sql::literal(checksum) + ", 'failed', " + sql::literal(error) +
               ") ON CONFLICT (version) DO UPDATE SET checksum = excluded.checksum, description = excluded.description, status = 'failed',"
               " error_message = excluded.error_message, applied_at = excluded.applied_at WHERE l.status IN ('failed', 'rolled_back') RETURNING 1";
    }
    /// Milliseconds since the transaction began, as an SQL expression.
    static constexpr std::string_view elapsed = "round(1000 * extract(epoch FROM clock_timestamp() - now()))";

private:
    static migration_state state_of(std::string_view word) {
        for (const migration_state each : {migration_state::failed, migration_state::rolled_back, migration_state::running})
            if (word_of(each) == word) return each;
        return migration_state::applied;
    }

    std::string table_;
    std::string name_;
};

} // namespace constable::runner
