// SPDX-License-Identifier: BSL-1.0
// What free SQL does that a migration must know of: enough of it to warn, by its words.
#pragma once

#include "constable/strings/tokens.hpp"

#include <cstddef>
#include <string_view>

namespace constable::migrating {

/// What the words of an SQL text give away.
struct sql_facts {
    bool needs_no_transaction = false; ///< CONCURRENTLY, VACUUM, CREATE DATABASE, ALTER SYSTEM
    bool cascades = false;             ///< DROP … CASCADE, TRUNCATE
    bool changes_rows = false;         ///< UPDATE or DELETE at the beginning of a statement
    bool blocks = false;               ///< CLUSTER, LOCK, VACUUM FULL; REINDEX and REFRESH without CONCURRENTLY
};

/// Reads an SQL text word by word; comments, literals and quoted names count for nothing.
constexpr sql_facts facts_of(std::string_view sql) {
    sql_facts found;
    strings::tokenizer tokens{sql};
    bool begins = true;
    bool creates = false;
    bool alters = false;
    bool drops = false;
    bool blocks = false;
    bool vacuums = false;
    bool refreshes = false;
    for (strings::token each = tokens.next(); each.type != strings::token::kind::end; each = tokens.next()) {
        const auto is = [&](std::string_view word) { return each.type == strings::token::kind::word && each.names(word); };
        if (begins) {
            creates = is("create");
            alters = is("alter");
            drops = is("drop");
            vacuums = is("vacuum");
            refreshes = is("refresh");
            blocks = refreshes || is("cluster") || is("lock") || is("reindex");
            found.changes_rows = found.changes_rows || is("update") || is("delete");
            found.needs_no_transaction = found.needs_no_transaction || vacuums;
            found.cascades = found.cascades || is("truncate");
        }
        if (is("concurrently")) {
            found.needs_no_transaction = found.needs_no_transaction || !refreshes; // a materialized view may be in one
            blocks = false;
        }
        if (vacuums && is("full")) blocks = true;
        if ((creates || drops) && is("database")) found.needs_no_transaction = true;
        if ((creates || drops) && is("tablespace")) found.needs_no_transaction = true;
        if (alters && is("system")) found.needs_no_transaction = true;
        if (drops && is("cascade")) found.cascades = true;
        begins = each.is(";");
        if (begins) found.blocks = found.blocks || blocks;
    }
    found.blocks = found.blocks || blocks;
    return found;
}

/// Whether an SQL text has that string literal.
constexpr bool has_literal(std::string_view sql, std::string_view text) {
    strings::tokenizer tokens{sql};
    for (strings::token each = tokens.next(); each.type != strings::token::kind::end; each = tokens.next())
        if (each.type == strings::token::kind::string && each.text == text) return true;
    return false;
}

} // namespace constable::migrating
