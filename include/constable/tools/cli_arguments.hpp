// SPDX-License-Identifier: BSL-1.0
// Opt-in: the commands about migrations, and what a person may tell them. Needs CLI11 (Debian: libcli11-dev).
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace constable::tools {

/// What is done.
enum class cli_command : unsigned char {
    none, run, status, check, rollback, history, current, pending, heads, branches, merge, create, stamp, verify, repair, baseline,
};

/// What the commands about migrations are told.
struct cli_arguments {
    cli_command command = cli_command::none;
    std::string database{};
    bool json = false;
    bool quiet = false;
    bool verbose = false;

    std::string target{}; ///< of run, rollback, stamp, baseline
    std::string only{};   ///< rollback --version
    bool dry_run = false;
    bool sql = false;
    std::string from{};
    std::string to{};
    bool confirmed = false;
    bool allow_data_loss = false;
    bool no_safety_checks = false;

    std::string message{}; ///< of create and merge
    std::string output{};
    bool empty = false;
    bool autogenerate = false;
    std::vector<std::string> revisions{}; ///< that merge joins

    std::vector<std::string> renamings{}; ///< `users.name=full_name`
    bool offline = false;                 ///< history, check: without a database
    bool forget_unknown = false;
    bool keep_checksums = false;
};

/// The commands about migrations.
class migration_commands {
public:
    explicit migration_commands(cli_arguments& into) : given_(into) {}

    void add_to(CLI::App& app) {
        app.add_option("--database", given_.database, "postgresql://… or 'host=… dbname=…'; without it, what POSTGRESQL_ADDON_*, DB_*, DATABASE_URL or PG* name");
        app.add_flag("--json", given_.json, "one JSON value on standard output");
        app.add_flag("-q,--quiet", given_.quiet, "nothing but what was asked for, and errors");
        app.add_flag("-v,--verbose", given_.verbose, "the library's debug lines too");
        add_runs(app);
        add_reports(app);
        add_writers(app);
        add_ledger_commands(app);
    }

private:
    CLI::App* add(CLI::App& app, const char* name, const char* description, cli_command which) {
        CLI::App* const made = app.add_subcommand(name, description);
        made->callback([this, which] { given_.command = which; });
        return made;
    }

    void add_runs(CLI::App& app) {
        CLI::App* const run = add(app, "run", "Run what is pending", cli_command::run);
        run->alias("upgrade");
        add_run_options(*run);
        // one name, two customs: `migrate` runs, as in many tools; `migrate -m` writes a migration, as Flask-Migrate's does
        CLI::App* const migrate = app.add_subcommand("migrate", "The same as run; with -m, as create");
        add_run_options(*migrate);
        add_message(*migrate);
        migrate->add_option("--rename", given_.renamings, "with -m: table=new_name or table.column=new_name")->allow_extra_args(false);
        migrate->callback([this] { given_.command = given_.message.empty() ? cli_command::run : cli_command::create; });

        CLI::App* const rollback = add(app, "rollback", "Take migrations back: the last one, unless something else is asked for", cli_command::rollback);
        rollback->alias("downgrade");
        rollback->add_option("--target,--revision,TARGET", given_.target, "a version, which stays; -n: the last n; base: everything");
        rollback->add_option("--version", given_.only, "this one version alone, when nothing applied depends on it");
        add_safety(*rollback);
    }
    void add_run_options(CLI::App& to) {
        to.add_option("--target,--revision,TARGET", given_.target, "a version, with what it depends on; +n: the next n; head: everything; -n or base: back");
        to.add_flag("--dry-run", given_.dry_run, "show what would be done, in a transaction that cannot write");
        to.add_flag("--sql", given_.sql, "write it as a script for psql, without a database");
        to.add_option("--from", given_.from, "with --sql: the version that the database has (base)");
        to.add_option("--to", given_.to, "with --sql: how far (head)");
        to.add_option("-o,--output", given_.output, "with --sql: file to write; without it, standard output");
        add_safety(to);
    }
    void add_safety(CLI::App& to) {
        to.add_flag("-y,--yes,--confirm-production", given_.confirmed, "going back in production (MIGRATION_ENV or ENV) is meant");
        to.add_flag("--allow-data-loss", given_.allow_data_loss, "stored data may be lost on the way back");
        to.add_flag("--no-safety-checks", given_.no_safety_checks, "go back without asking for confirmation, data or backup");
    }

    void add_reports(CLI::App& app) {
        add(app, "status", "Show what is applied, what is pending, and what is odd", cli_command::status);
        add(app, "check", "Whether the database is ready: exit code 0 ready, 2 not ready, 1 error", cli_command::check)
            ->add_flag("--offline", given_.offline, "only whether the migrations lead to the declared schema, without a database");
        add(app, "history", "List all migrations", cli_command::history)->add_flag("--offline", given_.offline, "without asking a database");
        add(app, "current", "Show the version that the database has", cli_command::current);
        add(app, "pending", "List what run would run", cli_command::pending);
        add(app, "heads", "List the versions that nothing depends on", cli_command::heads);
        add(app, "branches", "List the versions at which the history branches", cli_command::branches);
    }

    void add_writers(CLI::App& app) {
        CLI::App* const create = add(app, "create", "Write a migration: what the declared schema has and the migrations do not", cli_command::create);
        add_message(*create);
        create->add_option("MESSAGE", given_.message, "the same");
        add_output(*create);
        create->add_flag("--empty,--no-autogenerate", given_.empty, "a template to fill in");
        add_generation(*create);
        CLI::App* const revision = app.add_subcommand("revision", "The same as create --empty; with --autogenerate, as create");
        add_message(*revision);
        add_output(*revision);
        revision->add_flag("--autogenerate", given_.autogenerate, "what the declared schema has and the migrations do not");
        add_generation(*revision);
        revision->callback([this] {
            given_.command = cli_command::create;
            given_.empty = !given_.autogenerate;
        });
        CLI::App* const merge = add(app, "merge", "Write a migration that joins several heads", cli_command::merge);
        add_message(*merge);
        add_output(*merge);
        merge->add_option("REVISIONS", given_.revisions, "the heads to join; without them, all");
    }
    void add_generation(CLI::App& to) {
        to.add_option("--from", given_.from, "compare with this instead of what the migrations make: postgresql://…, snapshot:FILE, history:VERSION");
        to.add_option("--rename", given_.renamings, "table=new_name or table.column=new_name: not dropped and added, but renamed")->allow_extra_args(false);
    }
    void add_message(CLI::App& to) { to.add_option("-m,--message", given_.message, "what the migration does, in a few words"); }
    void add_output(CLI::App& to) { to.add_option("-o,--output", given_.output, "file to write, which must not exist, or the folder for it; without it, standard output"); }

    void add_ledger_commands(CLI::App& app) {
        add(app, "stamp", "Write into the ledger that a version is applied, without running anything", cli_command::stamp)
            ->add_option("VERSION", given_.target, "a version, with what it depends on; head: everything; base: nothing")->required();
        add(app, "baseline", "Take over a database that exists: see that it is as a version leaves it, then stamp that", cli_command::baseline)
            ->add_option("VERSION", given_.target, "a version, or head")->required();
        CLI::App* const repair = add(app, "repair", "Make the ledger fit the program: accept edited migrations, forget failures", cli_command::repair);
        repair->add_flag("--forget-unknown", given_.forget_unknown, "delete the rows of versions that the program does not know");
        repair->add_flag("--keep-checksums", given_.keep_checksums, "do not accept edited migrations");
    }

    cli_arguments& given_;
};

} // namespace constable::tools
