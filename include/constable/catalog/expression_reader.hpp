// SPDX-License-Identifier: BSL-1.0
// Walks through an SQL expression token by token; knows how types and their literals are spelt.
#pragma once

#include "constable/strings/tokens.hpp"

#include <cstddef>
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
    template <std::size_t... Sizes>
    [[nodiscard]] constexpr bool at_word(const char (&... one_of)[Sizes]) const {
        return now_.is_word_of(one_of...);
    }

    constexpr void step() { now_ = tokens_.next(); }

    /// Passes a word, if it stands at the position.
    template <std::size_t Size>
    constexpr bool pass(const char (&word)[Size]) {
        if (!at_word(word)) return false;
        step();
        return true;
    }
    /// Passes a group in brackets, whose opening one stands at the position, with all groups in it.
    constexpr void pass_group(const char (&open)[2], const char (&close)[2]) {
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
        if (first.is_word_of("double") && pass("precision")) return system_name("float8");
        if (first.is_word_of("interval")) {
            pass_interval_fields();
            return name;
        }
        if (first.is_word_of("float") && now_.is("(")) return pass_float();
        const bool varies = pass("varying");
        pass_modifiers(name);
        if (varies) return system_name(first.is_word_of("bit") ? "varbit" : "varchar");
        if (at_word("with", "without") && (first.is_word_of("time") || first.is_word_of("timestamp"))) {
            const bool has_zone = at_word("with");
            for (int words = 0; words != 3; ++words) step();
            if (has_zone) return system_name(first.is_word_of("time") ? "timetz" : "timestamptz");
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
        while (at_word("year", "month", "day", "hour", "minute", "second", "to")) step();
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
        if (word.is_word_of("integer", "int")) return system_name("int4");
        if (word.is_word_of("smallint")) return system_name("int2");
        if (word.is_word_of("bigint")) return system_name("int8");
        if (word.is_word_of("real")) return system_name("float4");
        if (word.is_word_of("float")) return system_name("float8");
        if (word.is_word_of("boolean")) return system_name("bool");
        if (word.is_word_of("decimal", "dec")) return system_name("numeric");
        if (word.is_word_of("char", "character", "nchar")) return system_name("bpchar");
        return word;
    }

    strings::tokenizer tokens_;
    strings::token now_;
};

} // namespace constable::catalog
