// SPDX-License-Identifier: BSL-1.0
// Lines as a person would break them: nested words `name<argument, …>` within a width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::pull {

/// A piece of a declaration: a literal or a name, or a name with arguments in angle brackets.
struct word {
    std::string text{};
    bool takes_arguments = false;
    std::vector<word> arguments{};
    bool is_list = false; ///< where it does not fit on one line, each argument stands on one of its own
    std::size_t padding = 0; ///< spaces behind the comma that follows, when the next argument stands on the same line

    word() = default;
    word(std::string text_)
        : text(std::move(text_)) {}          // NOLINT(google-explicit-constructor): arguments are mostly texts
    word(const char* text_) : text(text_) {} // NOLINT(google-explicit-constructor)
    word(std::string text_, std::vector<word> arguments_)
        : text(std::move(text_)), takes_arguments(true), arguments(std::move(arguments_)) {}

    word& add(word more) {
        arguments.push_back(std::move(more));
        return *this;
    }
};

/// The column up to which lines go.
inline constexpr std::size_t line_width = 120;

/// How many columns a text takes: its characters, not its bytes.
constexpr std::size_t width(std::string_view text) {
    std::size_t characters = 0;
    for (const char each : text) characters += (static_cast<unsigned char>(each) & 0xC0U) != 0x80U ? 1U : 0U;
    return characters;
}

namespace detail {

inline std::size_t flat_size(const word& of) {
    std::size_t size = width(of.text);
    if (!of.takes_arguments) return size;
    size += 2;
    for (const word& each : of.arguments) size += flat_size(each) + each.padding + 2;
    return size - (of.arguments.empty() ? 0 : 2);
}

inline void add_flat(std::string& to, const word& of) {
    to += of.text;
    if (!of.takes_arguments) return;
    to += '<';
    for (std::size_t i = 0; i != of.arguments.size(); ++i) {
        if (i != 0) to.append(", ").append(of.arguments[i - 1].padding, ' ');
        add_flat(to, of.arguments[i]);
    }
    to += '>';
}

inline std::size_t column_of(const std::string& text) {
    const std::size_t line = text.rfind('\n');
    return width(std::string_view{text}.substr(line + 1)); // npos + 1 is 0
}

// `behind` is how many bytes must still fit on the line after this.
inline void add_broken(std::string& to, const word& of, std::size_t behind) {
    if (!of.takes_arguments || of.arguments.empty() || column_of(to) + flat_size(of) + behind <= line_width)
        return add_flat(to, of);
    to += of.text + "<";
    const std::size_t indent = column_of(to);
    for (std::size_t i = 0; i != of.arguments.size(); ++i) {
        const word& each = of.arguments[i];
        const std::size_t after = i + 1 == of.arguments.size() ? behind + 1 : 1;
        if (i != 0) {
            const std::size_t gap = 2 + of.arguments[i - 1].padding;
            const bool fits = !of.is_list && column_of(to) + gap + flat_size(each) + after <= line_width;
            if (fits) to.append(", ").append(gap - 2, ' ');
            else to.append(",\n").append(indent, ' ');
        }
        add_broken(to, each, after);
    }
    to += '>';
}

} // namespace detail

/// The word on one line.
inline std::string flat(const word& of) {
    std::string text;
    detail::add_flat(text, of);
    return text;
}

/// A struct that derives from a word: on one line where it fits there, else with an argument on each. The first
/// `together` arguments stay on the first line. `members` stand inside.
inline std::string write_struct(std::string_view name, const word& base, const std::string& members = {},
                                std::size_t together = 1, bool break_always = false) {
    std::string text = "struct " + std::string{name} + " : ";
    const std::string_view end = members.empty() ? " {};\n" : " {\n";
    if (!break_always && text.size() + detail::flat_size(base) + 4 <= line_width) {
        detail::add_flat(text, base);
    } else {
        text += base.text + "<";
        for (std::size_t i = 0; i != base.arguments.size(); ++i) {
            if (i >= together) text += i == 0 ? "\n    " : ",\n    ";
            else if (i != 0) text += ", ";
            detail::add_broken(text, base.arguments[i], 1);
        }
        text += base.arguments.size() > together ? "\n>" : ">";
    }
    text += end;
    if (!members.empty()) text += members + "};\n";
    return text;
}

} // namespace constable::pull
