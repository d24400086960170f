// SPDX-License-Identifier: BSL-1.0
// Applies a migration that is one transaction: in one message when it has no C++ in it.
#pragma once

#include "workbench.hpp"

#include "constable/migrate/script.hpp"
#include "constable/migrate/step.hpp"
#include "constable/strings/tokens.hpp"

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace constable::runner {

/// What became of an attempt.
enum class outcome : unsigned char {
    done,
    locked,  ///< another instance is migrating
    changed, ///< the ledger is not as it was read
};

/// Throws startup::failure for a step that would end the transaction in which it runs: half a migration would be kept.
inline void refuse_transaction_commands(const migrating::migration_value& migration, const std::vector<migrating::step_script>& steps) {
    using kind = strings::token::kind;
    for (const migrating::step_script& step : steps) {
        if (step.step->kind != migrating::step_kind::execute || step.step->is_alone()) continue;
        for (const std::string& statement : step.statements) {
            strings::tokenizer rest{statement};
            bool is_first = true;
            for (strings::token each = rest.next(); each.type != kind::end; is_first = each.is(";"), each = rest.next())
                for (const std::string_view word : {"commit", "rollback", "abort", "begin", "start"})
                    if (is_first && each.type == kind::word && each.names(word))
                        throw startup::failure{failure_kind::statement, detail::title(migration) + " has a step that begins or ends a transaction (" + hide_passwords(statement) +
                                                                            "), but runs in one; leave that out, or let the step run outside of transactions"};
        }
    }
}

/// Which way to go.
enum class direction : unsigned char { up, down };

/// Applies or takes back one migration, in one transaction.
class transaction_runner {
public:
    transaction_runner(workbench& with, std::size_t position, direction way)
        : bench_(with), position_(position), migration_(with.history.migrations[position]), way_(way),
          steps_(way == direction::up ? with.script().up(position) : with.script().down(position)), until_(with.config.timeout_seconds) {}

    /// `has_row`: whether the ledger has a row of a failure or a rollback. A failure leaves a row that says so. Throws
    /// startup::failure.
    outcome run(bool has_row) {
        has_row_ = has_row;
        refuse_transaction_commands(migration_, steps_);
        bool in_one = is_one_message();
        for (;;) {
            try {
                step_ = 0;
                statement_ = {};
                if (in_one) bench_.session.transact(opening() + all_statements() + closing());
                else one_by_one();
                return outcome::done;
            } catch (const database::sql_failure& error) {
                if (error.is_disconnected()) throw fail(error);
                bench_.session.rollback();
                const obstacle what = workbench::obstacle_in(error);
                if (what != obstacle::none) return what == obstacle::locked ? outcome::locked : outcome::changed;
                if (error.is_passing() && !until_.is_over()) {
                    bench_.log.debug(doing() + ": " + bench_.clean(startup::detail::first_line(error.what())) + "; trying again");
                    pause();
                    continue;
                }
                // The message does not tell which of its statements failed; asked one by one, they do. Should they succeed
                // this time, all the better.
                if (in_one && has_many_statements() && error.sqlstate() != "57014" && !error.is_passing()) {
                    in_one = false;
                    continue;
                }
                const startup::failure why = fail(error);
                if (!remember(why)) return outcome::changed;
                throw why;
            } catch (const startup::failure& why) {
                bench_.session.rollback();
                if (why.kind() == failure_kind::precondition || remember(why)) throw;
                return outcome::changed;
            } catch (const std::exception& error) { // of the program's own function
                bench_.session.rollback();
                const startup::failure why{failure_kind::statement, bench_.clean(doing() + " failed: " + error.what() + "; " + std::string{next()})};
                if (!remember(why)) return outcome::changed;
                throw why;
            }
        }
    }

    /// The statements without those of the ledger.
    [[nodiscard]] std::string all_statements() const {
        std::string text;
        for (const migrating::step_script& step : steps_)
            for (const std::string& each : step.statements) text.append(each).append("\n");
        return text;
    }

private:
    [[nodiscard]] bool is_one_message() const {
        if (way_ == direction::up && !migration_.preconditions.empty()) return false;
        for (const migrating::step_value* each : migration_.steps)
            if (each->kind == migrating::step_kind::run) return false;
        return true;
    }
    [[nodiscard]] bool has_many_statements() const {
        std::size_t count = 0;
        for (const migrating::step_script& each : steps_) count += each.statements.size();
        return count > 1;
    }

    [[nodiscard]] std::string opening() const {
        const std::string& ledger = bench_.ledger.name();
        if (way_ == direction::up)
            return bench_.settings(until_) + bench_.guard(bench_.may_run(position_)) +
                   bench_.ledger.insert(migration_.version, migration_.description, checksum_text(migration_), migration_state::applied, has_row_);
        const positions children = bench_.tree.children(position_);
        std::string condition = "EXISTS (SELECT FROM " + ledger + " WHERE version = " + sql::literal(migration_.version) + " AND status = 'applied')";
        if (!children.empty())
            condition += " AND NOT EXISTS (SELECT FROM " + ledger + " WHERE status IN ('applied', 'running') AND version IN (" + bench_.versions(children) + "))";
        return bench_.settings(until_) + bench_.guard(condition);
    }
    [[nodiscard]] std::string closing() const {
        if (way_ == direction::up) return bench_.ledger.finish(migration_.version);
        return bench_.ledger.update("status = 'rolled_back', steps_done = 0, steps_checksum = NULL, applied_at = clock_timestamp(), execution_time_ms = " +
                                        std::string{ledger_table::elapsed}, migration_.version);
    }

    void one_by_one() {
        bench_.session.begin(opening());
        if (way_ == direction::up) check_preconditions();
        for (const migrating::step_script& step : steps_) {
            ++step_;
            for (const std::string& each : step.statements) {
                statement_ = each;
                bench_.session.send(each);
            }
            statement_ = {};
            if (step.step->kind != migrating::step_kind::run) continue;
            const migrating::callable function = way_ == direction::up ? step.step->call : step.step->call_back;
            if (function != nullptr) bench_.session.call(function);
        }
        step_ = 0;
        bench_.session.commit(closing());
    }

    void check_preconditions() {
        for (const migrating::precondition& each : migration_.preconditions)
            if (!holds(bench_.session, each)) throw unmet(migration_, each);
    }

public:
    /// Asks a precondition. Throws database::sql_failure.
    static bool holds(database::session& session, const migrating::precondition& of) {
        if (of.sql.empty()) return of.ask == nullptr || session.call(of.ask);
        std::string_view sql = of.sql;
        while (!sql.empty() && (sql.back() == ';' || detail::is_blank(sql.back()))) sql.remove_suffix(1);
        const database::rows answer = session.send("SELECT (" + std::string{sql} + ")::boolean");
        return !answer.empty() && answer.at(0, 0) == "t";
    }
    static startup::failure unmet(const migrating::migration_value& migration, const migrating::precondition& of) {
        std::string text = detail::title(migration) + " cannot begin: ";
        text.append(of.message.empty() ? std::string_view{"a condition does not hold"} : of.message);
        if (!of.sql.empty()) text.append(" (").append(of.sql).append(")");
        return {failure_kind::precondition, text + "; nothing of it was done"};
    }

private:
    // "migration 003 (Add users.phone), step 2 of 4"; backwards, the steps count down
    [[nodiscard]] std::string doing() const {
        std::string text = (way_ == direction::up ? "" : "taking back ") + detail::title(migration_);
        if (step_ != 0)
            text.append(", step ").append(std::to_string(way_ == direction::up ? step_ : steps_.size() + 1 - step_)).append(" of ")
                .append(std::to_string(steps_.size()));
        else if (steps_.size() == 1) text.append(", step 1 of 1");
        return text;
    }
    [[nodiscard]] std::string_view next() const {
        return way_ == direction::up ? "nothing of this migration was kept; correct it, or what stands in its way, and migrate again: a failed migration runs anew"
                                     : "the migration is applied as before; remove what stands in the way and roll back again";
    }
    [[nodiscard]] startup::failure fail(const database::sql_failure& error) const {
        std::string_view statement = statement_;
        if (statement.empty() && step_ != 0) statement = error.statement(); // of the program's own function
        if (statement.empty() && steps_.size() == 1 && steps_[0].statements.size() == 1) statement = steps_[0].statements[0];
        return bench_.failed_statement(error, doing(), statement, next());
    }

    // False when the ledger says that somebody else has applied it.
    bool remember(const startup::failure& why) {
        if (way_ == direction::down) return true;
        try {
            return !bench_.session.send(bench_.ledger.store_failure(migration_.version, migration_.description, checksum_text(migration_), why.what())).empty();
        } catch (const database::sql_failure& error) {
            bench_.log.warn("The failure could not be written into the ledger: " + bench_.clean(startup::detail::first_line(error.what())));
            return true;
        }
    }

    workbench& bench_;
    std::size_t position_;
    const migrating::migration_value& migration_;
    direction way_;
    std::vector<migrating::step_script> steps_;
    deadline until_;
    bool has_row_ = false;
    std::size_t step_ = 0;
    std::string_view statement_;
};

} // namespace constable::runner
