// SPDX-License-Identifier: BSL-1.0
// The words of a declaration as values, and what they write into while the compiler lowers a table.
#pragma once

#include "constable/catalog/mistake.hpp"
#include "constable/catalog/model.hpp"

#include <cstddef>
#include <span>
#include <string_view>

/// A word is a type only as far as people write it. What it means is a value of few members, so that the compiler
/// instantiates no function for it: plain loops read these values.
namespace constable::declare {

/// A constraint as its word tells it.
struct constraint_value {
    catalog::constraint_kind kind = catalog::constraint_kind::check;
    std::string_view text{};                              ///< check: the condition; foreign key: the table that it references
    std::string_view schema{};                            ///< foreign key: where that table lies
    catalog::names columns{};                             ///< that the word lists; a foreign key lists the referenced ones
    catalog::names include{};
    std::span<const catalog::key> keys{};                 ///< exclude
    void (*apply_options)(catalog::constraint&) = nullptr; ///< null: nothing to apply
};

/// An index as its word tells it.
struct index_value {
    bool unique;
    std::span<const catalog::key> keys;
    catalog::names include;
    void (*apply_options)(catalog::index&); ///< null: nothing to apply
};

/// A comment on a constraint or an index, by name.
struct object_comment {
    std::string_view name;
    std::string_view text;
};

/// What a word says of its column.
enum class column_saying : unsigned char {
    not_null,
    nullable,
    identity,
    default_expression,
    generated_expression,
    collation,
    comment,
    constraint,
};

/// A word inside a column. What it says tells which members mean anything.
struct column_word_value {
    column_saying says;
    catalog::identity_kind identity = catalog::identity_kind::none;
    std::string_view text{};
    constraint_value constraint{};
};

/// What a part is to its table.
enum class part_role : unsigned char { column, constraint, foreign_key, index, comment, comment_on, schema };

/// A part of a table. Its role tells which members mean anything.
struct part_value {
    part_role role;
    std::string_view text{};   ///< a comment, a schema's name, a column's type
    catalog::names columns{};  ///< a column's name, a foreign key's columns
    catalog::type_origin origin = catalog::type_origin::built_in;
    const catalog::enumeration* enumeration = nullptr;
    const column_word_value* const* words = nullptr; ///< of a column, up to a null pointer
    std::size_t constraints = 0;                     ///< how many of those words are constraints
    const constraint_value* constraint = nullptr;
    const index_value* index = nullptr;
    const declare::object_comment* object_comment = nullptr;
};

/// How much room parts need, or where it begins.
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
    bool primary_key = false;

    /// Sets a text that may be said once only.
    constexpr void say(std::string_view& where, const std::string_view& text, const char* word) const {
        if (!where.empty()) table.refuse(catalog::mistake_kind::column_word_is_repeated, column.name, word);
        where = text;
    }
    constexpr catalog::constraint& add_constraint(catalog::constraint_kind kind) const {
        catalog::constraint& added = *table.next_column_constraint++;
        added.kind = kind;
        if (kind != catalog::constraint_kind::check) added.columns = itself;
        return added;
    }
};

} // namespace constable::declare
