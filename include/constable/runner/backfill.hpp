// SPDX-License-Identifier: BSL-1.0
// Changes the rows of a table in batches, each in a transaction of its own, and remembers how far it has come.
#pragma once

#include "options.hpp"
#include "session_lock.hpp"
#include "workbench.hpp"

#include "constable/migrate/step.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>

namespace constable::runner {

/// Who is told of the progress, and what is known of it already.
struct progress_teller {
    progress_function function = nullptr;
    void* user = nullptr;
    migration_progress known{};

    void tell() const {
        if (function != nullptr) function(known, user);
    }
};

/// Walks a table by a key and updates what needs it, from where the ledger says that it has come.
class backfill_runner {
public:
    backfill_runner(workbench& with, const session_lock& lock, const migrating::migration_value& migration, const migrating::step_value& step, progress_teller& teller)
        : bench_(with), lock_(lock), migration_(migration), what_(*step.backfill), table_(sql::qualified_identifier(step.schema, step.table)), teller_(teller) {}

    /// From `position` on, which is empty at the beginning. Throws startup::failure, database::sql_failure.
    void run(std::string position) {
        find_key();
        for (;;) {
            const database::rows answer = send_patiently(batch(position));
            if (answer.empty()) return;
            lock_.check(answer, 2);
            position = answer.at(0, 0);
            teller_.known.rows = number(answer.at(0, 1));
            teller_.tell();
            if (number(answer.at(0, 3)) < static_cast<std::int64_t>(what_.batch)) return;
            rest();
        }
    }

    /// The statement of a batch that begins after `position`: the key that it came to, the rows walked until now, the
    /// server's process, the rows walked by this batch. No row when there is nothing left.
    [[nodiscard]] std::string batch(std::string_view position) const {
        const std::string after = position.empty() ? "true" : key_ + " > " + sql::literal(position);
        std::string text = "WITH constable_walked AS (SELECT " + key_ + " AS k FROM " + table_ + " WHERE " + after + " ORDER BY " + key_ + " LIMIT " +
                           std::to_string(what_.batch) + "),\nconstable_last AS (SELECT k FROM constable_walked ORDER BY k DESC LIMIT 1),\n"
                           "constable_filled AS (UPDATE " + table_ + " SET ";
        text.append(what_.set).append(" WHERE ").append(key_).append(" <= (SELECT k FROM constable_last) AND ").append(after);
        if (!what_.where.empty()) text.append(" AND (").append(what_.where).append(")");
        return text + ")\nUPDATE " + bench_.ledger.name() +
               " SET backfill_position = (SELECT k::text FROM constable_last), backfill_rows = backfill_rows + (SELECT count(*) FROM constable_walked)"
               " WHERE version = " + sql::literal(migration_.version) +
               " AND EXISTS (SELECT FROM constable_last) RETURNING backfill_position, backfill_rows, pg_backend_pid(), (SELECT count(*) FROM constable_walked)";
    }

    /// Reads which column is the key, and how many rows there may be. Throws startup::failure.
    void find_key() {
        const std::string column = what_.key.empty() ? std::string{"a.attnum = i.indkey[0]"} : "a.attname = " + sql::literal(what_.key);
        const database::rows answer = bench_.session.send(
            "SELECT quote_ident(a.attname), a.attnotnull, greatest(c.reltuples, 0)::bigint FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_index i"
            " ON i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1 LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
            " AND a.attnum > 0 AND NOT a.attisdropped AND " + column + " WHERE c.oid = to_regclass(" + sql::literal(table_) + ")");
        const auto refuse = [&](const std::string& why) {
            throw startup::failure{failure_kind::statement, detail::title(migration_) + " cannot fill the table " + table_ + ": " + why};
        };
        if (answer.empty()) refuse("it does not exist; create it in an earlier step");
        if (answer.at(0, 0).empty())
            refuse(what_.key.empty() ? "it has no primary key of one column; name a column by which to walk it"
                                     : "it has no column " + std::string{what_.key} + "; name one that it has");
        if (answer.at(0, 1) != "t") refuse("its column " + std::string{answer.at(0, 0)} + " may be null, so that rows would be passed over; name one that is NOT NULL");
        key_ = answer.at(0, 0);
        teller_.known.estimated_rows = number(answer.at(0, 2));
    }

private:
    static std::int64_t number(std::string_view text) { return std::strtoll(std::string{text}.c_str(), nullptr, 10); }

    database::rows send_patiently(const std::string& statement) {
        const deadline until{bench_.config.timeout_seconds};
        for (;;) {
            try {
                return bench_.session.send(bench_.settings(until) + statement);
            } catch (const database::sql_failure& error) {
                if (error.is_disconnected() || !error.is_passing() || until.is_over()) throw;
                pause();
            }
        }
    }

    void rest() const {
        const timespec wait{what_.pause / 1000, static_cast<long>(what_.pause % 1000) * 1'000'000};
        if (what_.pause != 0) nanosleep(&wait, nullptr);
    }

    workbench& bench_;
    const session_lock& lock_;
    const migrating::migration_value& migration_;
    const migrating::backfill_value& what_;
    std::string table_;
    std::string key_;
    progress_teller& teller_;
};

} // namespace constable::runner
