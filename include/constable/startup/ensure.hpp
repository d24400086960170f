// SPDX-License-Identifier: BSL-1.0
// The start-up protocol: one round trip when nothing is to be done, else lock, re-read, create, verify, store, commit.
#pragma once

#include "constable/catalog/diff.hpp"
#include "constable/database/introspect.hpp"
#include "constable/database/lock.hpp"
#include "constable/database/session.hpp"
#include "constable/database/state.hpp"
#include "constable/sql/create_missing.hpp"
#include "constable/sql/repair.hpp"
#include "constable/startup/compare.hpp"
#include "constable/startup/failure.hpp"
#include "constable/startup/log.hpp"
#include "constable/startup/result.hpp"

#include <chrono>
#include <cstdint>
#include <ctime>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace constable::startup {

/// What the compiler knows of a schema.
struct declaration {
    const catalog::catalog& catalog;
    std::uint64_t fingerprint;
};

using steady = std::chrono::steady_clock;

/// Makes a database agree with a declaration, over one connection. Only what is missing is created; what is different
/// is reported. Everything or nothing.
class ensurer {
public:
    ensurer(database::session& session, const declaration& declared, const migration_config& config, const log& to)
        : session_(session), expected_(declared.catalog), fingerprint_(static_cast<std::int64_t>(declared.fingerprint)),
          config_(config), log_(to), deadline_(steady::now() + std::chrono::seconds{config.timeout_seconds}),
          state_table_(sql::detail::qualified(config.state().schema, config.state().table)) {
        result_.lock_key = database::lock_key_of(expected_.name);
    }

    /// Throws failure.
    migration_result run() {
        if (config_.verification() == verify_mode::everything ? is_the_same() : is_up_to_date()) {
            log_.info("Database schema is up to date");
        } else {
            start();
        }
        report_differences();
        result_.success = true;
        result_.round_trips = session_.round_trips();
        return std::move(result_);
    }

    [[nodiscard]] std::int64_t lock_key() const { return result_.lock_key; }

private:
    static constexpr std::int64_t longest_lock_wait = 3000; ///< milliseconds in a queue where everybody else waits behind us
    static constexpr std::int64_t shortest_attempt = 500;   ///< milliseconds; with less, the deadline would hide what was in the way
    static constexpr int most_collisions = 5;

    // The one message. A missing state table is an ordinary first start; one that this role may not read tells nothing.
    bool is_up_to_date() {
        doing_ = "reading the state of the schema";
        try {
            const bool trust = config_.verification() == verify_mode::marker;
            const database::rows row =
                session_.send("SET LOCAL lock_timeout = " + std::to_string(milliseconds_left()) + "; " +
                              (trust ? database::marker_statement(state_table_, fingerprint_)
                                     : database::stamp_statement(state_table_, fingerprint_, database::stamp_parts_of(expected_))));
            if (row.empty() || (!trust && !database::stamps_agree(row.at(0, 1), row.at(0, 0)))) return false;
            result_.differences = read_report(row.at(0, 3));
        } catch (const database::sql_failure& error) {
            const std::string_view code = error.sqlstate();
            const bool is_unknown = code == "42P01" || code == "3F000" || code == "42703" || code == "42501";
            if (!is_unknown) throw explain(error, doing_);
            return false;
        }
        result_.up_to_date = true;
        result_.message = "Database schema is up to date";
        return true;
    }

    // The full comparison, without a lock: it finds what there is to do, and what the stamp cannot see.
    bool is_the_same() {
        doing_ = "reading the catalog";
        try {
            const database::live_catalog live = database::introspect(session_, expected_);
            refuse_collisions(live);
            const std::vector<catalog::difference> differences = compare(session_, expected_, live);
            if (needs_creation(differences)) return false;
            result_.differences = in_words(differences);
        } catch (const database::sql_failure& error) {
            throw explain(error, doing_);
        }
        result_.up_to_date = true;
        result_.message = "Database schema is up to date";
        return true;
    }

