// SPDX-License-Identifier: BSL-1.0
// Whether a partition can be declared without columns: it has just what it would take over from its parent.
#pragma once

#include "nameless.hpp"

#include "constable/catalog/field_value.hpp"
#include "constable/catalog/lists.hpp"
#include "constable/catalog/model.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace constable::pull {

namespace detail {

template <class Object>
bool same_but_for(const Object& left, const Object& right, std::initializer_list<std::string_view> fields) {
    bool all = true;
    catalog::each_field(std::type_identity<Object>{}, [&](std::string_view name, auto member) {
        if (std::find(fields.begin(), fields.end(), name) == fields.end()) all = all && catalog::same_value(left.*member, right.*member);
    });
    return all;
}

// Sequences stay with the parent; comments, statistics targets and options are of one table alone.
inline bool takes_over_column(const catalog::column& of, const catalog::column& parents) {
    const auto says_more = [](const catalog::column& each) {
        return each.identity != catalog::identity_kind::none || each.details->sequence != nullptr || each.details->is_inherited;
    };
    if (says_more(of) || says_more(parents) || !of.comment.empty() || of.details->statistics != -1 || !of.details->options.empty()) return false;
    return same_but_for(of, parents, {"comment"}) && same_but_for(*of.details, *parents.details, {"statistics", "options"});
}

inline bool are_same_keys(std::span<const catalog::key> left, std::span<const catalog::key> right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const catalog::key& one, const catalog::key& other) { return same_but_for(one, other, {}); });
}
// A name that was numbered depends on the order of all: such a one is said.
inline bool is_plain_default(std::string_view name) {
    return name.ends_with("_pkey") || name.ends_with("_key") || name.ends_with("_idx") || name.ends_with("_excl");
}
inline bool says_no_more(const catalog::constraint& of) { return of.comment.empty() && of.index_comment.empty(); }
inline bool says_no_more(const catalog::index& of) { return of.comment.empty(); }
template <class Part>
bool takes_over_part(const Part& of, std::string_view attached_to, const Part& parents) {
    return attached_to == parents.name && is_plain_default(of.name) && says_no_more(of) && same_but_for(of, parents, {"name", "attached_to", "comment", "index_comment"}) &&
           are_same_keys(of.keys, parents.keys);
}

// Each of the parent's has one that says the same, and there are no others.
template <class Part, class Same>
bool are_taken_over(std::span<const Part> of, std::vector<const Part*> parents, const Same& is_same) {
    for (const Part& each : of) {
        const auto found = std::find_if(parents.begin(), parents.end(), [&](const Part* other) { return is_same(each, *other); });
        if (found == parents.end()) return false;
        parents.erase(found);
    }
    return parents.empty();
}

} // namespace detail

/// Whether `partition_of<…>` without any column means the same as all columns, checks, keys and indexes written in full.
inline bool can_take_over_parent(const catalog::table& of, const catalog::table& parent) {
    using catalog::constraint;
    using catalog::constraint_kind;
    if (of.columns.empty() || of.columns.size() != parent.columns.size() || !of.of_type.empty() || !parent.of_type.empty()) return false;
    for (std::size_t i = 0; i != of.columns.size(); ++i)
        if (!detail::takes_over_column(of.columns[i], parent.columns[i])) return false;

    // foreign keys are none of these: the partition's own ones are said beside
    std::vector<constraint> own;
    std::vector<const constraint*> parents;
    for (const constraint& each : of.constraints)
        if (each.kind != constraint_kind::foreign_key) own.push_back(each);
    for (const constraint& each : parent.constraints)
        if (each.kind != constraint_kind::foreign_key) parents.push_back(&each);
    if (own.size() != of.constraints.size()) return false; // theirs would be named after columns that stand elsewhere
    const bool same_constraints = detail::are_taken_over<constraint>(own, parents, [](const constraint& each, const constraint& other) {
        if (each.kind == constraint_kind::check) return other.kind == constraint_kind::check && each.comment.empty() && detail::same_but_for(each, other, {"comment"});
        return detail::takes_over_part(each, each.attached_to, other);
    });
    if (!same_constraints) return false;
    std::vector<const catalog::index*> parents_indexes;
    for (const catalog::index& each : parent.indexes) parents_indexes.push_back(&each);
    const bool same_indexes = detail::are_taken_over<catalog::index>(of.indexes, parents_indexes, [](const catalog::index& each, const catalog::index& other) {
        return !each.is_invalid && detail::takes_over_part(each, each.attached_to, other);
    });
    if (!same_indexes) return false;
    const nameless_objects nameless = find_nameless(of);
    for (std::size_t i = 0; i != of.constraints.size(); ++i)
        if (of.constraints[i].kind != constraint_kind::check && !nameless.constraints[i]) return false;
    return std::find(nameless.indexes.begin(), nameless.indexes.end(), false) == nameless.indexes.end();
}

} // namespace constable::pull
