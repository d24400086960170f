// SPDX-License-Identifier: BSL-1.0
// A history of ten migrations for tests that kill and race it, and what it leaves behind.
#pragma once

#include "server.hpp"

#include "runner/runner_test.hpp"

#include "constable/runner/migrate.hpp"

#include <memory>
#include <pqxx/pqxx>
#include <spdlog/spdlog.h>
#include <string>
#include <string_view>

namespace constable::testing {

/// Ten migrations, each of which writes into `done` that it ran.
class ten_migrations : public made_up_history {
public:
    /// `is_stepwise`: some of them commit as they go: concurrent indexes, SQL outside of transactions, a backfill.
    explicit ten_migrations(bool is_stepwise) : made_up_history("ten") {
        add("01", {sql_step("CREATE TABLE done (version text NOT NULL)", "DROP TABLE done"), note("01")});
        add("02", {sql_step("CREATE TABLE people (id bigint PRIMARY KEY, name text, nick text)", "DROP TABLE people"),
                   sql_step("INSERT INTO people SELECT g, 'n' || g FROM generate_series(1, 50) g", "DELETE FROM people"), note("02")});
        add("03", {note("03"), sql_step("ALTER TABLE people ADD COLUMN age integer", "ALTER TABLE people DROP COLUMN age"), run_step(count_people, [](pqxx::transaction_base&) {})});
        if (is_stepwise)
            add("04", {note("04"), alone_step("CREATE UNIQUE INDEX CONCURRENTLY people_name ON people (name)", "DROP INDEX CONCURRENTLY people_name"),
                       alone_step("CREATE INDEX CONCURRENTLY people_age ON people (age)", "DROP INDEX CONCURRENTLY people_age")});
        else add("04", {note("04"), sql_step("CREATE UNIQUE INDEX people_name ON people (name)", "DROP INDEX people_name")});
        add("05", {sql_step("CREATE VIEW adults AS SELECT id FROM people WHERE age > 17", "DROP VIEW adults"), note("05")});
        if (is_stepwise)
            add("06", {{.kind = migrating::step_kind::backfill, .table = "people", .backfill = &fill_}, note("06")});
        else add("06", {sql_step("UPDATE people SET nick = upper(name)", "UPDATE people SET nick = NULL"), note("06")});
        add("07", {sql_step("CREATE TYPE mood AS ENUM ('sad', 'ok')", "DROP TYPE mood"), sql_step("ALTER TABLE people ADD COLUMN mood mood", "ALTER TABLE people DROP COLUMN mood"), note("07")});
        if (is_stepwise)
            add("08", {alone_step("ALTER TYPE mood ADD VALUE 'happy'", "SELECT 1"), note("08"), alone_step("VACUUM people", "SELECT 1"),
                       alone_step("DROP INDEX CONCURRENTLY people_age", "CREATE INDEX CONCURRENTLY people_age ON people (age)")});
        else add("08", {note("08")});
        add("09", {sql_step("CREATE TABLE pets (owner bigint REFERENCES people)", "DROP TABLE pets"), sql_step("CREATE INDEX ON pets (owner)", "SELECT 1"), note("09")});
        add("10", {note("10"), sql_step("ALTER TABLE people ALTER COLUMN nick SET NOT NULL", "ALTER TABLE people ALTER COLUMN nick DROP NOT NULL")});
    }

private:
    migrating::step_value note(std::string_view version) {
        return sql_step(kept("INSERT INTO done VALUES ('" + std::string{version} + "')"), kept("DELETE FROM done WHERE version = '" + std::string{version} + "'"));
    }
    static void count_people(pqxx::transaction_base& to) { to.exec("UPDATE people SET age = (SELECT count(*) FROM people) + id"); }

    migrating::backfill_value fill_{.set = "nick = upper(name)", .where = "nick IS NULL", .batch = 20};
};

/// Migrates to a target over a connection of its own.
inline migration_run migrate_ten(const std::string& connection, bool is_stepwise, const std::string& target = "head") {
    const ten_migrations history{is_stepwise};
    migration_config config;
    config.connection = connection;
    config.lock_timeout_seconds = 60;
    config.logger = std::make_shared<spdlog::logger>("silent");
    return runner::migrate(history.value(), {.target = target}, config);
}

/// Everything that the migrations leave, but for times: schema, rows, ledger.
inline std::string left_by_ten(const database& where) {
    return pg_dump(where).out +
           where.value("SELECT string_agg(concat_ws(' ', version, description, checksum, status, error_message, steps_done, steps_checksum, backfill_position,"
                       " backfill_rows), E'\\n' ORDER BY version) FROM schema_migrations") +
           "\n" + where.value("SELECT string_agg(version, ' ' ORDER BY version) FROM done") + "\n" +
           where.value("SELECT string_agg(p::text, ' ' ORDER BY id) FROM people p") + "\n" +
           where.value("SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ' ' ORDER BY indexrelid::regclass::text) FROM pg_index"
                       " WHERE indexrelid::regclass::text LIKE 'people%'");
}

} // namespace constable::testing
