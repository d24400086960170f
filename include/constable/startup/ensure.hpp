// SPDX-License-Identifier: BSL-1.0
// The start-up protocol: one round trip when nothing is to be done, else lock, re-read, create, verify, store, commit.
#pragma once

#include "constable/database/introspect.hpp"
#include "constable/database/lock.hpp"
#include "constable/database/session.hpp"
#include "constable/database/state.hpp"
#include "constable/sql/object_name.hpp"
#include "constable/startup/additions.hpp"
#include "constable/startup/compare.hpp"
#include "constable/startup/failure.hpp"
#include "constable/startup/log.hpp"
#include "constable/startup/refusals.hpp"
#include "constable/startup/report.hpp"
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
          own_tables_(own_tables_of(config)), state_table_(own_tables_.front()),
          reports_unknown_(config.unknown() == unknown_policy::report) {
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
                                     : database::stamp_statement(state_table_, fingerprint_, database::stamp_parts_of(expected_, reports_unknown_))));
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
            refuse_collisions(expected_, live);
            const comparison found = compare_with(live);
            if (!missing_in(found, live).empty()) return false;
            result_.differences = in_words(found.changes, found.expected->view(), live.view(), live.server_version());
        } catch (const database::sql_failure& error) {
            throw explain(error, doing_);
        }
        result_.up_to_date = true;
        result_.message = "Database schema is up to date";
        return true;
    }

    comparison compare_with(const database::live_catalog& live, const catalog::catalog* before = nullptr) {
        doing_ = "comparing the catalog";
        comparison found = compare(session_, expected_, live, {.unknown_objects = reports_unknown_, .own_tables = own_tables_, .before = before});
        for (const std::string& each : found.not_compared) log_.debug(each);
        return found;
    }

    // What this start shall make. Where tables may not be altered, as on a standby, what they lack is only reported.
    [[nodiscard]] std::vector<catalog::change> missing_in(const comparison& found, const database::live_catalog& live) const {
        std::vector<catalog::change> missing;
        for (const catalog::change& each : additions(found.changes, live.view()))
            if (!is_part(each) || !(leaves_tables_alone_ || live.is_standby())) missing.push_back(each);
        return missing;
    }
    static bool is_part(const catalog::change& of) { return detail::stands_on_another(of.kind); }

    void start() {
        log_.headline("STARTING DATABASE MIGRATION");
        log_.info("Database connection healthy: True");
        log_.debug("Advisory lock key: " + std::to_string(result_.lock_key));
        refuse_old_server(expected_, session_.server_version());
        for (int collisions = 0;;) {
            try {
                attempt();
                return;
            } catch (const database::sql_failure& error) {
                if (!error.is_disconnected()) session_.rollback();
                if (adds_parts_ && (error.sqlstate() == "42501" || error.sqlstate() == "25006")) {
                    adds_parts_ = false;
                    leaves_tables_alone_ = true;
                    log_.warn("Tables cannot be altered (" + detail::first_line(error.what()) + "), so what they lack is only reported");
                    continue;
                }
                const bool again = error.is_passing() || (error.is_collision() && ++collisions <= most_collisions);
                if (!again || milliseconds_left() < shortest_attempt) throw explain(error, doing_);
                log_.debug(std::string{doing_} + ": " + detail::first_line(error.what()) + "; trying again");
                pause();
            }
        }
    }

    void attempt() {
        result_.tables_created.clear(); // of an attempt that failed
        result_.objects_created.clear();
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
        const database::live_catalog before{session_.send(introspection())};
        refuse_collisions(expected_, before);
        const comparison found = compare_with(before);
        const std::vector<catalog::change> missing = missing_in(found, before);
        describe_tables(before);
        if (missing.empty()) {
            keep_state(before, found);
            result_.up_to_date = true;
            result_.message = "All tables exist";
            return;
        }
        refuse_to_create(missing, before);
        create(before, found, missing);
    }

    [[nodiscard]] std::string introspection() const {
        return database::introspection_statement(session_.server_version(), expected_,
                                                 database::stamp_query(expected_, state_table_, reports_unknown_));
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

    void describe_tables(const database::live_catalog& live) const {
        std::vector<std::string> existing;
        std::vector<std::string> missing;
        for (const catalog::table& each : expected_.tables) {
            const bool exists = live.find_relation(each.schema, each.name) != nullptr;
            (exists ? existing : missing).push_back(sql::qualified_identifier(each.schema, each.name));
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

    // "3 tables and 2 other objects"
    [[nodiscard]] std::string created_in_words(std::string_view tables) const {
        std::string text = counted(result_.tables_created.size(), tables);
        if (!result_.objects_created.empty()) text.append(" and ").append(counted(result_.objects_created.size(), "other object"));
        return text;
    }

    void create(const database::live_catalog& before, const comparison& found, const std::vector<catalog::change>& missing) {
        const catalog::catalog earlier = before.view();
        for (const catalog::change& each : missing) adds_parts_ = adds_parts_ || is_part(each);
        addition_plan plan = plan_additions(found.expected->view(), earlier, missing);
        result_.tables_created = std::move(plan.tables);
        result_.objects_created = std::move(plan.objects);
        std::string message = std::move(plan.statements);
        log_.subheading("STARTING SCHEMA CREATION");
        log_.info("Creating " + created_in_words("missing table") + "...");
        log_.debug(message);
        doing_ = "creating missing tables";
        message.append(database::create_state_table(state_table_));
        message.append(introspection());
        const database::live_catalog after{session_.send(message)};
        std::vector<schema_difference> left;
        if (config_.skip_validation) {
            std::vector<catalog::change> rest;
            for (const catalog::change& each : found.changes)
                if (!is_addition(each, found.changes, earlier) || (leaves_tables_alone_ && is_part(each))) rest.push_back(each);
            left = in_words(rest, found.expected->view(), earlier, before.server_version());
        } else {
            const comparison rest = compare_with(after, &earlier);
            refuse_incomplete(rest.changes, after.view());
            left = in_words(rest.changes, rest.expected->view(), after.view(), after.server_version());
        }
        doing_ = "committing";
        store(after, std::move(left));
        for (const std::string& each : result_.tables_created) log_.info("✓ Created table: " + each);
        for (const std::string& each : result_.objects_created) log_.info("✓ Created " + each);
        log_.info("✓ Successfully created all " + created_in_words("table"));
        result_.message = "Created " + created_in_words("table") + " successfully";
    }

    // What this very transaction has created must be what was declared.
    void refuse_incomplete(const std::vector<catalog::change>& left, const catalog::catalog& actual) const {
        for (const catalog::change& each : left) {
            const catalog::table* const in = each.place().in_table != nullptr ? each.place().in_table : each.place().the_table;
            const bool is_left = is_addition(each, left, actual) && !(leaves_tables_alone_ && is_part(each));
            if (is_left || (each.action != catalog::change_action::drop && in != nullptr && is_created(*in)))
                throw failure{failure_kind::verification, "the created schema is not the declared one: " + sql::describe(each) +
                                                              "; look for event triggers on this server; nothing was kept"};
        }
    }

    [[nodiscard]] bool is_created(const catalog::table& table) const {
        const std::string name = sql::qualified_identifier(table.schema, table.name);
        for (const std::string& each : result_.tables_created)
            if (each == name) return true;
        return false;
    }

    void store(const database::live_catalog& live, std::vector<schema_difference> differences) {
        result_.differences = std::move(differences);
        const std::string report = write_report(result_.differences);
        session_.commit(database::store_state(state_table_, {fingerprint_, expected_.name, result_.differences.size(), report}, live.stamp()));
    }

    // Remembers a schema that needed nothing. Where that may not be written down, every start compares anew.
    void keep_state(const database::live_catalog& live, const comparison& found) {
        result_.differences = in_words(found.changes, found.expected->view(), live.view(), live.server_version());
        if (live.is_standby()) return session_.rollback();
        try {
            doing_ = "storing the state of the schema";
            make_state_table();
            store(live, result_.differences);
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
            if (!each.statement.empty())
                log_.warn("  to settle it: " + each.statement + (each.hazard.empty() ? std::string{} : " (" + each.hazard + ")"));
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
    std::vector<std::string> own_tables_;
    std::string state_table_;
    bool reports_unknown_;
    bool adds_parts_ = false;          ///< to tables that exist, in this attempt
    bool leaves_tables_alone_ = false; ///< since they may not be altered
    std::string_view doing_ = "starting";
    migration_result result_;
};

} // namespace constable::startup
