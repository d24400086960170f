// SPDX-License-Identifier: BSL-1.0
// Constraints and indexes, of whatever they stand on.
#pragma once

#include "words.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// One key of an index or of an exclusion constraint (`pg_index.indkey`, `indclass`, `indoption`).
struct key {
    std::string_view column{};         ///< empty for an expression
    std::string_view expression{};     ///< SQL text
    std::string_view collation{};      ///< SQL text; empty: the one of the column or of the expression's type
    std::string_view operator_class{}; ///< SQL text, with parameters; empty: the default one
    std::string_view with_operator{};  ///< for exclusion constraints: `=`, `OPERATOR(schema.=)`
    bool descending = false;
    nulls_order nulls = nulls_order::by_direction;
    std::int16_t statistics = -1; ///< of an expression: ALTER INDEX … ALTER COLUMN … SET STATISTICS; -1: the server's default
};
constexpr void each_field(std::type_identity<key>, auto&& visit) {
    visit("column", &key::column);
    visit("expression", &key::expression);
    visit("collation", &key::collation);
    visit("operator_class", &key::operator_class);
    visit("with_operator", &key::with_operator);
    visit("descending", &key::descending);
    visit("nulls", &key::nulls);
    visit("statistics", &key::statistics);
}

/// A constraint (`pg_constraint`).
struct constraint {
    constraint_kind kind = constraint_kind::check;
    std::string_view name{};
    names columns{};               ///< primary key, unique, foreign key
    std::string_view expression{}; ///< check: the condition

    std::string_view referenced_schema{}; ///< foreign key
    std::string_view referenced_table{};
    names referenced_columns{};
    referential_action on_update = referential_action::no_action;
    referential_action on_delete = referential_action::no_action;
    names on_delete_columns{}; ///< SET NULL (a, b): PostgreSQL 15
    match_type match = match_type::simple;
    bool across_types = false; ///< the two sides may have different types; only declarations know it
    bool across_nulls = false; ///< it may set a NOT NULL column to NULL; only declarations know it

    names include{};              ///< primary key, unique, exclude
    std::string_view method{};    ///< exclude: the access method; empty: btree
    std::span<const key> keys{};  ///< exclude
    std::string_view predicate{}; ///< exclude: WHERE

    bool nulls_not_distinct = false; ///< unique: PostgreSQL 15
    bool deferrable = false;
    bool initially_deferred = false;
    bool no_inherit = false; ///< check
    bool not_valid = false;  ///< check, foreign key
    bool not_enforced = false; ///< check, foreign key: PostgreSQL 18
    bool period = false; ///< PostgreSQL 18: the last column is WITHOUT OVERLAPS (primary key, unique) or PERIOD (foreign key)
    names options{};     ///< storage parameters of its index: `fillfactor=70`
    std::string_view attached_to{}; ///< the index of the parent that the index of this partition belongs to
    std::string_view comment{};
    std::string_view index_comment{}; ///< primary key, unique, exclude: the comment of its index
};
constexpr void each_field(std::type_identity<constraint>, auto&& visit) {
    visit("kind", &constraint::kind);
    visit("name", &constraint::name);
    visit("columns", &constraint::columns);
    visit("expression", &constraint::expression);
    visit("referenced_schema", &constraint::referenced_schema);
    visit("referenced_table", &constraint::referenced_table);
    visit("referenced_columns", &constraint::referenced_columns);
    visit("on_update", &constraint::on_update);
    visit("on_delete", &constraint::on_delete);
    visit("on_delete_columns", &constraint::on_delete_columns);
    visit("match", &constraint::match);
    visit("include", &constraint::include);
    visit("method", &constraint::method);
    visit("predicate", &constraint::predicate);
    visit("nulls_not_distinct", &constraint::nulls_not_distinct);
    visit("deferrable", &constraint::deferrable);
    visit("initially_deferred", &constraint::initially_deferred);
    visit("no_inherit", &constraint::no_inherit);
    visit("not_valid", &constraint::not_valid);
    visit("not_enforced", &constraint::not_enforced);
    visit("period", &constraint::period);
    visit("options", &constraint::options);
    visit("attached_to", &constraint::attached_to);
    visit("comment", &constraint::comment);
    visit("index_comment", &constraint::index_comment);
}

/// Whether a constraint has an index, which has its name: primary key, unique, exclude.
constexpr bool has_index(const constraint& of) {
    return of.kind != constraint_kind::check && of.kind != constraint_kind::foreign_key;
}

/// An index that is not a constraint (`pg_index`).
struct index {
    std::string_view name{};
    std::string_view method{}; ///< empty: btree
    std::span<const key> keys{};
    names include{};
    std::string_view predicate{}; ///< WHERE
    bool unique = false;
    bool nulls_not_distinct = false; ///< PostgreSQL 15
    bool is_invalid = false;         ///< left over from a failed CREATE INDEX CONCURRENTLY
    names options{};                 ///< storage parameters: `fillfactor=70`
    std::string_view attached_to{};  ///< the index of the parent that this index of a partition belongs to
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<index>, auto&& visit) {
    visit("name", &index::name);
    visit("method", &index::method);
    visit("include", &index::include);
    visit("predicate", &index::predicate);
    visit("unique", &index::unique);
    visit("nulls_not_distinct", &index::nulls_not_distinct);
    visit("is_invalid", &index::is_invalid);
    visit("options", &index::options);
    visit("attached_to", &index::attached_to);
    visit("comment", &index::comment);
}

} // namespace constable::catalog
