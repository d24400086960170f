// SPDX-License-Identifier: BSL-1.0
// What two catalogs mean by the same words: names of the default schema, renamed objects, values that are the default.
#pragma once

#include "change.hpp"
#include "field_value.hpp"
#include "model.hpp"
#include "names.hpp"

#include "constable/strings/same.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

template <class Object>
concept lies_in_schema = requires(const Object& each) { each.schema; };
/// Objects that may say how they were called before: in a declaration.
template <class Object>
concept has_former_name = requires(const Object& each) { each.renamed_from; } || std::is_same_v<Object, column>;
/// The name that an object had before, in what its schema was; empty where none is said.
template <class Object>
constexpr std::string_view former_name_of(const Object& of) {
    if constexpr (std::is_same_v<Object, column>) return of.details->renamed_from;
    else if constexpr (has_former_name<Object> && lies_in_schema<Object>) return of.renamed_from.name;
    else if constexpr (has_former_name<Object>) return of.renamed_from;
    else return {};
}

/// The two sides of a comparison.
struct sides {
    const catalog& expected;
    const catalog& actual;

    /// A schema's name as both sides could write it. A declaration does not know what the default schema is called.
    [[nodiscard]] constexpr std::string_view own_of_expected(std::string_view schema) const {
        return (expected.default_schema.empty() ? actual : expected).own_name_of(schema);
    }
    [[nodiscard]] constexpr std::string_view own_of_actual(std::string_view schema) const {
        return (actual.default_schema.empty() ? expected : actual).own_name_of(schema);
    }
    /// The schema that every database comes with: it is listed only where something is said of it, and never goes.
    [[nodiscard]] constexpr bool is_default_schema(std::string_view schema) const {
        return !schema.empty() && (own_of_expected(schema).empty() || own_of_actual(schema).empty());
    }
    [[nodiscard]] constexpr bool same_schema(std::string_view of_expected, std::string_view of_actual) const {
        return strings::same(own_of_expected(of_expected), own_of_actual(of_actual));
    }
    [[nodiscard]] constexpr bool same_name(const qualified_name& of_expected, const qualified_name& of_actual) const {
        return strings::same(of_expected.name, of_actual.name) && same_schema(of_expected.schema, of_actual.schema);
    }

    /// Whether an expected object is said to have had the name of an actual one.
    template <class Object>
    [[nodiscard]] constexpr bool is_renamed(const Object& of_expected, const Object& of_actual) const {
        const std::string_view former = former_name_of(of_expected);
        if (former.empty()) return false;
        if constexpr (has_former_name<Object> && lies_in_schema<Object>)
            return same_name(of_expected.renamed_from, {of_actual.schema, of_actual.name});
        else if constexpr (has_former_name<Object>) return strings::same(former, of_actual.name);
        else return false;
    }
    /// Whether both names mean one table: they are the same, or the expected one was the other.
    [[nodiscard]] constexpr bool same_table(const qualified_name& of_expected, const qualified_name& of_actual) const {
        if (same_name(of_expected, of_actual)) return true;
        table named;
        named.schema = of_actual.schema;
        named.name = of_actual.name;
        for (const table& each : expected.tables)
            if (strings::same(each.name, of_expected.name) && same_schema_of_expected(each.schema, of_expected.schema))
                return is_renamed(each, named);
        return false;
    }
    [[nodiscard]] constexpr bool same_schema_of_expected(std::string_view left, std::string_view right) const {
        return strings::same(own_of_expected(left), own_of_expected(right));
    }
};

/// Whether two names mean one column of a table: they are the same, or the expected column was the other.
constexpr bool same_column(const table* expected, std::string_view of_expected, std::string_view of_actual) {
    if (strings::same(of_expected, of_actual)) return true;
    const column* const found = expected == nullptr ? nullptr : find_column(*expected, of_expected);
    return found != nullptr && !of_actual.empty() && strings::same(former_name_of(*found), of_actual);
}
constexpr bool same_columns(const table* expected, names of_expected, names of_actual) {
    if (of_expected.size() != of_actual.size()) return false;
    for (std::size_t i = 0; i != of_expected.size(); ++i)
        if (!same_column(expected, of_expected[i], of_actual[i])) return false;
    return true;
}

/// Whether two lists hold the same names, in whatever order.
constexpr bool hold_the_same(names left, names right) {
    if (left.size() != right.size()) return false;
    for (const std::string_view each : left) {
        std::size_t surplus = 0;
        for (const std::string_view other : left) surplus += strings::same(each, other) ? 1U : 0U;
        for (const std::string_view other : right) surplus -= strings::same(each, other) ? 1U : 0U;
        if (surplus != 0) return false;
    }
    return true;
}

/// A collation as SQL text, without the one that every type has.
constexpr std::string_view collation_or_none(std::string_view text) {
    const bool is_default = strings::same(text, "default") || strings::same(text, "\"default\"") ||
                            strings::same(text, "pg_catalog.\"default\"");
    return is_default ? std::string_view{} : text;
}
/// The default of a column or a domain, without the one that everything has: PostgreSQL stores DEFAULT NULL as nothing.
constexpr std::string_view default_or_none(std::string_view text) {
    const bool is_null = strings::same(text, "NULL") || strings::same(text, "null");
    return is_null ? std::string_view{} : text;
}
constexpr std::string_view or_else(std::string_view text, std::string_view otherwise) { return text.empty() ? otherwise : text; }

