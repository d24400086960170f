// SPDX-License-Identifier: BSL-1.0
// The words of a declaration as values, and what they write into while the compiler lowers a table.
#pragma once

#include "constable/catalog/mistake.hpp"
#include "constable/catalog/model.hpp"

#include <cstddef>
#include <cstdint>
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

/// A number that a sequence may be told.
struct optional_number {
    std::int64_t value = 0;
    bool is_said = false;
};

/// A sequence as its words tell it; what they leave out depends on the rest, as in CREATE SEQUENCE.
struct sequence_value {
    std::string_view schema{};
    std::string_view name{};
    std::string_view type{}; ///< empty: the type of the column, or bigint
    optional_number start{};
    optional_number increment{};
    optional_number minimum{};
    optional_number maximum{};
    optional_number cache{};
    bool cycle = false;
    bool unlogged = false;
    bool logged = false; ///< though its table is not
    std::string_view owner_table{};
    std::string_view owner_column{};
    std::string_view comment{};
    catalog::qualified_name renamed_from{};
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
    detail,
};

/// What few columns say. One member means anything: the one that `says` names.
enum class detail_saying : unsigned char { storage, compression, statistics, options, virtual_expression, not_null_name, is_inherited, renamed_from, sequence };

struct detail_value {
    detail_saying says;
    std::string_view text{};
    std::int64_t number = 0;
    catalog::names list{};
    const sequence_value* sequence = nullptr;
};

/// A word inside a column. What it says tells which members mean anything.
struct column_word_value {
    column_saying says;
    catalog::identity_kind identity = catalog::identity_kind::none;
    std::string_view text{};
    constraint_value constraint{};
    const detail_value* detail = nullptr;
};

/// A word of a column counts as so many constraints when it is a detail, so that one sum counts both.
inline constexpr std::size_t detail_unit = 1U << 16U;

/// A type that is declared with a struct, and the types that it is made of. One of the first four is not null.
struct declared_type {
    const catalog::enumeration* enumeration = nullptr;
    const catalog::domain* domain = nullptr;
    const catalog::composite_type* composite = nullptr;
    const catalog::range_type* range = nullptr;
    std::span<const declared_type* const> uses{};
};

/// What a part is to its table.
enum class part_role : unsigned char { column, constraint, foreign_key, index, comment, comment_on, schema, extra };

struct part_value;

/// The table that a partition belongs to.
struct parent_value {
    std::string_view schema;
    std::string_view name;
    const part_value* const* parts; ///< up to a null pointer
};

/// What a part is, that few tables have.
enum class extra_role : unsigned char { trigger, rule, policy, statistics, view_column, part_comment, fact, partition };

/// A part that few tables have. Its role tells which members mean anything.
struct extra_value {
    extra_role role;
    const catalog::trigger* trigger = nullptr;
    const catalog::rule* rule = nullptr;
    const catalog::policy* policy = nullptr;
    const catalog::statistics* statistics = nullptr;
    const catalog::view_column* view_column = nullptr;
    const declare::object_comment* comment = nullptr; ///< `of` tells on what
    extra_role of = extra_role::trigger;
    void (*apply)(catalog::table&) = nullptr;
    parent_value (*parent)() = nullptr;
    std::string_view bound{};
};

/// A part of a table. Its role tells which members mean anything.
struct part_value {
    part_role role;
    std::string_view text{};   ///< a comment, a schema's name, a column's type
    catalog::names columns{};  ///< a column's name, a foreign key's columns
    catalog::type_origin origin = catalog::type_origin::built_in;
    const catalog::enumeration* enumeration = nullptr;
    const column_word_value* const* words = nullptr; ///< of a column, up to a null pointer
    std::size_t constraints = 0;                     ///< how many of those words are constraints; see `detail_unit`
    const constraint_value* constraint = nullptr;
    const index_value* index = nullptr;
    const declare::object_comment* object_comment = nullptr;
    const extra_value* extra = nullptr;
    const declared_type* declared = nullptr; ///< of a column
    catalog::identity_kind identity = catalog::identity_kind::none; ///< of a column: its type is serial
};

/// How much room parts need, or where it begins.
struct part_size {
    std::size_t columns = 0;
    std::size_t column_constraints = 0; ///< written inside a column: they are named first, as PostgreSQL does
    std::size_t table_constraints = 0;
    std::size_t indexes = 0;
    std::size_t comments = 0; ///< on constraints and indexes
    std::size_t details = 0;  ///< columns that have some
    std::size_t extras = 0;   ///< parts that few tables have

    constexpr part_size operator+(const part_size& more) const {
        return {columns + more.columns, column_constraints + more.column_constraints,
                table_constraints + more.table_constraints, indexes + more.indexes, comments + more.comments,
                details + more.details, extras + more.extras};
    }
};

// A renamed object without a former schema was in the schema that it is in.
constexpr void keep_schema(catalog::qualified_name& former, std::string_view schema) {
    if (!former.name.empty() && former.schema.data() == nullptr) former.schema = schema;
}

/// Parts of a table, or things of a schema.
template <class... Parts>
struct part_list {};

/// What the few words of a column make that have more to say than the column itself.
struct column_extra {
    catalog::column_details details{};
    std::string_view inherited_default{}; ///< of a partition's column, whose parent's column is serial
};

/// A table under construction. The pointers walk over arrays that are exactly large enough.
struct table_draft {
    catalog::column* next_column;
    catalog::constraint* next_column_constraint;
    catalog::constraint* next_table_constraint;
    catalog::index* next_index;
    object_comment* next_comment;
    const column_extra* next_extra; ///< of the next column that has some
    bool is_taking_over = false;    ///< the parts are those of the parent
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
    bool lacks_identity = false; ///< speaks of a sequence before, or without, being filled by one

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
