// SPDX-License-Identifier: BSL-1.0
// Opt-in: the commands that look at any PostgreSQL database, without a declaration of it. Needs CLI11 (Debian: libcli11-dev).
#pragma once

#include "constable/catalog/snapshot.hpp"
#include "constable/pull/write_declarations.hpp"
#include "constable/sql/create_all.hpp"
#include "constable/tools/catalog_source.hpp"
#include "constable/tools/keep_schemas.hpp"
#include "constable/tools/report_changes.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace constable::tools {

/// What a command-line tool tells the shell.
enum exit_code : int {
    is_well = 0,      ///< done; ready; equal
    has_failed = 1,   ///< something went wrong
    is_different = 2, ///< not equal; not ready
};

/// What the commands of this header are told.
struct catalog_arguments {
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

/// Opens what a person calls a source.
using source_opener = std::function<catalog_source(const std::string&)>;

/// pull, ddl, snapshot, diff, and verify where the tool has none of its own.
class catalog_commands {
public:
    explicit catalog_commands(source_opener open = [](const std::string& from) { return catalog_source{from}; }) : open_(std::move(open)) {}
    catalog_commands(const catalog_commands&) = delete;
    catalog_commands& operator=(const catalog_commands&) = delete;

    catalog_arguments given{};

    void add_to(CLI::App& app) {
        pulling_ = app.add_subcommand("pull", "Write a database as C++ declarations");
        add_source(*pulling_);
        pulling_->add_option("--namespace", given.namespace_name, "C++ namespace of the declarations; '' for the global one")->capture_default_str();
        pulling_->add_option("--name", given.app_name, "the struct that lists everything")->capture_default_str();

        rendering_ = app.add_subcommand("ddl", "Write a database as SQL");
        add_source(*rendering_);

        keeping_ = app.add_subcommand("snapshot", "Write a database as a text to keep, review and compare with");
        add_source(*keeping_);

        comparing_ = app.add_subcommand("diff", "Tell what makes --from into --to; exit code 2 when they are different");
        comparing_->add_option("--from", given.from, "what there is: postgresql://… or snapshot:FILE")->required();
        comparing_->add_option("--to", given.to, "what there should be")->required();
        add_comparison(*comparing_);
    }
    /// `verify --from SOURCE [SOURCE]`.
    void add_verify_to(CLI::App& app) {
        verifying_ = app.add_subcommand("verify", "Tell whether a database is what a source says; exit code 2 when it is not");
        verifying_->add_option("--from", given.from, "what there should be: snapshot:FILE or postgresql://…")->required();
        verifying_->add_option("SOURCE", given.source, "the database; without it, the one of the environment");
        add_comparison(*verifying_);
    }

    /// Whether one of these commands was called.
    [[nodiscard]] bool are_called() const {
        for (const CLI::App* each : {pulling_, rendering_, keeping_, comparing_, verifying_})
            if (each != nullptr && each->parsed()) return true;
        return false;
    }

    /// Does what was called. Throws failure, std::runtime_error.
    [[nodiscard]] exit_code run(std::FILE* out) const {
        if (comparing_->parsed()) return compare(given.to, given.from, out);
        if (verifying_ != nullptr && verifying_->parsed()) return compare(given.from, given.source, out);
        const catalog_source from = open_(given.source);
        const kept_schemas kept{from.view(), given.schemas};
        if (pulling_->parsed())
            print(out, pull::write_declarations(kept.view(), {.namespace_name = given.namespace_name, .app_name = given.app_name}));
        else if (rendering_->parsed()) print(out, sql::create_all(kept.view()));
        else print(out, catalog::write_snapshot(kept.view()));
        return is_well;
    }

    /// Tells what makes one source into the other.
    [[nodiscard]] exit_code compare(const std::string& expected_source, const std::string& actual_source, std::FILE* out) const {
        if (given.sql && given.json) throw failure{"--sql and --json ask for two texts at once; leave one of them out"};
        const catalog_source expected_from = open_(expected_source);
        const catalog_source actual_from = open_(actual_source);
        const kept_schemas expected{expected_from.view(), given.schemas};
        const kept_schemas actual{actual_from.view(), given.schemas};
        catalog::catalog wanted = expected.view();
        catalog::catalog there = actual.view();
        changes found = catalog::diff(wanted, there, {});
        // PostgreSQL may write one expression in several ways: whichever side can be asked is asked
        const auto wanted_in_other_words = found.empty() ? nullptr : actual_from.in_own_words(wanted);
        if (wanted_in_other_words) found = catalog::diff(wanted = wanted_in_other_words->view(), there, {});
        const auto there_in_other_words = found.empty() ? nullptr : expected_from.in_own_words(there);
        if (there_in_other_words) found = catalog::diff(wanted, there = there_in_other_words->view(), {});
        if (given.json) write(out, write_json(found));
        else if (given.sql) write(out, write_sql(wanted, there, found, actual_from.server_version()));
        else write(out, found.empty() ? "No differences\n" : sql::write_report(found));
        if (const std::string which = not_compared(wanted, there); !which.empty())
            std::fputs(("Not compared, look at both yourself: " + which + " (Constable knows them by name alone)\n").c_str(), stderr);
        return found.empty() ? is_well : is_different;
    }

private:
    // What both sides have, and the catalog knows by its name alone.
    static std::string not_compared(const catalog::catalog& one, const catalog::catalog& other) {
        std::string text;
        for (const catalog::unmodelled& each : one.unmodelled_objects)
            for (const catalog::unmodelled& same : other.unmodelled_objects)
                if (same.kind == each.kind && same.name == each.name) text.append(text.empty() ? "" : ", ").append(each.kind).append(" ").append(each.name);
        return text;
    }
    void write(std::FILE* out, const std::string& text) const {
        if (given.output.empty()) std::fwrite(text.data(), 1, text.size(), out);
        else write_file(given.output, text);
    }
    // A text that is no JSON itself.
    void print(std::FILE* out, const std::string& text) const {
        write(out, given.json && given.output.empty() ? "{\"text\": " + in_json(text) + "}\n" : text);
        if (given.json && !given.output.empty()) std::fputs(("{\"output\": " + in_json(given.output) + "}\n").c_str(), out);
    }

    void add_schemas(CLI::App& to) {
        to.add_option("--schema", given.schemas, "a database schema to look at, several behind commas or options; without it, all")
            ->delimiter(',')
            ->allow_extra_args(false);
    }
    void add_source(CLI::App& to) {
        to.add_option("SOURCE", given.source,
                      "postgresql://… , 'host=… dbname=…' or snapshot:FILE; without it, what POSTGRESQL_ADDON_*, DB_*, "
                      "DATABASE_URL or PG* name");
        to.add_option("-o,--output", given.output, "file to write; without it, standard output");
        add_schemas(to);
    }
    void add_comparison(CLI::App& to) {
        to.add_option("-o,--output", given.output, "file to write; without it, standard output");
        add_schemas(to);
        to.add_flag("--sql", given.sql, "the statements that would make them equal");
    }

    source_opener open_;
    CLI::App* pulling_ = nullptr;
    CLI::App* rendering_ = nullptr;
    CLI::App* keeping_ = nullptr;
    CLI::App* comparing_ = nullptr;
    CLI::App* verifying_ = nullptr;
};

} // namespace constable::tools
