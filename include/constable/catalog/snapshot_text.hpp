// SPDX-License-Identifier: BSL-1.0
// How a snapshot writes texts: as they are wherever that is safe, otherwise in quotes with escapes.
#pragma once

#include "constable/strings/sink.hpp"

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace constable::catalog {

/// The version of the format. It grows when a text of today would mean something else; new fields, kinds and words do
/// not change it, since what is not written has its default value.
inline constexpr unsigned snapshot_version = 1;

/// A snapshot that cannot be read: what is wrong, in which line, and what to do.
class snapshot_error : public std::runtime_error {
public:
    snapshot_error(std::size_t line, const std::string& what)
        : std::runtime_error("snapshot, line " + std::to_string(line) + ": " + what), line_(line) {}
    [[nodiscard]] std::size_t line() const { return line_; } ///< counted from 1

private:
    std::size_t line_;
};

namespace detail {

constexpr bool is_control(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code < 0x20 || code == 0x7f;
}
constexpr bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

// A line of a longer text: nothing in it that an editor or git may change.
constexpr bool is_safe_line(std::string_view text) {
    for (const char byte : text)
        if (is_control(byte) && byte != '\t') return false;
    return text.empty() || !is_blank(text.back());
}
// A value that fills the rest of its line.
constexpr bool is_safe_value(std::string_view text) {
    return !text.empty() && !is_blank(text.front()) && is_safe_line(text);
}
// An item of a list, up to the next comma.
constexpr bool is_safe_item(std::string_view text) {
    return is_safe_value(text) && text.find(',') == std::string_view::npos && text.find('"') == std::string_view::npos;
}
// A name, up to a space or a full stop.
constexpr bool is_safe_name(std::string_view text) {
    for (const char byte : text) {
        const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                               (byte >= '0' && byte <= '9') || byte == '_' || byte == '$' || byte == '-' ||
                               static_cast<unsigned char>(byte) >= 0x80;
        if (!is_letter) return false;
    }
    return !text.empty();
}

constexpr std::string_view hexadecimal = "0123456789abcdef";

template <class Sink>
constexpr void add_escaped(Sink& sink, std::string_view text) {
    sink.add('"');
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == '"') sink.add("\\\"");
        else if (byte == '\\') sink.add("\\\\");
        else if (byte == '\n') sink.add("\\n");
        else if (byte == '\r') sink.add("\\r");
        else if (byte == '\t') sink.add("\\t");
        else if (is_control(byte)) {
            sink.add("\\x");
            sink.add(hexadecimal[code / 16U]);
            sink.add(hexadecimal[code % 16U]);
        } else sink.add(byte);
    }
    sink.add('"');
}

template <class Sink>
constexpr void add_name(Sink& sink, std::string_view name) {
    if (is_safe_name(name)) sink.add(name);
    else add_escaped(sink, name);
}
template <class Sink>
constexpr void add_qualified_name(Sink& sink, std::string_view schema, std::string_view name) {
    if (!schema.empty()) {
        add_name(sink, schema);
        sink.add('.');
    }
    add_name(sink, name);
}

/// Takes what stands between `from`, an opening quote, and the closing one; `from` is behind it then.
/// False: the quotes do not close, or an escape is none.
inline bool take_escaped(std::string_view line, std::size_t& from, std::string& text) {
    while (++from < line.size()) {
        char byte = line[from];
        if (byte == '"') {
            ++from;
            return true;
        }
        if (byte == '\\') {
            if (++from == line.size()) return false;
            byte = line[from];
            if (byte == 'n') byte = '\n';
            else if (byte == 'r') byte = '\r';
            else if (byte == 't') byte = '\t';
            else if (byte == 'x') {
                if (from + 2 >= line.size()) return false;
                const std::size_t high = hexadecimal.find(line[from + 1]);
                const std::size_t low = hexadecimal.find(line[from + 2]);
                if (high == std::string_view::npos || low == std::string_view::npos) return false;
                byte = static_cast<char>(high * 16 + low);
                from += 2;
            } else if (byte != '"' && byte != '\\') return false;
        }
        text.push_back(byte);
    }
    return false;
}

} // namespace detail

} // namespace constable::catalog
