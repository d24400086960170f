// SPDX-License-Identifier: BSL-1.0
// The parameters of a connection, what is wrong with them, and libpq's keyword string of them.
#pragma once

#include "constable/startup/environment_variables.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable {

/// One parameter of a connection, as in "Parameter Key Words" of libpq's documentation.
struct connection_parameter {
    std::string keyword;
    std::string value;

    friend bool operator==(const connection_parameter&, const connection_parameter&) = default;
};

/// Parameters in the order given; of two with one keyword libpq takes the later.
using connection_parameters = std::vector<connection_parameter>;

} // namespace constable

namespace constable::startup {

/// A connection string that was read. The mistake, empty if there is none, goes on after the string's name ("…
/// has no …") and quotes nothing of the string: where one is malformed, any part may be the password's.
struct conninfo {
    connection_parameters parameters;
    std::string mistake;
};

/// The value that counts for a keyword; null when it is not given.
inline const std::string* find_parameter(const connection_parameters& parameters, std::string_view keyword) {
    const std::string* found = nullptr;
    for (const connection_parameter& parameter : parameters) {
        if (parameter.keyword == keyword) found = &parameter.value;
    }
    return found;
}

/// libpq's keyword string of these parameters, each value in quotes.
inline std::string write_conninfo(const connection_parameters& parameters) {
    std::string text;
    for (const auto& [keyword, value] : parameters) {
        if (!text.empty()) text += ' ';
        text.append(keyword).append("='");
        for (const char byte : value) {
            if (byte == '\'' || byte == '\\') text += '\\';
            text += byte;
        }
        text += '\'';
    }
    return text;
}

/// The values that libpq takes for sslmode.
inline constexpr std::array<std::string_view, 6> ssl_modes = {"disable", "allow",     "prefer",
                                                              "require", "verify-ca", "verify-full"};

/// Whether the text is one of them.
inline bool is_ssl_mode(std::string_view text) {
    for (const std::string_view mode : ssl_modes) {
        if (text == mode) return true;
    }
    return false;
}

/// Whether the text is a port, 1 to 65535, or a list as libpq takes it for several hosts: `5432,5433`, where an
/// empty place means the default.
inline bool is_port_list(std::string_view text) {
    const bool is_list = text.find(',') != std::string_view::npos;
    for (bool more = true; more;) {
        const std::size_t comma = text.find(',');
        const std::string_view port = text.substr(0, comma);
        more = comma != std::string_view::npos;
        if (more) text.remove_prefix(comma + 1);
        if (port.empty() && is_list) continue;
        const int number = to_number(port);
        if (number < 1 || number > 65535) return false;
    }
    return true;
}

/// What is wrong with the parameters, as in conninfo::mistake; empty if nothing is.
inline std::string mistake_in(const connection_parameters& parameters) {
    for (const auto& [keyword, value] : parameters) {
        constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_";
        if (keyword.empty() || keyword.find_first_not_of(allowed) != std::string::npos) {
            return "has a parameter whose name is none of libpq's; put a value that holds spaces into single quotes";
        }
        if (value.find('\0') != std::string::npos) return "has a zero byte, behind which libpq would not read on";
        if (keyword == "port" && !value.empty() && !is_port_list(value)) {
            return "has a port that is not a number from 1 to 65535; correct it, and in a URI percent-encode the "
                   "special characters of user name and password";
        }
        if (keyword == "sslmode" && !value.empty() && !is_ssl_mode(value)) {
            return "has an sslmode that is none of disable, allow, prefer, require, verify-ca and verify-full; correct "
                   "it";
        }
    }
    return {};
}

/// Makes a mistake of what is wrong with the parameters that were read.
inline conninfo checked(conninfo read) {
    if (read.mistake.empty()) read.mistake = mistake_in(read.parameters);
    if (!read.mistake.empty()) read.parameters.clear();
    return read;
}

} // namespace constable::startup
