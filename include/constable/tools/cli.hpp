// SPDX-License-Identifier: BSL-1.0
// Opt-in: the command line of a program with migrations. Needs CLI11 and nlohmann/json (Debian: libcli11-dev,
// nlohmann-json3-dev).
//
//     int main(int argc, char** argv) { return constable::cli<app, history>(argc, argv); }
#pragma once

#include "constable/tools/catalog_commands.hpp"
#include "constable/tools/cli_arguments.hpp"
#include "constable/tools/cli_commands.hpp"
#include "constable/tools/cli_program.hpp"
#include "constable/tools/cli_terminal.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace constable::tools {

/// The command line of a program, over values.
class command_line {
public:
    explicit command_line(const cli_program& of)
        : program_(of), catalogs_([this](const std::string& from) { return open(from); }), commands_(given_), app_(of.options.description) {
        app_.require_subcommand(1);
        app_.fallthrough();
        app_.set_version_flag("--version", of.options.version);
        commands_.add_to(app_);
        catalogs_.add_to(app_);
        add_verify();
    }
    command_line(const command_line&) = delete;
    command_line& operator=(const command_line&) = delete;

    /// Does what the arguments say. The exit code is 0 for success, 2 for "not ready" and "different", 1 for errors.
    int run(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            // CLI11 repeats the arguments that it does not understand, and one of them may hold a password
            std::ostringstream out;
            std::ostringstream err;
            const bool is_answer = app_.exit(error, out, err) == 0;
            std::fputs(out.str().c_str(), program_.options.out);
            std::fputs(runner::hide_passwords(err.str()).c_str(), program_.options.err);
            return is_answer ? is_well : has_failed;
        }
        const cli_detail detail = given_.quiet ? cli_detail::quiet : given_.verbose ? cli_detail::verbose : cli_detail::normal;
        cli_terminal terminal{program_.options.out, program_.options.err, detail, given_.json};
        try {
            return call(terminal);
        } catch (const migration_error& error) {
            return complain(terminal, error.result().errors.empty() ? std::string{error.what()} : error.result().errors.front());
        } catch (const std::exception& error) {
            return complain(terminal, error.what());
        }
    }

private:
    int call(cli_terminal& terminal) {
        catalogs_.given.json = given_.json;
        const bool is_comparison = given_.command == cli_command::verify && !catalogs_.given.from.empty();
        if (is_comparison) return catalogs_.compare(catalogs_.given.from, catalogs_.given.source, program_.options.out);
        if (given_.command == cli_command::none) return catalogs_.run(program_.options.out);
        return cli_commands{program_, given_, terminal, [this](const std::string& from) { return open(from); }}.run();
    }
    static int complain(cli_terminal& to, const std::string& what) {
        const std::string text = runner::hide_passwords(what);
        if (to.is_for_machines()) to.write(nlohmann::ordered_json{{"success", false}, {"errors", {text}}}.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
        to.error(text);
        return has_failed;
    }

    void add_verify() {
        CLI::App* const verify = app_.add_subcommand("verify", "Whether the database is as declared and its ledger fits; exit code 2 when not");
        verify->add_option("--from", catalogs_.given.from, "compare with this instead: snapshot:FILE, postgresql://…, declared, history:VERSION");
        verify->add_option("SOURCE", catalogs_.given.source, "with --from: the database; without it, the one of --database or the environment")->needs(verify->get_option("--from"));
        verify->callback([this] { given_.command = cli_command::verify; });
    }

    // What a source means here: what the program itself has, too.
    catalog_source open(const std::string& from) {
        constexpr std::string_view history = "history:";
        if (from == "declared") return catalog_source{program_.declared.catalog};
        if (!from.starts_with(history)) return catalog_source{from.empty() ? given_.database : from};
        const std::string version = from.substr(history.size());
        const runner::lineage tree{program_.history};
        const std::size_t at = version == "head" ? tree.size() - 1 : tree.find(version);
        if (at >= tree.size()) throw failure{version + " is no version of this history; see history --offline"};
        return catalog_source{program_.history, at};
    }

    const cli_program& program_;
    cli_arguments given_{};
    catalog_commands catalogs_;
    migration_commands commands_;
    CLI::App app_;
};

} // namespace constable::tools

namespace constable {

/// The command line of a program with the declared schema `App` and the migrations `History`: run, status, check,
/// rollback and the others, as `--help` lists them. Returns the exit code: 0 for success, 2 for "not ready" and
/// "different", 1 for errors. Connection and settings come from the environment, or from `--database`.
template <class App, class History>
int cli(int argc, char** argv) {
    const tools::cli_program program = tools::program_of<App, History>();
    return tools::command_line{program}.run(argc, argv);
}
/// The same with settings and a backup check of the program's own.
template <class App, class History>
int cli(int argc, char** argv, cli_options options) {
    const tools::cli_program program = tools::program_of<App, History>(std::move(options));
    return tools::command_line{program}.run(argc, argv);
}

} // namespace constable
