// SPDX-License-Identifier: BSL-1.0
// What the words of a declaration write into while the compiler lowers a table into catalog values.
#pragma once

#include "constable/catalog/mistake.hpp"
#include "constable/catalog/model.hpp"

#include <cstddef>

namespace constable::declare {

/// How much room a part or a table needs. Summed before anything is written, so that arrays fit exactly.
struct part_size {
    std::size_t columns = 0;
    std::size_t column_constraints = 0; ///< written inside a column: they are named first, as PostgreSQL does
    std::size_t table_constraints = 0;
    std::size_t indexes = 0;
    std::size_t comments = 0; ///< on constraints and indexes

    constexpr part_size operator+(const part_size& more) const {
        return {columns + more.columns, column_constraints + more.column_constraints,
                table_constraints + more.table_constraints, indexes + more.indexes, comments + more.comments};
    }
};

/// A comment on a constraint or an index, by name.
struct object_comment {
    std::string_view name;
    std::string_view text;
};

/// A table under construction. The pointers walk over arrays that are exactly large enough.
struct table_draft {
    catalog::column* next_column;
    catalog::constraint* next_column_constraint;
    catalog::constraint* next_table_constraint;
    catalog::index* next_index;
    object_comment* next_comment;
    std::string_view schema{};
    std::string_view comment{};
    catalog::mistake mistake{}; ///< the first one seen

    constexpr void refuse(catalog::mistake_kind kind, std::string_view subject = {}, std::string_view other = {}) {
        if (!mistake) mistake = {kind, subject, other};
    }
};

/// A column under construction.
struct column_draft {
    catalog::column& column;
    table_draft& table;
    catalog::names itself; ///< the column's own name, as a list of one: what its constraints stand on
    bool nullable = false; ///< said so explicitly

    /// Sets a text that may be said once only.
    constexpr void say(std::string_view& where, std::string_view text, std::string_view word) const {
        if (!where.empty()) table.refuse(catalog::mistake_kind::column_word_is_repeated, column.name, word);
        where = text;
    }
    constexpr catalog::constraint& add_constraint(catalog::constraint_kind kind) const {
        catalog::constraint& added = *table.next_column_constraint++;
        added.kind = kind;
        added.columns = itself;
        return added;
    }
};

} // namespace constable::declare