    static bool needs_creation(const std::vector<catalog::difference>& differences) {
        for (const catalog::difference& each : differences)
            if (sql::is_creatable(each)) return true;
        return false;
    }

    void start() {
        log_.headline("STARTING DATABASE MIGRATION");
        log_.info("Database connection healthy: True");
        log_.debug("Advisory lock key: " + std::to_string(result_.lock_key));
        for (int collisions = 0;;) {
            try {
                attempt();
                return;
            } catch (const database::sql_failure& error) {
                if (!error.is_disconnected()) session_.rollback();
                const bool again = error.is_passing() || (error.is_collision() && ++collisions <= most_collisions);
                if (!again || milliseconds_left() < shortest_attempt) throw explain(error, doing_);
                log_.debug(std::string{doing_} + ": " + detail::first_line(error.what()) + "; trying again");
                pause();
            }
        }
    }

    void attempt() {
        result_.tables_created.clear(); // of an attempt that failed
        if (acquire_lock() && config_.verification() != verify_mode::everything) {
            session_.send("SAVEPOINT look"); // whoever held the lock may have left no state table
            if (is_up_to_date()) {
                session_.rollback();
                log_.info("Another instance has brought the schema up to date");
                return;
            }
            session_.send("ROLLBACK TO SAVEPOINT look");
        }
        doing_ = "reading the catalog";
        const database::live_catalog before{session_.send(database::introspection_statement(expected_, database::stamp_query(expected_)))};
        refuse_collisions(before);
        const std::vector<catalog::difference> differences = compare(session_, expected_, before);
        describe_tables(before);
        if (!needs_creation(differences)) {
            keep_state(before, differences);
            result_.up_to_date = true;
            result_.message = "All tables exist";
            return;
        }
        refuse_to_create(before);
        create(differences);
    }

    // Whether somebody else had the lock first.
    bool acquire_lock() {
        doing_ = "taking the lock of the schema";
        const auto lock_deadline = steady::now() + std::chrono::seconds{config_.lock_timeout_seconds};
        for (bool has_waited = false;; has_waited = true) {
            const std::int64_t left = milliseconds_left();
            // shorter than the whole, so that the server says that it was a lock
            const std::int64_t wait = left - left / 10;
            const std::string settings = "SET LOCAL lock_timeout = " + std::to_string(wait < longest_lock_wait ? wait : longest_lock_wait) +
                                         "; SET LOCAL statement_timeout = " + std::to_string(left) +
                                         "; SET LOCAL client_min_messages = warning; ";
            const database::rows got = session_.begin(settings + (config_.concurrent_safety ? database::try_lock(result_.lock_key) : "SELECT true") +
                                                 ", now() = statement_timestamp()");
            if (got.at(0, 1) != "t") // the transaction is older than this message
                throw failure{failure_kind::statement, "a transaction was open on this connection, and was rolled back; finish it before the start"};
            if (got.at(0, 0) == "t") return has_waited;
            session_.rollback();
            if (!has_waited) log_.info("Another instance is migrating this schema; waiting for it");
            if (steady::now() >= lock_deadline || steady::now() >= deadline_) throw locked_out();
            pause();
        }
    }

    failure locked_out() {
        std::string text = "Migration lock acquisition failed: another session has held the advisory lock " +
                           std::to_string(result_.lock_key) + " for longer than MIGRATION_LOCK_TIMEOUT (" +
                           std::to_string(config_.lock_timeout_seconds) + " s)";
        const database::rows holder = session_.send(database::lock_holder(result_.lock_key));
        if (!holder.empty())
            text.append("; it is held by process ").append(holder.at(0, 0)).append(" (application \"").append(holder.at(0, 1))
                .append("\", role ").append(holder.at(0, 2)).append(", ").append(holder.at(0, 3)).append(", for ")
                .append(holder.at(0, 4)).append(" s)");
        return {failure_kind::locked, text + "; wait until it is done, or end it with pg_terminate_backend if it hangs"};
    }

