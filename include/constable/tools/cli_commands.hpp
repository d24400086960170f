// SPDX-License-Identifier: BSL-1.0
// Opt-in: what the commands about migrations do. Needs nlohmann/json (Debian: nlohmann-json3-dev).
#pragma once

#include "constable/runner/adopt.hpp"
#include "constable/runner/migrate.hpp"
#include "constable/runner/offline.hpp"
#include "constable/runner/overview.hpp"
#include "constable/runner/preview.hpp"
#include "constable/runner/repair.hpp"
#include "constable/runner/rollback.hpp"
#include "constable/sql/change_plan.hpp"
#include "constable/sql/object_name.hpp"
#include "constable/startup/verify.hpp"
#include "constable/tools/catalog_commands.hpp"
#include "constable/tools/cli_arguments.hpp"
#include "constable/tools/cli_create.hpp"
#include "constable/tools/cli_program.hpp"
#include "constable/tools/cli_report.hpp"
#include "constable/tools/cli_terminal.hpp"
#include "constable/tools/json.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::tools {

/// Does what was asked for, and says what came of it.
class cli_commands {
public:
    /// `open`: opens what a person calls a source.
    cli_commands(const cli_program& of, const cli_arguments& given, cli_terminal& to, source_opener open = {})
        : program_(of), history_(of.history), given_(given), to_(to), open_(std::move(open)) {}

    /// Throws migration_error, configuration_error, failure.
    exit_code run() {
        switch (given_.command) {
        case cli_command::run: return given_.sql ? write_script() : given_.dry_run ? show_plan() : migrate();
        case cli_command::rollback: return go_back();
        case cli_command::status: return show_status();
        case cli_command::check: return check();
        case cli_command::history: return show_history();
        case cli_command::current: return show_versions(look().current, "current");
        case cli_command::pending: return show_pending();
        case cli_command::heads: return show_versions(heads(), "heads");
        case cli_command::branches: return show_branches();
        case cli_command::merge: return merge();
        case cli_command::create: return create();
        case cli_command::stamp: return report(runner::stamp(history_, given_.target, config()));
        case cli_command::baseline: return report(runner::baseline(history_, given_.target, config()));
        case cli_command::repair: return repair();
        case cli_command::verify: return verify();
        case cli_command::none: break;
        }
        return has_failed;
    }

    /// The settings of a connection: the program's or the environment's, and what --database says.
    [[nodiscard]] migration_config config() const {
        migration_config made = program_.options.config ? *program_.options.config : migration_config::from_environment();
        if (!given_.database.empty()) made.connection = given_.database;
        made.enable_logging = true;
        made.log_level = given_.verbose ? "DEBUG" : "INFO"; // the terminal chooses among the lines
        made.logger = to_.logger();
        return made;
    }

private:
    using json = nlohmann::ordered_json;

    template <class Value>
    void answer(const Value& value) {
        to_.write(json(value).dump(2, ' ', false, json::error_handler_t::replace) + "\n");
    }

    // ---- forwards and backwards

    exit_code migrate() {
        const bool is_backwards = given_.target == "base" || given_.target.starts_with('-');
        if (is_backwards) return go_back();
        if (const std::vector<std::string> all = heads(); all.size() > 1 && (given_.target.empty() || given_.target == "head"))
            throw failure{"the history has several heads (" + joined(all) + "); join them with merge -m MESSAGE, or name one with --target"};
        migrate_options how;
        if (!given_.target.empty()) how.target = given_.target;
        how.progress = &cli_terminal::show_progress;
        how.user = &to_;
        const exit_code done = report(runner::migrate(history_, how, config()));
        if (done == is_well && program_.difference.differs) to_.warn(program_.disagreement());
        return done;
    }
    exit_code go_back() {
        rollback_options how;
        if (!given_.target.empty()) how.target = given_.target;
        how.only = given_.only;
        how.confirmed = given_.confirmed;
        how.allow_data_loss = given_.allow_data_loss;
        how.safety_check = !given_.no_safety_checks;
        // one `user` for two functions
        struct both {
            const cli_options& options;
            cli_terminal& to;
        } hooks{program_.options, to_};
        how.user = &hooks;
        how.progress = [](const migration_progress& how_far, void* user) { static_cast<both*>(user)->to.show(how_far); };
        if (program_.options.has_backup != nullptr)
            how.has_backup = [](void* user) { return static_cast<both*>(user)->options.has_backup(static_cast<both*>(user)->options.user); };
        migration_run run = runner::rollback(history_, how, config());
        if (run.failure == failure_kind::refused)
            for (std::string& each : run.errors) each += way_past(each);
        return report(run);
    }
    // How a person says that a refused rollback is meant. The runner does not know the switches.
    static std::string way_past(std::string_view refusal) {
        if (refusal.find("must be confirmed") != refusal.npos) return " (--yes)";
        if (refusal.find("would be lost") != refusal.npos) return " (--allow-data-loss)";
        return {};
    }

