// SPDX-License-Identifier: BSL-1.0
// The name that PostgreSQL gives to an index's expression when it makes up the name of the index.
#pragma once

#include "constable/strings/tokens.hpp"

#include <cstddef>
#include <string_view>

namespace constable::catalog {

namespace detail {

/// Follows `FigureColname` of PostgreSQL: a column or function lends its name, a cast its type's, a CASE "case".
class expression_reader {
public:
    constexpr explicit expression_reader(std::string_view text) : tokens_(text) { step(); }

    /// The name, empty when there is none.
    constexpr std::string_view read() {
        const guess found = primary();
        return now_.type == strings::token::kind::end ? found.name : std::string_view{};
    }

private:
    // PostgreSQL's "strength": a cast's type gives way to a name from within.
    struct guess {
        std::string_view name;
        bool strong = false;
    };

    constexpr void step() { now_ = tokens_.next(); }

    constexpr guess primary() {
        guess found = operand();
        for (;;) {
            if (now_.is("::")) {
                step();
                const std::string_view type = type_name();
                if (!found.strong) found = {type, false};
            } else if (now_.is("[")) {
                skip_group("[", "]");
            } else if (now_.names("collate")) {
                step();
                qualified_name();
            } else if (now_.names("at")) {
                step();
                if (!now_.names("time")) return {};
                step();
                step();
                primary();
                found = {"timezone", true};
            } else {
                return found;
            }
        }
    }

    constexpr guess operand() {
        if (now_.is("(")) {
            step();
            const guess inner = primary();
            if (now_.is(",")) {
                skip_to_close();
                return {"row", true};
            }
            const bool whole = now_.is(")");
            skip_to_close();
            return whole ? inner : guess{};
        }
        if (!now_.is_word()) {
            step();
            return {};
        }
        if (now_.names("case")) {
            skip_case();
            return {"case", false};
        }
        const strings::token last = qualified_name();
        if (now_.is("[") && last.names("array")) {
            skip_group("[", "]");
            return {"array", true};
        }
        if (now_.type == strings::token::kind::string) { // date '2020-01-01'
            step();
            return {system_type(last), false};
        }
        if (!now_.is("(")) return {last.text, true};
        if (last.names("cast")) return cast();
        std::string_view name = last.text;
        if (last.names("trim")) name = trim_function();
        skip_group("(", ")");
        return {name, true};
    }

    constexpr guess cast() {
        step();
        guess inner = primary();
        while (!now_.names("as") && now_.type != strings::token::kind::end) {
            inner = {};
            step();
        }
        step();
        const std::string_view type = type_name();
        skip_to_close();
        return inner.strong ? inner : guess{type, false};
    }

    // TRIM is grammar for one of three functions.
    constexpr std::string_view trim_function() {
        strings::tokenizer ahead = tokens_;
        const strings::token first = ahead.next();
        if (first.names("leading")) return "ltrim";
        return first.names("trailing") ? "rtrim" : "btrim";
    }

    constexpr strings::token qualified_name() {
        strings::token last = now_;
        step();
        while (now_.is(".")) {
            step();
            last = now_;
            step();
        }
        return last;
    }

    // Types of the SQL standard are stored under other names.
    static constexpr std::string_view system_type(const strings::token& word) {
        constexpr std::string_view renamed[][2] = {
            {"integer", "int4"},   {"int", "int4"},      {"smallint", "int2"},    {"bigint", "int8"},
            {"real", "float4"},    {"float", "float8"},  {"boolean", "bool"},     {"decimal", "numeric"},
            {"dec", "numeric"},    {"char", "bpchar"},   {"character", "bpchar"}, {"nchar", "bpchar"}};
        if (word.type == strings::token::kind::word)
            for (const auto& pair : renamed)
                if (word.names(pair[0])) return pair[1];
        return word.text;
    }

    constexpr std::string_view type_name() {
        const strings::token first = qualified_name();
        std::string_view name = system_type(first);
        if (first.names("double")) {
            step();
            name = "float8";
        }
        if (now_.names("varying")) {
            name = first.names("bit") ? "varbit" : "varchar";
            step();
        }
        if (now_.is("(")) skip_group("(", ")");
        if (now_.names("with") || now_.names("without")) {
            if (now_.names("with")) name = first.names("time") ? "timetz" : "timestamptz";
            step();
            step();
            step();
        }
        return name;
    }

    constexpr void skip_group(std::string_view open, std::string_view close) {
        std::size_t depth = 0;
        do {
            if (now_.is(open)) ++depth;
            if (now_.is(close)) --depth;
            step();
        } while (depth != 0 && now_.type != strings::token::kind::end);
    }
    // past the parenthesis that closes the group we are in
    constexpr void skip_to_close() {
        while (!now_.is(")") && now_.type != strings::token::kind::end) {
            if (now_.is("(")) skip_group("(", ")");
            else step();
        }
        step();
    }
    constexpr void skip_case() {
        std::size_t depth = 0;
        do {
            if (now_.names("case")) ++depth;
            if (now_.names("end")) --depth;
            step();
        } while (depth != 0 && now_.type != strings::token::kind::end);
    }

    strings::tokenizer tokens_;
    strings::token now_;
};

} // namespace detail

/// The name under which an expression counts in an index's default name: `lower` for `lower(email)`, `expr` when
/// nothing better is to be had. It is as it was written; PostgreSQL folds unquoted words to lower case.
constexpr std::string_view expression_name(std::string_view expression) {
    const std::string_view name = detail::expression_reader{expression}.read();
    return name.empty() ? std::string_view{"expr"} : name;
}

} // namespace constable::catalog
