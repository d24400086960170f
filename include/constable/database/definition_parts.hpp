// SPDX-License-Identifier: BSL-1.0
// Cuts parts out of the definitions that the server prints whole: pg_get_triggerdef(), pg_get_ruledef(), and lists.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace constable::database {

namespace detail {

// Walks over SQL text as the server prints it, which has no comments.
struct text_walker {
    std::string_view text;
    std::size_t at = 0;
    std::size_t depth = 0; ///< of parentheses and brackets

    [[nodiscard]] bool at_end() const { return at >= text.size(); }

    // Over one character, or over a quoted piece as a whole.
    void step() {
        const char byte = text[at];
        if (byte == '\'' || byte == '"') return step_over_quoted(byte);
        if (byte == '(' || byte == '[') ++depth;
        if ((byte == ')' || byte == ']') && depth != 0) --depth;
        ++at;
    }
    // A doubled quote ends one piece and begins the next; only E'…' has backslashes.
    void step_over_quoted(char quote) {
        const bool has_escapes = quote == '\'' && at != 0 && text[at - 1] == 'E' && (at == 1 || !is_word(text[at - 2]));
        for (++at; !at_end() && text[at] != quote; ++at)
            if (has_escapes && text[at] == '\\') ++at;
        if (!at_end()) ++at;
    }
    // To where `what` stands outside of quotes and parentheses, or to the end.
    bool find(std::string_view what) {
        while (!at_end() && !(depth == 0 && text.substr(at, what.size()) == what)) step();
        return !at_end();
    }

    static bool is_word(char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' ||
               static_cast<unsigned char>(byte) >= 0x80U;
    }
};

inline std::string_view without_blanks(std::string_view text) {
    const auto is_blank = [](char byte) { return byte == ' ' || byte == '\n'; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

} // namespace detail

/// The elements of a list that is separated by commas: `a, lower(b, c), 'd, e'`.
inline std::vector<std::string_view> split_list(std::string_view list) {
    std::vector<std::string_view> elements;
    if (list.empty()) return elements;
    for (detail::text_walker walk{list};; ++walk.at) {
        const std::size_t begin = walk.at;
        const bool is_last = !walk.find(",");
        elements.push_back(detail::without_blanks(list.substr(begin, walk.at - begin)));
        if (is_last) return elements;
    }
}

/// Whether an element of such a list is an expression that stands there without parentheses, and no column.
inline bool is_call(std::string_view element) {
    detail::text_walker walk{element};
    return !element.starts_with('(') && walk.find("(");
}

/// What stands in the parentheses of WHEN in a trigger's definition.
inline std::string_view trigger_condition(std::string_view definition) {
    constexpr std::string_view begin = " WHEN (";
    detail::text_walker walk{definition};
    if (!walk.find(begin)) return {};
    walk.at += begin.size() - 1;
    const std::size_t from = walk.at + 1;
    do walk.step();
    while (!walk.at_end() && walk.depth != 0);
    return definition.substr(from, walk.at - 1 - from);
}

/// What a rule does, and when.
struct rule_parts {
    std::string_view condition; ///< empty: always
    std::string_view action;
};

/// The parts of `CREATE RULE … AS ON … TO … [WHERE …] DO [INSTEAD] …;`.
inline rule_parts parts_of_rule(std::string_view definition) {
    constexpr std::string_view where = " WHERE ";
    constexpr std::string_view begin = " DO";
    constexpr std::string_view instead = "INSTEAD";
    const auto is_blank = [&](std::size_t at) { return at < definition.size() && (definition[at] == ' ' || definition[at] == '\n'); };
    rule_parts parts;
    detail::text_walker walk{definition};
    while (walk.find(begin) && !is_blank(walk.at + begin.size())) walk.step(); // a line may break behind it
    const std::size_t end_of_condition = walk.at;
    detail::text_walker condition{definition.substr(0, end_of_condition)};
    if (condition.find(where)) parts.condition = detail::without_blanks(condition.text.substr(condition.at + where.size()));
    std::string_view action = walk.at_end() ? std::string_view{} : detail::without_blanks(definition.substr(walk.at + begin.size()));
    if (action.starts_with(instead)) action = detail::without_blanks(action.substr(instead.size()));
    if (action.ends_with(';')) action.remove_suffix(1);
    parts.action = detail::without_blanks(action);
    return parts;
}

/// A view's query as pg_get_viewdef() prints it, without the semicolon.
inline std::string_view query_of_view(std::string_view definition) {
    definition = detail::without_blanks(definition);
    if (definition.ends_with(';')) definition.remove_suffix(1);
    return detail::without_blanks(definition);
}

/// Whether key number `at` of an index, which is this expression, has a COLLATE in the index's definition.
inline bool key_shows_collation(std::string_view definition, std::size_t at, std::string_view expression) {
    detail::text_walker walk{definition};
    if (!walk.find(" USING ") || !walk.find("(")) return false;
    const std::size_t from = walk.at + 1;
    do walk.step();
    while (!walk.at_end() && walk.depth != 0);
    const std::vector<std::string_view> keys = split_list(definition.substr(from, walk.at - 1 - from));
    if (at >= keys.size()) return false;
    std::string_view key = keys[at];
    const bool is_wrapped = !key.starts_with(expression);
    if (is_wrapped) key = detail::without_blanks(key.substr(1)); // CASE begins on a line of its own
    key.remove_prefix(expression.size() < key.size() ? expression.size() : key.size());
    return key.starts_with(is_wrapped ? ") COLLATE " : " COLLATE ");
}

} // namespace constable::database
