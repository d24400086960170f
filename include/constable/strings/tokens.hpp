// SPDX-License-Identifier: BSL-1.0
// SQL text cut into tokens: enough to see which names an expression mentions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace constable::strings {

namespace detail {

constexpr bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           static_cast<unsigned char>(byte) >= 0x80;
}
constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
constexpr char to_lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; }

// By pointers and without calls, as everything that is done to each word of each expression: compilers pay for each call.
constexpr bool equal_folded(const char* written, const char* name, std::size_t size) {
    for (std::size_t i = 0; i != size; ++i) {
        const char byte = written[i];
        if ((byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte) != name[i]) return false;
    }
    return true;
}

// A quoted word holds each quote twice.
constexpr bool equal_quoted(std::string_view written, std::string_view name) {
    std::size_t at = 0;
    for (std::size_t i = 0; i != written.size(); ++i, ++at) {
        if (at == name.size() || written[i] != name[at]) return false;
        if (written[i] == '"') ++i;
    }
    return at == name.size();
}

} // namespace detail

/// One piece of SQL text, enough to see which names an expression mentions.
/// https://www.postgresql.org/docs/current/sql-syntax-lexical.html
struct token {
    enum class kind : unsigned char { end, word, quoted_word, string, number, symbol };
    kind type = kind::end;
    std::string_view text; ///< a quoted word without its quotes, but with those inside still doubled

    /// Whether this token names `name`, folded to lower case unless it was quoted.
    [[nodiscard]] constexpr bool names(std::string_view name) const {
        if (type == kind::word) return text.size() == name.size() && detail::equal_folded(text.data(), name.data(), name.size());
        return type == kind::quoted_word && detail::equal_quoted(text, name);
    }
    /// Whether this is one of these words, in any case and without quotes.
    template <std::size_t... Sizes>
    [[nodiscard]] constexpr bool is_word_of(const char (&... words)[Sizes]) const {
        if (type != kind::word) return false;
        const std::size_t size = text.size();
        const char* const written = text.data();
        return ((size == Sizes - 1 && detail::equal_folded(written, words, Sizes - 1)) || ...);
    }
    /// Writes the name that this word means: folded to lower case, or without the doubling of its quotes.
    template <class Sink>
    constexpr void add_name(Sink& sink) const {
        for (std::size_t i = 0; i != text.size(); ++i) {
            sink.add(type == kind::word ? detail::to_lower(text[i]) : text[i]);
            if (type == kind::quoted_word && text[i] == '"') ++i;
        }
    }
    /// Whether this is a symbol: `::`, or one byte.
    template <std::size_t Size>
    [[nodiscard]] constexpr bool is(const char (&symbol)[Size]) const {
        return type == kind::symbol && text.size() == Size - 1 && text.data()[0] == symbol[0];
    }
    [[nodiscard]] constexpr bool is(std::string_view symbol) const { return type == kind::symbol && text == symbol; }
    [[nodiscard]] constexpr bool is_word() const { return type == kind::word || type == kind::quoted_word; }
};

/// Cuts SQL text into tokens; comments and white space are passed over.
class tokenizer {
public:
    constexpr explicit tokenizer(std::string_view text) : rest_(text) {}

    constexpr token next() {
        skip_space();
        if (rest_.empty()) return {};
        const char first = rest_[0];
        if (is_string_start()) return string();
        if (detail::is_letter(first)) return take(word_size(), token::kind::word);
        if (first == '"') return quoted('"', 0, token::kind::quoted_word);
        if (first == '\'') return quoted('\'', 0, token::kind::string);
        if (first == '$' && rest_.size() > 1 && !detail::is_digit(rest_[1])) return dollar_quoted();
        if (detail::is_digit(first)) return take(number_size(), token::kind::number);
        if (rest_.starts_with("::")) return take(2, token::kind::symbol);
        return take(1, token::kind::symbol);
    }

private:
    constexpr token take(std::size_t size, token::kind kind) {
        const token taken{kind, rest_.substr(0, size)};
        rest_.remove_prefix(size);
        return taken;
    }
    constexpr void skip_space() {
        for (;;) {
            while (!rest_.empty() && (rest_[0] == ' ' || (rest_[0] >= '\t' && rest_[0] <= '\r'))) rest_.remove_prefix(1);
            if (rest_.starts_with("--")) rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
            else if (rest_.starts_with("/*")) skip_comment();
            else return;
        }
    }
    // comments may lie in comments
    constexpr void skip_comment() {
        std::size_t depth = 0;
        do {
            const bool opens = rest_.starts_with("/*");
            const bool closes = rest_.starts_with("*/");
            if (opens) ++depth;
            if (closes) --depth;
            rest_.remove_prefix(opens || closes ? 2 : 1);
        } while (depth != 0 && !rest_.empty());
    }
    [[nodiscard]] constexpr std::size_t word_size() const {
        std::size_t size = 1;
        while (size != rest_.size() && (detail::is_letter(rest_[size]) || detail::is_digit(rest_[size]) || rest_[size] == '$'))
            ++size;
        return size;
    }
    [[nodiscard]] constexpr std::size_t number_size() const {
        std::size_t size = 1;
        while (size != rest_.size() && (detail::is_digit(rest_[size]) || rest_[size] == '.' || detail::is_letter(rest_[size])))
            ++size;
        return size;
    }
    // E'…', B'…', X'…', N'…'
    [[nodiscard]] constexpr bool is_string_start() const {
        if (rest_.size() < 2 || rest_[1] != '\'') return false;
        const char kind = detail::to_lower(rest_[0]);
        return kind == 'e' || kind == 'b' || kind == 'x' || kind == 'n';
    }
    constexpr token string() { return quoted('\'', 1, token::kind::string, detail::to_lower(rest_[0]) == 'e'); }
    constexpr token quoted(char quote, std::size_t prefix, token::kind kind, bool backslashes = false) {
        std::size_t at = prefix + 1;
        while (at < rest_.size()) {
            if (backslashes && rest_[at] == '\\') at += 2;
            else if (rest_[at] != quote) ++at;
            else if (at + 1 < rest_.size() && rest_[at + 1] == quote) at += 2;
            else break;
        }
        const std::size_t end = std::min(at, rest_.size());
        const token taken{kind, rest_.substr(prefix + 1, end - prefix - 1)};
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        return taken;
    }
    constexpr token dollar_quoted() {
        const std::size_t second = rest_.find('$', 1);
        if (second == std::string_view::npos) return take(1, token::kind::symbol);
        const std::string_view tag = rest_.substr(0, second + 1);
        const std::size_t end = std::min(rest_.find(tag, tag.size()), rest_.size() - tag.size());
        return take(end + tag.size(), token::kind::string);
    }

    std::string_view rest_;
};

} // namespace constable::strings
