// SPDX-License-Identifier: BSL-1.0
// Walks through an SQL expression token by token; knows how types and their literals are spelt.
#pragma once

#include "constable/strings/tokens.hpp"

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace constable::catalog {

/// A position in an SQL expression. Copies of it look ahead.
class expression_reader {
public:
    constexpr explicit expression_reader(std::string_view text) : tokens_(text) { step(); }

    /// The token at the position; of kind `end` behind the last one.
    [[nodiscard]] constexpr const strings::token& now() const { return now_; }
    [[nodiscard]] constexpr bool at_end() const { return now_.type == strings::token::kind::end; }
    /// Whether an unquoted word, in any case, stands at the position.
    [[nodiscard]] constexpr bool at_word(std::string_view word) const {
        return now_.type == strings::token::kind::word && now_.names(word);
    }
    [[nodiscard]] constexpr bool at_one_of(std::initializer_list<std::string_view> words) const {
        for (const std::string_view word : words)
            if (at_word(word)) return true;
        return false;
    }

    constexpr void step() { now_ = tokens_.next(); }

    /// Passes a word, if it stands at the position.
    constexpr bool pass(std::string_view word) {
        if (!at_word(word)) return false;
        step();
        return true;
    }
    /// Passes a group in brackets, whose opening one stands at the position, with all groups in it.
    constexpr void pass_group(std::string_view open, std::string_view close) {
        std::size_t depth = 0;
        do {
            if (now_.is(open)) ++depth;
            if (now_.is(close)) --depth;
            step();
        } while (depth != 0 && !at_end());
    }
    /// Passes `a.b.c`; returns its last token.
    constexpr strings::token pass_qualified_name() {
        strings::token last = now_;
        step();
        while (now_.is(".")) {
            step();
            last = now_;
            step();
        }
        return last;
    }
    /// Passes the name of a type but for its array brackets; returns the token that names it in `pg_type`.
    /// https://www.postgresql.org/docs/current/datatype.html
    constexpr strings::token pass_type() {
        pass("national");
        const strings::token first = now_;
        strings::token name = pass_qualified_name();
        if (first.type != strings::token::kind::word) return pass_modifiers(name);
        if (first.names("double") && pass("precision")) return system_name("float8");
        if (first.names("interval")) {
            pass_interval_fields();
            return name;
        }
        if (first.names("float") && now_.is("(")) return pass_float();
        const bool varies = pass("varying");
        pass_modifiers(name);
        if (varies) return system_name(first.names("bit") ? "varbit" : "varchar");
        if (at_one_of({"with", "without"}) && (first.names("time") || first.names("timestamp"))) {
            const bool has_zone = at_word("with");
            for (int words = 0; words != 3; ++words) step();
            if (has_zone) return system_name(first.names("time") ? "timetz" : "timestamptz");
        }
        return name.text.data() == first.text.data() ? stored_type(first) : name;
    }
    /// Passes `date '2020-01-01'`, `interval '1' day` and the like, if one stands at the position.
    constexpr bool pass_typed_literal(strings::token& type) {
        if (!now_.is_word()) return false;
        expression_reader ahead = *this;
        const strings::token found = ahead.pass_type();
        if (ahead.now_.type != strings::token::kind::string) return false;
        ahead.step();
        if (found.names("interval")) ahead.pass_interval_fields();
        *this = ahead;
        type = found;
        return true;
    }

private:
    static constexpr strings::token system_name(std::string_view name) { return {strings::token::kind::word, name}; }

    constexpr strings::token pass_modifiers(const strings::token& name) {
        if (now_.is("(")) pass_group("(", ")");
        return name;
    }
    // `day to second(3)`, `(3)`
    constexpr void pass_interval_fields() {
        while (at_one_of({"year", "month", "day", "hour", "minute", "second", "to"})) step();
        if (now_.is("(")) pass_group("(", ")");
    }
    // float(24) is the last one that real can hold
    constexpr strings::token pass_float() {
        expression_reader inside = *this;
        inside.step();
        std::size_t bits = 0;
        for (const char digit : inside.now_.text) bits = 10 * bits + static_cast<std::size_t>(digit - '0');
        pass_group("(", ")");
        return system_name(bits <= 24 ? "float4" : "float8");
    }
    // Types of the SQL standard are stored under other names.
    static constexpr strings::token stored_type(const strings::token& word) {
        constexpr std::string_view renamed[][2] = {
            {"integer", "int4"},   {"int", "int4"},      {"smallint", "int2"},    {"bigint", "int8"},
            {"real", "float4"},    {"float", "float8"},  {"boolean", "bool"},     {"decimal", "numeric"},
            {"dec", "numeric"},    {"char", "bpchar"},   {"character", "bpchar"}, {"nchar", "bpchar"}};
        for (const auto& pair : renamed)
            if (word.names(pair[0])) return system_name(pair[1]);
        return word;
    }

    strings::tokenizer tokens_;
    strings::token now_;
};

} // namespace constable::catalog
