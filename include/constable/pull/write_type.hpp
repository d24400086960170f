// SPDX-License-Identifier: BSL-1.0
// The word for a type, out of what format_type() writes.
#pragma once

#include "context.hpp"
#include "sql_text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace constable::pull {

namespace detail {

struct type_word_entry {
    std::string_view sql;
    std::string_view word;
};

inline constexpr std::string_view same_named_types = " smallint integer bigint real boolean text bytea date uuid json "
                                                     "jsonb xml inet cidr macaddr macaddr8 tsvector tsquery oid"
                                                     " money int4range int8range numrange tsrange tstzrange daterange "
                                                     "int4multirange int8multirange nummultirange tsmultirange"
                                                     " tstzmultirange datemultirange interval ";

inline constexpr type_word_entry other_types[] = {
    {"double precision", "double_precision"},
    {"numeric", "numeric<>"},
    {"character varying", "varchar<>"},
    {"character(1)", "char_<>"},
    {"bit(1)", "bit<>"},
    {"bit varying", "varbit<>"},
    {"timestamp without time zone", "timestamp"},
    {"timestamp with time zone", "timestamptz"},
    {"time without time zone", "time_"},
    {"time with time zone", "timetz"},
};

// `before(numbers)after`
inline constexpr std::pair<type_word_entry, std::string_view> types_with_numbers[] = {
    {{"numeric", "numeric"}, ""},
    {{"character varying", "varchar"}, ""},
    {{"character", "char_"}, ""},
    {{"bit varying", "varbit"}, ""},
    {{"bit", "bit"}, ""},
    {{"timestamp", "timestamp::precision"}, " without time zone"},
    {{"timestamp", "timestamptz::precision"}, " with time zone"},
    {{"time", "time_::precision"}, " without time zone"},
    {{"time", "timetz::precision"}, " with time zone"},
    {{"interval", "interval::precision"}, ""},
};

inline std::optional<std::string> plain_type_word(std::string_view sql) {
    if (sql.find(' ') == std::string_view::npos &&
        same_named_types.find(" " + std::string{sql} + " ") != std::string_view::npos)
        return std::string{sql};
    for (const type_word_entry& each : other_types)
        if (each.sql == sql) return std::string{each.word};
    return std::nullopt;
}

inline std::optional<std::string> numbered_type_word(std::string_view sql) {
    const std::size_t open = sql.find('(');
    const std::size_t close = sql.find(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
    std::string numbers;
    for (const char each : sql.substr(open + 1, close - open - 1)) {
        if (each == ',') numbers += ", ";
        else if ((each >= '0' && each <= '9') || each == '-') numbers += each;
        else return std::nullopt;
    }
    for (const auto& [entry, after] : types_with_numbers)
        if (entry.sql == sql.substr(0, open) && after == sql.substr(close + 1)) {
            if (entry.sql == "numeric" && numbers.ends_with(", 0")) numbers.resize(numbers.size() - 3);
            return std::string{entry.word} + "<" + numbers + ">";
        }
    return std::nullopt;
}

} // namespace detail

/// The struct of the catalog that a type's text names, or nothing.
inline const cpp_name* find_declared_type(std::string_view sql, const object_names& names) {
    if (detail::plain_type_word(sql)) return nullptr;
    const std::optional<sql_name> name = read_name(sql);
    return name ? names.find_type(name->schema, name->name) : nullptr;
}

/// `bigint`, `varchar<100>`, `array<mood>`; `sql_type<"…">` for what has no word.
inline word write_type(std::string_view sql, context& in) {
    if (sql.ends_with("[]")) return {"array", {write_type(sql.substr(0, sql.size() - 2), in)}};
    if (const auto plain = detail::plain_type_word(sql)) return *plain;
    if (const auto numbered = detail::numbered_type_word(sql)) return *numbered;
    if (const cpp_name* declared = find_declared_type(sql, in.names)) return in.refer(*declared);
    return literals("sql_type", sql);
}

/// `collate<"C">`, `collate_in<"auth", "german">`: the word, with its SQL text taken apart.
inline void add_collation(word& to, std::string_view name, std::string_view sql) {
    if (sql.empty()) return;
    const std::optional<sql_name> read = read_name(sql);
    if (!read || read->schema.empty()) to.add(literals(name, read ? read->name : std::string{sql}));
    else to.add({std::string{name} + "_in", {write_literal(read->schema), write_literal(read->name)}});
}

} // namespace constable::pull
