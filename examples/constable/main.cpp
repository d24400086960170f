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
#include "keep_schemas.hpp"
#include "report.hpp"
#include "source.hpp"

#include <constable/catalog/snapshot.hpp>
#include <constable/pull/write_declarations.hpp>
#include <constable/sql/create_all.hpp>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace {

enum exit_code { is_equal = 0, has_failed = 1, is_different = 2 };

struct arguments {
    std::string source;
    std::string from;
    std::string to;
    std::string output;
    std::string namespace_name{"pulled"};
    std::string app_name{"app"};
    std::vector<std::string> schemas;
    bool sql = false;
    bool json = false;
};

void print(const std::string& output, const std::string& text) {
    if (output.empty()) std::fwrite(text.data(), 1, text.size(), stdout);
    else tool::write_file(output, text);
}

exit_code pull(const arguments& given) {
    const tool::source source{given.source};
    const tool::kept_schemas kept{source.view(), given.schemas};
    const constable::pull::options how{.namespace_name = given.namespace_name, .app_name = given.app_name};
    print(given.output, constable::pull::write_declarations(kept.view(), how));
    return is_equal;
}

exit_code ddl(const arguments& given) {
    const tool::source source{given.source};
    const tool::kept_schemas kept{source.view(), given.schemas};
    print(given.output, constable::sql::create_all(kept.view()));
    return is_equal;
}

exit_code snapshot(const arguments& given) {
    const tool::source source{given.source};
    const tool::kept_schemas kept{source.view(), given.schemas};
    print(given.output, constable::catalog::write_snapshot(kept.view()));
    return is_equal;
}

exit_code compare(const arguments& given, const std::string& expected_source, const std::string& actual_source) {
    const tool::source expected_from{expected_source};
    const tool::source actual_from{actual_source};
    const tool::kept_schemas expected{expected_from.view(), given.schemas};
    const tool::kept_schemas actual{actual_from.view(), given.schemas};
    constable::catalog::catalog wanted = expected.view();
    constable::catalog::catalog there = actual.view();
    tool::changes found = constable::catalog::diff(wanted, there, {});
    // PostgreSQL may write one expression in several ways: whichever side can be asked is asked
    const auto wanted_in_other_words = found.empty() ? nullptr : actual_from.in_own_words(wanted);
    if (wanted_in_other_words) found = constable::catalog::diff(wanted = wanted_in_other_words->view(), there, {});
    const auto there_in_other_words = found.empty() ? nullptr : expected_from.in_own_words(there);
    if (there_in_other_words) found = constable::catalog::diff(wanted, there = there_in_other_words->view(), {});
    if (given.json) print(given.output, tool::write_json(found));
    else if (given.sql) print(given.output, tool::write_sql(wanted, there, found));
    else print(given.output, found.empty() ? "No differences\n" : constable::sql::write_report(found));
    return found.empty() ? is_equal : is_different;
}

void add_schemas(CLI::App& to, arguments& given) {
    to.add_option("--schema", given.schemas,
                  "a database schema to look at, several behind commas or options; without it, all")
        ->delimiter(',')
        ->allow_extra_args(false);
}

void add_source(CLI::App& to, arguments& given) {
    to.add_option("SOURCE", given.source,
                  "postgresql://… , 'host=… dbname=…' or snapshot:FILE; without it, what POSTGRESQL_ADDON_*, DB_*, "
                  "DATABASE_URL or PG* name");
    to.add_option("-o,--output", given.output, "file to write; without it, standard output");
    add_schemas(to, given);
}

void add_comparison(CLI::App& to, arguments& given) {
    to.add_option("-o,--output", given.output, "file to write; without it, standard output");
    add_schemas(to, given);
    auto* const sql = to.add_flag("--sql", given.sql, "the statements that would make them equal");
    to.add_flag("--json", given.json, "for machines")->excludes(sql);
}

int run(int argc, char** argv) {
    arguments given;
    CLI::App app{"Looks at PostgreSQL databases: pull declarations, compare, keep snapshots"};
    app.require_subcommand(1);
    app.set_version_flag("--version", "constable 0.1.0");

    auto* const pulling = app.add_subcommand("pull", "Write a database as C++ declarations");
    add_source(*pulling, given);
    pulling->add_option("--namespace", given.namespace_name, "C++ namespace of the declarations; '' for the global one")
        ->capture_default_str();
    pulling->add_option("--name", given.app_name, "the struct that lists everything")->capture_default_str();

    auto* const rendering = app.add_subcommand("ddl", "Write a database as SQL");
    add_source(*rendering, given);

    auto* const keeping = app.add_subcommand("snapshot", "Write a database as a text to keep, review and compare with");
    add_source(*keeping, given);

    auto* const comparing =
        app.add_subcommand("diff", "Tell what makes --from into --to; exit code 2 when they are different");
    comparing->add_option("--from", given.from, "what there is: postgresql://… or snapshot:FILE")->required();
    comparing->add_option("--to", given.to, "what there should be")->required();
    add_comparison(*comparing, given);

    auto* const verifying =
        app.add_subcommand("verify", "Tell whether a database is what a source says; exit code 2 when it is not");
    verifying->add_option("--from", given.from, "what there should be: snapshot:FILE or postgresql://…")->required();
    verifying->add_option("SOURCE", given.source, "the database; without it, the one of the environment");
    add_comparison(*verifying, given);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? is_equal : has_failed;
    }
    if (pulling->parsed()) return pull(given);
    if (rendering->parsed()) return ddl(given);
    if (keeping->parsed()) return snapshot(given);
    if (comparing->parsed()) return compare(given, given.to, given.from);
    return compare(given, given.from, given.source);
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "constable: %s\n", error.what());
        return has_failed;
    }
}
