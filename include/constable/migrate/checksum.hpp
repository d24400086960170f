// SPDX-License-Identifier: BSL-1.0
// What tells a migration from one that somebody has edited: a number over its declaration, never over rendered SQL.
#pragma once

#include "step.hpp"

#include "constable/catalog/field_value.hpp"
#include "constable/catalog/lists.hpp"
#include "constable/strings/hash.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::migrating {

/// Which algorithm made a checksum; it stands before the number in the ledger. A new one never changes what this one gives.
inline constexpr unsigned checksum_algorithm = 1;

namespace detail {

template <class Object>
inline constexpr Object silent{};

// A field counts by its name and its value, and only where it is not as usual: a later version of the library may know
// more fields, and list them in another order.
class declaration_hasher {
public: // first what the functions below are made of: Clang evaluates templates where they stand
    template <class Object>
    static constexpr std::uint64_t of(const Object& object) {
        std::uint64_t sum = 0;
        each_field(std::type_identity<Object>{}, [&](std::string_view name, auto member) {
            if (!catalog::same_value(object.*member, silent<Object>.*member)) sum += field(name, object.*member);
        });
        if constexpr (std::is_same_v<Object, catalog::column>) sum += details(object);
        each_list(std::type_identity<Object>{}, [&](std::string_view word, auto member, auto) {
            strings::hasher all;
            all.add(word);
            for (const auto& each : object.*member) all.add_number(of(each));
            if (!(object.*member).empty()) sum += all.value();
        });
        return sum;
    }
    static constexpr std::uint64_t details(const catalog::column& of_column) {
        std::uint64_t sum = 0;
        if (of_column.details != &catalog::no_details) {
            sum = of(*of_column.details);
            if (of_column.details->sequence != nullptr) sum += field("sequence", of(*of_column.details->sequence));
        }
        if (of_column.declared_enumeration != nullptr) sum += field("enumeration", of(*of_column.declared_enumeration));
        return sum;
    }
    template <class Value>
    static constexpr std::uint64_t field(std::string_view name, const Value& value) {
        strings::hasher all;
        all.add(name);
        add(all, value);
        return all.value();
    }
    static constexpr void add(strings::hasher& all, std::string_view value) { all.add(value); }
    static constexpr void add(strings::hasher& all, const catalog::qualified_name& value) {
        all.add(value.schema);
        all.add(value.name);
    }
    template <class Number>
        requires(std::is_arithmetic_v<Number> || std::is_enum_v<Number>)
    static constexpr void add(strings::hasher& all, Number value) {
        all.add_number(static_cast<std::uint64_t>(value));
    }
    template <class Item>
    static constexpr void add(strings::hasher& all, const std::span<const Item>& list) {
        all.add_number(list.size());
        for (const Item& each : list) add(all, each);
    }
    static constexpr std::uint64_t of_type(const declare::declared_type& type) {
        std::uint64_t sum = 0;
        if (type.enumeration != nullptr) sum += field("enum", of(*type.enumeration));
        if (type.domain != nullptr) sum += field("domain", of(*type.domain));
        if (type.composite != nullptr) sum += field("composite_type", of(*type.composite));
        if (type.range != nullptr) sum += field("range_type", of(*type.range));
        return sum;
    }
};

} // namespace detail

/// Over everything that a step says; its acknowledgements do not count, since they do not change what it does.
constexpr std::uint64_t checksum(const step_value& of, const fragment& said) {
    using hash = detail::declaration_hasher;
    std::uint64_t sum = hash::field("kind", of.kind);
    const auto add = [&](std::string_view name, const auto& value, const auto& usual) {
        if (value != usual) sum += hash::field(name, value);
    };
    add("of", of.of, catalog::object_kind::table);
    const auto add_text = [&](std::string_view name, const std::string_view& text) {
        if (!text.empty()) sum += hash::field(name, text);
    };
    add_text("schema", of.schema), add_text("table", of.table), add_text("name", of.name), add_text("other", of.other);
    add_text("detail", of.detail), add_text("sql", of.sql), add_text("reverse", of.reverse), add_text("revision", of.revision);
    add("where", of.where, label_place::last);
    add("concurrently", of.concurrently, false);
    add("irreversible", of.irreversible, false);
    add("outside_transaction", of.outside_transaction, false);
    if (of.backfill != nullptr) {
        sum += hash::field("set", of.backfill->set) + hash::field("where", of.backfill->where) + hash::field("key", of.backfill->key);
    }
    if (said.table != nullptr) {
        sum += hash::field("fragment", hash::of(*said.table));
        for (const declare::object_comment& each : said.comments) sum += hash::field(each.name, each.text);
    }
    if (said.view != nullptr) sum += hash::field("view", hash::of(*said.view));
    if (of.object != nullptr) {
        const declare::object_entry& object = *of.object;
        if (object.schema != nullptr) sum += hash::field("database_schema", hash::of(*object.schema));
        if (object.extension != nullptr) sum += hash::field("extension", hash::of(*object.extension));
        if (object.collation != nullptr) sum += hash::field("collation", hash::of(*object.collation));
        if (object.sequence != nullptr) sum += hash::field("sequence", hash::of(*object.sequence));
        if (object.routine != nullptr) sum += hash::field("routine", hash::of(*object.routine));
        if (object.raw != nullptr) sum += hash::field("raw", hash::of(*object.raw));
        if (object.type != nullptr) sum += hash::field("type", hash::of_type(*object.type));
        for (const catalog::grant& each : object.grants) sum += hash::field("grant", hash::of(each));
        for (const catalog::default_privilege& each : object.default_privileges) sum += hash::field("default_privilege", hash::of(each));
    }
    return sum;
}

/// Over everything that a migration says but its description; steps count in their order. The library works it out at run
/// time: a compiler would need some 90 KB for each step.
constexpr std::uint64_t checksum(const migration_value& of) {
    strings::hasher all;
    all.add(of.version);
    for (const std::string_view each : of.depends_on) all.add(each);
    const fragment none{};
    for (std::size_t i = 0; i != of.steps.size(); ++i) all.add_number(checksum(*of.steps[i], i < of.fragments.size() ? of.fragments[i] : none));
    return all.value();
}

} // namespace constable::migrating
