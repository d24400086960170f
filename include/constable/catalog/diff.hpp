// SPDX-License-Identifier: BSL-1.0
// Everything that one catalog has otherwise than another, as typed changes: in the compiler and at run time.
#pragma once

#include "change.hpp"
#include "field_visitor.hpp"
#include "known_by.hpp"
#include "match.hpp"
#include "own_sequence.hpp"
#include "sides.hpp"

#include "constable/strings/same.hpp"

#include <array>
#include <cstddef>
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

// What is done with a change.
class change_sink {
public:
    constexpr virtual void add(const change& found) = 0;

protected:
    constexpr ~change_sink() = default;
};
template <class Found>
class sink_of final : public change_sink {
public:
    constexpr explicit sink_of(Found& found) : found_(found) {}
    constexpr void add(const change& found) override { found_(found); }

private:
    Found& found_;
};

// Adds a change for each field that two objects, known by their places, have otherwise.
class field_comparer final : public field_visitor {
public:
    constexpr field_comparer(const sides& of, change_sink& found, object_kind kind, const object_place& left, const object_place& right,
                             std::string_view ignored = {}, std::string_view also_ignored = {})
        : of_(of), found_(found), kind_(kind), left_(left), right_(right), ignored_(ignored), also_ignored_(also_ignored) {}

    constexpr void text(std::string_view name, std::string_view left, std::string_view right) override {
        if (!is_ignored(name)) look(name, same_text(of_, left_, right_, name, left, right));
    }
    constexpr void value(std::string_view name, const scalar& left, const scalar& right) override { look(name, left.number == right.number); }
    constexpr void list(std::string_view name, names left, names right) override { look(name, same_list(of_, left_, right_, name, left, right)); }
    constexpr void list(std::string_view name, std::span<const qualified_name> left, std::span<const qualified_name> right) override {
        look(name, same_list(of_, left, right));
    }

private:
    [[nodiscard]] constexpr bool is_ignored(std::string_view name) const {
        return !ignored_.empty() && (strings::same(name, ignored_) || strings::same(name, also_ignored_));
    }
    constexpr void look(std::string_view name, bool is_same) {
        if (!is_same) found_.add({change_action::alter, kind_, name, left_, right_});
    }

    const sides& of_;
    change_sink& found_;
    object_kind kind_;
    const object_place& left_;
    const object_place& right_;
    std::string_view ignored_;
    std::string_view also_ignored_;
};

class comparer {
public:
    constexpr comparer(const catalog& expected, const catalog& actual, change_sink& found, const comparison& how)
        : of_{expected, actual}, found_(found), how_(how) {}

private: // first what `run` is made of: Clang evaluates templates where they stand
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
    template <class Object>
    constexpr void compare_all(std::span<const Object> catalog::* list) {
        const known_objects<Object> keys{of_, of_.expected.*list, of_.actual.*list};
        match(of_.expected.*list, of_.actual.*list, keys, [&](const Object* left, const Object* right) {
            if constexpr (std::is_same_v<Object, database_schema>)
                if (const Object* const only = left == nullptr ? right : right == nullptr ? left : nullptr; only != nullptr)
                    if (only->comment.empty() && of_.is_default_schema(only->name)) return;
            if (left != nullptr || how_.unknown_objects) compare({}, {}, left, right);
        });
    }
    // The objects of one list of a table or a view, which are told apart by their names alone or by `keys`.
    template <class Object>
    constexpr void compare_parts(const object_place& left, const object_place& right, std::span<const Object> expected,
                                 std::span<const Object> actual, const object_keys& keys) {
        match(expected, actual, keys, [&](const Object* one, const Object* other) { compare(left, right, one, other); });
    }
    template <class Object>
    constexpr void compare_parts(const object_place& left, const object_place& right, std::span<const Object> expected,
                                 std::span<const Object> actual) {
        compare_parts(left, right, expected, actual, known_objects<Object>{of_, expected, actual});
    }

