// SPDX-License-Identifier: BSL-1.0
// What every command about migrations works with: the session, the history, the ledger, the lock.
#pragma once

#include "findings.hpp"
#include "hide_passwords.hpp"
#include "ledger.hpp"
#include "lineage.hpp"
#include "options.hpp"

#include "constable/database/lock.hpp"
#include "constable/database/session.hpp"
#include "constable/migrate/script.hpp"
#include "constable/startup/config.hpp"
#include "constable/startup/failure.hpp"
#include "constable/startup/log.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::runner {

using steady = std::chrono::steady_clock;

/// A moment until which something is tried.
class deadline {
public:
    explicit deadline(int seconds) : end_(steady::now() + std::chrono::seconds{seconds}) {}
    /// Milliseconds, at least 1.
    [[nodiscard]] std::int64_t left() const {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - steady::now()).count();
        return left > 1 ? left : 1;
    }
    [[nodiscard]] bool is_over() const { return left() <= 1; }

private:
    steady::time_point end_;
};

/// 20 to 120 ms, different in each process. The C++ library's clocks and generators take long to compile.
inline void pause() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const timespec wait{0, 20'000'000 + now.tv_nsec % 100'000'000};
    nanosleep(&wait, nullptr);
}

/// What the guard of a message found.
enum class obstacle : unsigned char {
    none,    ///< it was something else
    locked,  ///< another instance is migrating
    changed, ///< the ledger is not as it was read
};

/// Session, history, ledger and lock.
class workbench {
public:
    workbench(database::session& with, const migrating::history_value& of, const migration_config& how, const startup::log& to,
              std::vector<std::string> secrets = {})
        : session(with), history(of), config(how), log(to), tree(of), ledger(how.ledger()), lock_key(database::lock_key_of(of.name)),
          secrets_(std::move(secrets)) {}

    database::session& session;
    const migrating::history_value& history;
    const migration_config& config;
    const startup::log& log;
    lineage tree;
    ledger_table ledger;
    std::int64_t lock_key;
    int statement_timeout_seconds = 0;
    bool ledger_exists = false; ///< since it was read

    /// The statements of the steps; replayed when somebody asks for the first time.
    migrating::script_writer& script() {
        if (!script_) script_ = std::make_unique<migrating::script_writer>(history);
        return *script_;
    }

    /// The rows of the ledger; none when there is no table.
    std::vector<ledger_row> read_ledger() { return read_ledger({}); }

    /// The ledger, which is made under the lock where it is missing. Throws startup::failure.
    std::vector<ledger_row> open_ledger() {
        std::vector<ledger_row> rows = read_ledger({});
        const deadline until{config.lock_timeout_seconds};
        while (!ledger_exists) {
            try {
                return read_ledger(settings(deadline{config.timeout_seconds}) + guard({}) + ledger.create());
            } catch (const database::sql_failure& error) {
                if ((obstacle_in(error) != obstacle::locked && !error.is_passing()) || until.is_over()) throw startup::explain(error, "creating the ledger " + ledger.name());
                wait_for_lock(until);
            }
            rows = read_ledger({});
        }
        return rows;
    }

    /// The findings about these rows, by the policies of the configuration.
    [[nodiscard]] std::vector<ledger_finding> findings(const std::vector<ledger_row>& rows) const {
        return find_mistakes(history, tree, rows, config.unknown_version(), config.order());
    }

    /// Settings for the rest of a transaction. Nobody shall queue for long behind a lock that we wait for.
    [[nodiscard]] std::string settings(const deadline& until) const {
        const std::int64_t left = until.left() - until.left() / 10; // so that the server says that it was a lock
        return "SET LOCAL lock_timeout = " + std::to_string(left < longest_lock_wait ? (left < 1 ? 1 : left) : longest_lock_wait) +
               "; SET LOCAL statement_timeout = " + std::to_string(1000LL * statement_timeout_seconds) + "; SET LOCAL client_min_messages = warning;\n";
    }

