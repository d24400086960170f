// SPDX-License-Identifier: BSL-1.0
// What a command line is about: a declared schema and its migrations, as values, and what the program wants otherwise.
#pragma once

#include "constable/migrate/history.hpp"
#include "constable/runner/options.hpp"
#include "constable/startup/config.hpp"
#include "constable/startup/ensure_schema.hpp"

#include <cstdio>
#include <optional>
#include <string>
#include <utility>

namespace constable {

/// What a program may say about its command line.
struct cli_options {
    std::optional<migration_config> config{};         ///< settings of the program's own; without them, MIGRATION_*
    bool (*has_backup)(void* user) = nullptr;         ///< whether there is a recent backup: asked before a rollback
    void* user = nullptr;                             ///< for `has_backup`
    std::string description = "Manages the migrations of a database"; ///< what --help says
    std::string version = "constable 0.1.0";          ///< what --version says
    std::FILE* out = stdout;                          ///< results
    std::FILE* err = stderr;                          ///< errors, warnings and progress
};

} // namespace constable

namespace constable::tools {

/// A declared schema, its migrations, and whether the ones lead to the other.
struct cli_program {
    startup::declaration declared;
    migrating::history_value history;
    migrating::first_difference difference{}; ///< between what the migrations make and what is declared
    cli_options options{};

    /// What is declared and not made by the migrations, or the other way round; empty when they agree.
    [[nodiscard]] std::string disagreement() const {
        if (!difference.differs) return {};
        std::string text = difference.action == catalog::change_action::create ? "the schema declares what its migrations do not make: "
                           : difference.action == catalog::change_action::drop ? "the migrations make what the schema does not declare: "
                                                                               : "the migrations make otherwise than declared: ";
        text.append(difference.object);
        if (!difference.part.empty()) text.append(".").append(difference.part);
        if (!difference.field.empty()) text.append(" (").append(difference.field).append(")");
        return text + "; write the missing migration with create -m MESSAGE";
    }
};

/// The history of a command line. Several heads are no mistake here, since `merge` joins them; everything else is a
/// compile error, as for `ensure_schema<app, history>()`.
template <class History>
constexpr migrating::history_value history_for_cli() {
    constexpr migrating::order_mistake order = migrating::order_mistake_of<History>;
    if constexpr (order.kind == migrating::order_mistake_kind::heads_commute || order.kind == migrating::order_mistake_kind::heads_conflict) {
        if constexpr (migrating::replay_outcome<History>.mistake) {
            migrating::refuse_step<History>();
            return {};
        } else {
            return {.name = declare::name_of<History>(), .migrations = migrating::migrations_of<History>};
        }
    } else {
        return history_of<History>;
    }
}

/// The values of a declared schema and its migrations, which need not agree: then `create` writes what is missing.
template <class App, class History>
cli_program program_of(cli_options options = {}) {
    static constexpr migrating::history_value checked = history_for_cli<History>();
    cli_program made{startup::declaration_of<App>(), checked, {}, std::move(options)};
    made.history.name = made.declared.catalog.name; // as ensure_schema<App, History>() calls it: its lock is the same
    made.difference = migrating::difference_of<App, History>;
    return made;
}

} // namespace constable::tools
