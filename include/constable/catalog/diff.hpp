// SPDX-License-Identifier: BSL-1.0
// What a database lacks or has otherwise than was declared.
#pragma once

#include "creation_order.hpp"
#include "model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace constable::catalog {

enum class difference_kind : unsigned char {
    missing_enumeration,
    enumeration_labels,
    missing_table,
    missing_column,
    unknown_column,
    column_type,
    column_nullability,
    column_identity,
    column_default,   ///< one side has a default, the other none
    column_generated, ///< one side is generated, the other not
    column_collation,
    missing_constraint,
    constraint_differs,
    unknown_constraint,
    missing_index,
    index_differs,
    unknown_index,
};

/// One difference. The pointers lead into the expected catalog; which of them are set, the kind tells.
struct difference {
    difference_kind kind;
    const enumeration* enumerated = nullptr;
    const table* in = nullptr;
    const column* of_column = nullptr;
    const constraint* of_constraint = nullptr;
    const index* of_index = nullptr;
    std::string actual{}; ///< what stands there instead, or the name of what was not declared
};

namespace detail {

inline bool same_names(names left, names right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i != left.size(); ++i)
        if (left[i] != right[i]) return false;
    return true;
}

inline bool same_action(const constraint& left, const constraint& right) {
    return left.referenced_table == right.referenced_table && same_names(left.referenced_columns, right.referenced_columns) &&
           left.on_update == right.on_update &&
           left.on_delete == right.on_delete && left.match == right.match &&
           same_names(left.on_delete_columns, right.on_delete_columns);
}

// What two constraints of one name must share. Expressions are the server's to compare.
inline bool same_meaning(const constraint& left, const constraint& right) {
    if (left.kind != right.kind || left.deferrable != right.deferrable || left.initially_deferred != right.initially_deferred)
        return false;
    switch (left.kind) {
    case constraint_kind::check: return left.no_inherit == right.no_inherit;
    case constraint_kind::exclude: return same_names(left.include, right.include);
    case constraint_kind::foreign_key: return same_names(left.columns, right.columns) && same_action(left, right);
    case constraint_kind::primary_key:
    case constraint_kind::unique: break;
    }
    return same_names(left.columns, right.columns) && same_names(left.include, right.include) &&
           left.nulls_not_distinct == right.nulls_not_distinct;
}

inline bool nulls_come_first(const key& of) {
    return of.nulls == nulls_order::by_direction ? of.descending : of.nulls == nulls_order::first;
}

// An expression that is but a column is stored as that column.
inline bool same_key(const key& expected, const key& actual) {
    const bool same_part = expected.column.empty() && !actual.column.empty()
                               ? expected.expression == actual.column
                               : expected.column == actual.column && expected.expression.empty() == actual.expression.empty();
    return same_part && expected.descending == actual.descending && nulls_come_first(expected) == nulls_come_first(actual);
}

// What the server stores in fewer words: DEFAULT NULL and COLLATE "default" as nothing at all.
inline bool is_default(const column& of) {
    return !of.default_expression.empty() && of.default_expression != "NULL" && of.default_expression != "null";
}
inline std::string_view collation_of(const column& of) { return of.collation == "default" ? std::string_view{} : of.collation; }

inline bool same_keys(std::span<const key> left, std::span<const key> right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i != left.size(); ++i)
        if (!same_key(left[i], right[i])) return false;
    return true;
}

inline bool same_meaning(const index& left, const index& right) {
    const std::string_view left_method = left.method.empty() ? "btree" : left.method;
    const std::string_view right_method = right.method.empty() ? "btree" : right.method;
    return left.unique == right.unique && left_method == right_method && left.nulls_not_distinct == right.nulls_not_distinct &&
           left.predicate.empty() == right.predicate.empty() && same_names(left.include, right.include) &&
           same_keys(left.keys, right.keys);
}

class table_diff {
public:
    table_diff(const table& expected, const table& actual, const catalog& live, std::vector<difference>& found)
        : expected_(expected), actual_(actual), live_(live), found_(found) {}

    void run() {
        for (const column& each : expected_.columns) compare(each);
        for (const column& each : actual_.columns)
            if (find_column(expected_, each.name) == nullptr) add(difference_kind::unknown_column).actual = each.name;
        for (const constraint& each : expected_.constraints) compare(each);
        for (const constraint& each : actual_.constraints) look_for(each);
        for (const index& each : expected_.indexes) compare(each);
        for (const index& each : actual_.indexes) look_for(each);
    }

private:
    difference& add(difference_kind kind) {
        found_.push_back({.kind = kind, .in = &expected_});
        return found_.back();
    }
    void add(difference_kind kind, const column& of, std::string_view actual) {
        difference& added = add(kind);
        added.of_column = &of;
        added.actual = actual;
    }

