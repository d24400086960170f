// SPDX-License-Identifier: BSL-1.0
// A migration that commits step by step: what is done stands in the ledger, so that it can be carried on after a crash.
#pragma once

#include "apply.hpp"
#include "backfill.hpp"
#include "concurrent_detach.hpp"
#include "concurrent_index.hpp"
#include "session_lock.hpp"
#include "steps_checksum.hpp"
#include "workbench.hpp"

#include "constable/migrate/script.hpp"
#include "constable/migrate/step.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::runner {

/// Applies a migration step by step, or takes it back; either goes on from where the ledger says that it stands.
class stepwise_runner {
public:
    stepwise_runner(workbench& with, std::size_t position, direction way, progress_teller teller = {})
        : bench_(with), lock_(with), position_(position), migration_(with.history.migrations[position]), way_(way), teller_(teller),
          forwards_(with.script().up(position)) {
        if (way == direction::down) backwards_ = with.script().down(position);
    }

    /// A failure leaves a row that says so, and which steps are done. Throws startup::failure.
    outcome run() {
        refuse_nameless_indexes();
        refuse_transaction_commands(migration_, way_ == direction::up ? forwards_ : backwards_);
        if (!lock_.take()) return outcome::locked;
        const std::vector<ledger_row> rows = bench_.read_ledger();
        const ledger_row* const row = find_row(rows, migration_.version);
        if (!may_begin(rows, row)) {
            lock_.release();
            return outcome::changed;
        }
        try {
            if (way_ == direction::up) go_up(row);
            else go_down(*row);
        } catch (const database::sql_failure& error) {
            if (error.is_disconnected()) throw fail(error);
            bench_.session.rollback();
            throw remembered(fail(error));
        } catch (const startup::failure& why) {
            bench_.session.rollback();
            if (why.kind() == failure_kind::precondition || why.kind() == failure_kind::history || why.kind() == failure_kind::connection) throw;
            throw remembered(why);
        } catch (const std::exception& error) { // of the program's own function
            bench_.session.rollback();
            throw remembered({failure_kind::statement, bench_.clean(doing() + " failed: " + error.what() + "; " + next())});
        }
        lock_.release();
        return outcome::done;
    }

private:
    using kind = migrating::step_kind;

    // An index without a name cannot be found again after a crash.
    void refuse_nameless_indexes() const {
        for (const migrating::step_script& step : forwards_)
            for (const std::string& each : step.statements) {
                const index_statement read = read_index_statement(each);
                if (read.what != index_statement::kind::create || !read.name.empty()) continue;
                throw startup::failure{failure_kind::statement, detail::title(migration_) + " builds an index concurrently that has no name, so that an "
                                                                "interrupted build could not be found again; give it a name: " + bench_.clean(each)};
            }
    }

    [[nodiscard]] bool may_begin(const std::vector<ledger_row>& rows, const ledger_row* row) const {
        const auto state_of = [&](std::size_t at) {
            const ledger_row* const found = find_row(rows, bench_.history.migrations[at].version);
            return found == nullptr ? migration_state::pending : found->state;
        };
        if (way_ == direction::down) {
            for (const std::size_t each : bench_.tree.children(position_))
                if (is_there(state_of(each))) return false;
            return row != nullptr && (is_there(row->state) || row->steps_done != 0);
        }
        for (const std::size_t each : bench_.tree.parents(position_))
            if (state_of(each) != migration_state::applied) return false;
        return row == nullptr || row->state != migration_state::applied;
    }

    // ---- forwards

    void go_up(const ledger_row* row) {
        const bool is_resumed = row != nullptr && (row->state == migration_state::running || row->steps_done != 0);
        if (is_resumed) {
            refuse_edited(*row);
            bench_.log.info("Carrying on with " + detail::title(migration_) + " after step " + std::to_string(row->steps_done) + " of " +
                            std::to_string(forwards_.size()));
        } else {
            check_preconditions();
        }
        claim(row);
        const std::size_t first = is_resumed ? row->steps_done : 0;
        const bool was_begun = is_resumed || (row != nullptr && row->state == migration_state::failed);
        for (step_ = first; step_ != forwards_.size(); ++step_) {
            teller_.known.step = step_;
            teller_.known.rows = 0;
            if (step_ != first) teller_.tell();
            const bool is_again = was_begun && step_ == first;
            // a backfill that was edited begins anew
            const bool is_same = is_again && row->checksum == checksum_text(migration_);
            carry_out(forwards_[step_], is_again, is_same ? row->position : std::string{}, step_ + 1);
        }
        if (forwards_.empty() || first == forwards_.size()) bench_.session.send(record(forwards_.size(), "0"));
    }