    /// Takes the lock until the end of the transaction and sees whether `condition` holds, or fails at once: nobody may
    /// wait inside the server.
    [[nodiscard]] std::string guard(const std::string& condition) const {
        std::string text = "DO $constable$ BEGIN\n";
        if (config.concurrent_safety)
            text.append("IF NOT pg_catalog.pg_try_advisory_xact_lock(").append(std::to_string(lock_key))
                .append(") THEN RAISE EXCEPTION '").append(is_locked).append("' USING ERRCODE = '55P03'; END IF;\n");
        if (!condition.empty())
            text.append("IF NOT (").append(condition).append(") THEN RAISE EXCEPTION '").append(has_changed).append("' USING ERRCODE = '40001'; END IF;\n");
        return text.append("END $constable$;\n");
    }
    static obstacle obstacle_in(const database::sql_failure& error) {
        const std::string_view text = error.what();
        if (error.sqlstate() == "55P03" && text.find(is_locked) != text.npos) return obstacle::locked;
        if (error.sqlstate() == "40001" && text.find(has_changed) != text.npos) return obstacle::changed;
        return obstacle::none;
    }
    /// That a migration is neither applied nor under way, and those which it depends on are applied.
    [[nodiscard]] std::string may_run(std::size_t position) const {
        const std::string from = "FROM " + ledger.name() + " WHERE ";
        const positions parents = tree.parents(position);
        std::string text = "NOT EXISTS (SELECT " + from + "status IN ('applied', 'running') AND version = " + versions({position}) + ")";
        if (!parents.empty())
            text += " AND (SELECT count(*) " + from + "status = 'applied' AND version IN (" + versions(parents) + ")) = " + std::to_string(parents.size());
        return text;
    }
    /// `'1', '2'`
    [[nodiscard]] std::string versions(const positions& of) const {
        std::string text;
        for (const std::size_t each : of) text.append(text.empty() ? "" : ", ").append(sql::literal(history.migrations[each].version));
        return text;
    }

    /// Rolls back what is open and waits until nobody holds the lock. Throws startup::failure.
    void wait_for_lock(const deadline& until) {
        session.rollback();
        if (!config.concurrent_safety) return pause();
        for (bool has_waited = false;; has_waited = true) {
            // it ends with this message
            if (session.send(database::try_lock(lock_key)).at(0, 0) == "t") return;
            if (!has_waited && !has_told_) log.info("Another instance is migrating this schema; waiting for it");
            has_told_ = true;
            if (until.is_over()) throw locked_out();
            pause();
        }
    }
    [[nodiscard]] startup::failure locked_out() {
        std::string text = "another session has held the advisory lock " + std::to_string(lock_key) + " for longer than MIGRATION_LOCK_TIMEOUT (" +
                           std::to_string(config.lock_timeout_seconds) + " s)";
        const database::rows holder = session.send(database::lock_holder(lock_key));
        if (!holder.empty())
            text.append("; it is held by process ").append(holder.at(0, 0)).append(" (application \"").append(holder.at(0, 1)).append("\", role ")
                .append(holder.at(0, 2)).append(", ").append(holder.at(0, 3)).append(")");
        return {failure_kind::locked, text + "; wait until it is done, or end it with pg_terminate_backend if it hangs", "55P03"};
    }

    /// A text that may be logged and stored.
    [[nodiscard]] std::string clean(std::string_view text) const { return hide_passwords(text, secrets_); }

    /// The failure of a statement: what was being done, what the server said, the statement, and what to do next.
    [[nodiscard]] startup::failure failed_statement(const database::sql_failure& error, const std::string& doing, std::string_view statement,
                                                    std::string_view next) const {
        const startup::failure why = startup::explain(error, doing);
        std::string text = why.what();
        // what explain() says where it knows nothing better
        constexpr std::string_view no_advice = "; the database is as it was; see the server's log for the statement";
        if (const std::size_t at = text.find(no_advice); at != text.npos) text.erase(at, no_advice.size());
        while (statement.ends_with(';') || statement.ends_with('\n')) statement.remove_suffix(1);
        if (!statement.empty()) text.append("; the statement: ").append(statement.substr(0, longest_shown)).append(statement.size() > longest_shown ? "…" : "");
        return {why.kind(), clean(text.append("; ").append(next)), why.sqlstate()};
    }

    static constexpr std::int64_t longest_lock_wait = 3000; ///< milliseconds in a queue where everybody else waits behind us

private:
    static constexpr std::string_view is_locked = "constable: another session is migrating";
    static constexpr std::string_view has_changed = "constable: the ledger has changed";
    static constexpr std::size_t longest_shown = 2000;

    // In one message with a transaction that comes before, if there is one.
    std::vector<ledger_row> read_ledger(const std::string& before) {
        try {
            std::vector<ledger_row> rows = ledger.read(before.empty() ? session.send(ledger.select()) : session.transact(before, ledger.select()));
            ledger_exists = true;
            return rows;
        } catch (const database::sql_failure& error) {
            if (!before.empty()) throw;
            const std::string_view code = error.sqlstate();
            if (code == "42703")
                throw startup::failure{failure_kind::conflict, "the table " + ledger.name() + " is no ledger of Constable's (" +
                                                                   startup::detail::first_line(error.what()) +
                                                                   "); rename it, or name another one with MIGRATION_LEDGER_TABLE", "42703"};
            if (code == "3F000")
                throw startup::failure{failure_kind::configuration, "the schema of the ledger " + ledger.name() +
                                                                        " does not exist; create it, or name another one with MIGRATION_LEDGER_TABLE", "3F000"};
            if (code != "42P01") throw startup::explain(error, "reading the ledger " + ledger.name());
            ledger_exists = false;
            return {};
        }
    }

    std::vector<std::string> secrets_;
    std::unique_ptr<migrating::script_writer> script_;
    bool has_told_ = false;
};

} // namespace constable::runner