    void compare(const column& expected) {
        const column* actual = find_column(actual_, expected.name);
        if (actual == nullptr) return add(difference_kind::missing_column, expected, {});
        if (expected.type != actual->type) add(difference_kind::column_type, expected, actual->type);
        // in the order in which they can be settled: an identity needs NOT NULL as long as it is there
        const bool loses_identity = expected.identity == identity_kind::none && actual->identity != expected.identity;
        if (loses_identity) add(difference_kind::column_identity, expected, name_of(actual->identity));
        if (expected.not_null != actual->not_null)
            add(difference_kind::column_nullability, expected, actual->not_null ? "NOT NULL" : "nullable");
        if (!loses_identity && expected.identity != actual->identity)
            add(difference_kind::column_identity, expected, name_of(actual->identity));
        if (is_default(expected) != is_default(*actual))
            add(difference_kind::column_default, expected, actual->default_expression);
        if (expected.generated_expression.empty() != actual->generated_expression.empty())
            add(difference_kind::column_generated, expected, actual->generated_expression);
        if (collation_of(expected) != collation_of(*actual)) add(difference_kind::column_collation, expected, actual->collation);
    }
    static std::string_view name_of(identity_kind kind) {
        if (kind == identity_kind::none) return "no identity";
        return kind == identity_kind::always ? "GENERATED ALWAYS AS IDENTITY" : "GENERATED BY DEFAULT AS IDENTITY";
    }

    void compare(const constraint& expected) {
        const constraint* by_name = nullptr;
        for (const constraint& each : actual_.constraints) {
            if (each.name == expected.name) by_name = &each;
            if (says_the_same(expected, each)) return;
        }
        difference& added = add(by_name == nullptr ? difference_kind::missing_constraint : difference_kind::constraint_differs);
        added.of_constraint = &expected;
    }
    // Keys and references are known by what they say; checks and exclusions by name, until the server compares them.
    [[nodiscard]] bool says_the_same(const constraint& expected, const constraint& actual) const {
        const bool by_name = expected.kind == constraint_kind::check || expected.kind == constraint_kind::exclude;
        return same_meaning(expected, actual) && (!by_name || expected.name == actual.name) &&
               live_.own_name_of(expected.referenced_schema) == actual.referenced_schema;
    }
    void look_for(const constraint& actual) {
        for (const constraint& each : expected_.constraints)
            if (each.name == actual.name || says_the_same(each, actual)) return;
        add(difference_kind::unknown_constraint).actual = actual.name;
    }

    void compare(const index& expected) {
        const index* by_name = nullptr;
        for (const index& each : actual_.indexes)
            if (each.name == expected.name) by_name = &each;
        if (by_name != nullptr && same_meaning(expected, *by_name)) return;
        difference& added = add(by_name == nullptr ? difference_kind::missing_index : difference_kind::index_differs);
        added.of_index = &expected;
    }
    void look_for(const index& actual) {
        for (const index& each : expected_.indexes)
            if (each.name == actual.name) return;
        add(difference_kind::unknown_index).actual = actual.name;
    }

    const table& expected_;
    const table& actual_;
    const catalog& live_;
    std::vector<difference>& found_;
};

} // namespace detail

/// Everything that `actual` lacks of `expected` or has otherwise; tables that were not declared are nobody's business.
/// Expressions (of checks, defaults, generated columns, predicates) and comments are not compared.
inline std::vector<difference> diff(const catalog& expected, const catalog& actual) {
    std::vector<difference> found;
    for (const enumeration& each : expected.enumerations) {
        const enumeration* same = nullptr;
        for (const enumeration& other : actual.enumerations)
            if (other.name == each.name && other.schema == actual.own_name_of(each.schema)) same = &other;
        if (same == nullptr)
            found.push_back({.kind = difference_kind::missing_enumeration, .enumerated = &each});
        else if (!detail::same_names(each.labels, same->labels))
            found.push_back({.kind = difference_kind::enumeration_labels, .enumerated = &each});
    }
    std::vector<std::uint32_t> slots(table_lookup::slots_for(actual.tables.size()));
    table_lookup::fill(actual.tables, slots);
    const table_lookup by_name{actual.tables, slots};
    for (const table& each : expected.tables) {
        const std::size_t same = by_name.find(actual.own_name_of(each.schema), each.name);
        if (same == table_lookup::missing) found.push_back({.kind = difference_kind::missing_table, .in = &each});
        else detail::table_diff{each, actual.tables[same], actual, found}.run();
    }
    return found;
}

} // namespace constable::catalog
