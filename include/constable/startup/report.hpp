// SPDX-License-Identifier: BSL-1.0
// Changes as people read them: a sentence, the statement that would settle it, and what that costs.
#pragma once

#include "constable/catalog/change.hpp"
#include "constable/catalog/hazard.hpp"
#include "constable/sql/describe.hpp"
#include "constable/sql/plan.hpp"
#include "constable/sql/privileges.hpp"
#include "constable/startup/result.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace constable::startup {

/// What a statement costs while others use the database: "locks ACCESS EXCLUSIVE, reads the whole table"; empty when nothing.
inline std::string in_words(const catalog::hazard& of) {
    std::string text;
    const auto add = [&](bool is_so, std::string_view words) {
        if (is_so) text.append(text.empty() ? "" : ", ").append(words);
    };
    add(of.lock > catalog::lock_level::row_exclusive, std::string{"locks "}.append(catalog::word_of(of.lock)));
    add(of.scans, "reads the whole table");
    add(of.rewrites, "rewrites it");
    add(of.loses_data, "loses data");
    add(of.own_transaction, "needs a transaction of its own");
    add(of.breaks_users, "may break programs that rely on what is there");
    return text;
}

namespace detail {

// The statement of a privilege alone: a plan has them all at its end.
inline std::string privilege_statement(const catalog::change& of, std::string_view default_schema) {
    const bool is_drop = of.action == catalog::change_action::drop;
    const catalog::object_place& at = of.place();
    return strings::to_string([&](auto& sink) {
        if (at.the_grant != nullptr) sql::add_grant(sink, std::span{at.the_grant, 1}, is_drop);
        if (at.the_default_privilege != nullptr) sql::add_default_privilege(sink, std::span{at.the_default_privilege, 1}, default_schema, is_drop);
    });
}

} // namespace detail

/// Changes in words, each with what `plan` (of the same changes) does about it; without statements where there is none.
inline std::vector<schema_difference> in_words(std::span<const catalog::change> changes, const sql::change_plan& plan,
                                               std::string_view default_schema) {
    std::vector<schema_difference> words;
    for (const catalog::change& each : changes) words.push_back({sql::describe(each), {}, in_words(catalog::hazard_of(each))});
    const auto add = [&](const sql::statement& each) {
        if (each.of == nullptr) return;
        std::string& text = words[static_cast<std::size_t>(each.of - changes.data())].statement;
        text.append(text.empty() ? "" : "\n").append(each.text);
    };
    for (const sql::statement& each : plan.before) add(each);
    for (const sql::statement& each : plan.statements) add(each);
    for (std::size_t i = 0; i != changes.size(); ++i) {
        if (changes[i].place().the_grant == nullptr && changes[i].place().the_default_privilege == nullptr) continue;
        words[i].statement = detail::privilege_statement(changes[i], default_schema);
        while (words[i].statement.ends_with('\n')) words[i].statement.pop_back();
    }
    return words;
}
inline std::vector<schema_difference> in_words(std::span<const catalog::change> changes, const catalog::catalog& expected,
                                               const catalog::catalog& actual) {
    if (changes.empty()) return {};
    return in_words(changes, sql::plan(expected, actual, changes), actual.default_schema);
}

/// Differences as one text, between ASCII's own separators: what the state row keeps.
inline std::string write_report(std::span<const schema_difference> differences) {
    std::string report;
    for (const schema_difference& each : differences)
        report.append(each.description).append("\x1f").append(each.statement).append("\x1f").append(each.hazard).append("\x1e");
    return report;
}

/// The differences in a text that `write_report` wrote.
inline std::vector<schema_difference> read_report(std::string_view report) {
    std::vector<schema_difference> differences;
    const auto next = [](std::string_view& rest, char end) {
        const std::string_view one = rest.substr(0, rest.find(end));
        rest.remove_prefix(one.size() == rest.size() ? one.size() : one.size() + 1);
        return one;
    };
    while (!report.empty()) {
        std::string_view one = next(report, '\x1e');
        schema_difference& each = differences.emplace_back();
        each.description = next(one, '\x1f');
        each.statement = next(one, '\x1f');
        each.hazard = one;
    }
    return differences;
}

} // namespace constable::startup