    exit_code repair() {
        repair_options how;
        how.checksums = !given_.keep_checksums;
        how.forget_unknown = given_.forget_unknown;
        return report(runner::repair(history_, how, config()));
    }

    // The lines about what was done have come through the log.
    exit_code report(const migration_run& run) {
        if (to_.is_for_machines()) answer(run);
        for (const std::string& each : run.errors) to_.error(each);
        return run.success ? is_well : has_failed;
    }

    exit_code show_plan() {
        const dry_run plan = runner::preview(history_, given_.target.empty() ? std::string_view{"head"} : given_.target, config());
        if (to_.is_for_machines()) answer(plan);
        else say_preview(to_, plan);
        say_findings(to_, plan.findings);
        if (!plan.would_run()) return has_failed;
        return !plan.migrations.empty() && !plan.migrations.front().unmet.empty() ? is_different : is_well;
    }

    // `upgrade A:B --sql`, as Alembic has it, says both ends too.
    exit_code write_script() {
        std::string from = given_.from;
        std::string to = given_.to.empty() ? given_.target : given_.to;
        if (const std::size_t colon = to.find(':'); colon != to.npos && from.empty()) {
            from = to.substr(0, colon);
            to = to.substr(colon + 1);
        }
        migration_config settings = program_.options.config ? *program_.options.config : migration_config::from_environment();
        return write(runner::offline_script(history_, from.empty() ? "base" : from, to.empty() ? "head" : to, settings));
    }

    // ---- how things stand

    migration_overview look() { return runner::overview(history_, config()); }
    std::vector<std::string> heads() const {
        std::vector<std::string> all;
        for (const std::size_t each : runner::lineage{history_}.heads()) all.emplace_back(history_.migrations[each].version);
        return all;
    }

    exit_code show_status() {
        const migration_overview all = look();
        if (to_.is_for_machines()) {
            answer(all);
        } else {
            to_.say(summary_of(all));
            say_migrations(to_, all.migrations);
        }
        say_findings(to_, all.findings);
        return is_well;
    }

    exit_code check() {
        if (given_.offline) return check_models();
        const migration_overview all = look();
        const bool is_ready = all.is_up_to_date() && !program_.difference.differs;
        const std::string why = !all.is_sound()            ? "the ledger does not fit this program"
                                : program_.difference.differs ? program_.disagreement()
                                : all.pending.empty()         ? std::string{}
                                                              : counted(all.pending.size(), "migration") + " pending: " + joined(all.pending) + "; run them with run";
        if (to_.is_for_machines()) {
            answer(json{{"ready", is_ready}, {"message", is_ready ? "ready" : why}, {"current", all.current}, {"pending", all.pending}, {"findings", all.findings}});
        } else if (is_ready) {
            to_.say("Ready: " + summary_of(all), cli_terminal::green);
        } else {
            to_.say("Not ready: " + why, cli_terminal::yellow);
        }
        say_findings(to_, all.findings);
        if (!all.is_sound()) return has_failed;
        return is_ready ? is_well : is_different;
    }

    // Whether something is declared that no migration makes: for a build's pipeline.
    exit_code check_models() {
        const std::string why = program_.disagreement();
        if (to_.is_for_machines()) answer(json{{"ready", why.empty()}, {"message", why.empty() ? "ready" : why}});
        else to_.say(why.empty() ? "The migrations lead to the declared schema" : why, why.empty() ? cli_terminal::green : cli_terminal::yellow);
        return why.empty() ? is_well : is_different;
    }

    exit_code show_history() {
        const std::vector<migration_entry> all = given_.offline ? entries_of(history_) : look().migrations;
        if (to_.is_for_machines()) answer(all);
        else say_migrations(to_, all);
        return is_well;
    }
    exit_code show_pending() {
        const migration_overview all = look();
        std::vector<migration_entry> pending;
        for (const std::string& version : all.pending)
            for (const migration_entry& each : all.migrations)
                if (each.version == version) pending.push_back(each);
        if (to_.is_for_machines()) answer(pending);
        else if (pending.empty()) to_.tell("Nothing is pending");
        else say_migrations(to_, pending);
        return is_well;
    }
    exit_code show_versions(const std::vector<std::string>& versions, const char* what) {
        if (to_.is_for_machines()) {
            answer(json{{what, versions}});
            return is_well;
        }
        const std::vector<std::string> all_heads = heads();
        for (const std::string& each : versions) to_.say(each + (std::find(all_heads.begin(), all_heads.end(), each) != all_heads.end() ? " (head)" : ""));
        return is_well;
    }
    exit_code show_branches() {
        const runner::lineage tree{history_};
        json found = json::array();
        for (std::size_t i = 0; i != tree.size(); ++i) {
            const std::vector<std::size_t> children = tree.children(i);
            if (children.size() < 2) continue;
            std::vector<std::string> versions;
            for (const std::size_t each : children) versions.emplace_back(history_.migrations[each].version);
            found.push_back({{"version", std::string{history_.migrations[i].version}}, {"branches", versions}});
            if (!to_.is_for_machines()) to_.say(std::string{history_.migrations[i].version} + " branches into " + joined(versions));
        }
        if (to_.is_for_machines()) answer(found);
        else if (found.empty()) to_.tell("No version branches");
        return is_well;
    }

