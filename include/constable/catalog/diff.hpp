// SPDX-License-Identifier: BSL-1.0
// Everything that one catalog has otherwise than another, as typed changes: in the compiler and at run time.
#pragma once

#include "change.hpp"
#include "lists.hpp"
#include "match.hpp"
#include "own_sequence.hpp"
#include "sides.hpp"

#include "constable/strings/hash.hpp"
#include "constable/strings/same.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace constable::catalog {

/// What a comparison looks at.
struct comparison {
    bool column_order = false;   ///< report tables whose columns stand in another order: no statement can change it
    bool unknown_objects = true; ///< report objects outside of tables that only the actual catalog has
    bool privileges = true;      ///< report grants and default privileges
    bool unmodelled = true;      ///< report objects that the catalog has no words for
};

namespace detail {

// How objects outside of tables are told apart: by the fields that `each_key_field` gives.
template <class Object>
struct object_keys {
    const sides& of;
    static constexpr std::size_t rounds = has_former_name<Object> ? 1 : 0;

    template <class Own>
    static constexpr std::uint64_t hash(const Object& each, const Own& own) {
        strings::hasher all;
        each_key_field(std::type_identity<Object>{}, [&](auto field) {
            using value = std::remove_cvref_t<decltype(each.*field)>;
            if constexpr (std::is_same_v<value, std::string_view>) all.add(is_schema(field) ? own(each.*field) : each.*field);
            else all.add_number(static_cast<std::uint64_t>(each.*field));
        });
        return all.value();
    }
    static constexpr bool is_schema(std::string_view Object::* field) {
        if constexpr (lies_in_schema<Object>) return field == &Object::schema;
        else return false;
    }
    [[nodiscard]] constexpr std::uint64_t hash_of_expected(const Object& each) const {
        return hash(each, [&](std::string_view schema) { return of.own_of_expected(schema); });
    }
    [[nodiscard]] constexpr std::uint64_t hash_of_actual(const Object& each) const {
        return hash(each, [&](std::string_view schema) { return of.own_of_actual(schema); });
    }
    [[nodiscard]] constexpr bool same(const Object& left, const Object& right) const {
        bool all = true;
        each_key_field(std::type_identity<Object>{}, [&](auto field) { all = all && same_field(of, nullptr, left, right, field); });
        return all;
    }
    [[nodiscard]] constexpr bool may_be_same(std::size_t, const Object& expected) const {
        return !former_name_of(expected).empty();
    }
    [[nodiscard]] constexpr bool also_same(std::size_t, const Object& left, const Object& right) const { return of.is_renamed(left, right); }
};

// Extensions lie in one place each, whichever that is.
template <>
struct object_keys<extension> {
    const sides& of;
    static constexpr std::size_t rounds = 0;
    [[nodiscard]] constexpr std::uint64_t hash_of_expected(const extension& each) const { return strings::hash(each.name); }
    [[nodiscard]] constexpr std::uint64_t hash_of_actual(const extension& each) const { return strings::hash(each.name); }
    [[nodiscard]] constexpr bool same(const extension& left, const extension& right) const { return strings::same(left.name, right.name); }
    [[nodiscard]] constexpr bool may_be_same(std::size_t, const extension&) const { return false; }
    [[nodiscard]] constexpr bool also_same(std::size_t, const extension&, const extension&) const { return false; }
};

// What a constraint or an index says, whatever it is called.
constexpr bool same_meaning(const sides& of, const table* in, const constraint& left, const constraint& right) {
    if (left.kind != right.kind || !same_keys(in, left.keys, right.keys)) return false;
    bool all = true;
    const auto look = [&](auto field) { all = all && same_field(of, in, left, right, field); };
    look(&constraint::columns);
    look(&constraint::expression);
    look(&constraint::referenced_table);
    look(&constraint::referenced_columns);
    look(&constraint::include);
    look(&constraint::predicate);
    look(&constraint::nulls_not_distinct);
    return all;
}
constexpr bool same_meaning(const sides& of, const table* in, const index& left, const index& right) {
    return left.unique == right.unique && left.nulls_not_distinct == right.nulls_not_distinct &&
           same_keys(in, left.keys, right.keys) && same_field(of, in, left, right, &index::method) &&
           same_field(of, in, left, right, &index::include) && strings::same(left.predicate, right.predicate);
}

// Constraints are known by what they say, then by their name.
struct constraint_keys {
    const sides& of;
    const table* in;
    static constexpr std::size_t rounds = 2;
    [[nodiscard]] constexpr std::uint64_t hash_of_expected(const constraint& each) const { return strings::hash(each.name); }
    [[nodiscard]] constexpr std::uint64_t hash_of_actual(const constraint& each) const { return strings::hash(each.name); }
    [[nodiscard]] constexpr bool same(const constraint& left, const constraint& right) const {
        return strings::same(left.name, right.name) && same_meaning(of, in, left, right);
    }
    [[nodiscard]] constexpr bool may_be_same(std::size_t, const constraint&) const { return true; }
    [[nodiscard]] constexpr bool also_same(std::size_t round, const constraint& left, const constraint& right) const {
        return round == 1 ? same_meaning(of, in, left, right) : strings::same(left.name, right.name);
    }
};

// Indexes are known by their name, then by what they say.
struct index_keys {
    const sides& of;
    const table* in;
    static constexpr std::size_t rounds = 1;
    [[nodiscard]] constexpr std::uint64_t hash_of_expected(const index& each) const { return strings::hash(each.name); }
    [[nodiscard]] constexpr std::uint64_t hash_of_actual(const index& each) const { return strings::hash(each.name); }
    [[nodiscard]] constexpr bool same(const index& left, const index& right) const { return strings::same(left.name, right.name); }
    [[nodiscard]] constexpr bool may_be_same(std::size_t, const index&) const { return true; }
    [[nodiscard]] constexpr bool also_same(std::size_t, const index& left, const index& right) const {
        return same_meaning(of, in, left, right);
    }
};

template <class Found>
class comparer {
public:
    constexpr comparer(const catalog& expected, const catalog& actual, Found& found, const comparison& how)
        : of_{expected, actual}, found_(found), how_(how) {}

