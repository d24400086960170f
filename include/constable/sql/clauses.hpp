// SPDX-License-Identifier: BSL-1.0
// Pieces that many statements share: texts, names, storage parameters, comments, dollar quotes.
#pragma once

#include "constable/catalog/words.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Each function writes to a sink with `add(std::string_view)` and `add(char)`, see strings/sink.hpp.
namespace constable::sql {

using strings::add_identifier;
using strings::add_literal;
using strings::add_qualified;

/// An SQL text as it was declared. One that may end in a comment does not swallow what stands behind it.
constexpr bool may_end_in_comment(const std::string_view& text) {
    const char* const bytes = text.data(); // compilers pay for each call of operator[]
    const std::size_t size = text.size();
    for (std::size_t i = 1; i < size; ++i)
        if (bytes[i] == '-' && bytes[i - 1] == '-') return true;
    return false;
}
template <class Sink>
constexpr void add_expression(Sink& sink, const std::string_view& text) {
    sink.add(text);
    if (may_end_in_comment(text)) sink.add('\n');
}

/// `a, b, c`, quoted where needed.
template <class Sink>
constexpr void add_names(Sink& sink, catalog::names names) {
    const std::string_view* const all = names.data(); // compilers pay for each call of an iterator
    const std::size_t count = names.size();
    for (std::size_t i = 0; i != count; ++i) {
        if (i != 0) sink.add(", ");
        add_identifier(sink, all[i]);
    }
}

/// A number with its sign.
template <class Sink>
constexpr void add_signed(Sink& sink, std::int64_t number) {
    if (number < 0) sink.add('-');
    const auto bits = static_cast<std::uint64_t>(number);
    strings::add_number(sink, number < 0 ? 0 - bits : bits);
}

/// `name=value, …`: storage parameters and the like, quoted as pg_dump quotes them. `prefix` stands before each name.
template <class Sink>
constexpr void add_option_list(Sink& sink, catalog::names options, std::string_view prefix = {}, bool first = true) {
    for (const std::string_view option : options) {
        if (!first) sink.add(", ");
        first = false;
        sink.add(prefix);
        const std::size_t equals = option.find('=');
        if (equals == std::string_view::npos) {
            add_identifier(sink, option);
            continue;
        }
        add_identifier(sink, option.substr(0, equals));
        sink.add('=');
        const std::string_view value = option.substr(equals + 1);
        if (strings::needs_quotes(value)) add_literal(sink, value);
        else sink.add(value);
    }
}

/// ` WITH (name=value, …)`, or nothing.
template <class Sink>
constexpr void add_with(Sink& sink, catalog::names options) {
    if (options.empty()) return;
    sink.add(" WITH (");
    add_option_list(sink, options);
    sink.add(')');
}

/// ` IS 'text';`, the end of each COMMENT ON.
template <class Sink>
constexpr void add_comment_text(Sink& sink, std::string_view text) {
    sink.add(" IS ");
    add_literal(sink, text);
    sink.add(";\n");
}

/// `COMMENT ON <kind> schema.name IS 'text';` where there is a text.
/// https://www.postgresql.org/docs/current/sql-comment.html
template <class Sink>
constexpr void add_comment(Sink& sink, std::string_view kind, std::string_view schema, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    sink.add("COMMENT ON ");
    sink.add(kind);
    sink.add(' ');
    add_qualified(sink, schema, name);
    add_comment_text(sink, text);
}

/// `COMMENT ON <kind> part ON schema.name IS 'text';` where there is a text: constraints, triggers, rules, policies.
template <class Sink>
constexpr void add_comment_on_part(Sink& sink, std::string_view kind, std::string_view part, std::string_view schema,
                                   std::string_view name, std::string_view text) {
    if (text.empty()) return;
    sink.add("COMMENT ON ");
    sink.add(kind);
    sink.add(' ');
    add_identifier(sink, part);
    sink.add(" ON ");
    add_qualified(sink, schema, name);
    add_comment_text(sink, text);
}

/// `COMMENT ON COLUMN schema.name.column IS 'text';` where there is a text.
template <class Sink>
constexpr void add_column_comment(Sink& sink, std::string_view schema, std::string_view name, std::string_view column, std::string_view text) {
    if (text.empty()) return;
    sink.add("COMMENT ON COLUMN ");
    add_qualified(sink, schema, name);
    sink.add('.');
    add_identifier(sink, column);
    add_comment_text(sink, text);
}

/// `$$text$$`, with a tag that does not occur in the text.
/// https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-DOLLAR-QUOTING
template <class Sink>
constexpr void add_dollar_quoted(Sink& sink, std::string_view text) {
    // `$_$` where there is a dollar, `$_x$`, `$_xx$` and so on where there is that too
    std::size_t letters = 0;
    std::size_t run = 0;
    const bool has_dollar = text.find('$') != std::string_view::npos;
    for (std::size_t i = 0; has_dollar && i + 1 < text.size(); ++i) {
        if (text[i] != '$' || text[i + 1] != '_') continue;
        for (run = 0; i + 2 + run < text.size() && text[i + 2 + run] == 'x'; ++run) {}
        if (run + 1 > letters) letters = run + 1;
    }
    const auto add_tag = [&] {
        sink.add('$');
        if (has_dollar) sink.add('_');
        for (std::size_t i = 0; i != letters; ++i) sink.add('x');
        sink.add('$');
    };
    add_tag();
    sink.add(text);
    add_tag();
}

/// `prefix schema.name `: how most statements begin.
template <class Sink>
constexpr void add_head(Sink& sink, std::string_view verb, std::string_view schema, std::string_view name) {
    sink.add(verb);
    add_qualified(sink, schema, name);
    sink.add(' ');
}

} // namespace constable::sql
