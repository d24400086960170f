// SPDX-License-Identifier: BSL-1.0
// What another type means to the values of a column: whether they stay as they are, are written anew, or may not fit.
#pragma once

#include "constable/catalog/hazard.hpp"
#include "constable/strings/same.hpp"

#include <cstddef>
#include <string_view>

namespace constable::migrating {

/// What happens to the stored values. https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
enum class type_change : unsigned char {
    keeps,    ///< the same bytes: no row is read
    rewrites, ///< all rows are written anew
    narrows,  ///< the same, and a value that does not fit makes it fail, or is cut
};

namespace detail {

// `character varying` and 20 of `character varying(20)`; -1 where there is no number.
struct typed_size {
    std::string_view base{};
    int first = -1;
    int second = -1;
};
constexpr int number_at(std::string_view text, std::size_t& at) {
    if (at == text.size() || text[at] < '0' || text[at] > '9') return -1;
    int number = 0;
    for (; at != text.size() && text[at] >= '0' && text[at] <= '9'; ++at) number = 10 * number + (text[at] - '0');
    return number;
}
constexpr typed_size size_of_type(std::string_view type) {
    const std::size_t open = type.find('(');
    if (open == std::string_view::npos) return {type};
    typed_size found{type.substr(0, open)};
    std::size_t at = open + 1;
    found.first = number_at(type, at);
    if (at != type.size() && type[at] == ',') found.second = number_at(type, ++at);
    return found;
}
constexpr int integer_rank(std::string_view type) {
    return strings::same(type, "smallint") ? 1 : strings::same(type, "integer") ? 2 : strings::same(type, "bigint") ? 3 : 0;
}
constexpr bool is_varchar(std::string_view base) { return strings::same(base, "character varying"); }

} // namespace detail

/// How values of one type become values of another; both as `format_type()` writes them.
constexpr type_change change_between(std::string_view from, std::string_view to) {
    using detail::is_varchar;
    if (strings::same(from, to)) return type_change::keeps;
    const detail::typed_size before = detail::size_of_type(from);
    const detail::typed_size after = detail::size_of_type(to);
    const bool was_text = strings::same(from, "text");
    if (is_varchar(before.base) || was_text) {
        if (strings::same(to, "text")) return type_change::keeps;
        if (is_varchar(after.base)) {
            if (after.first < 0 || (before.first >= 0 && !was_text && after.first >= before.first)) return type_change::keeps;
            return type_change::narrows;
        }
        return type_change::narrows;
    }
    if (strings::same(before.base, after.base)) {
        if (strings::same(before.base, "numeric")) {
            if (after.first < 0) return type_change::keeps;
            if (before.first < 0) return type_change::narrows;
            const int scale_before = before.second < 0 ? 0 : before.second;
            const int scale_after = after.second < 0 ? 0 : after.second;
            if (scale_before == scale_after) return after.first >= before.first ? type_change::keeps : type_change::narrows;
            const bool holds_all = scale_after > scale_before && after.first - scale_after >= before.first - scale_before;
            return holds_all ? type_change::rewrites : type_change::narrows;
        }
        if (strings::same(before.base, "bit varying") && (after.first < 0 || (before.first >= 0 && after.first >= before.first))) return type_change::keeps;
        const bool is_longer = after.first < 0 || (before.first >= 0 && after.first >= before.first);
        return is_longer ? type_change::rewrites : type_change::narrows;
    }
    if (strings::same(from, "cidr") && strings::same(to, "inet")) return type_change::keeps;
    const int rank_before = detail::integer_rank(from);
    const int rank_after = detail::integer_rank(to);
    if (rank_before != 0 && rank_after != 0) return rank_after > rank_before ? type_change::rewrites : type_change::narrows;
    if (rank_before != 0 && (strings::same(to, "numeric") || strings::same(to, "text"))) return type_change::rewrites;
    if (strings::same(to, "text") || (is_varchar(after.base) && after.first < 0)) return type_change::rewrites;
    if (strings::same(from, "json") && strings::same(to, "jsonb")) return type_change::rewrites;
    if (strings::same(from, "real") && strings::same(to, "double precision")) return type_change::rewrites;
    if (strings::same(from, "timestamp without time zone") && strings::same(to, "timestamp with time zone")) return type_change::rewrites;
    if (strings::same(from, "date") && strings::same(before.base, "date") && after.base.starts_with("timestamp")) return type_change::rewrites;
    return type_change::narrows;
}

} // namespace constable::migrating