    constexpr void run() {
        compare_all(&catalog::schemas);
        compare_all(&catalog::extensions);
        compare_all(&catalog::collations);
        compare_all(&catalog::enumerations);
        compare_all(&catalog::domains);
        compare_all(&catalog::composite_types);
        compare_all(&catalog::range_types);
        compare_all(&catalog::sequences);
        compare_all(&catalog::tables);
        compare_all(&catalog::routines);
        compare_all(&catalog::views);
        compare_all(&catalog::raw_objects);
        if (how_.privileges) {
            compare_all(&catalog::grants);
            compare_all(&catalog::default_privileges);
        }
        if (how_.unmodelled) compare_all(&catalog::unmodelled_objects);
    }

private:
    template <class Object>
    constexpr void compare_all(std::span<const Object> catalog::* list) {
        match(of_.expected.*list, of_.actual.*list, object_keys<Object>{of_}, [&](const Object* left, const Object* right) {
            if (left != nullptr || how_.unknown_objects) compare({}, {}, left, right);
        });
    }
    // The objects of one list of a table or a view, which are told apart by their names alone or by `keys`.
    template <class Object, class Keys>
    constexpr void compare_parts(const object_place& left, const object_place& right, std::span<const Object> expected,
                                 std::span<const Object> actual, const Keys& keys) {
        match(expected, actual, keys, [&](const Object* one, const Object* other) { compare(left, right, one, other); });
    }
    template <class Object>
    constexpr void compare_parts(const object_place& left, const object_place& right, std::span<const Object> expected,
                                 std::span<const Object> actual) {
        compare_parts(left, right, expected, actual, object_keys<Object>{of_});
    }

    template <class Object>
    constexpr void compare(object_place left, object_place right, const Object* expected, const Object* actual) {
        left.*pointer_to<Object> = expected;
        right.*pointer_to<Object> = actual;
        if (actual == nullptr) return add(change_action::create, kind_of(*expected), {}, left, right);
        if (expected == nullptr) return add(change_action::drop, kind_of(*actual), {}, left, right);
        if (is_renamed(*expected, *actual)) add(change_action::rename, kind_of(*expected), "name", left, right);
        compare_fields(left, right, *expected, *actual);
        compare_contents(left, right, *expected, *actual);
    }
    template <class Object>
    [[nodiscard]] constexpr bool is_renamed(const Object& left, const Object& right) const {
        if constexpr (has_former_name<Object>)
            return !same_field(of_, nullptr, left, right, &Object::name) || !is_in_same_schema(left, right);
        else return false;
    }
    template <class Object>
    [[nodiscard]] constexpr bool is_in_same_schema(const Object& left, const Object& right) const {
        if constexpr (lies_in_schema<Object>) return of_.same_schema(left.schema, right.schema);
        else return true;
    }

