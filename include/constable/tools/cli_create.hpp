// SPDX-License-Identifier: BSL-1.0
// The text of new migrations: a template to fill in, and one that joins several heads.
#pragma once

#include "constable/migrate/history_order.hpp"
#include "constable/migrate/step.hpp"
#include "constable/runner/lineage.hpp"

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace constable::tools {

/// The version that comes next: one more than the highest, where all are numbers; otherwise the time.
inline std::string next_version(const migrate::history_value& history) {
    std::string highest = "000";
    for (const migrate::migration_value& each : history.migrations) {
        const bool is_number = !each.version.empty() && each.version.size() < 18 && each.version.find_first_not_of("0123456789") == each.version.npos;
        if (!is_number) {
            highest.clear();
            break;
        }
        if (&each == &history.migrations.front()) highest = std::string(each.version.size(), '0');
        const std::string one{each.version};
        if (std::stoll(one) >= std::stoll(highest)) highest = one;
    }
    if (highest.empty()) {
        const std::time_t now = std::time(nullptr);
        std::tm parts{};
        gmtime_r(&now, &parts);
        char text[32];
        std::strftime(text, sizeof text, "%Y%m%d%H%M%S", &parts);
        return text;
    }
    const std::string next = std::to_string(std::stoll(highest) + 1);
    return next.size() < highest.size() ? std::string(highest.size() - next.size(), '0') + next : next;
}

/// The name of a migration's struct: `m004_add_phone`. A word of the library cannot be meant by it.
inline std::string struct_name(std::string_view version, std::string_view message) {
    std::string name = "m";
    bool is_gap = false;
    const auto add = [&](std::string_view text) {
        for (const char each : text) {
            const bool is_word = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
            if (!is_word) {
                is_gap = true;
                continue;
            }
            if (is_gap && name.size() > 1) name += '_';
            is_gap = false;
            name += each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
        }
        is_gap = true;
    };
    add(version);
    add(message.substr(0, 60));
    return name;
}

/// A text as a literal of C++.
inline std::string cpp_literal(std::string_view text) {
    std::string literal = "\"";
    for (const char each : text) {
        if (each == '"' || each == '\\') literal += '\\';
        literal += each == '\n' || each == '\r' ? ' ' : each;
    }
    return literal + "\"";
}

namespace detail {

inline std::string migration_text(const std::string& version, std::string_view message, const std::string& body, std::string_view about) {
    const std::string name = struct_name(version, message);
    std::string title{message};
    std::replace(title.begin(), title.end(), '\n', ' ');
    return "// " + version + ": " + title + "\n#pragma once\n\n#include <constable.hpp>\n\n" + std::string{about} + "struct " + name + " : constable::migration<" +
           cpp_literal(version) + ", " + cpp_literal(title) + body + "> {};\n";
}

} // namespace detail

/// A migration without steps, with examples in comments.
inline std::string empty_migration(const migrate::history_value& history, std::string_view message) {
    return detail::migration_text(next_version(history), message, "\n    // steps, in the order in which they run, each behind a comma:\n"
                                  "    // , constable::add_column<\"users\", constable::column<\"phone\", constable::varchar<20>>>\n"
                                  "    // , constable::execute<\"UPDATE …\", constable::reverse<\"UPDATE …\">>\n",
                                  "// The steps are explained in declare/REFERENCE.md. Then add it at the end of migrations<…>.\n");
}

/// A migration that joins heads. `conflict`: what two branches both touch, which somebody has to look at.
inline std::string merge_migration(const migrate::history_value& history, std::string_view message, const std::vector<std::string>& heads,
                                   std::string_view conflict = {}) {
    std::string depends;
    for (const std::string& each : heads) depends.append(depends.empty() ? "" : ", ").append(cpp_literal(each));
    std::string about = "// Joins branches that touch different objects: it needs no steps. Add it at the end of migrations<…>.\n";
    if (!conflict.empty())
        about = "// Joins branches that both touch " + std::string{conflict} +
                ": see what both do to it, in either order, and add steps where that is not the same. Then add it at the end of migrations<…>.\n";
    return detail::migration_text(next_version(history), message, ",\n    constable::depends_on<" + depends + ">\n", about);
}

/// The first object that two of these heads' branches both touch; empty when they commute.
inline std::string conflict_of(const migrate::history_value& history, const std::vector<std::string>& heads) {
    for (std::size_t i = 0; i != heads.size(); ++i)
        for (std::size_t j = i + 1; j < heads.size(); ++j) {
            const std::string_view both = migrate::conflict_between(history.migrations, migrate::find_version(history.migrations, heads[i]),
                                                                    migrate::find_version(history.migrations, heads[j]));
            if (!both.empty()) return std::string{both};
        }
    return {};
}

} // namespace constable::tools