    [[nodiscard]] std::int64_t milliseconds_left() const {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - steady::now()).count();
        return left > 1 ? left : 1;
    }

    // 20 to 120 ms, different in each process. The C++ library's clocks and generators take long to compile.
    static void pause() {
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        const timespec wait{0, 20'000'000 + now.tv_nsec % 100'000'000};
        nanosleep(&wait, nullptr);
    }

    void refuse_collisions(const database::live_catalog& live) const {
        bool needs_default = false;
        for (const catalog::table& each : expected_.tables) needs_default = needs_default || each.schema.empty();
        if (needs_default && live.default_schema().empty())
            throw failure{failure_kind::statement, "no schema of the search_path exists, so there is nowhere to create tables; create the "
                                                   "schema, set search_path, or put the tables into one with in_schema<…>"};
        for (const catalog::table& each : expected_.tables) {
            const database::live_relation* there = live.find_relation(each.schema, each.name);
            if (there != nullptr && !there->is_table())
                throw failure{failure_kind::conflict, "table " + sql::detail::qualified(each.schema, each.name) + " cannot be created: a " +
                                                          std::string{there->kind_name()} + " has that name; rename one of them"};
        }
    }

    void refuse_to_create(const database::live_catalog& live) const {
        std::string missing;
        bool needs_default = false;
        for (const catalog::table& each : expected_.tables) {
            if (live.find_relation(each.schema, each.name) != nullptr) continue;
            missing.append(missing.empty() ? "" : ", ").append(sql::detail::qualified(each.schema, each.name));
            needs_default = needs_default || each.schema.empty();
        }
        if (live.is_standby())
            throw failure{failure_kind::read_only, "tables are missing (" + missing + ") and this server is a read-only standby; "
                                                   "connect to the primary to create them"};
        if (needs_default && !live.may_create())
            throw failure{failure_kind::privilege, "tables are missing (" + missing + ") and role " + sql::detail::quoted(live.user()) +
                                                       " may not create them in schema " + sql::detail::quoted(live.default_schema()) +
                                                       "; GRANT CREATE ON SCHEMA " + sql::detail::quoted(live.default_schema()) + " TO " +
                                                       sql::detail::quoted(live.user()) + ", or connect as another role", "42501"};
    }

    void describe_tables(const database::live_catalog& live) const {
        std::vector<std::string> existing;
        std::vector<std::string> missing;
        for (const catalog::table& each : expected_.tables) {
            const bool exists = live.find_relation(each.schema, each.name) != nullptr;
            (exists ? existing : missing).push_back(sql::detail::qualified(each.schema, each.name));
        }
        log_.info("Existing tables: " + std::to_string(existing.size()));
        if (!existing.empty()) log_.info("Found tables: " + joined(existing));
        log_.info("Missing tables: " + std::to_string(missing.size()));
        if (!missing.empty()) log_.info("Tables to create: " + joined(missing));
        log_.info(std::string{"Migration needed: "} + (missing.empty() ? "False" : "True"));
    }
    static std::string counted(std::size_t count, std::string_view what) {
        return std::to_string(count).append(" ").append(what).append(count == 1 ? "" : "s");
    }
    static std::string joined(const std::vector<std::string>& texts) {
        std::string all;
        for (const std::string& each : texts) all.append(all.empty() ? "" : ", ").append(each);
        return all;
    }

    void create(const std::vector<catalog::difference>& differences) {
        sql::creation creation = sql::create_missing(differences);
        result_.tables_created = std::move(creation.tables);
        std::string message = std::move(creation.statements);
        log_.subheading("STARTING SCHEMA CREATION");
        log_.info("Creating " + counted(result_.tables_created.size(), "missing table") + "...");
        log_.debug(message);
        doing_ = "creating missing tables";
        message.append(database::create_state_table(state_table_));
        message.append(database::introspection_statement(expected_, database::stamp_query(expected_)));
        const database::live_catalog after{session_.send(message)};
        std::vector<catalog::difference> left;
        for (const catalog::difference& each : differences)
            if (!sql::is_creatable(each)) left.push_back(each);
        if (!config_.skip_validation) {
            left = compare(session_, expected_, after);
            refuse_incomplete(left);
        }
        doing_ = "committing";
        store(after, left);
        for (const std::string& each : result_.tables_created) log_.info("✓ Created table: " + each);
        log_.info("✓ Successfully created all " + counted(result_.tables_created.size(), "table"));
        result_.message = "Created " + counted(result_.tables_created.size(), "table") + " successfully";
    }

    // What this very transaction has created must be what was declared.
    void refuse_incomplete(const std::vector<catalog::difference>& left) const {
        for (const catalog::difference& each : left) {
            if (sql::is_creatable(each) || (each.in != nullptr && is_created(*each.in)))
                throw failure{failure_kind::verification, "the created schema is not the declared one: " + sql::describe(each) +
                                                              "; look for event triggers on this server; nothing was kept"};
        }
    }

    [[nodiscard]] bool is_created(const catalog::table& table) const {
        const std::string name = sql::detail::qualified(table.schema, table.name);
        for (const std::string& each : result_.tables_created)
            if (each == name) return true;
        return false;
    }

    void store(const database::live_catalog& live, const std::vector<catalog::difference>& differences) {
        result_.differences = in_words(differences);
        const std::string report = write_report(result_.differences);
        session_.commit(database::store_state(state_table_, {fingerprint_, expected_.name, result_.differences.size(), report}, live.stamp()));
    }

    // Remembers a schema that needed nothing. Where that may not be written down, every start compares anew.
    void keep_state(const database::live_catalog& live, const std::vector<catalog::difference>& differences) {
        result_.differences = in_words(differences);
        if (live.is_standby()) return session_.rollback();
        try {
            doing_ = "storing the state of the schema";
            make_state_table();
            store(live, differences);
        } catch (const database::sql_failure& error) {
            if (error.sqlstate() != "42501" && error.sqlstate() != "25006" && error.sqlstate() != "42P01") throw;
            session_.rollback();
            log_.warn("The state of the schema cannot be stored (" + detail::first_line(error.what()) + "), so every start compares it anew; " +
                      "grant this role INSERT and UPDATE on " + state_table_ + ", or let another role start once");
        }
    }

    // CREATE TABLE IF NOT EXISTS asks for the privilege to create before it sees that the table exists.
    void make_state_table() {
        session_.send("SAVEPOINT state_table");
        try {
            session_.send(database::create_state_table(state_table_));
        } catch (const database::sql_failure& error) {
            if (error.sqlstate() != "42501") throw;
            session_.send("ROLLBACK TO SAVEPOINT state_table");
        }
    }

    void report_differences() {
        if (!result_.differences.empty()) result_.message += "; " + counted(result_.differences.size(), "difference") + " left";
        for (const schema_difference& each : result_.differences) {
            log_.warn("Difference: " + each.description);
            if (!each.statement.empty()) log_.warn("  to settle it: " + each.statement);
        }
        if (result_.differences.empty() || config_.drift() == drift_policy::warn) return;
        throw failure{failure_kind::drift, counted(result_.differences.size(), "difference") + " between declaration and database, the first: " +
                                               result_.differences.front().description + "; settle them, or set MIGRATION_ON_DRIFT=warn"};
    }

    database::session& session_;
    const catalog::catalog& expected_;
    std::int64_t fingerprint_;
    const migration_config& config_;
    const log& log_;
    steady::time_point deadline_;
    std::string state_table_;
    std::string_view doing_ = "starting";
    migration_result result_;
};

} // namespace constable::startup
