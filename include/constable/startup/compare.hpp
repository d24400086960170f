// SPDX-License-Identifier: BSL-1.0
// Compares a live database with a declaration, asking the server where only the server knows.
#pragma once

#include "constable/catalog/diff.hpp"
#include "constable/database/introspect.hpp"
#include "constable/database/live_catalog.hpp"
#include "constable/database/session.hpp"
#include "constable/sql/object_name.hpp"
#include "constable/startup/config.hpp"
#include "constable/startup/normalise.hpp"
#include "constable/startup/questions.hpp"
#include "constable/startup/shadow.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::startup {

/// What a declaration and a database differ in. It points into both, so both must outlive it.
struct comparison {
    std::unique_ptr<normalised_catalog> expected; ///< what `changes` point into
    std::vector<catalog::change> changes{};       ///< what would make the database as declared
    std::vector<std::string> not_compared{};      ///< texts that the server could not be asked about, and why
};

/// How to compare.
struct comparison_options {
    bool unknown_objects = true;                ///< report objects that nobody declared
    std::span<const std::string> own_tables{};  ///< Constable's own, as SQL text: nobody declares them
    const catalog::catalog* before = nullptr;   ///< what there was before this transaction created something
};

/// The tables that Constable keeps for itself, as SQL text.
inline std::vector<std::string> own_tables_of(const migration_config& config) {
    const state_table_name state = config.state();
    const state_table_name ledger = config.ledger();
    return {sql::qualified_identifier(state.schema, state.table), sql::qualified_identifier(ledger.schema, ledger.table)};
}

namespace detail {

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

// Whether nothing may be created here at all: no privilege, a standby, a read-only session.
inline bool forbids_shadows(const database::sql_failure& error) {
    return error.sqlstate() == "42501" || error.sqlstate() == "25006";
}

// Makes the shadows of one chunk, reads them, and takes everything back: two messages.
inline void ask_server(database::session& session, const questions& asked, comparison& found) {
    const database::live_catalog shadows{session.try_out(
        make_shadows(asked.steps) + database::introspection_statement(session.server_version(), database::scope::temporary_objects(), refused_query))};
    const catalog::catalog view = shadows.view();
    std::vector<bool> is_refused(asked.steps.size());
    for (const refused_step& each : read_refused(shadows.stamp().tables)) {
        if (each.step >= asked.steps.size()) continue;
        is_refused[each.step] = true;
        if (asked.answers[each.step].is_awaited())
            found.not_compared.push_back(asked.steps[each.step].object + " cannot be compared: " + std::string{each.reason});
    }
    for (std::size_t i = 0; i != asked.steps.size(); ++i)
        if (asked.answers[i].is_awaited() && !is_refused[i]) asked.answers[i].take(&view);
}

// Where no shadow may be made: types are asked for in another way, all other texts are taken for the same. That keeps a
// standby from alarms that nobody could check there; its primary compares everything.
inline void do_without_server(database::session& session, std::size_t from, comparison& found) {
    catalog::plain_list<std::string_view*> types;
    std::vector<std::string_view> spelt;
    std::vector<std::string_view> live;
    found.expected->each_other_type([&](std::string_view& declared, std::string_view there) {
        types.push_back(&declared);
        spelt.push_back(declared);
        live.push_back(there);
    });
    if (!types.empty()) {
        const std::vector<std::string> spellings = spell(session, spelt);
        for (std::size_t i = 0; i != types.size() && i != spellings.size(); ++i)
            if (spellings[i] == live[i]) *types[i] = live[i];
    }
    const std::vector<question_chunk>& chunks = found.expected->questions();
    for (std::size_t at = from; at != chunks.size(); ++at) {
        const questions& asked = chunks[at].asked;
        for (std::size_t i = 0; i != asked.steps.size(); ++i) {
            if (!asked.answers[i].is_awaited()) continue;
            asked.answers[i].take(nullptr);
            found.not_compared.push_back("texts of " + asked.steps[i].object + " are not compared: nothing may be created here");
        }
    }
}

// Whether a change is none of a declaration's business.
inline bool is_nobodys_business(const catalog::change& of, const catalog::catalog& expected, std::string_view default_schema,
                                const comparison_options& how) {
    if (catalog::is_only_a_name(of)) return true;
    // the schema that every database comes with is listed only where something is said of it
    if (of.action == catalog::change_action::create && of.expected.the_schema != nullptr)
        return of.expected.the_schema->name == "public" || of.expected.the_schema->name == default_schema;
    if (of.action != catalog::change_action::drop) return false;
    if (of.kind == catalog::object_kind::schema) return true;
    if (of.kind == catalog::object_kind::extension) return expected.extensions.empty();
    const catalog::table* const table = of.actual.the_table;
    if (table == nullptr) return false;
    for (const std::string& own : how.own_tables) // with or without its schema
        if (own == sql::qualified_identifier({}, table->name) || own == sql::qualified_identifier(table->schema, table->name)) return true;
    return false;
}

} // namespace detail

/// All differences between a declaration and what was read over `session`. Two messages more than the reading, and
/// only where texts are written otherwise than declared; it leaves nothing behind. Throws database::sql_failure.
inline comparison compare(database::session& session, const catalog::catalog& expected, const database::live_catalog& live,
                          const comparison_options& how = {}) {
    comparison found;
    found.expected = std::make_unique<normalised_catalog>(expected, live.view(), how.before);
    const std::vector<question_chunk>& chunks = found.expected->questions();
    for (std::size_t at = 0; at != chunks.size(); ++at) {
        bool may_ask = !live.is_standby();
        try {
            if (may_ask) detail::ask_server(session, chunks[at].asked, found);
        } catch (const database::sql_failure& error) {
            if (!detail::forbids_shadows(error)) throw;
            may_ask = false;
        }
        if (may_ask) continue;
        detail::do_without_server(session, at, found);
        break;
    }
    const catalog::catalog& normal = found.expected->view();
    const bool has_privileges = !expected.grants.empty() || !expected.default_privileges.empty();
    const catalog::comparison wanted{.unknown_objects = how.unknown_objects, .privileges = has_privileges, .unmodelled = false};
    const catalog::catalog& actual = found.expected->actual();
    for (const catalog::change& each : catalog::diff(normal, actual, wanted))
        if (!detail::is_nobodys_business(each, expected, actual.default_schema, how)) found.changes.push_back(each);
    return found;
}

} // namespace constable::startup