    template <class Object, class Field>
    static constexpr bool is_name(Field field) {
        if constexpr (has_former_name<Object> && std::is_same_v<Field, std::string_view Object::*>) {
            if (field == &Object::name) return true;
            if constexpr (lies_in_schema<Object>) return field == &Object::schema;
        }
        return false;
    }
    template <class Object>
    constexpr void compare_fields(const object_place& left, const object_place& right, const Object& expected, const Object& actual) {
        each_field(std::type_identity<Object>{}, [&](std::string_view name, auto field) {
            if (is_name<Object>(field)) return; // a change of its own
            if (!same_field(of_, left.in_table, expected, actual, field))
                add(change_action::alter, kind_of(expected), name, left, right);
        });
    }

    template <class Object>
    constexpr void compare_contents(const object_place&, const object_place&, const Object&, const Object&) {}
    constexpr void compare_contents(const object_place& left, const object_place& right, const table& expected, const table& actual) {
        object_place here = left;
        object_place there = right;
        here.in_table = &expected;
        there.in_table = &actual;
        here.the_table = nullptr;
        there.the_table = nullptr;
        compare_parts(here, there, expected.columns, actual.columns);
        if (how_.column_order && is_reordered(expected, actual)) add(change_action::alter, object_kind::table, "order", left, right);
        compare_parts(here, there, expected.constraints, actual.constraints, constraint_keys{of_, &expected});
        compare_parts(here, there, expected.indexes, actual.indexes, index_keys{of_, &expected});
        compare_parts(here, there, expected.triggers, actual.triggers);
        compare_parts(here, there, expected.rules, actual.rules);
        compare_parts(here, there, expected.policies, actual.policies);
        compare_parts(here, there, expected.statistics, actual.statistics);
    }
    constexpr void compare_contents(const object_place& left, const object_place& right, const view& expected, const view& actual) {
        object_place here = left;
        object_place there = right;
        here.in_view = &expected;
        there.in_view = &actual;
        here.the_view = nullptr;
        there.the_view = nullptr;
        match(expected.columns, actual.columns, object_keys<view_column>{of_}, [&](const view_column* one, const view_column* other) {
            here.the_view_column = one;
            there.the_view_column = other;
            const view_column silent;
            compare_fields_of_view_column(here, there, one == nullptr ? silent : *one, other == nullptr ? silent : *other);
        });
        here.the_view_column = nullptr;
        there.the_view_column = nullptr;
        compare_parts(here, there, expected.indexes, actual.indexes, index_keys{of_, nullptr});
        compare_parts(here, there, expected.triggers, actual.triggers);
        compare_parts(here, there, expected.rules, actual.rules);
        compare_parts(here, there, expected.statistics, actual.statistics);
    }
    constexpr void compare_fields_of_view_column(const object_place& left, const object_place& right, const view_column& expected,
                                                 const view_column& actual) {
        if (!same_field(of_, nullptr, expected, actual, &view_column::default_expression))
            add(change_action::alter, object_kind::column, "default_expression", left, right);
        if (!strings::same(expected.comment, actual.comment)) add(change_action::alter, object_kind::column, "comment", left, right);
    }
    constexpr void compare_contents(const object_place& left, const object_place& right, const domain& expected, const domain& actual) {
        object_place here = left;
        object_place there = right;
        here.in_domain = &expected;
        there.in_domain = &actual;
        here.the_domain = nullptr;
        there.the_domain = nullptr;
        compare_parts(here, there, expected.constraints, actual.constraints, constraint_keys{of_, nullptr});
    }
    constexpr void compare_contents(const object_place& left, const object_place& right, const composite_type& expected,
                                    const composite_type& actual) {
        object_place here = left;
        object_place there = right;
        here.in_composite = &expected;
        there.in_composite = &actual;
        here.the_composite = nullptr;
        there.the_composite = nullptr;
        compare_parts(here, there, expected.attributes, actual.attributes);
        if (is_reordered(expected.attributes, actual.attributes)) // the order of a row's values
            add(change_action::alter, object_kind::composite_type, "order", left, right);
    }
    constexpr void compare_contents(const object_place& left, const object_place& right, const constraint& expected,
                                    const constraint& actual) {
        if (!same_keys(left.in_table, expected.keys, actual.keys)) add(change_action::alter, object_kind::constraint, "keys", left, right);
    }
    constexpr void compare_contents(const object_place& left, const object_place& right, const index& expected, const index& actual) {
        if (!same_keys(left.in_table, expected.keys, actual.keys)) add(change_action::alter, object_kind::index, "keys", left, right);
        else if (!same_key_statistics(expected.keys, actual.keys)) add(change_action::alter, object_kind::index, "statistics", left, right);
    }
    constexpr void compare_contents(const object_place& left, const object_place& right, const column& expected, const column& actual) {
        if (expected.details != actual.details)
            each_field(std::type_identity<column_details>{}, [&](std::string_view name, auto field) {
                // a table that was renamed keeps the names that the server has chosen
                if (strings::same(name, "not_null_name") && expected.details->not_null_name.empty()) return;
                if (!same_field(of_, nullptr, *expected.details, *actual.details, field))
                    add(change_action::alter, object_kind::column, name, left, right);
            });
        if (!owns_sequence(expected) || !owns_sequence(actual)) return;
        const bool are_serial = expected.identity == identity_kind::serial;
        if (are_serial != (actual.identity == identity_kind::serial)) return; // another sequence anyway
        const bool are_default = expected.details->sequence == nullptr && actual.details->sequence == nullptr;
        if (are_default && strings::same(left.in_table->name, right.in_table->name) && strings::same(expected.name, actual.name)) return;
        compare_sequences(left, right, expected, actual);
    }
    constexpr void compare_sequences(object_place left, object_place right, const column& expected, const column& actual) {
        name_buffer expected_name;
        name_buffer actual_name;
        const sequence one = own_sequence_of(*left.in_table, expected, expected_name);
        const sequence other = own_sequence_of(*right.in_table, actual, actual_name);
        left.the_sequence = expected.details->sequence;
        right.the_sequence = actual.details->sequence;
        each_field(std::type_identity<sequence>{}, [&](std::string_view name, auto field) {
            if (is_owner(field)) return;
            if (!same_field(of_, nullptr, one, other, field)) add(change_action::alter, object_kind::sequence, name, left, right);
        });
    }

