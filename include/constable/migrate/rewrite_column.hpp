// SPDX-License-Identifier: BSL-1.0
// A renamed column inside of SQL texts: PostgreSQL keeps expressions as trees and shows the new name in them.
#pragma once

#include "replayed_catalog.hpp"

#include "constable/catalog/mentioned_column.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <cstddef>
#include <string_view>

namespace constable::migrating {

namespace detail {

// Whether there can be a word of that length, first and last letter: most expressions need not be read.
constexpr bool may_mention(const std::string_view& expression, const std::string_view& column) {
    const std::size_t size = column.size();
    const std::size_t all = expression.size();
    if (size == 0 || all < size) return false;
    const char* const text = expression.data();
    const int first = column.data()[0] | 0x20; // whatever its case
    const int last = column.data()[size - 1] | 0x20;
    for (std::size_t i = 0; i != all; ++i) {
        if ((text[i] | 0x20) == first && i + size <= all && (text[i + size - 1] | 0x20) == last) return true;
        if (text[i] == '&' || text[i] == '"') return true; // U&"…", and quotes in quotes
    }
    return false;
}

} // namespace detail

/// Whether an expression mentions a column of its table.
constexpr bool mentions_column(std::string_view expression, std::string_view column) {
    if (!detail::may_mention(expression, column)) return false;
    bool found = false;
    catalog::detail::mention_reader{expression}.read([&](const strings::token& each) { found = found || each.names(column); });
    return found;
}

/// Writes an expression, with one of its columns called otherwise.
template <class Sink>
constexpr void add_rewritten(Sink& sink, std::string_view expression, std::string_view from, std::string_view to) {
    std::size_t written = 0;
    catalog::detail::mention_reader{expression}.read([&](const strings::token& each) {
        if (!each.names(from)) return;
        const std::size_t quote = each.type == strings::token::kind::quoted_word ? 1 : 0;
        const std::size_t begin = static_cast<std::size_t>(each.text.data() - expression.data()) - quote;
        sink.add(expression.substr(written, begin - written));
        strings::add_identifier(sink, to);
        written = begin + each.text.size() + 2 * quote;
    });
    sink.add(expression.substr(written));
}

/// The same as a text of the replay; the expression itself where it does not mention the column.
constexpr std::string_view rewritten(replayed_catalog& in, std::string_view expression, std::string_view from, std::string_view to) {
    if (expression.empty() || !mentions_column(expression, from)) return expression;
    strings::counter size;
    add_rewritten(size, expression, from, to);
    char* const bytes = in.made<char>().make(size.size);
    strings::writer sink{bytes};
    add_rewritten(sink, expression, from, to);
    return {bytes, size.size};
}

} // namespace constable::migrating