    exit_code verify() {
        const migration_config settings = config();
        const migration_overview all = runner::overview(history_, settings);
        const verification_result found = startup::verify(program_.declared, settings);
        const bool agrees = found.agrees() && all.is_up_to_date();
        if (to_.is_for_machines()) answer(json{{"agrees", agrees}, {"database", found}, {"ledger", all}});
        else to_.say(runner::hide_passwords(found.report().substr(0, found.report().size() - 1)), agrees ? cli_terminal::green : cli_terminal::yellow);
        if (!all.pending.empty()) to_.warn(counted(all.pending.size(), "migration") + " pending: " + joined(all.pending));
        say_findings(to_, all.findings);
        return agrees ? is_well : is_different;
    }

    // ---- new migrations

    exit_code create() {
        if (given_.message.empty()) throw failure{"a migration needs a message; say what it does with -m MESSAGE"};
        if (given_.empty) return write(migrating::write_empty_migration(write_options_for(history_, given_.message)));
        const migrating::generated found = generate();
        if (found.empty()) {
            to_.tell("No changes: the migrations lead to the declared schema; --empty writes a template");
            if (to_.is_for_machines()) answer(json{{"text", nullptr}});
            return is_well;
        }
        for (const std::string& each : found.unsaid) to_.warn(sql::joined("no step says this; ", sql::anew_by_hand, ": ", each));
        for (const std::string& each : found.warnings) to_.warn(each);
        for (const migrating::rename_question& each : found.questions) to_.warn(each.text() + " (--rename " + old_name(each) + "=" + each.to + ")");
        return write(migrating::write_migration(found, write_options_for(history_, given_.message)));
    }
    static std::string old_name(const migrating::rename_question& of) { return of.table.empty() ? of.from : of.table + "." + of.from; }
    // From what the migrations make, or from what another source has, to what is declared.
    migrating::generated generate() {
        migrating::generate_options how;
        for (const std::string& each : given_.renamings) how.renamings.push_back(read_renaming(each));
        if (given_.from.empty()) {
            migrating::script_writer replayed{history_};
            return migrating::generate(replayed.after(history_.migrations.empty() ? 0 : history_.migrations.size() - 1), program_.declared.catalog, how);
        }
        const catalog_source source = open_(given_.from);
        const auto own_words = source.in_own_words(program_.declared.catalog);
        const catalog::catalog all = source.view();
        const catalog_without_tables from{all, startup::own_tables_of(program_.options.config ? *program_.options.config : migration_config::from_environment())};
        return migrating::generate(from.view(), own_words ? own_words->view() : program_.declared.catalog, how);
    }
    exit_code merge() {
        const std::vector<std::string> wanted = given_.revisions.empty() ? heads() : given_.revisions;
        for (const std::string& each : wanted)
            if (runner::lineage{history_}.find(each) == runner::lineage::none) throw failure{each + " is no version of this history; see heads"};
        if (wanted.size() < 2) throw failure{"there is one head (" + joined(wanted) + "), so there is nothing to join"};
        const std::string conflict = conflict_of(history_, wanted);
        if (!conflict.empty()) to_.warn("these branches both touch " + conflict + "; see what both do to it");
        return write(merge_migration(history_, given_.message.empty() ? "Merge " + joined(wanted) : given_.message, wanted, conflict));
    }

    // A new migration: into a file that must not exist, or as the answer. A folder gets a file of the migration's own name.
    exit_code write(const migrating::written_migrations& made) {
        std::string file = given_.output;
        if (!file.empty()) {
            if (std::filesystem::is_directory(file)) file = (std::filesystem::path{file} / made.file_name).string();
            if (std::filesystem::exists(file)) throw failure{file + " exists already; name a new file, or remove it first"};
            write_file(file, made.text);
        }
        if (to_.is_for_machines()) answer(json{{"output", file}, {"text", made.text}, {"versions", made.versions}, {"names", made.names}, {"advice", made.advice}});
        else if (file.empty()) to_.write(made.text);
        else to_.tell("Wrote " + file + "; " + made.advice);
        return is_well;
    }
    exit_code write(const std::string& script) {
        if (!given_.output.empty()) write_file(given_.output, script);
        if (to_.is_for_machines()) answer(json{{"output", given_.output}, {"text", script}});
        else if (given_.output.empty()) to_.write(script);
        else to_.tell("Wrote " + given_.output);
        return is_well;
    }

    const cli_program& program_;
    const migrating::history_value& history_;
    const cli_arguments& given_;
    cli_terminal& to_;
    source_opener open_;
};

} // namespace constable::tools
