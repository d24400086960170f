// SPDX-License-Identifier: BSL-1.0
// DETACH PARTITION … CONCURRENTLY: where an interrupted one stands.
#pragma once

#include "concurrent_index.hpp"

#include "constable/database/session.hpp"
#include "constable/sql/object_name.hpp"

#include <string>
#include <string_view>

namespace constable::runner {

/// A statement that detaches a partition concurrently; both names are SQL texts, empty for any other statement.
struct detach_statement {
    std::string table{};
    std::string partition{};

    [[nodiscard]] bool empty() const { return partition.empty(); }
    /// What ends one that was interrupted. https://www.postgresql.org/docs/current/sql-altertable.html
    [[nodiscard]] std::string finalize() const { return "ALTER TABLE " + table + " DETACH PARTITION " + partition + " FINALIZE"; }
};

/// Reads a statement.
inline detach_statement read_detach_statement(std::string_view sql) {
    detail::statement_reader from{strings::tokenizer{sql}};
    if (!from.take("alter") || !from.take("table")) return {};
    if (from.take("if")) from.take("exists");
    from.take("only");
    const auto qualified = [&] {
        std::string schema;
        std::string name;
        from.qualified(schema, name);
        return sql::qualified_identifier(schema, name);
    };
    detach_statement read{.table = qualified()};
    if (!from.take("detach") || !from.take("partition")) return {};
    read.partition = qualified();
    return from.take("concurrently") ? read : detach_statement{};
}

/// How far a partition is from its table.
enum class detach_state : unsigned char {
    attached,
    pending, ///< queries leave it out already, but it waits for FINALIZE
    detached
};

/// Looks for the partition of a statement. PostgreSQL 14. Throws database::sql_failure.
inline detach_state find_partition(database::session& session, const detach_statement& of) {
    const database::rows answer = session.send("SELECT inhdetachpending FROM pg_catalog.pg_inherits WHERE inhrelid = to_regclass(" + sql::literal(of.partition) +
                                               ") AND inhparent = to_regclass(" + sql::literal(of.table) + ")");
    if (answer.empty()) return detach_state::detached;
    return answer.at(0, 0) == "t" ? detach_state::pending : detach_state::attached;
}

} // namespace constable::runner