/// Whether the NOT NULL of a column, or of a domain (without a column), is called as expected. Where no name is said, any is:
/// a table or a domain that was renamed keeps the one that the server chose. The server's choice is an empty name too.
constexpr bool same_not_null_name(std::string_view expected, std::string_view actual, std::string_view actual_owner, std::string_view actual_column) {
    if (expected.empty() || strings::same(expected, actual)) return true;
    if (!actual.empty()) return false;
    name_buffer chosen;
    add_object_name(chosen, actual_owner, actual_column, "not_null");
    return strings::same(expected, chosen.view());
}

/// Whether two keys of an index say the same. An expression that is but a column is that column.
constexpr bool same_key(const table* expected, const key& left, const key& right) {
    const auto nulls_come_first = [](const key& of) {
        return of.nulls == nulls_order::by_direction ? of.descending : of.nulls == nulls_order::first;
    };
    const bool same_part = left.column.empty() && !right.column.empty()
                               ? strings::same(left.expression, right.column)
                               : same_column(expected, left.column, right.column) && strings::same(left.expression, right.expression);
    return same_part && left.descending == right.descending && nulls_come_first(left) == nulls_come_first(right) &&
           strings::same(collation_or_none(left.collation), collation_or_none(right.collation)) &&
           strings::same(left.operator_class, right.operator_class) && strings::same(left.with_operator, right.with_operator);
}
constexpr bool same_keys(const table* expected, std::span<const key> left, std::span<const key> right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i != left.size(); ++i)
        if (!same_key(expected, left[i], right[i])) return false;
    return true;
}
/// Whether the keys of two indexes ask for the same statistics.
constexpr bool same_key_statistics(std::span<const key> left, std::span<const key> right) {
    for (std::size_t i = 0; i != left.size() && i != right.size(); ++i)
        if (left[i].statistics != right[i].statistics) return false;
    return true;
}

/// Whether the columns that two foreign keys reference are the same.
constexpr bool same_referenced_columns(const sides& of, const constraint& left, const constraint& right) {
    if (same_value(left.referenced_columns, right.referenced_columns)) return true;
    for (const table& each : of.expected.tables)
        if (of.same_schema_of_expected(each.schema, left.referenced_schema) && strings::same(each.name, left.referenced_table))
            return same_columns(&each, left.referenced_columns, right.referenced_columns);
    return false;
}

// ---- fields: the places lead to both objects, the name is the one that `each_field` gives

/// Whether two texts mean the same in a field of that name.
constexpr bool same_text(const sides& of, const object_place& left, const object_place& right, std::string_view field, std::string_view of_left,
                         std::string_view of_right) {
    if (strings::same(field, "schema")) return of.same_schema(of_left, of_right);
    if (left.the_constraint != nullptr && (strings::same(field, "referenced_schema") || strings::same(field, "referenced_table")))
        return of.same_table({left.the_constraint->referenced_schema, left.the_constraint->referenced_table},
                             {right.the_constraint->referenced_schema, right.the_constraint->referenced_table});
    if (left.the_table != nullptr && (strings::same(field, "parent_schema") || strings::same(field, "parent"))) {
        const table& one = *left.the_table;
        const table& other = *right.the_table;
        return one.parent.empty() == other.parent.empty() &&
               (one.parent.empty() || of.same_table({one.parent_schema, one.parent}, {other.parent_schema, other.parent}));
    }
    if (strings::same(of_left, of_right)) return true;
    if (left.the_domain != nullptr && strings::same(field, "not_null_name")) return same_not_null_name(of_left, of_right, right.the_domain->name, {});
    if (strings::same(field, "default_expression")) return strings::same(default_or_none(of_left), default_or_none(of_right));
    if (strings::same(field, "collation")) return strings::same(collation_or_none(of_left), collation_or_none(of_right));
    if (strings::same(field, "access_method")) return strings::same(or_else(of_left, "heap"), or_else(of_right, "heap"));
    if (strings::same(field, "method")) return strings::same(or_else(of_left, "btree"), or_else(of_right, "btree"));
    return strings::same(field, "version") && of_left.empty(); // of an extension: whichever the server has
}

/// Whether two lists mean the same in a field of that name.
constexpr bool same_list(const sides& of, const object_place& left, const object_place& right, std::string_view field, names of_left, names of_right) {
    // the order of labels is the order of values
    if (left.the_enumeration != nullptr || strings::same(field, "arguments")) return same_value(of_left, of_right);
    if (strings::same(field, "update_columns")) return hold_the_same(of_left, of_right) || same_columns(left.in_table, of_left, of_right);
    if (strings::same(field, "referenced_columns")) return same_referenced_columns(of, *left.the_constraint, *right.the_constraint);
    if (strings::same(field, "columns") || strings::same(field, "include")) return same_columns(left.in_table, of_left, of_right);
    return hold_the_same(of_left, of_right);
}
constexpr bool same_list(const sides& of, std::span<const qualified_name> of_left, std::span<const qualified_name> of_right) {
    if (of_left.size() != of_right.size()) return false;
    for (std::size_t i = 0; i != of_left.size(); ++i)
        if (!of.same_table(of_left[i], of_right[i])) return false;
    return true;
}

} // namespace constable::catalog
