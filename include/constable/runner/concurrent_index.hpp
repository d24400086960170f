// SPDX-License-Identifier: BSL-1.0
// CREATE and DROP INDEX CONCURRENTLY: what an interrupted one has left behind.
#pragma once

#include "constable/database/session.hpp"
#include "constable/sql/object_name.hpp"
#include "constable/strings/tokens.hpp"

#include <string>
#include <string_view>

namespace constable::runner {

/// A statement that makes or drops an index concurrently, or another one.
struct index_statement {
    enum class kind : unsigned char { other, create, drop };
    kind what = kind::other;
    std::string name{};  ///< of the index, as SQL text, with its schema where the statement says one; empty: it gives none
    std::string table{}; ///< the same, of the table; of `create`
};

namespace detail {

struct statement_reader {
    strings::tokenizer rest;
    strings::token now = rest.next();

    bool take(std::string_view word) {
        if (now.type != strings::token::kind::word || !now.names(word)) return false;
        now = rest.next();
        return true;
    }
    bool take_symbol(std::string_view symbol) {
        if (!now.is(symbol)) return false;
        now = rest.next();
        return true;
    }
    std::string name() {
        if (!now.is_word()) return {};
        std::string found = strings::to_string([&](auto& sink) { now.add_name(sink); });
        now = rest.next();
        return found;
    }
    void qualified(std::string& schema, std::string& object) {
        object = name();
        if (!take_symbol(".")) return;
        schema = object;
        object = name();
    }
};

} // namespace detail

/// Reads a statement. https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
inline index_statement read_index_statement(std::string_view sql) {
    detail::statement_reader from{strings::tokenizer{sql}};
    const bool is_create = from.take("create");
    if (!is_create && !from.take("drop")) return {};
    if (is_create) from.take("unique");
    if (!from.take("index") || !from.take("concurrently")) return {};
    if (from.take("if")) { // NOT EXISTS, EXISTS
        from.take("not");
        from.take("exists");
    }
    std::string schema;
    std::string name;
    if (!is_create) {
        from.qualified(schema, name);
        return {index_statement::kind::drop, sql::qualified_identifier(schema, name), {}};
    }
    const bool is_nameless = from.take("on");
    if (!is_nameless) {
        name = from.name();
        from.take("on");
    }
    from.take("only");
    std::string table;
    from.qualified(schema, table);
    // an index lies where its table does
    return {index_statement::kind::create, is_nameless ? std::string{} : sql::qualified_identifier(schema, name), sql::qualified_identifier(schema, table)};
}

/// What there is of an index.
enum class index_state : unsigned char {
    absent,
    invalid,   ///< an interrupted build or drop has left it
    valid,     ///< on the table that the statement names
    elsewhere, ///< of another table, or no index at all
};

/// Looks for the index of a statement. Throws database::sql_failure.
inline index_state find_index(database::session& session, const index_statement& of) {
    const std::string table = of.table.empty() ? std::string{"i.indrelid"} : "to_regclass(" + sql::literal(of.table) + ")";
    const database::rows answer = session.send("SELECT i.indisvalid AND i.indisready, i.indrelid = " + table +
                                               " FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid WHERE c.oid = to_regclass(" +
                                               sql::literal(of.name) + ")");
    if (answer.empty()) return index_state::absent;
    if (answer.at(0, 1) != "t") return index_state::elsewhere;
    return answer.at(0, 0) == "t" ? index_state::valid : index_state::invalid;
}

} // namespace constable::runner
