// SPDX-License-Identifier: BSL-1.0
// The texts of new migrations: what is declared and not made yet, a template to fill in, and one that joins several heads.
#pragma once

#include "constable/migrate/generate.hpp"
#include "constable/migrate/history_order.hpp"
#include "constable/migrate/step.hpp"
#include "constable/migrate/write_migration.hpp"
#include "constable/pull/layout.hpp"
#include "constable/pull/write_literal.hpp"

#include <cstddef>
#include <ctime>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::tools {

/// How the next migration of a history is written: its version goes on as the others do, as a number or as a time.
inline migrating::write_options write_options_for(const migrating::history_value& history, std::string_view message) {
    migrating::write_options how;
    how.message = message;
    for (const migrating::migration_value& each : history.migrations) how.versions.emplace_back(each.version);
    const bool has_times = !how.versions.empty() && how.versions.back().size() == 14 && how.versions.back().find_first_not_of("0123456789") == std::string::npos;
    if (has_times) {
        const std::time_t now = std::time(nullptr);
        std::tm parts{};
        gmtime_r(&now, &parts);
        char text[32];
        std::strftime(text, sizeof text, "%Y%m%d%H%M%S", &parts);
        how.time = text;
    }
    return how;
}

/// A renaming as a person writes it: `users=people`, `users.name=full_name`. The texts must live as long as the result.
/// Throws std::runtime_error.
inline migrating::renaming read_renaming(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos || equals == 0 || equals + 1 == text.size())
        throw std::runtime_error{"\"" + std::string{text} + "\" is no renaming; write table=new_name or table.column=new_name"};
    migrating::renaming made;
    made.from = text.substr(0, equals);
    made.to = text.substr(equals + 1);
    const std::size_t dot = made.from.rfind('.');
    if (dot == made.from.npos) return made;
    made.kind = catalog::object_kind::column;
    made.table = made.from.substr(0, dot);
    made.from = made.from.substr(dot + 1);
    return made;
}

/// A migration that joins heads. `conflict`: what two branches both touch, which somebody has to look at.
inline migrating::written_migrations merge_migration(const migrating::history_value& history, std::string_view message, const std::vector<std::string>& heads,
                                                   std::string_view conflict = {}) {
    const migrating::write_options how = write_options_for(history, message);
    migrating::written_migrations made = migrating::write_empty_migration(how);
    pull::word depends{"depends_on", {}};
    for (const std::string& each : heads) depends.add(pull::write_literal(each));
    made.text = "#pragma once\n\n#include <" + how.include + ">\n\nusing namespace constable;\n\n";
    if (conflict.empty()) made.text += "// Joins branches that touch different objects: it needs no steps.\n";
    else
        made.text += "// Joins branches that both touch " + std::string{conflict} +
                     ": see what both do to it, in either order, and add steps where that is not the same.\n";
    made.text += pull::write_struct(made.names[0], {"migration", {pull::write_literal(made.versions[0]), pull::write_literal(message), depends}}, {}, 2, true);
    return made;
}

/// The first object that two of these heads' branches both touch; empty when they commute.
inline std::string conflict_of(const migrating::history_value& history, const std::vector<std::string>& heads) {
    for (std::size_t i = 0; i != heads.size(); ++i)
        for (std::size_t j = i + 1; j < heads.size(); ++j) {
            const std::string_view both = migrating::conflict_between(history.migrations, migrating::find_version(history.migrations, heads[i]),
                                                                    migrating::find_version(history.migrations, heads[j]));
            if (!both.empty()) return std::string{both};
        }
    return {};
}

/// A catalog without some tables: those that Constable makes for itself.
class catalog_without_tables {
public:
    /// `names`: as SQL names them. Everything else stays with the catalog that it is taken from.
    catalog_without_tables(const catalog::catalog& of, const std::vector<std::string>& names) : view_(of) {
        for (const catalog::table& each : of.tables) {
            const std::string plain = sql::qualified_identifier({}, each.name);
            const std::string qualified = sql::qualified_identifier(each.schema.empty() ? of.default_schema : each.schema, each.name);
            bool is_kept = true;
            for (const std::string& name : names) is_kept = is_kept && name != qualified && (name != plain || !each.schema.empty());
            if (is_kept) tables_.push_back(each);
        }
        view_.tables = tables_;
    }
    catalog_without_tables(const catalog_without_tables&) = delete;
    catalog_without_tables& operator=(const catalog_without_tables&) = delete;

    [[nodiscard]] const catalog::catalog& view() const { return view_; }

private:
    catalog::catalog view_;
    std::vector<catalog::table> tables_;
};

} // namespace constable::tools
