// SPDX-License-Identifier: BSL-1.0
// SQL identifiers and literals: when to quote, how to quote, where PostgreSQL cuts a long name.
#pragma once

#include "sink.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace constable::strings {

/// The longest identifier in bytes (`NAMEDATALEN - 1`). PostgreSQL cuts longer ones with only a notice.
/// https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
inline constexpr std::size_t max_identifier_size = 63;

namespace detail {

// Every key word that is not wholly unreserved in some version from 12 to 18: what quote_ident() quotes.
// In alphabetical order; a quoted name that needed no quotes is still the same name.
inline constexpr std::string_view keywords[] = {
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization",
    "between", "bigint", "binary", "bit", "boolean", "both",
    "case", "cast", "char", "character", "check", "coalesce", "collate", "collation", "column", "concurrently",
    "constraint", "create", "cross", "current_catalog", "current_date", "current_role", "current_schema",
    "current_time", "current_timestamp", "current_user",
    "dec", "decimal", "default", "deferrable", "desc", "distinct", "do",
    "else", "end", "except", "exists", "extract",
    "false", "fetch", "float", "for", "foreign", "freeze", "from", "full",
    "grant", "greatest", "group", "grouping",
    "having",
    "ilike", "in", "initially", "inner", "inout", "int", "integer", "intersect", "interval", "into", "is", "isnull",
    "join", "json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg", "json_query",
    "json_scalar", "json_serialize", "json_table", "json_value",
    "lateral", "leading", "least", "left", "like", "limit", "localtime", "localtimestamp",
    "merge_action",
    "national", "natural", "nchar", "none", "normalize", "not", "notnull", "null", "nullif", "numeric",
    "offset", "on", "only", "or", "order", "out", "outer", "overlaps", "overlay",
    "placing", "position", "precision", "primary",
    "real", "references", "returning", "right", "row",
    "select", "session_user", "setof", "similar", "smallint", "some", "substring", "symmetric", "system_user",
    "table", "tablesample", "then", "time", "timestamp", "to", "trailing", "treat", "trim", "true",
    "union", "unique", "user", "using",
    "values", "varchar", "variadic", "verbose",
    "when", "where", "window", "with",
    "xmlattributes", "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi",
    "xmlroot", "xmlserialize", "xmltable"};

inline constexpr std::size_t keyword_count = sizeof keywords / sizeof keywords[0];

// Where the key words that begin with each letter start: names are checked by the thousand in the compiler.
inline constexpr auto keywords_from = [] {
    std::array<unsigned char, 27> first{};
    std::size_t at = 0;
    for (std::size_t letter = 0; letter != 27; ++letter) {
        while (at != keyword_count && keywords[at][0] < static_cast<char>('a' + letter)) ++at;
        first[letter] = static_cast<unsigned char>(at);
    }
    return first;
}();

constexpr bool is_keyword(const char* name, std::size_t size) {
    const auto letter = static_cast<std::size_t>(name[0] - 'a');
    for (std::size_t at = keywords_from[letter]; at != keywords_from[letter + 1]; ++at) {
        if (keywords[at].size() != size) continue;
        const char* keyword = keywords[at].data();
        std::size_t same = 1;
        while (same != size && keyword[same] == name[same]) ++same;
        if (same == size) return true;
    }
    return false;
}

} // namespace detail

/// Whether `name` must stand in double quotes, as `quote_ident()` decides: it is not made of lower-case letters,
/// digits and underscores only, begins with a digit, is empty, or is a key word.
constexpr bool needs_quotes(const std::string_view& name) {
    const char* bytes = name.data();
    const std::size_t size = name.size();
    if (size == 0) return true;
    bool only_letters = true;
    for (std::size_t i = 0; i != size; ++i) {
        const char byte = bytes[i];
        if (byte >= 'a' && byte <= 'z') continue;
        if (byte == '_') {
            if (i == 0) only_letters = false;
            continue;
        }
        if (byte >= '0' && byte <= '9' && i != 0) {
            only_letters = false; // no key word holds a digit
            continue;
        }
        return true;
    }
    return only_letters && detail::is_keyword(bytes, size);
}

/// Writes `text` between two `quote` bytes, doubling those inside.
template <class Sink>
constexpr void add_quoted(Sink& sink, std::string_view text, char quote) {
    sink.add(quote);
    for (const char byte : text) {
        if (byte == quote) sink.add(quote);
        sink.add(byte);
    }
    sink.add(quote);
}

/// Writes an identifier, in double quotes where it needs them.
template <class Sink>
constexpr void add_identifier(Sink& sink, const std::string_view& name) {
    if (needs_quotes(name)) add_quoted(sink, name, '"');
    else sink.add(name);
}

/// Writes `schema.name`, or `name` when the schema is empty.
template <class Sink>
constexpr void add_qualified(Sink& sink, const std::string_view& schema, const std::string_view& name) {
    if (!schema.empty()) {
        add_identifier(sink, schema);
        sink.add('.');
    }
    add_identifier(sink, name);
}

/// Writes a string literal. One with a backslash becomes `E'…'`, so that it means the same whatever
/// `standard_conforming_strings` says.
template <class Sink>
constexpr void add_literal(Sink& sink, std::string_view text) {
    bool has_backslash = false;
    for (const char byte : text) has_backslash = has_backslash || byte == '\\';
    if (!has_backslash) return add_quoted(sink, text, '\'');
    sink.add("E'");
    for (const char byte : text) {
        if (byte == '\'' || byte == '\\') sink.add(byte);
        sink.add(byte);
    }
    sink.add('\'');
}

/// The longest prefix of `text` that has at most `limit` bytes and ends between two UTF-8 characters
/// (`pg_mbcliplen`).
constexpr std::string_view clip(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit != 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return text.substr(0, limit);
}

} // namespace constable::strings