    void refuse_edited(const ledger_row& row) const {
        if (row.steps_done <= forwards_.size() && (row.steps_checksum.empty() || row.steps_checksum == steps_checksum(forwards_, row.steps_done))) return;
        throw startup::failure{failure_kind::history, detail::title(migration_) + " was interrupted after " + std::to_string(row.steps_done) +
                                                          " steps, and these were edited since; restore them, or accept them as they are with repair, and migrate again"};
    }

    void check_preconditions() {
        if (migration_.preconditions.empty()) return;
        bench_.session.begin(bench_.settings(deadline{bench_.config.timeout_seconds}));
        for (const migrating::precondition& each : migration_.preconditions)
            if (!transaction_runner::holds(bench_.session, each)) throw transaction_runner::unmet(migration_, each);
        bench_.session.rollback();
    }

    // The row says `running` from here on; what is done stays in it.
    void claim(const ledger_row* row) {
        const std::string checksum = checksum_text(migration_);
        if (row != nullptr && row->state != migration_state::rolled_back)
            bench_.session.send(bench_.ledger.update("status = 'running', error_message = NULL, applied_at = clock_timestamp(), checksum = " + sql::literal(checksum) +
                                                         ", description = " + sql::literal(migration_.description), migration_.version));
        else
            bench_.session.send(bench_.ledger.insert(migration_.version, migration_.description, checksum, migration_state::running, row != nullptr));
    }

    // ---- backwards

    void go_down(const ledger_row& row) {
        const std::size_t done = row.state == migration_state::applied ? forwards_.size() : row.steps_done;
        if (row.state != migration_state::applied) refuse_edited(row);
        const bool was_begun = row.state != migration_state::applied;
        for (std::size_t i = 0; i != backwards_.size(); ++i) {
            step_ = backwards_.size() - 1 - i;
            if (step_ >= done) continue;
            carry_out(backwards_[i], was_begun && step_ + 1 == done, {}, step_);
        }
        if (done == 0) bench_.session.send(record(0, "0"));
    }

    // ---- one step

    void carry_out(const migrating::step_script& step, bool is_again, const std::string& from, std::size_t done_then) {
        statement_ = {};
        const auto begin = steady::now();
        if (step.step->kind == kind::backfill && way_ == direction::up) {
            backfill_runner{bench_, lock_, migration_, *step.step, teller_}.run(from);
        } else if (step.step->is_alone()) {
            for (const std::string& each : step.statements) run_alone(each, is_again);
        } else {
            return in_transaction(step, done_then);
        }
        statement_ = {};
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(steady::now() - begin).count();
        lock_.check(bench_.session.send(record(done_then, std::to_string(took)) + "SELECT pg_backend_pid()"), 0);
    }

    // The ledger's row once `done` steps are done; the last one ends the migration.
    [[nodiscard]] std::string record(std::size_t done, std::string_view milliseconds) const {
        const bool is_end = done == (way_ == direction::up ? forwards_.size() : 0);
        return record_steps(bench_.ledger, migration_.version, forwards_, done, is_end, milliseconds);
    }

