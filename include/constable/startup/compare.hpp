// SPDX-License-Identifier: BSL-1.0
// Compares a live database with a declaration, asking the server where only the server knows.
#pragma once

#include "constable/catalog/diff.hpp"
#include "constable/database/live_catalog.hpp"
#include "constable/database/session.hpp"
#include "constable/sql/repair.hpp"
#include "constable/startup/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable::startup {

namespace detail {

// A type whose spelling is not ours: `sql_type<"int4">` may well be the integer that stands there.
inline bool is_uncertain(const catalog::difference& each) {
    return each.kind == catalog::difference_kind::column_type && each.of_column->origin != catalog::type_origin::built_in;
}

// The statements that ask the server to spell the declared types: a temporary table has them as its columns.
inline std::string spelling_question(const std::vector<catalog::difference>& differences) {
    std::string columns;
    for (std::size_t i = 0; i != differences.size(); ++i) {
        if (!is_uncertain(differences[i])) continue;
        columns.append(columns.empty() ? "c" : ", c").append(std::to_string(i)).append(" ").append(differences[i].of_column->type);
    }
    if (columns.empty()) return {};
    return "CREATE TEMPORARY TABLE constable_types (" + columns + ");"
           " SELECT substr(attname, 2), format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute"
           " WHERE attrelid = 'pg_temp.constable_types'::regclass AND attnum > 0 ORDER BY attnum";
}

} // namespace detail

/// All differences between a declaration and what was read over `session`. One message more than the reading, or two,
/// and only when types are spelt otherwise than declared; it leaves nothing behind. A standby cannot be asked.
/// Throws database::sql_failure.
inline std::vector<catalog::difference> compare(database::session& session, const catalog::catalog& expected,
                                                const database::live_catalog& live) {
    std::vector<catalog::difference> found = catalog::diff(expected, live.view());
    const std::string question = detail::spelling_question(found);
    if (question.empty() || live.is_standby()) return found;
    const database::rows spelt = session.try_out(question);
    // rows come in the order of the differences: erasing from the end leaves the other positions alone
    for (std::size_t row = spelt.size(); row != 0; --row) {
        const auto at = static_cast<std::size_t>(std::stoul(std::string{spelt.at(row - 1, 0)}));
        if (found[at].actual == spelt.at(row - 1, 1)) found.erase(found.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return found;
}

/// The differences in words.
inline std::vector<schema_difference> in_words(const std::vector<catalog::difference>& differences) {
    std::vector<schema_difference> words;
    for (const catalog::difference& each : differences) words.push_back({sql::describe(each), sql::repair(each)});
    return words;
}

/// Differences as one text, between ASCII's own separators: what the state row keeps.
inline std::string write_report(const std::vector<schema_difference>& differences) {
    std::string report;
    for (const schema_difference& each : differences) report.append(each.description).append("\x1f").append(each.statement).append("\x1e");
    return report;
}

/// The differences in a text that `write_report` wrote.
inline std::vector<schema_difference> read_report(std::string_view report) {
    std::vector<schema_difference> differences;
    while (!report.empty()) {
        const std::string_view one = report.substr(0, report.find('\x1e'));
        const std::size_t middle = one.find('\x1f');
        const std::string_view statement = middle == one.npos ? std::string_view{} : one.substr(middle + 1);
        differences.push_back({std::string{one.substr(0, middle)}, std::string{statement}});
        report.remove_prefix(one.size() == report.size() ? one.size() : one.size() + 1);
    }
    return differences;
}

} // namespace constable::startup
