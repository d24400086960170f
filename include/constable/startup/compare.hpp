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

// EXPLAIN spells types as format_type() does; it runs nothing, writes nothing, needs no privilege, and works on a standby.
inline constexpr std::string_view spelling_end = ", '|'::text";

inline std::string spelling_question(const std::vector<std::string_view>& types) {
    std::string text = "EXPLAIN (VERBOSE, COSTS OFF) SELECT ";
    for (const std::string_view type : types) text.append("CAST(NULL AS ").append(type).append("), '|'::text, ");
    return text.append("NULL");
}

// `  Output: NULL::integer, '|'::text, NULL::character varying(20), '|'::text, …`
inline std::vector<std::string> read_spellings(const database::rows& plan) {
    std::vector<std::string> spellings;
    for (std::size_t row = 0; row != plan.size(); ++row) {
        std::string_view line = plan.at(row, 0);
        if (line.find("Output: ") == line.npos) continue;
        for (std::size_t end = 0; (end = line.find(spelling_end)) != line.npos; line.remove_prefix(end + spelling_end.size())) {
            const std::string_view cast = line.substr(0, end);
            spellings.emplace_back(cast.substr(cast.rfind("::") + 2));
        }
    }
    return spellings;
}

// How the server spells these types; nothing for one that it does not know.
inline std::vector<std::string> spell(database::session& session, const std::vector<std::string_view>& types) {
    try {
        return read_spellings(session.try_out(spelling_question(types)));
    } catch (const database::sql_failure& error) {
        if (error.is_disconnected()) throw;
        if (types.size() == 1) return {std::string{}};
    }
    std::vector<std::string> spellings;
    for (const std::string_view type : types) spellings.push_back(spell(session, {type}).front());
    return spellings;
}

} // namespace detail

/// All differences between a declaration and what was read over `session`. Two messages more than the reading, and
/// only when types are spelt otherwise than declared; it leaves nothing behind. Throws database::sql_failure.
inline std::vector<catalog::difference> compare(database::session& session, const catalog::catalog& expected,
                                                const database::live_catalog& live) {
    std::vector<catalog::difference> found = catalog::diff(expected, live.view());
    std::vector<std::size_t> uncertain;
    std::vector<std::string_view> types;
    for (std::size_t i = 0; i != found.size(); ++i) {
        if (!detail::is_uncertain(found[i])) continue;
        uncertain.push_back(i);
        types.push_back(found[i].of_column->type);
    }
    if (types.empty()) return found;
    const std::vector<std::string> spellings = detail::spell(session, types);
    // erasing from the end leaves the other positions alone
    for (std::size_t i = spellings.size() < types.size() ? spellings.size() : types.size(); i-- != 0;)
        if (found[uncertain[i]].actual == spellings[i]) found.erase(found.begin() + static_cast<std::ptrdiff_t>(uncertain[i]));
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
