// SPDX-License-Identifier: BSL-1.0
// The whole of a migration as a script for psql: no database is needed to write it.
#pragma once

#include "adopt.hpp"
#include "ledger.hpp"
#include "lineage.hpp"
#include "steps_checksum.hpp"
#include "target.hpp"

#include "constable/database/lock.hpp"
#include "constable/migrate/script.hpp"
#include "constable/migrate/step.hpp"
#include "constable/startup/config.hpp"
#include "constable/startup/failure.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace constable::runner {

/// Writes what `migrate` would send. psql stops at the first error; what was committed until then stays, as with `migrate`.
class script_of_history {
public:
    script_of_history(const migrating::history_value& of, const migration_config& config)
        : history_(of), config_(config), tree_(of), writer_(of), ledger_(config.ledger()), key_(database::lock_key_of(of.name)) {}

    /// From a version (or `base`) that a database has, to another (or `head`). Throws startup::failure.
    std::string write(std::string_view from, std::string_view to) {
        text_ = "-- Migrations of " + std::string{history_.name} + " from " + std::string{from} + " to " + std::string{to} + ", for psql\n\\set ON_ERROR_STOP on\n\n";
        std::vector<migration_state> states(tree_.size(), migration_state::pending);
        for (const std::size_t each : detail::covered_by(tree_, from)) states[each] = migration_state::applied;
        const positions wanted = pending_until(tree_, states, to);
        // that there is a ledger already is no news
        text_ += "BEGIN;\n" + lock("pg_try_advisory_xact_lock") + "SET LOCAL client_min_messages = warning;\n" + ledger_.create() + "COMMIT;\n";
        for (const std::size_t each : wanted) {
            const migrating::migration_value& migration = history_.migrations[each];
            std::string title = detail::title(migration);
            for (char& byte : title) byte = byte == '\n' || byte == '\r' ? ' ' : byte;
            text_ += "\n-- " + title + "\n";
            if (migration.is_stepwise()) add_stepwise(each);
            else add_transaction(each);
        }
        return std::move(text_);
    }

private:
    // Nobody waits inside the server.
    [[nodiscard]] std::string lock(std::string_view function) const {
        if (!config_.concurrent_safety) return {};
        return "DO $constable$ BEGIN IF NOT pg_catalog." + std::string{function} + "(" + std::to_string(key_) +
               ") THEN RAISE EXCEPTION 'another session is migrating; run this script again when it is done' USING ERRCODE = '55P03'; END IF; END $constable$;\n";
    }
    [[nodiscard]] std::string parents_are_applied(std::size_t position) const {
        std::string text;
        for (const std::size_t each : tree_.parents(position)) {
            const std::string version = sql::literal(history_.migrations[each].version);
            text += "DO $constable$ BEGIN IF NOT EXISTS (SELECT FROM " + ledger_.name() + " WHERE status = 'applied' AND version = " + version +
                    ") THEN RAISE EXCEPTION 'this script begins after a migration that is not applied here: %', " + version + "; END IF; END $constable$;\n";
        }
        return text;
    }
    // A condition as a statement that fails.
    [[nodiscard]] std::string preconditions(const migrating::migration_value& of) const {
        std::string text;
        for (const migrating::precondition& each : of.preconditions) {
            if (each.sql.empty()) refuse(of, "has a condition that is a function of the program");
            std::string_view sql = each.sql;
            while (!sql.empty() && (sql.back() == ';' || detail::is_blank(sql.back()))) sql.remove_suffix(1);
            text += "DO $constable$ BEGIN IF (" + std::string{sql} + ") IS NOT TRUE THEN RAISE EXCEPTION '%', " +
                    sql::literal(detail::title(of) + " cannot begin: " + std::string{each.message}) + "; END IF; END $constable$;\n";
        }
        return text;
    }
    static void refuse(const migrating::migration_value& of, const std::string& why) {
        throw startup::failure{failure_kind::unsupported, detail::title(of) + " " + why + ", which a script cannot call; run the program up to it, "
                                                          "and write the script from there on"};
    }
    [[nodiscard]] std::string insert(const migrating::migration_value& of, migration_state state) const {
        return ledger_.insert(of.version, of.description, checksum_text(of), state, true);
    }

