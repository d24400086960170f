// SPDX-License-Identifier: BSL-1.0
// The stock command-line tool: looks at any PostgreSQL database, without a declaration of it.
//
//     constable pull -o schema.hpp                    what DATABASE_URL (or PG*, …) names, as C++ declarations
//     constable diff --from snapshot:old.txt --to postgresql://host/db --sql
//     constable snapshot -o schema.txt                to keep, to review and to compare with
//     constable verify --from snapshot:schema.txt     whether the database still is what it was
//     constable ddl snapshot:schema.txt               as a script for psql
//
// Exit codes: 0 all is well, the two are equal; 2 they are different; 1 something went wrong.
#include <constable/runner/hide_passwords.hpp>
#include <constable/tools/catalog_commands.hpp>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <sstream>

namespace {

namespace tools = constable::tools;

int complain(const char* what) {
    std::fprintf(stderr, "constable: %s\n", constable::runner::hide_passwords(what).c_str());
    return tools::has_failed;
}

int run(int argc, char** argv) {
    CLI::App app{"Looks at PostgreSQL databases: pull declarations, compare, keep snapshots"};
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", "constable 0.1.0");
    tools::catalog_commands commands;
    app.add_flag("--json", commands.given.json, "for machines");
    commands.add_to(app);
    commands.add_verify_to(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // CLI11 repeats the arguments that it does not understand, and one of them may hold a password
        std::ostringstream out;
        std::ostringstream err;
        const bool is_well = app.exit(error, out, err) == 0;
        std::fputs(out.str().c_str(), stdout);
        std::fputs(constable::runner::hide_passwords(err.str()).c_str(), stderr);
        return is_well ? tools::is_well : tools::has_failed;
    }
    return commands.run(stdout);
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        return complain(error.what());
    }
}