    template <class Field>
    static constexpr bool is_owner(Field field) {
        if constexpr (std::is_same_v<Field, std::string_view sequence::*>)
            return field == &sequence::owner_table || field == &sequence::owner_column;
        else return false;
    }

    // Whether those that both sides have stand in another order.
    template <class Object>
    [[nodiscard]] static constexpr bool is_reordered(std::span<const Object> expected, std::span<const Object> actual) {
        std::size_t last = 0;
        for (const Object& each : expected)
            for (std::size_t at = 0; at != actual.size(); ++at)
                if (strings::same(each.name, actual[at].name)) {
                    if (at < last) return true;
                    last = at;
                }
        return false;
    }
    [[nodiscard]] static constexpr bool is_reordered(const table& expected, const table& actual) {
        return is_reordered(expected.columns, actual.columns);
    }

    constexpr void add(change_action action, object_kind kind, std::string_view field, const object_place& left, const object_place& right) {
        const change made{action, kind, field, left, right};
        found_(made);
    }

    sides of_;
    Found& found_;
    const comparison& how_;
};

} // namespace detail

/// Calls `found(change)` for everything that `actual` lacks of `expected`, has beyond it, or has otherwise. Texts of
/// expressions are compared as they stand: both sides must come from the server, or be known not to be rewritten by it.
template <class Found>
constexpr void each_change(const catalog& expected, const catalog& actual, Found&& found, const comparison& how = {}) {
    detail::comparer<std::remove_reference_t<Found>>{expected, actual, found, how}.run();
}

/// All changes. They point into both catalogs.
inline std::vector<change> diff(const catalog& expected, const catalog& actual, const comparison& how = {}) {
    std::vector<change> found;
    each_change(expected, actual, [&](const change& each) { found.push_back(each); }, how);
    return found;
}

/// All changes between two catalogs that are known to the compiler, as an array. `Expected` and `Actual` are captureless
/// callables that return a catalog of static lifetime.
template <auto Expected, auto Actual>
constexpr auto changes_between(const comparison& how = {}) {
    constexpr std::size_t count = [] {
        std::size_t found = 0;
        each_change(Expected(), Actual(), [&](const change&) { ++found; });
        return found;
    }();
    std::array<change, count> all{};
    std::size_t at = 0;
    each_change(Expected(), Actual(), [&](const change& each) { all[at++] = each; }, how);
    return all;
}

/// Whether a change is but another name for a constraint or an index that says what it should.
constexpr bool is_only_a_name(const change& of) {
    return of.action == change_action::alter && (of.kind == object_kind::constraint || of.kind == object_kind::index) &&
           strings::same(of.field, "name");
}

} // namespace constable::catalog
