// SPDX-License-Identifier: BSL-1.0
// By what the objects of each kind are known: their names, or what they say.
#pragma once

#include "lists.hpp"
#include "match.hpp"
#include "sides.hpp"

#include "constable/strings/hash.hpp"
#include "constable/strings/same.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// What tells an object outside of tables from others of its kind: the fields that `each_key_field` gives.
struct object_key {
    std::string_view schema{}; ///< where it has one
    std::array<std::string_view, 4> texts{};
    std::uint64_t numbers = 0;
};
template <class Object>
constexpr object_key key_of(const Object& of) {
    object_key key;
    std::size_t texts = 0;
    each_key_field(std::type_identity<Object>{}, [&](auto field) {
        if constexpr (!std::is_same_v<decltype(field), std::string_view Object::*>) {
            key.numbers = 64 * key.numbers + static_cast<std::uint64_t>(of.*field);
        } else {
            if constexpr (lies_in_schema<Object>)
                if (field == &Object::schema) {
                    key.schema = of.schema;
                    return;
                }
            key.texts[texts++] = of.*field;
        }
    });
    return key;
}

/// Extensions lie in one place each, whichever that is.
constexpr object_key key_of(const extension& of) { return {.texts = {of.name}}; }

/// Objects that are known by their keys, then by the names that they had before.
class known_by_key : public object_keys {
public:
    constexpr known_by_key(const sides& of, std::size_t expected_size, std::size_t actual_size) : object_keys(expected_size, actual_size), of_(of) {}

    [[nodiscard]] constexpr std::uint64_t hash_of_expected(std::size_t at) const final {
        const object_key key = key_of_expected(at);
        return hash(key, of_.own_of_expected(key.schema));
    }
    [[nodiscard]] constexpr std::uint64_t hash_of_actual(std::size_t at) const final {
        const object_key key = key_of_actual(at);
        return hash(key, of_.own_of_actual(key.schema));
    }
    [[nodiscard]] constexpr bool same(std::size_t expected, std::size_t actual) const final {
        const object_key left = key_of_expected(expected);
        const object_key right = key_of_actual(actual);
        if (left.numbers != right.numbers || !of_.same_schema(left.schema, right.schema)) return false;
        for (std::size_t i = 0; i != left.texts.size(); ++i)
            if (!strings::same(left.texts[i], right.texts[i])) return false;
        return true;
    }

protected:
    constexpr ~known_by_key() = default;
    [[nodiscard]] constexpr virtual object_key key_of_expected(std::size_t at) const = 0;
    [[nodiscard]] constexpr virtual object_key key_of_actual(std::size_t at) const = 0;
    const sides& of_;

private:
    static constexpr std::uint64_t hash(const object_key& key, std::string_view own_schema) {
        strings::hasher all;
        all.add(own_schema);
        for (const std::string_view text : key.texts)
            if (!text.empty()) all.add(text);
        all.add_number(key.numbers);
        return all.value();
    }
};

/// How the objects of a list are known.
template <class Object>
class known_objects final : public known_by_key {
public:
    constexpr known_objects(const sides& of, std::span<const Object> expected, std::span<const Object> actual)
        : known_by_key(of, expected.size(), actual.size()), expected_(expected.data()), actual_(actual.data()) {}

    [[nodiscard]] constexpr std::size_t rounds() const override { return has_former_name<Object> ? 1 : 0; }
    [[nodiscard]] constexpr bool may_be_same(std::size_t, std::size_t expected) const override { return !former_name_of(expected_[expected]).empty(); }
    [[nodiscard]] constexpr bool also_same(std::size_t, std::size_t expected, std::size_t actual) const override {
        return of_.is_renamed(expected_[expected], actual_[actual]);
    }

private:
    [[nodiscard]] constexpr object_key key_of_expected(std::size_t at) const override { return key_of(expected_[at]); }
    [[nodiscard]] constexpr object_key key_of_actual(std::size_t at) const override { return key_of(actual_[at]); }

