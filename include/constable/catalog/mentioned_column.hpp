// SPDX-License-Identifier: BSL-1.0
// The one column that a condition mentions: PostgreSQL puts it into the name of a check.
#pragma once

#include "expression_reader.hpp"

#include <cstddef>
#include <string_view>

namespace constable::catalog {

namespace detail {

/// Passes over whatever in an expression is no column: functions, types, literals, and the words of SQL's grammar,
/// many of which are fit to be the name of a column.
class mention_reader : expression_reader {
public:
    using expression_reader::expression_reader;

    /// Calls `mentioned` with the token of each column's name.
    template <class Mentioned>
    constexpr void read(const Mentioned& mentioned) {
        while (!at_end()) {
            if (!now().is_word()) pass_other();
            else if (after_operand_ && now().type == strings::token::kind::word) pass_operator();
            else pass_operand(mentioned);
        }
    }

private:
    constexpr void pass_other() {
        if (now().is(".")) { // a field of what stands before
            step();
            step();
        } else if (now().is("::")) {
            step();
            pass_type();
        } else {
            after_operand_ = now().is(")") || now().is("]") || now().type != strings::token::kind::symbol;
            step();
        }
    }

    // A word behind an operand is never a column.
    constexpr void pass_operator() {
        after_operand_ = false;
        if (pass("is")) {
            pass("not");
            if (pass("distinct")) return;
            step(); // null, true, unknown, document, normalized, a form and normalized, …
            pass("normalized");
            after_operand_ = true;
        } else if (pass("as")) {
            pass_type();
            after_operand_ = true;
        } else if (pass("collate")) {
            pass_qualified_name();
            after_operand_ = true;
        } else if (pass("at")) {
            if (pass("time")) step();
            else after_operand_ = pass("local");
        } else if (!pass_written_operator()) {
            after_operand_ = at_word("isnull", "notnull", "end");
            step();
        }
    }

    template <class Mentioned>
    constexpr void pass_operand(const Mentioned& mentioned) {
        after_operand_ = true;
        if (strings::token type; pass_typed_literal(type)) return;
        if (is_reserved_value()) return step();
        after_operand_ = false;
        if (is_reserved_prefix()) return step();
        if (pass_written_operator()) return;
        const bool is_extract = at_word("extract");
        const strings::token last = pass_qualified_name();
        if (now().is("(")) { // a function
            if (!is_extract) return;
            step();
            step(); // the field
            after_operand_ = true;
            return;
        }
        if (names_an_argument()) return;
        after_operand_ = true;
        mentioned(last);
    }

    // operator(pg_catalog.+)
    constexpr bool pass_written_operator() {
        if (!pass("operator")) return false;
        if (now().is("(")) pass_group("(", ")");
        return true;
    }
    // f(name => value)
    [[nodiscard]] constexpr bool names_an_argument() const {
        if (!now().is("=") && !now().is(":")) return false;
        expression_reader ahead = *this;
        ahead.step();
        return now().is("=") ? ahead.now().is(">") : ahead.now().is("=");
    }
    [[nodiscard]] constexpr bool is_reserved_value() const {
        return at_word("true", "false", "null", "end", "user", "current_user", "session_user", "system_user",
                          "current_role", "current_catalog", "current_schema", "current_date", "current_time",
                          "current_timestamp", "localtime", "localtimestamp");
    }
    [[nodiscard]] constexpr bool is_reserved_prefix() const {
        return at_word("not", "case", "when", "then", "else", "and", "or", "distinct", "symmetric", "asymmetric",
                          "any", "all", "some", "array", "both", "leading", "trailing", "from", "for", "placing", "in",
                          "variadic");
    }

    bool after_operand_ = false;
};

} // namespace detail

/// The one column that a check's condition mentions; empty if it mentions none or several. `column_name(i)` gives the
/// table's i-th column of `columns`.
template <class ColumnName>
constexpr std::string_view mentioned_column(std::string_view expression, std::size_t columns, const ColumnName& column_name) {
    std::string_view only;
    bool several = false;
    detail::mention_reader{expression}.read([&](const strings::token& mentioned) {
        for (std::size_t i = 0; i != columns; ++i) {
            const std::string_view column = column_name(i);
            if (!mentioned.names(column)) continue;
            several = several || !(only.empty() || only == column);
            only = column;
        }
    });
    return several ? std::string_view{} : only;
}

} // namespace constable::catalog