    void add_transaction(std::size_t position) {
        const migrating::migration_value& migration = history_.migrations[position];
        text_ += "BEGIN;\n" + lock("pg_try_advisory_xact_lock") + parents_are_applied(position) + preconditions(migration) + insert(migration, migration_state::applied);
        for (const migrating::step_script& step : writer_.up(position)) {
            if (step.step->kind == migrating::step_kind::run) refuse(migration, "calls a function of the program");
            for (const std::string& each : step.statements) text_ += each + "\n";
        }
        text_ += ledger_.finish(migration.version) + "COMMIT;\n";
    }

    void add_stepwise(std::size_t position) {
        const migrating::migration_value& migration = history_.migrations[position];
        const std::vector<migrating::step_script> steps = writer_.up(position);
        text_ += lock("pg_try_advisory_lock") + parents_are_applied(position) + preconditions(migration) + "BEGIN;\n" + insert(migration, migration_state::running) + "COMMIT;\n";
        for (std::size_t i = 0; i != steps.size(); ++i) {
            const migrating::step_value& step = *steps[i].step;
            if (step.kind == migrating::step_kind::run) refuse(migration, "calls a function of the program");
            const bool is_alone = step.is_alone();
            if (!is_alone) text_ += "BEGIN;\n";
            if (step.kind == migrating::step_kind::backfill) text_ += backfill(step);
            for (const std::string& each : steps[i].statements) text_ += each + "\n";
            text_ += record_steps(ledger_, migration.version, steps, i + 1, i + 1 == steps.size(), is_alone ? std::string_view{"0"} : ledger_table::elapsed);
            if (!is_alone) text_ += "COMMIT;\n";
        }
        if (config_.concurrent_safety) text_ += "SELECT pg_catalog.pg_advisory_unlock(" + std::to_string(key_) + ");\n";
    }

    // A block that commits after each batch. https://www.postgresql.org/docs/current/plpgsql-transactions.html
    [[nodiscard]] static std::string backfill(const migrating::step_value& step) {
        const migrating::backfill_value& what = *step.backfill;
        const std::string table = sql::qualified_identifier(step.schema, step.table);
        const auto doubled = [](std::string_view text) { // for format()
            std::string made;
            for (const char byte : text) made.append(byte == '%' ? 2 : 1, byte);
            return made;
        };
        const std::string find_key =
            what.key.empty() ? "SELECT a.attname INTO STRICT key FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
                               " WHERE i.indrelid = " + sql::literal(table) + "::regclass AND i.indisprimary AND i.indnkeyatts = 1;\n"
                             : "key := " + sql::literal(what.key) + ";\n";
        const std::string batch = "WITH constable_walked AS (SELECT %1$I AS k FROM " + doubled(table) + " WHERE %2$s ORDER BY %1$I LIMIT " + std::to_string(what.batch) +
                                  "), constable_last AS (SELECT k FROM constable_walked ORDER BY k DESC LIMIT 1), constable_filled AS (UPDATE " + doubled(table) + " SET " +
                                  doubled(what.set) + " WHERE %1$I <= (SELECT k FROM constable_last) AND %2$s" +
                                  (what.where.empty() ? std::string{} : " AND (" + doubled(what.where) + ")") +
                                  ") SELECT (SELECT k::text FROM constable_last), (SELECT count(*) FROM constable_walked)";
        return "DO $constable$ DECLARE key name; here text; walked bigint; BEGIN\n" + find_key + "LOOP\nEXECUTE format(" + sql::literal(batch) +
               ", key, CASE WHEN here IS NULL THEN 'true' ELSE format('%I > %L', key, here) END) INTO here, walked;\nCOMMIT;\nEXIT WHEN walked < " +
               std::to_string(what.batch) + ";\nEND LOOP; END $constable$;\n";
    }

    const migrating::history_value& history_;
    const migration_config& config_;
    lineage tree_;
    migrating::script_writer writer_;
    ledger_table ledger_;
    std::int64_t key_;
    std::string text_;
};

/// The script from one version to another, ledger included. Throws migration_error: a version that the history does not
/// have, a function of the program.
[[nodiscard]] inline std::string offline_script(const migrating::history_value& history, std::string_view from = "base", std::string_view to = "head",
                                                const migration_config& config = {}) {
    return startup::explained("writing the script", [&] { return script_of_history{history, config}.write(from, to); });
}

} // namespace constable::runner
