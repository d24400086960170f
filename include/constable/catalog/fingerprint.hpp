// SPDX-License-Identifier: BSL-1.0
// A 64-bit number that differs when two catalogs differ: a compile-time constant of every declared schema.
#pragma once

#include "field_value.hpp"
#include "lists.hpp"
#include "model.hpp"

#include "constable/strings/hash.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// Grows when the meaning of fingerprints changes, so that an old one is never taken for a new one.
inline constexpr std::uint64_t fingerprint_version = 2;

namespace detail {

template <class Object>
inline constexpr Object as_usual{};

/// Gathers the hash of an object.
struct fingerprinter {
    strings::hasher all{};

    // ---- whatever is rare: each field that is not as usual, with its position

    constexpr void add(std::string_view text) { all.add(text); }
    template <class Number>
    requires(std::is_arithmetic_v<Number> || std::is_enum_v<Number>) constexpr void add(Number number) {
        all.add_number(static_cast<std::uint64_t>(number));
    }
    constexpr void add(const qualified_name& name) {
        all.add(name.schema);
        all.add(name.name);
    }
    template <class Item>
    constexpr void add(const std::span<const Item>& list) {
        all.add_number(list.size());
        for (const Item& each : list) add(each);
    }

    constexpr void add_set(const names& set) {
        std::uint64_t sum = set.size();
        for (const std::string_view each : set) sum += strings::hash(each);
        all.add_number(sum);
    }

    template <class Object>
    constexpr void add_fields(const Object& of) {
        std::uint64_t position = 0x100;
        each_field(std::type_identity<Object>{}, [&](const char* name, auto member) {
            ++position;
            if (same_value(of.*member, as_usual<Object>.*member)) return;
            all.add_number(position);
            if constexpr (std::is_same_v<decltype(of.*member), const names&>)
                if (is_set(name)) return add_set(of.*member);
            add(of.*member);
        });
    }

    template <class Object>
    requires(std::is_class_v<Object>) constexpr void add(const Object& of) {
        add_fields(of);
        each_list(std::type_identity<Object>{}, [&](const char*, auto member, auto) { add(of.*member); });
    }

    // ---- whatever is common, by hand: the compiler does this for thousands of columns

    constexpr void add(const column& each) {
        all.add(each.name);
        all.add(each.type);
        all.add_number((each.not_null ? 1U : 0U) | (static_cast<unsigned>(each.identity) << 1U) |
                       (static_cast<unsigned>(each.origin) << 3U));
        // most columns have none of these
        if (!each.default_expression.empty()) {
            all.add_number(1);
            all.add(each.default_expression);
        }
        if (!each.generated_expression.empty()) {
            all.add_number(2);
            all.add(each.generated_expression);
        }
        if (!each.collation.empty()) {
            all.add_number(3);
            all.add(each.collation);
        }
        if (!each.comment.empty()) {
            all.add_number(4);
            all.add(each.comment);
        }
        if (each.details == &no_details) return;
        add_fields(*each.details);
        if (each.details->sequence != nullptr) {
            all.add_number(5);
            add(*each.details->sequence);
        }
    }

    constexpr void add(const key& each) {
        all.add(each.column);
        all.add(each.expression);
        all.add(each.collation);
        all.add(each.operator_class);
        all.add(each.with_operator);
        all.add_number((each.descending ? 1U : 0U) | (static_cast<unsigned>(each.nulls) << 1U) |
                       (static_cast<unsigned>(each.statistics + 1) << 3U));
    }

    // Only what means something for its kind.
    constexpr void add(const constraint& each) {
        const constraint_kind kind = each.kind;
        all.add_number(static_cast<unsigned>(kind));
        all.add(each.name);
        add(each.columns);
        all.add_number((each.nulls_not_distinct ? 1U : 0U) | (each.deferrable ? 2U : 0U) |
                       (each.initially_deferred ? 4U : 0U) | (each.no_inherit ? 8U : 0U) | (each.not_valid ? 16U : 0U) |
                       (each.not_enforced ? 32U : 0U) | (each.period ? 64U : 0U));
        if (!each.comment.empty()) {
            all.add_number(1);
            all.add(each.comment);
        }
        if (kind == constraint_kind::check) all.add(each.expression);
        else if (kind == constraint_kind::foreign_key) add_reference(each);
        else add_index_of(each);
    }
    constexpr void add_reference(const constraint& each) {
        all.add(each.referenced_schema);
        all.add(each.referenced_table);
        add(each.referenced_columns);
        all.add_number(static_cast<unsigned>(each.on_update) | (static_cast<unsigned>(each.on_delete) << 3U) |
                       (static_cast<unsigned>(each.match) << 6U));
        add(each.on_delete_columns);
    }
    constexpr void add_index_of(const constraint& each) {
        if (!each.include.empty()) {
            all.add_number(2);
            add(each.include);
        }
        if (!each.options.empty()) {
            all.add_number(3);
            add_set(each.options);
        }
        if (!each.attached_to.empty()) {
            all.add_number(4);
            all.add(each.attached_to);
        }
        if (!each.index_comment.empty()) {
            all.add_number(5);
            all.add(each.index_comment);
        }
        if (each.kind != constraint_kind::exclude) return;
        all.add(each.method);
        add(each.keys);
        all.add(each.predicate);
    }