    // The step and its record, together or not at all.
    void in_transaction(const migrating::step_script& step, std::size_t done_then) {
        const deadline until{bench_.config.timeout_seconds};
        const migrating::callable function = step.step->kind != kind::run ? nullptr : way_ == direction::up ? step.step->call : step.step->call_back;
        const std::string end = record(done_then, ledger_table::elapsed);
        std::string all;
        for (const std::string& each : step.statements) all.append(each).append("\n");
        bool in_one = function == nullptr;
        for (;;) {
            statement_ = {};
            try {
                if (in_one) {
                    bench_.session.transact(bench_.settings(until) + all + end);
                    return;
                }
                bench_.session.begin(bench_.settings(until));
                for (const std::string& each : step.statements) bench_.session.send(statement_ = each);
                statement_ = {};
                if (function != nullptr) bench_.session.call(function);
                return bench_.session.commit(end);
            } catch (const database::sql_failure& error) {
                if (error.is_disconnected()) throw;
                bench_.session.rollback();
                const bool is_again = error.is_passing() && !until.is_over();
                if (!is_again && in_one && step.statements.size() == 1) statement_ = all;
                if (!is_again && (!in_one || step.statements.size() < 2)) throw;
                if (is_again) pause();
                else in_one = false; // to see which statement it is
            }
        }
    }

    // A statement that PostgreSQL takes in no transaction.
    void run_alone(const std::string& statement, bool is_again) {
        statement_ = statement;
        const index_statement index = read_index_statement(statement);
        const detach_statement detach = read_detach_statement(statement);
        const deadline until{bench_.config.timeout_seconds};
        for (;; is_again = true) {
            if (is_again && is_done_already(index)) return;
            try {
                const detach_state there = is_again && !detach.empty() ? find_partition(bench_.session, detach) : detach_state::attached;
                if (there == detach_state::pending) bench_.session.send(detach.finalize());
                if (there == detach_state::attached) bench_.session.send(statement);
                return;
            } catch (const database::sql_failure& error) {
                if (error.is_disconnected()) throw;
                // what an earlier attempt did, without having come to say so
                if (is_again && (error.sqlstate() == "42710" || error.sqlstate() == "42P07") && index.what == index_statement::kind::other) return;
                if (!error.is_passing() || until.is_over()) throw;
                bench_.log.debug(doing() + ": " + bench_.clean(startup::detail::first_line(error.what())) + "; trying again");
                pause();
            }
        }
    }

    // Whether an index stands, or is gone, already. An invalid one is dropped, and built again.
    bool is_done_already(const index_statement& index) {
        if (index.what == index_statement::kind::other) return false;
        const index_state state = find_index(bench_.session, index);
        if (index.what == index_statement::kind::drop) return state == index_state::absent;
        if (state == index_state::valid) return true;
        if (state == index_state::invalid) {
            bench_.log.info("Dropping the invalid index " + index.name + " that an interrupted build has left");
            bench_.session.send("DROP INDEX CONCURRENTLY IF EXISTS " + index.name);
        }
        return false;
    }

    // ---- what went wrong

    [[nodiscard]] std::string doing() const {
        return (way_ == direction::up ? "" : "taking back ") + detail::title(migration_) + ", step " + std::to_string(step_ + 1) + " of " +
               std::to_string(forwards_.size());
    }
    [[nodiscard]] std::string next() const {
        if (way_ == direction::up && step_ == 0) return "no step of it is done; remove what stands in the way, and migrate again";
        return way_ == direction::up
                   ? "steps 1 to " + std::to_string(step_) + " are done and kept; remove what stands in the way, and migrate again: it goes on with this step"
                   : "what stands before it is still applied; remove what stands in the way and roll back again, or migrate again";
    }
    [[nodiscard]] startup::failure fail(const database::sql_failure& error) const {
        return bench_.failed_statement(error, doing(), statement_.empty() ? error.statement() : std::string_view{statement_}, next());
    }
    startup::failure remembered(startup::failure why) {
        if (way_ == direction::down) return why;
        try {
            bench_.session.send(bench_.ledger.update("status = 'failed', error_message = " + sql::literal(why.what()), migration_.version));
        } catch (const database::sql_failure& error) {
            bench_.log.warn("The failure could not be written into the ledger: " + bench_.clean(startup::detail::first_line(error.what())));
        }
        return why;
    }

    workbench& bench_;
    session_lock lock_;
    std::size_t position_;
    const migrating::migration_value& migration_;
    direction way_;
    progress_teller teller_;
    std::vector<migrating::step_script> forwards_;
    std::vector<migrating::step_script> backwards_{};
    std::size_t step_ = 0;
    std::string statement_{};
};

} // namespace constable::runner
