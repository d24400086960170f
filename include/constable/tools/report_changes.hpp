// SPDX-License-Identifier: BSL-1.0
// Differences between two catalogs for people, for psql and for machines.
#pragma once

#include "constable/catalog/diff.hpp"
#include "constable/catalog/hazard.hpp"
#include "constable/sql/describe.hpp"
#include "constable/sql/object_name.hpp"
#include "constable/sql/plan.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace constable::tools {

using changes = std::vector<catalog::change>;

inline std::string in_json(std::string_view text) {
    std::string literal = "\"";
    for (const char each : text) {
        char escaped[8];
        if (each == '"' || each == '\\') literal.append(1, '\\').append(1, each);
        else if (static_cast<unsigned char>(each) < 0x20) {
            std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(each));
            literal += escaped;
        } else literal += each;
    }
    return literal + "\"";
}

/// `[{"action": …, "kind": …, "object": …, "field": …, "description": …, "lock": …, …}, …]`
inline std::string write_json(const changes& all) {
    std::string text = "[";
    for (const catalog::change& each : all) {
        const catalog::hazard hazard = catalog::hazard_of(each);
        const auto fact = [](std::string_view name, bool is_so) {
            return ", \"" + std::string{name} + (is_so ? "\": true" : "\": false");
        };
        text += text.size() == 1 ? "\n  {" : ",\n  {";
        text += "\"action\": " + in_json(word_of(each.action)) + ", \"kind\": " + in_json(word_of(each.kind));
        text += ", \"object\": " + in_json(sql::object_name(each)) + ", \"field\": " + in_json(each.field);
        text += ", \"description\": " + in_json(sql::describe(each)) +
                ", \"lock\": " + in_json(word_of(hazard.lock));
        text += fact("scans", hazard.scans) + fact("rewrites", hazard.rewrites) +
                fact("loses_data", hazard.loses_data) + "}";
    }
    return text + (all.empty() ? "]\n" : "\n]\n");
}

namespace detail {

inline void add_statement(std::string& to, const sql::statement& each) {
    const std::string hazard = sql::describe(each.hazard);
    if (!hazard.empty()) to += "-- " + hazard + "\n";
    to += each.text + "\n";
}

} // namespace detail

/// A script for psql that turns `actual` into `expected`, each statement below what it costs. `server_version`: as in
/// `server_version_num`, where it is known; what that server lacks is told.
inline std::string write_sql(const catalog::catalog& expected, const catalog::catalog& actual,
                             const changes& all, int server_version = 0) {
    const sql::change_plan plan = sql::plan(expected, actual, all, server_version);
    std::string text;
    for (const catalog::change* each : plan.impossible)
        text += sql::joined("-- no statement can do this; ", sql::way_out_of(*each), ": ", sql::describe(*each), "\n");
    if (plan.empty()) return text;
    if (!actual.default_schema.empty()) {
        text += "SET search_path = ";
        strings::appender sink{text};
        strings::add_identifier(sink, actual.default_schema);
        text += ";\n";
    }
    for (const sql::statement& each : plan.before) detail::add_statement(text, each);
    if (plan.statements.empty()) return text;
    text += "BEGIN;\n";
    for (const sql::statement& each : plan.statements) detail::add_statement(text, each);
    return text + "COMMIT;\n";
}

} // namespace constable::tools
