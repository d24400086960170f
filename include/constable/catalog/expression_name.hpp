// SPDX-License-Identifier: BSL-1.0
// The name that PostgreSQL gives to an index's expression when it makes up the name of the index.
#pragma once

#include "expression_reader.hpp"

#include "constable/strings/identifier.hpp"

#include <string_view>

namespace constable::catalog {

namespace detail {

/// Follows `FigureColname` of PostgreSQL: a column or function lends its name, a cast its type's, a CASE its ELSE's.
class name_reader : expression_reader {
public:
    using expression_reader::expression_reader;

    /// The name, of kind `end` when there is none.
    constexpr strings::token read() {
        const guess found = primary();
        return at_end() ? found.name : strings::token{};
    }

private:
    // PostgreSQL's "strength": a cast's type gives way to a name from within.
    struct guess {
        strings::token name{};
        bool strong = false;
    };
    static constexpr guess named(std::string_view name) { return {{strings::token::kind::word, name}, true}; }

    // An operand and what follows it more tightly than any operator. Whoever finds more behind it has an operation,
    // which has no name.
    constexpr guess primary() {
        guess found = operand();
        for (;;) {
            if (now().is("::")) {
                step();
                const strings::token type = pass_type();
                if (!found.strong) found = {type, false};
            } else if (now().is("[")) {
                pass_group("[", "]");
            } else if (now().is(".")) { // a field
                step();
                found = {now(), true};
                step();
            } else if (pass("collate")) {
                pass_qualified_name();
            } else if (pass("at")) {
                if (!pass("local")) {
                    step();
                    step();
                    primary();
                }
                found = named("timezone");
            } else if (at_word("is") && pass_normalized()) {
                found = named("is_normalized");
            } else {
                return found;
            }
        }
    }

    constexpr guess operand() {
        if (now().is("(")) return group();
        if (!now().is_word()) {
            step();
            return {};
        }
        if (pass("case")) return case_expression();
        if (at_word("not", "true", "false", "null")) {
            step();
            return {};
        }
        if (strings::token type; pass_typed_literal(type)) return {type, false};
        const strings::token last = pass_qualified_name();
        if (now().is("[") && last.names("array")) {
            pass_group("[", "]");
            return named("array");
        }
        if (!now().is("(")) return {last, true};
        if (last.type == strings::token::kind::word && last.names("cast")) return cast();
        const guess found = last.type == strings::token::kind::word && last.names("trim") ? trim() : guess{last, true};
        pass_group("(", ")");
        return found;
    }

    // An expression in parentheses, or a row.
    constexpr guess group() {
        step();
        const guess inner = primary();
        const bool is_whole = now().is(")");
        const bool is_row = pass_rest_of_group();
        if (!is_row) return is_whole ? inner : guess{};
        if (!at_word("overlaps")) return named("row");
        step();
        operand();
        return named("overlaps");
    }
    constexpr guess cast() {
        step();
        guess inner = primary();
        if (!at_word("as")) inner = {};
        while (!at_word("as") && !at_end()) pass_one();
        step();
        const strings::token type = pass_type();
        pass_rest_of_group();
        return inner.strong ? inner : guess{type, false};
    }
    // TRIM is grammar for one of three functions.
    constexpr guess trim() const {
        expression_reader ahead = *this;
        ahead.step();
        if (ahead.at_word("leading")) return named("ltrim");
        return named(ahead.at_word("trailing") ? "rtrim" : "btrim");
    }
    constexpr guess case_expression() {
        while (!at_word("else", "end") && !at_end()) pass_one();
        guess found;
        if (pass("else")) {
            found = primary();
            if (!at_word("end")) found = {};
        }
        while (!at_word("end") && !at_end()) pass_one();
        step();
        return found.strong ? found : guess{{strings::token::kind::word, "case"}, false};
    }
    // `is [nfc] normalized` is grammar for a function, other tests are not.
    constexpr bool pass_normalized() {
        expression_reader ahead = *this;
        ahead.step();
        if (ahead.at_word("nfc", "nfd", "nfkc", "nfkd")) ahead.step();
        if (!ahead.pass("normalized")) return false;
        static_cast<expression_reader&>(*this) = ahead;
        return true;
    }

    // A token, a group or a whole CASE.
    constexpr void pass_one() {
        if (now().is("(")) pass_group("(", ")");
        else if (pass("case")) case_expression();
        else step();
    }
    // Up to and past the closing parenthesis; whether a comma came before it.
    constexpr bool pass_rest_of_group() {
        bool has_comma = false;
        while (!now().is(")") && !at_end()) {
            has_comma = has_comma || now().is(",");
            pass_one();
        }
        step();
        return has_comma;
    }
};

} // namespace detail

/// Writes the name under which an expression counts in an index's default name: `lower` for `lower(email)`, `expr`
/// when nothing better is to be had. Unquoted names are folded to lower case.
template <class Sink>
constexpr void add_expression_name(Sink& sink, std::string_view expression) {
    const strings::token name = detail::name_reader{expression}.read();
    // the server cuts every name that it reads
    if (name.is_word()) strings::token{name.type, strings::clip(name.text, strings::max_identifier_size)}.add_name(sink);
    else sink.add("expr");
}

} // namespace constable::catalog