    const Object* expected_;
    const Object* actual_;
};

// ---- what a constraint or an index says, whatever it is called

constexpr bool same_meaning(const sides& of, const table* in, const constraint& left, const constraint& right) {
    return left.kind == right.kind && same_keys(in, left.keys, right.keys) && same_columns(in, left.columns, right.columns) &&
           strings::same(left.expression, right.expression) &&
           of.same_table({left.referenced_schema, left.referenced_table}, {right.referenced_schema, right.referenced_table}) &&
           same_referenced_columns(of, left, right) && same_columns(in, left.include, right.include) &&
           strings::same(left.predicate, right.predicate) && left.nulls_not_distinct == right.nulls_not_distinct;
}
constexpr bool same_meaning(const sides&, const table* in, const index& left, const index& right) {
    return left.unique == right.unique && left.nulls_not_distinct == right.nulls_not_distinct && same_keys(in, left.keys, right.keys) &&
           strings::same(or_else(left.method, "btree"), or_else(right.method, "btree")) && same_columns(in, left.include, right.include) &&
           strings::same(left.predicate, right.predicate);
}

/// Constraints are known by their names and what they say together, then by what they say, then by their names.
class known_constraints final : public object_keys {
public:
    constexpr known_constraints(const sides& of, const table* in, std::span<const constraint> expected, std::span<const constraint> actual)
        : object_keys(expected.size(), actual.size()), of_(of), in_(in), expected_(expected), actual_(actual) {}

    [[nodiscard]] constexpr std::uint64_t hash_of_expected(std::size_t at) const override { return strings::hash(expected_[at].name); }
    [[nodiscard]] constexpr std::uint64_t hash_of_actual(std::size_t at) const override { return strings::hash(actual_[at].name); }
    [[nodiscard]] constexpr bool same(std::size_t expected, std::size_t actual) const override {
        return has_same_name(expected, actual) && has_same_meaning(expected, actual);
    }
    [[nodiscard]] constexpr std::size_t rounds() const override { return 2; }
    [[nodiscard]] constexpr bool also_same(std::size_t round, std::size_t expected, std::size_t actual) const override {
        return round == 1 ? has_same_meaning(expected, actual) : has_same_name(expected, actual);
    }

private:
    [[nodiscard]] constexpr bool has_same_name(std::size_t expected, std::size_t actual) const {
        return strings::same(expected_[expected].name, actual_[actual].name);
    }
    [[nodiscard]] constexpr bool has_same_meaning(std::size_t expected, std::size_t actual) const {
        return same_meaning(of_, in_, expected_[expected], actual_[actual]);
    }

    const sides& of_;
    const table* in_;
    std::span<const constraint> expected_;
    std::span<const constraint> actual_;
};

/// Indexes are known by their names, then by what they say.
class known_indexes final : public object_keys {
public:
    constexpr known_indexes(const sides& of, const table* in, std::span<const index> expected, std::span<const index> actual)
        : object_keys(expected.size(), actual.size()), of_(of), in_(in), expected_(expected), actual_(actual) {}

    [[nodiscard]] constexpr std::uint64_t hash_of_expected(std::size_t at) const override { return strings::hash(expected_[at].name); }
    [[nodiscard]] constexpr std::uint64_t hash_of_actual(std::size_t at) const override { return strings::hash(actual_[at].name); }
    [[nodiscard]] constexpr bool same(std::size_t expected, std::size_t actual) const override {
        return strings::same(expected_[expected].name, actual_[actual].name);
    }
    [[nodiscard]] constexpr std::size_t rounds() const override { return 1; }
    [[nodiscard]] constexpr bool also_same(std::size_t, std::size_t expected, std::size_t actual) const override {
        return same_meaning(of_, in_, expected_[expected], actual_[actual]);
    }

private:
    const sides& of_;
    const table* in_;
    std::span<const index> expected_;
    std::span<const index> actual_;
};

} // namespace constable::catalog