    constexpr void add(const index& each) {
        all.add(each.name);
        all.add(each.method);
        for (const key& part : each.keys) add(part);
        all.add(each.predicate);
        all.add(each.comment);
        all.add_number((each.unique ? 1U : 0U) | (each.nulls_not_distinct ? 2U : 0U) | (each.is_invalid ? 4U : 0U));
        if (!each.include.empty()) {
            all.add_number(1);
            add(each.include);
        }
        if (!each.options.empty()) {
            all.add_number(2);
            add_set(each.options);
        }
        if (!each.attached_to.empty()) {
            all.add_number(3);
            all.add(each.attached_to);
        }
    }

    constexpr void add(const table& of) {
        all.add(of.schema);
        all.add(of.name);
        all.add(of.comment);
        for (const column& each : of.columns) add(each);
        for (const constraint& each : of.constraints) add(each);
        for (const index& each : of.indexes) add(each);
        if (is_plain(of)) return;
        add_fields(of);
        add(of.triggers);
        add(of.rules);
        add(of.policies);
        add(of.statistics);
    }
    static constexpr bool is_plain(const table& of) {
        return !of.unlogged && !of.row_security && !of.force_row_security &&
               of.replica_identity == replica_identity_kind::by_default && of.access_method.empty() &&
               of.partition_key.empty() && of.parent.empty() && of.parent_schema.empty() &&
               of.partition_bound.empty() && of.of_type.empty() && of.replica_index.empty() &&
               of.clustered_on.empty() && of.options.empty() && of.toast_options.empty() && of.inherits.empty() &&
               of.triggers.empty() && of.rules.empty() && of.policies.empty() && of.statistics.empty();
    }
};

} // namespace detail

/// The fingerprint of one object of a catalog.
template <class Object>
constexpr std::uint64_t fingerprint(const Object& of) {
    detail::fingerprinter gathered;
    gathered.all.add_number(fingerprint_version);
    gathered.add(of);
    return gathered.all.value();
}

/// The sum of the fingerprints of some objects, which does not depend on their order.
template <class Object>
constexpr std::uint64_t sum_of_fingerprints(std::span<const Object> objects) {
    std::uint64_t sum = 0;
    for (const Object& each : objects) sum += fingerprint(each);
    return sum;
}

/// `sum_of_fingerprints` of the lists that are long: a compiler makes them in pieces, since it ends one evaluation after so
/// many steps.
struct fingerprint_sums {
    std::uint64_t tables = 0;
    std::uint64_t routines = 0; ///< whose bodies are
    std::uint64_t views = 0;
};

/// The fingerprint of a catalog, given those sums. Where it comes from (`default_schema`) is no part of it.
constexpr std::uint64_t fingerprint(const catalog& of, const fingerprint_sums& sums) {
    strings::hasher all;
    all.add(of.name);
    each_list(std::type_identity<catalog>{}, [&](const char*, auto member, auto) {
        const auto& list = of.*member;
        all.add_number(list.size());
        if constexpr (std::is_same_v<decltype(list), const std::span<const table>&>) all.add_number(sums.tables);
        else if constexpr (std::is_same_v<decltype(list), const std::span<const routine>&>) all.add_number(sums.routines);
        else if constexpr (std::is_same_v<decltype(list), const std::span<const view>&>) all.add_number(sums.views);
        else all.add_number(sum_of_fingerprints(list));
    });
    return all.value();
}

/// The fingerprint of a catalog.
constexpr std::uint64_t fingerprint(const catalog& of) {
    return fingerprint(of, {sum_of_fingerprints(of.tables), sum_of_fingerprints(of.routines), sum_of_fingerprints(of.views)});
}

} // namespace constable::catalog