    template <class Object>
    constexpr void compare(object_place left, object_place right, const Object* expected, const Object* actual) {
        left.*pointer_to<Object> = expected;
        right.*pointer_to<Object> = actual;
        if (actual == nullptr) return add(change_action::create, kind_of(*expected), {}, left, right);
        if (expected == nullptr) return add(change_action::drop, kind_of(*actual), {}, left, right);
        if (is_renamed(*expected, *actual)) add(change_action::rename, kind_of(*expected), "name", left, right);
        // a name that can be another is a change of its own
        const std::string_view ignored = has_former_name<Object> ? std::string_view{"name"} : std::string_view{};
        field_comparer fields{of_, found_, kind_of(*expected), left, right, ignored, "schema"};
        visit_different_fields(*expected, *actual, fields);
        compare_contents(left, right, *expected, *actual);
    }
    template <class Object>
    [[nodiscard]] constexpr bool is_renamed(const Object& left, const Object& right) const {
        if constexpr (has_former_name<Object> && lies_in_schema<Object>)
            return !strings::same(left.name, right.name) || !of_.same_schema(left.schema, right.schema);
        else if constexpr (has_former_name<Object>) return !strings::same(left.name, right.name);
        else return false;
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
        compare_parts(here, there, expected.constraints, actual.constraints, known_constraints{of_, &expected, expected.constraints, actual.constraints});
        compare_parts(here, there, expected.indexes, actual.indexes, known_indexes{of_, &expected, expected.indexes, actual.indexes});
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
        match(expected.columns, actual.columns, known_objects<view_column>{of_, expected.columns, actual.columns}, [&](const view_column* one, const view_column* other) {
            here.the_view_column = one;
            there.the_view_column = other;
            const view_column silent;
            compare_fields_of_view_column(here, there, one == nullptr ? silent : *one, other == nullptr ? silent : *other);
        });
        here.the_view_column = nullptr;
        there.the_view_column = nullptr;
        compare_parts(here, there, expected.indexes, actual.indexes, known_indexes{of_, nullptr, expected.indexes, actual.indexes});
        compare_parts(here, there, expected.triggers, actual.triggers);
        compare_parts(here, there, expected.rules, actual.rules);
        compare_parts(here, there, expected.statistics, actual.statistics);
    }
    constexpr void compare_fields_of_view_column(const object_place& left, const object_place& right, const view_column& expected,
                                                 const view_column& actual) {
        if (!strings::same(default_or_none(expected.default_expression), default_or_none(actual.default_expression)))
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
        compare_parts(here, there, expected.constraints, actual.constraints, known_constraints{of_, nullptr, expected.constraints, actual.constraints});
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
        if (expected.details != actual.details) {
            // a name that nobody has declared is the server's choice, and stays when its table is renamed
            const bool is_same_name = same_not_null_name(expected.details->not_null_name, actual.details->not_null_name, right.in_table->name, actual.name);
            field_comparer fields{of_, found_, object_kind::column, left, right, is_same_name ? std::string_view{"not_null_name"} : std::string_view{}};
            visit_different_fields(*expected.details, *actual.details, fields);
        }
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
        field_comparer fields{of_, found_, object_kind::sequence, left, right, "owner_table", "owner_column"};
        visit_different_fields(one, other, fields);
    }

    [[nodiscard]] static constexpr bool is_reordered(const table& expected, const table& actual) {
        return is_reordered(expected.columns, actual.columns);
    }

    constexpr void add(change_action action, object_kind kind, std::string_view field, const object_place& left, const object_place& right) {
        found_.add({action, kind, field, left, right});
    }

public:
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
    sides of_;
    change_sink& found_;
    const comparison& how_;
};

} // namespace detail

/// Calls `found(change)` for everything that `actual` lacks of `expected`, has beyond it, or has otherwise. Texts of
/// expressions are compared as they stand: both sides must come from the server, or be known not to be rewritten by it.
template <class Found>
constexpr void each_change(const catalog& expected, const catalog& actual, Found&& found, const comparison& how = {}) {
    detail::sink_of<std::remove_reference_t<Found>> sink{found};
    detail::comparer{expected, actual, sink, how}.run();
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
