// SPDX-License-Identifier: BSL-1.0
// Real changes of real schemas, from the corpus beside the project: what `before` needs to become `after` is compared,
// planned and applied; then both databases must be the same to Constable and to pg_dump.
//
// CONSTABLE_PAIR=<part of a name> runs some of them and prints their statements.
#include "corpus/dump_statements.hpp"
#include "support/server.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/database/introspect.hpp"
#include "constable/database/session.hpp"
#include "constable/sql/describe.hpp"
#include "constable/sql/plan.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace constable::testing;
namespace catalog = constable::catalog;
namespace live = constable::database;
namespace sql = constable::sql;

const std::filesystem::path corpus = std::filesystem::path{CONSTABLE_SOURCE_FOLDER}.parent_path() / "shared" / "corpus";

struct pair_of_schemas {
    std::string name;
    std::filesystem::path before;
    std::filesystem::path after;
    bool is_noop = false;
};

std::string content(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::vector<pair_of_schemas> all_pairs() {
    std::vector<pair_of_schemas> found;
    for (const std::string_view tool : {"migra", "pgschema"})
        for (const auto& folder : std::filesystem::directory_iterator{corpus / "pairs" / tool})
            found.push_back({std::string{tool} + "/" + folder.path().filename().string(), folder.path() / "before.sql", folder.path() / "after.sql",
                             content(folder.path() / "case.json").find("\"noop\": true") != std::string::npos});
    std::ifstream history{corpus / "history" / "temporal" / "pairs.tsv"};
    for (std::string before, after, rest; std::getline(history, before, '\t') && std::getline(history, after, '\t') && std::getline(history, rest);)
        found.push_back({"temporal/" + after, corpus / "history" / "temporal" / before, corpus / "history" / "temporal" / after});
    std::sort(found.begin(), found.end(), [](const auto& left, const auto& right) { return left.name < right.name; });
    return found;
}

/// Roles belong to the cluster: that they exist already is no error.
std::string load(const database& into, const std::filesystem::path& file) {
    const process_result result = psql_file(into, file, {"-v", "ON_ERROR_STOP=0"});
    std::istringstream lines{result.err};
    for (std::string line; std::getline(lines, line);)
        if (line.find("ERROR:") != std::string::npos && !(line.find("role \"") != std::string::npos && line.find("already exists") != std::string::npos) &&
            line.find("pg_authid_rolname_index") == std::string::npos) // another group has just made it
            return line;
    return {};
}

live::live_catalog introspect(const database& from) {
    pqxx::connection connection{from.connection_string()};
    live::session with{connection};
    return live::introspect(with, live::scope::whole_database());
}

std::string apply(const database& to, const sql::change_plan& plan) {
    pqxx::connection connection{to.connection_string()};
    live::session with{connection};
    try {
        for (const sql::statement& each : plan.before) with.send(each.text);
        std::string all;
        for (const sql::statement& each : plan.statements) all += each.text + "\n";
        if (!all.empty()) {
            with.begin(all);
            with.commit("");
        }
    } catch (const live::sql_failure& error) {
        const std::string text = error.what();
        return text.substr(0, text.find("\nSET LOCAL"));
    }
    return {};
}

/// PostgreSQL appends columns: their order is left out of account.
std::string dump(const database& of) {
    const process_result result = pg_dump(of, {"--schema-only", "--no-owner", "--no-privileges"});
    std::string text;
    std::vector<std::string> statements = dump_statements(result.out);
    for (std::string& each : statements) {
        if (!each.starts_with("CREATE TABLE ") && !each.starts_with("CREATE UNLOGGED TABLE ")) continue;
        std::vector<std::string> lines;
        std::istringstream stream{each};
        for (std::string line; std::getline(stream, line);) {
            if (line.ends_with(',')) line.pop_back();
            lines.push_back(line);
        }
        std::sort(lines.begin(), lines.end());
        each.clear();
        for (const std::string& line : lines) each += line + "\n";
    }
    std::sort(statements.begin(), statements.end());
    for (const std::string& each : statements) text += each + ";\n";
    return text;
}

std::string first_difference(const std::string& left, const std::string& right) {
    const dump_difference found = compare_dumps(left, right);
    std::string text;
    for (const std::string& each : found.only_left) text += "  is:     " + each + "\n";
    for (const std::string& each : found.only_right) text += "  should: " + each + "\n";
    return text.substr(0, 2000);
}

/// A pair without effect may have one on privileges, which the corpus leaves out of account.
bool is_nothing(const std::vector<catalog::change>& changes) {
    return std::all_of(changes.begin(), changes.end(), [](const catalog::change& each) {
        return each.kind == catalog::object_kind::grant || each.kind == catalog::object_kind::default_privilege;
    });
}

/// What a server reads back from a dump: some expressions are written otherwise then, once and for all.
void reload(const database& from, const database& into) {
    const process_result result = psql(into, pg_dump(from, {"--schema-only", "--no-owner"}).out);
    if (!result.succeeded()) throw std::runtime_error{"cannot load a dump: " + result.err};
}

/// What went wrong, or nothing.
std::string run(const pair_of_schemas& pair, bool show, bool reloaded) {
    const database before;
    const database after;
    if (const std::string error = load(before, pair.before); !error.empty()) return "cannot load before: " + error;
    if (const std::string error = load(after, pair.after); !error.empty()) return "cannot load after: " + error;
    std::optional<database> before_again;
    std::optional<database> after_again;
    if (reloaded) reload(before, before_again.emplace()), reload(after, after_again.emplace());
    const database& changed = reloaded ? *before_again : before;
    const database& wanted = reloaded ? *after_again : after;
    const live::live_catalog expected = introspect(wanted);
    const live::live_catalog actual = introspect(changed);
    const catalog::catalog target = expected.view();
    const catalog::catalog source = actual.view();
    const std::vector<catalog::change> changes = catalog::diff(target, source, catalog::comparison{});
    const sql::change_plan plan = sql::plan(target, source, changes);
    if (show) std::cout << pair.name << "\n" << sql::write_report(changes) << plan.script();
    if (pair.is_noop && !is_nothing(changes)) return "a false alarm: " + sql::write_report(changes);
    if (const std::string error = apply(changed, plan); !error.empty()) return "cannot apply: " + error + "\n" + plan.script();
    const live::live_catalog made = introspect(changed);
    const std::vector<catalog::change> left = catalog::diff(target, made.view(), catalog::comparison{});
    if (!left.empty()) {
        bool is_unmodelled = true;
        for (const catalog::change& each : left) is_unmodelled = is_unmodelled && each.kind == catalog::object_kind::other;
        return (is_unmodelled ? "not modelled: " : "still different: ") + sql::write_report(left) + plan.script();
    }
    const std::string is = dump(changed);
    const std::string should_be = dump(wanted);
    if (is != should_be) return "pg_dump differs:\n" + first_difference(is, should_be) + plan.script();
    return {};
}

bool is_wanted(std::string_view name, std::string_view filter) {
    std::istringstream parts{std::string{filter}};
    for (std::string part; std::getline(parts, part, ',');)
        if (name.find(part) != std::string_view::npos) return true;
    return false;
}

// In groups, which run side by side in the halves of these tests.
constexpr std::size_t groups = 8;
class pairs : public server_test, public ::testing::WithParamInterface<std::size_t> {};

TEST_P(pairs, become_what_they_should) {
    if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "no corpus at " << corpus;
    const char* const filter = std::getenv("CONSTABLE_PAIR");
    shared_server().rows("DO $$ DECLARE r text; BEGIN FOREACH r IN ARRAY ARRAY['schemainspect_test_role', 'testuser'] LOOP"
                         " BEGIN EXECUTE 'CREATE ROLE ' || r; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END; END LOOP; END $$");
    std::size_t passed = 0;
    std::size_t failed = 0;
    const std::vector<pair_of_schemas> all = all_pairs();
    for (std::size_t at = GetParam(); at < all.size(); at += groups) {
        const pair_of_schemas& each = all[at];
        if (filter != nullptr && !is_wanted(each.name, filter)) continue;
        std::string error;
        try {
            error = run(each, filter != nullptr, false);
            if (!error.empty()) error = run(each, filter != nullptr, true);
        } catch (const std::exception& problem) {
            error = std::string{"exception: "} + problem.what();
        }
        ++(error.empty() ? passed : failed);
        if (!error.empty()) ADD_FAILURE() << each.name << ": " << error;
    }
    std::cout << passed << " of " << passed + failed << " pairs pass" << std::endl;
    if (filter != nullptr && passed + failed == 0) GTEST_SKIP() << "no pair of this group is called " << filter;
    EXPECT_NE(passed, 0U);
}
INSTANTIATE_TEST_SUITE_P(group, pairs, ::testing::Range(std::size_t{0}, groups));

} // namespace
