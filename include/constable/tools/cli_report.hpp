// SPDX-License-Identifier: BSL-1.0
// How a database stands to its migrations, as people read it.
#pragma once

#include "constable/runner/overview.hpp"
#include "constable/runner/preview.hpp"
#include "constable/runner/lineage.hpp"
#include "constable/tools/cli_terminal.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable::tools {

/// `1 migration`, `3 migrations`
inline std::string counted(std::size_t count, std::string_view what) {
    return std::to_string(count) + " " + std::string{what} + (count == 1 ? "" : "s");
}

/// `003, 004`
inline std::string joined(const std::vector<std::string>& versions) {
    std::string text;
    for (const std::string& each : versions) text.append(text.empty() ? "" : ", ").append(each);
    return text;
}

/// One line for a migration: `✓ 003  Add users.phone   applied  2025-01-01T00:00:00Z  12 ms`. `width`: of the versions.
inline std::string line_of(const migration_entry& of, std::size_t width) {
    std::string_view mark = "·";
    if (of.state == migration_state::applied) mark = "✓";
    else if (of.state == migration_state::failed) mark = "✗";
    else if (of.state == migration_state::running) mark = "…";
    std::string text = std::string{mark} + " " + of.version + std::string(width > of.version.size() ? width - of.version.size() : 0, ' ') + "  " +
                       std::string{word_of(of.state)};
    if (!of.applied_at.empty()) text += " " + of.applied_at;
    if (of.state == migration_state::applied) text += " (" + std::to_string(of.execution_time_ms) + " ms)";
    if (of.state == migration_state::running || (of.state == migration_state::failed && of.steps_done != 0))
        text += " (" + std::to_string(of.steps_done) + " of " + counted(of.steps, "step") + ")";
    text += "  " + of.description.substr(0, of.description.find('\n'));
    if (!of.is_known) text += " [unknown to this program]";
    return text;
}

inline std::string_view colour_of(migration_state state) {
    if (state == migration_state::applied) return cli_terminal::green;
    if (state == migration_state::failed) return cli_terminal::red;
    return state == migration_state::running ? cli_terminal::yellow : std::string_view{};
}

/// All migrations, a line each; with what they depend on where that is not the one before.
inline void say_migrations(cli_terminal& to, const std::vector<migration_entry>& all) {
    std::size_t width = 0;
    for (const migration_entry& each : all) width = std::max(width, each.version.size());
    std::string before;
    for (const migration_entry& each : all) {
        std::string line = line_of(each, width);
        const bool is_next = each.depends_on.empty() || (each.depends_on.size() == 1 && each.depends_on.front() == before);
        if (!is_next) line += " [after " + joined(each.depends_on) + "]";
        to.say(line, colour_of(each.state));
        before = each.version;
    }
}

/// What is odd, each with its way out.
inline void say_findings(cli_terminal& to, const std::vector<ledger_finding>& all) {
    for (const ledger_finding& each : all) {
        if (each.stops) to.error(each.text);
        else to.warn(each.text);
    }
}

/// `bookings: 3 of 10 migrations are applied, 7 are pending; the database is at 003`
inline std::string summary_of(const migration_overview& of) {
    std::size_t known = 0;
    std::size_t applied = 0;
    for (const migration_entry& each : of.migrations) {
        if (!each.is_known) continue;
        ++known;
        if (each.state == migration_state::applied) ++applied;
    }
    std::string text = of.service + ": " + std::to_string(applied) + " of " + counted(known, "migration") + " applied, " + std::to_string(of.pending.size()) + " pending";
    text += of.current.empty() ? "; the database is at base" : "; the database is at " + joined(of.current);
    return text;
}

/// What a run would do, with its statements.
inline void say_preview(cli_terminal& to, const dry_run& of) {
    if (of.migrations.empty()) to.say("Database is up to date");
    for (const migration_preview& each : of.migrations) {
        to.say("-- " + each.version + ": " + each.description.substr(0, each.description.find('\n')) + (each.is_stepwise ? " (each step commits by itself)" : "") +
               (each.steps_done != 0 ? ", after step " + std::to_string(each.steps_done) : std::string{}), cli_terminal::green);
        for (const std::string& statement : each.statements) to.say(runner::hide_passwords(statement));
        const bool is_next = &each == &of.migrations.front();
        for (const std::string& unmet : each.unmet)
            to.warn(each.version + (is_next ? " cannot begin as things are: " : " cannot begin, unless the migrations before it change that: ") + unmet);
    }
}

/// The migrations of a program, without asking a database.
inline std::vector<migration_entry> entries_of(const migrating::history_value& history) {
    const runner::lineage tree{history};
    std::vector<migration_entry> all;
    for (std::size_t i = 0; i != tree.size(); ++i) {
        migration_entry& each = all.emplace_back();
        each.version = history.migrations[i].version;
        each.description = history.migrations[i].description;
        each.checksum = runner::checksum_text(history.migrations[i]);
        each.steps = history.migrations[i].steps.size();
        for (const std::size_t parent : tree.parents(i)) each.depends_on.emplace_back(history.migrations[parent].version);
    }
    return all;
}

} // namespace constable::tools
