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

// Whether a change builds an index on what exists, beside those who write to it. PostgreSQL does that neither in a transaction
// with other statements nor on a partitioned table.
inline bool can_be_concurrent(const catalog::change& of) {
    if (of.action != catalog::change_action::create || of.kind != catalog::object_kind::index) return false;
    return of.expected.in_table == nullptr || of.expected.in_table->partition_key.empty();
}
inline void make_concurrent(schema_difference& of) {
    constexpr std::string_view word = "INDEX ";
    const std::size_t at = of.statement.find(word);
    if (at == std::string::npos) return;
    of.statement.insert(at + word.size(), "CONCURRENTLY ");
    of.cost.lock = catalog::lock_level::share_update_exclusive;
    of.cost.own_transaction = true;
    of.hazard = in_words(of.cost);
}

} // namespace detail

/// Changes in words, each with what `plan` (of the same changes) does about it; without statements where there is none. An index
/// of a table that exists is suggested as CONCURRENTLY, for people run it while others write.
inline std::vector<schema_difference> in_words(std::span<const catalog::change> changes, const sql::change_plan& plan,
                                               std::string_view default_schema) {
    std::vector<schema_difference> words;
    for (const catalog::change& each : changes) words.push_back({sql::describe(each), {}, in_words(catalog::hazard_of(each)), catalog::hazard_of(each)});
    const auto add = [&](const sql::statement& each) {
        if (each.of == nullptr) return;
        std::string& text = words[static_cast<std::size_t>(each.of - changes.data())].statement;
        text.append(text.empty() ? "" : "\n").append(each.text);
    };
    for (const sql::statement& each : plan.before) add(each);
    for (const sql::statement& each : plan.statements) add(each);
    for (std::size_t i = 0; i != changes.size(); ++i) {
        if (detail::can_be_concurrent(changes[i])) detail::make_concurrent(words[i]);
        if (changes[i].place().the_grant == nullptr && changes[i].place().the_default_privilege == nullptr) continue;
        words[i].statement = detail::privilege_statement(changes[i], default_schema);
        while (words[i].statement.ends_with('\n')) words[i].statement.pop_back();
    }
    return words;
}
inline std::vector<schema_difference> in_words(std::span<const catalog::change> changes, const catalog::catalog& expected,
                                               const catalog::catalog& actual, int server_version = 0) {
    if (changes.empty()) return {};
    return in_words(changes, sql::plan(expected, actual, changes, server_version), actual.default_schema);
}

namespace detail {

// A hazard in six letters: the lock, and a letter for each thing that is so.
inline std::string short_form(const catalog::hazard& of) {
    std::string text{static_cast<char>('0' + static_cast<int>(of.lock))};
    const bool facts[] = {of.scans, of.rewrites, of.loses_data, of.own_transaction, of.breaks_users};
    for (const bool each : facts) text += each ? '+' : '-';
    return text;
}
inline catalog::hazard from_short_form(std::string_view text) {
    if (text.size() != 6 || text[0] < '0' || text[0] > '8') return {};
    return {static_cast<catalog::lock_level>(text[0] - '0'), text[1] == '+', text[2] == '+', text[3] == '+', text[4] == '+', text[5] == '+'};
}

} // namespace detail

/// Differences as one text, between ASCII's own separators: what the state row keeps.
inline std::string write_report(std::span<const schema_difference> differences) {
    std::string report;
    for (const schema_difference& each : differences)
        report.append(each.description).append("\x1f").append(each.statement).append("\x1f").append(each.hazard).append("\x1f").append(
            detail::short_form(each.cost)).append("\x1e");
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
        each.hazard = next(one, '\x1f');
        each.cost = detail::from_short_form(one); // none in what earlier versions wrote
    }
    return differences;
}

} // namespace constable::startup
