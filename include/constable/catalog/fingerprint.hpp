// SPDX-License-Identifier: BSL-1.0
// A 64-bit number that differs when two catalogs differ: a compile-time constant of every declared schema.
#pragma once

#include "model.hpp"

#include "constable/strings/hash.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace constable::catalog {

/// Grows when the meaning of fingerprints changes, so that an old one is never taken for a new one.
inline constexpr std::uint64_t fingerprint_version = 1;

namespace detail {

constexpr void add(strings::hasher& all, names list) {
    all.add_number(list.size());
    for (const std::string_view each : list) all.add(each);
}

constexpr void add(strings::hasher& all, const column& each) {
    all.add(each.name);
    all.add(each.type);
    all.add_number((each.not_null ? 1U : 0U) | (static_cast<unsigned>(each.identity) << 1U) |
                   (static_cast<unsigned>(each.origin) << 3U));
    // most columns have none of these
    if (!each.default_expression.empty()) { all.add_number(1); all.add(each.default_expression); }
    if (!each.generated_expression.empty()) { all.add_number(2); all.add(each.generated_expression); }
    if (!each.collation.empty()) { all.add_number(3); all.add(each.collation); }
    if (!each.comment.empty()) { all.add_number(4); all.add(each.comment); }
}

constexpr void add(strings::hasher& all, const key& each) {
    all.add(each.column);
    all.add(each.expression);
    all.add(each.collation);
    all.add(each.operator_class);
    all.add(each.with_operator);
    all.add_number((each.descending ? 1U : 0U) | (static_cast<unsigned>(each.nulls) << 1U));
}

constexpr void add(strings::hasher& all, const constraint& each) {
    all.add_number(static_cast<unsigned>(each.kind));
    all.add(each.name);
    add(all, each.columns);
    all.add_number((each.nulls_not_distinct ? 1U : 0U) | (each.deferrable ? 2U : 0U) |
                   (each.initially_deferred ? 4U : 0U) | (each.no_inherit ? 8U : 0U));
    if (!each.include.empty()) add(all, each.include);
    if (!each.comment.empty()) all.add(each.comment);
    if (each.kind == constraint_kind::check) all.add(each.expression);
    if (each.kind == constraint_kind::exclude) {
        all.add(each.method);
        for (const key& part : each.keys) add(all, part);
        all.add(each.predicate);
    }
    if (each.kind != constraint_kind::foreign_key) return;
    all.add(each.referenced_schema);
    all.add(each.referenced_table);
    add(all, each.referenced_columns);
    all.add_number(static_cast<unsigned>(each.on_update) | (static_cast<unsigned>(each.on_delete) << 3U) |
                   (static_cast<unsigned>(each.match) << 6U));
    add(all, each.on_delete_columns);
}

constexpr void add(strings::hasher& all, const index& each) {
    all.add(each.name);
    all.add(each.method);
    for (const key& part : each.keys) add(all, part);
    add(all, each.include);
    all.add(each.predicate);
    all.add(each.comment);
    all.add_number((each.unique ? 1U : 0U) | (each.nulls_not_distinct ? 2U : 0U));
}

} // namespace detail

/// The fingerprint of one table.
constexpr std::uint64_t fingerprint(const table& of) {
    strings::hasher all;
    all.add_number(fingerprint_version);
    all.add(of.schema);
    all.add(of.name);
    all.add(of.comment);
    for (const column& each : of.columns) detail::add(all, each);
    for (const constraint& each : of.constraints) detail::add(all, each);
    for (const index& each : of.indexes) detail::add(all, each);
    return all.value();
}

/// The fingerprint of one enum type.
constexpr std::uint64_t fingerprint(const enumeration& of) {
    strings::hasher all;
    all.add(of.schema);
    all.add(of.name);
    detail::add(all, of.labels);
    return all.value();
}

/// The sum of the fingerprints of some tables, which does not depend on their order.
constexpr std::uint64_t sum_of_fingerprints(std::span<const table> tables) {
    std::uint64_t sum = 0;
    for (const table& each : tables) sum += fingerprint(each);
    return sum;
}

/// The fingerprint of a catalog, given `sum_of_fingerprints` of its tables.
constexpr std::uint64_t fingerprint(const catalog& of, std::uint64_t sum) {
    sum += strings::hash(of.name);
    for (const enumeration& each : of.enumerations) sum += fingerprint(each);
    strings::hasher all;
    all.add_number(sum);
    all.add_number(of.tables.size());
    return all.value();
}

/// The fingerprint of a catalog.
constexpr std::uint64_t fingerprint(const catalog& of) { return fingerprint(of, sum_of_fingerprints(of.tables)); }

} // namespace constable::catalog
