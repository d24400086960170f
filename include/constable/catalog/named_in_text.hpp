// SPDX-License-Identifier: BSL-1.0
// All words of an SQL text, for planning changes: what it could name, columns among them.
#pragma once

#include "mentioned_names.hpp"

#include "constable/strings/sink.hpp"
#include "constable/strings/tokens.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable::catalog {

/// A name as it stands in a text: `name` or `schema.name`, and whether a parenthesis follows.
struct name_in_text {
    std::string schema{};
    std::string name{};
    bool is_called = false;
    bool is_literal = false; ///< it stands in quotes, as in 'numbers'::regclass
    bool is_type = false;    ///< it stands behind `::`

    /// Whether it would be a type of pg_catalog's where types stand: those hide all others.
    [[nodiscard]] bool is_built_in_type() const {
        return schema.empty() && std::ranges::find(detail::built_in_type_words, std::string_view{name}) != std::ranges::end(detail::built_in_type_words);
    }
};

/// All that a text could name. Rather too much than too little: no grammar is known here.
struct names_in_text {
    std::vector<name_in_text> names{};
    std::vector<std::string> words{}; ///< each single word, sorted

    [[nodiscard]] bool has_word(std::string_view word) const { return std::binary_search(words.begin(), words.end(), word, std::less<>{}); }
};

namespace detail {

inline std::string name_of(const strings::token& of) {
    std::string text;
    strings::appender sink{text};
    of.add_name(sink);
    return text;
}

// Words that make one name of a type with the word before them: `with time zone` names no table `zone`.
inline bool ends_type_name(const std::string& before, const strings::token& word) {
    if (before == "time") return word.text == "zone";
    if (before == "double") return word.text == "precision";
    return (before == "character" || before == "bit") && word.text == "varying";
}

// Key words that name nothing unless they stand in quotes, or behind a point.
inline constexpr std::string_view reserved_words[] = {
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "both", "case", "cast", "check", "collate", "column", "constraint",
    "create", "current_catalog", "current_date", "current_role", "current_time", "current_timestamp", "current_user", "default", "deferrable", "desc",
    "distinct", "do", "else", "end", "except", "false", "fetch", "for", "foreign", "from", "grant", "group", "having", "in", "initially", "intersect",
    "into", "lateral", "leading", "limit", "localtime", "localtimestamp", "not", "null", "offset", "on", "only", "or", "order", "placing", "primary",
    "references", "returning", "select", "session_user", "some", "symmetric", "table", "then", "to", "trailing", "true", "union", "unique", "user",
    "using", "variadic", "when", "where", "window", "with"};
inline bool is_reserved(const strings::token& word, std::string_view name) {
    return word.type == strings::token::kind::word && std::ranges::binary_search(reserved_words, name);
}

inline void add_names_in_text(names_in_text& to, std::string_view text, bool inside_literal) {
    strings::tokenizer tokens{text};
    std::vector<std::string> chain;
    bool after_dot = false;
    bool is_type = false;
    const auto close = [&](bool is_called) {
        // a.b.c: a table a, a table b of schema a, a schema a
        if (chain.empty()) return;
        to.names.push_back({{}, chain[0], is_called && chain.size() == 1, inside_literal, is_type});
        if (chain.size() > 1) to.names.push_back({chain[0], chain[1], is_called && chain.size() == 2, inside_literal, is_type});
        for (std::string& word : chain) to.words.push_back(std::move(word));
        chain.clear();
        is_type = false;
    };
    for (strings::token each = tokens.next(); each.type != strings::token::kind::end; each = tokens.next()) {
        if (each.is_word()) {
            if (!after_dot && chain.size() == 1 && ends_type_name(chain[0], each)) {
                chain.clear();
                continue;
            }
            if (!after_dot) close(false);
            std::string name = name_of(each);
            if (!after_dot && is_reserved(each, name)) continue;
            chain.push_back(std::move(name));
            after_dot = false;
            continue;
        }
        if (each.is(".") && !chain.empty()) {
            after_dot = true;
            continue;
        }
        close(each.is("("));
        after_dot = false;
        is_type = each.is("::");
        if (each.type == strings::token::kind::string && !inside_literal && each.text.size() < 200) add_names_in_text(to, each.text, true);
    }
    close(false);
}

} // namespace detail

/// What a text could name.
inline names_in_text all_names_in(std::string_view text) {
    names_in_text found;
    detail::add_names_in_text(found, text, false);
    std::sort(found.words.begin(), found.words.end());
    return found;
}

} // namespace constable::catalog
