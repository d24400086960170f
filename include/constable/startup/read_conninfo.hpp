// SPDX-License-Identifier: BSL-1.0
// Reads libpq's connection strings: URIs and keyword strings.
#pragma once

#include "constable/startup/conninfo.hpp"
#include "constable/startup/read_uri.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace constable::startup {

/// Reads `keyword = value` pairs, by the rules of libpq's conninfo_parse.
class keyword_reader {
public:
    explicit keyword_reader(std::string_view rest) : rest_{rest} {}

    conninfo read() {
        skip_blanks();
        while (!rest_.empty() && result_.mistake.empty()) {
            std::string keyword = read_keyword();
            skip_blanks();
            if (!rest_.starts_with('=')) {
                result_.mistake = "is neither a URI (postgresql://...) nor keyword=value pairs (host=... dbname=...); "
                                  "put a value that holds spaces into single quotes";
                break;
            }
            rest_.remove_prefix(1);
            skip_blanks();
            result_.parameters.push_back({std::move(keyword), rest_.starts_with('\'') ? read_quoted() : read_plain()});
            skip_blanks();
        }
        return std::move(result_);
    }

private:
    static bool is_blank(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

    void skip_blanks() {
        while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    }

    char take() {
        const char byte = rest_.front();
        rest_.remove_prefix(1);
        return byte;
    }

    std::string read_keyword() {
        std::string keyword;
        while (!rest_.empty() && rest_.front() != '=' && !is_blank(rest_.front())) keyword += take();
        return keyword;
    }

    std::string read_plain() {
        std::string value;
        while (!rest_.empty() && !is_blank(rest_.front())) {
            const char byte = take();
            if (byte != '\\') value += byte;
            else if (!rest_.empty()) value += take();
        }
        return value;
    }

    std::string read_quoted() {
        std::string value;
        rest_.remove_prefix(1);
        while (!rest_.empty()) {
            const char byte = take();
            if (byte == '\'') return value;
            if (byte != '\\') value += byte;
            else if (!rest_.empty()) value += take();
        }
        result_.mistake = "has a single quote that is not closed; write one inside a value as \\'";
        return {};
    }

    std::string_view rest_;
    conninfo result_;
};

/// Reads a connection string of either kind.
inline conninfo read_conninfo(std::string_view text) {
    return uri_scheme(text).empty() ? checked(keyword_reader{text}.read()) : read_uri(text);
}

} // namespace constable::startup
