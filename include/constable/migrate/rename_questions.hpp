// SPDX-License-Identifier: BSL-1.0
// What may have been renamed: something goes, and something like it comes.
#pragma once

#include "generated.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/catalog/equal.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace constable::migrating {

namespace detail {

inline bool looks_like(const catalog::column& left, const catalog::column& right) {
    return left.type == right.type && left.identity == right.identity && left.generated_expression == right.generated_expression;
}
inline bool looks_like(const catalog::table& left, const catalog::table& right) {
    if (left.columns.size() != right.columns.size() || left.columns.empty() || left.schema != right.schema) return false;
    for (std::size_t i = 0; i != left.columns.size(); ++i)
        if (left.columns[i].name != right.columns[i].name || left.columns[i].type != right.columns[i].type) return false;
    return true;
}
inline bool looks_like(const catalog::view& left, const catalog::view& right) {
    return left.schema == right.schema && left.is_materialized == right.is_materialized && left.query == right.query;
}
inline bool looks_like(const catalog::enumeration& left, const catalog::enumeration& right) {
    return left.schema == right.schema && catalog::same_value(left.labels, right.labels);
}
inline bool looks_like(const catalog::domain& left, const catalog::domain& right) { return left.schema == right.schema && left.type == right.type; }
inline bool looks_like(const catalog::composite_type& left, const catalog::composite_type& right) {
    if (left.attributes.size() != right.attributes.size() || left.schema != right.schema) return false;
    for (std::size_t i = 0; i != left.attributes.size(); ++i)
        if (left.attributes[i].name != right.attributes[i].name || left.attributes[i].type != right.attributes[i].type) return false;
    return true;
}
inline bool looks_like(const catalog::sequence& left, const catalog::sequence& right) {
    return left.schema == right.schema && left.type == right.type && left.increment == right.increment;
}

template <class Object>
void ask_about(std::vector<rename_question>& to, const catalog::change& gone, const catalog::change& come) {
    const Object* const before = gone.actual.*catalog::pointer_to<Object>;
    const Object* const after = come.expected.*catalog::pointer_to<Object>;
    if (before == nullptr || after == nullptr || !looks_like(*before, *after)) return;
    rename_question asked{.kind = gone.kind};
    if constexpr (requires { before->schema; }) asked.schema = before->schema;
    if (gone.actual.in_table != nullptr) {
        if (come.actual.in_table != gone.actual.in_table) return;
        asked.schema = come.expected.in_table->schema;
        asked.table = come.expected.in_table->name;
    }
    asked.from = before->name;
    asked.to = after->name;
    to.push_back(asked);
}

} // namespace detail

/// Pairs of what goes and what comes, of one kind, that have the same columns or the same type. Nothing is decided: they
/// are dropped and created until somebody says otherwise.
inline std::vector<rename_question> find_rename_questions(const catalog::catalog& to, const catalog::catalog& from) {
    const std::vector<catalog::change> changes = catalog::diff(to, from, {.privileges = false, .unmodelled = false});
    std::vector<rename_question> all;
    for (const catalog::change& gone : changes) {
        if (gone.action != catalog::change_action::drop || gone.actual.in_view != nullptr) continue;
        for (const catalog::change& come : changes) {
            if (come.action != catalog::change_action::create || come.kind != gone.kind) continue;
            detail::ask_about<catalog::table>(all, gone, come);
            detail::ask_about<catalog::column>(all, gone, come);
            detail::ask_about<catalog::view>(all, gone, come);
            detail::ask_about<catalog::enumeration>(all, gone, come);
            detail::ask_about<catalog::domain>(all, gone, come);
            detail::ask_about<catalog::composite_type>(all, gone, come);
            detail::ask_about<catalog::sequence>(all, gone, come);
        }
    }
    return all;
}

} // namespace constable::migrating
