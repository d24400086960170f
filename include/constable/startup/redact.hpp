// SPDX-License-Identifier: BSL-1.0
// Takes passwords out of a message, however they are spelled in it.
#pragma once

#include "constable/startup/environment_variables.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::startup {

/// Whether a byte stands at the beginning of the text in each of its spellings.
struct byte_spellings {
    bool raw = false;             ///< as it is: 1 byte
    bool escaped = false;         ///< `\'` as in a connection string, `''` as in SQL: 2 bytes
    bool percent_encoded = false; ///< `%2F` as in a URI: 3 bytes

    byte_spellings(std::string_view text, char byte) {
        if (text.empty()) return;
        raw = text[0] == byte;
        escaped = text.size() >= 2 && text[1] == byte && (text[0] == '\\' || (text[0] == '\'' && byte == '\''));
        if (text.size() < 3 || text[0] != '%') return;
        const hexadecimal_byte spelled{byte};
        percent_encoded = is_digit(text[1], spelled.high) && is_digit(text[2], spelled.low);
    }

private:
    static bool is_digit(char found, char small) {
        return found == small || (small >= 'a' && found == static_cast<char>(small - 'a' + 'A'));
    }
};

/// How many bytes at the beginning of the text spell the secret; 0 when they do not. Each byte may have its own
/// spelling, since nobody agrees on which characters a URI must encode; of several readings the longest counts.
inline std::size_t spelled_size(std::string_view text, std::string_view secret) {
    std::string ends{'\1'}; // at i a mark when the first i bytes of the text spell what was looked at of the secret
    for (const char byte : secret) {
        std::string next(ends.size() + 3, '\0');
        bool is_spelled = false;
        for (std::size_t end = 0; end != ends.size(); ++end) {
            if (ends[end] == '\0') continue;
            const byte_spellings spellings{text.substr(end), byte};
            if (spellings.raw) next[end + 1] = '\1';
            if (spellings.escaped) next[end + 2] = '\1';
            if (spellings.percent_encoded) next[end + 3] = '\1';
            is_spelled = is_spelled || spellings.raw || spellings.escaped || spellings.percent_encoded;
        }
        if (!is_spelled) return 0;
        ends = std::move(next);
    }
    return ends.rfind('\1');
}

/// The longest spelling of one of the secrets at the beginning of the text; 0 when there is none.
inline std::size_t longest_spelled_size(std::string_view text, const std::vector<std::string>& secrets) {
    std::size_t longest = 0;
    for (const std::string& secret : secrets) {
        const std::size_t size = spelled_size(text, secret);
        if (size > longest) longest = size;
    }
    return longest;
}

/// A character that is in none of the secrets, so that together with the text around it, it cannot spell one; a
/// zero byte when all that are suitable are in them.
inline char mask_for(const std::vector<std::string>& secrets) {
    for (const char mask : std::string_view{"*#~_-+.:"}) {
        bool is_free = true;
        for (const std::string& secret : secrets) is_free = is_free && secret.find(mask) == std::string::npos;
        if (is_free) return mask;
    }
    return '\0';
}

/// The message with `***`, or another character if a secret has a `*`, for every secret.
inline std::string redact(std::string_view message, const std::vector<std::string>& secrets) {
    const char mask = mask_for(secrets);
    std::string redacted;
    while (!message.empty()) {
        const std::size_t size = longest_spelled_size(message, secrets);
        if (size != 0 && mask == '\0') return "(message withheld: it holds the password)";
        if (size != 0) redacted.append(3, mask);
        else redacted += message.front();
        message.remove_prefix(size != 0 ? size : 1);
    }
    return redacted;
}

} // namespace constable::startup
