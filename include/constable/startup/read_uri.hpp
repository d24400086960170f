// SPDX-License-Identifier: BSL-1.0
// Reads PostgreSQL's URIs. libpq could do that by itself, but quotes a malformed one in its error message, with the
// password.
#pragma once

#include "constable/startup/conninfo.hpp"
#include "constable/startup/environment_variables.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace constable::startup {

/// Reads what stands behind `postgresql://`, by the rules of libpq's conninfo_uri_parse_options.
class uri_reader {
public:
    explicit uri_reader(std::string_view rest) : rest_{rest} {}

    conninfo read() {
        read_user();
        if (is_well_formed()) read_hosts();
        if (is_well_formed() && rest_.starts_with('/')) read_database();
        if (is_well_formed() && rest_.starts_with('?')) read_query();
        return std::move(result_);
    }

private:
    [[nodiscard]] bool is_well_formed() const { return result_.mistake.empty(); }

    void fail(std::string_view mistake) {
        if (is_well_formed()) result_.mistake = mistake;
    }

    void fail_at_special_character() {
        fail("has a special character as it is where it can have another meaning; in user name, password and "
             "parameters percent-encode them: @ as %40, / as %2F, ? as %3F, : as %3A, % as %25");
    }

    /// Takes what stands before the first of these characters, or all that is left.
    std::string_view take_until(std::string_view characters) {
        const std::string_view taken = rest_.substr(0, rest_.find_first_of(characters));
        rest_.remove_prefix(taken.size());
        return taken;
    }

    static int hexadecimal(char digit) {
        if (digit >= '0' && digit <= '9') return digit - '0';
        const char small = static_cast<char>(digit | 0x20);
        return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
    }

    std::string decode(std::string_view text) {
        std::string decoded;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '%') {
                decoded += text[i];
                continue;
            }
            const int high = i + 2 < text.size() ? hexadecimal(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexadecimal(text[i + 2]) : -1;
            if (high < 0 || low < 0) fail("has a % without two hexadecimal digits behind it; write % itself as %25");
            else if (high == 0 && low == 0) fail("has a %00, which no parameter may hold");
            if (!is_well_formed()) return {};
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        }
        return decoded;
    }

    void add(std::string keyword, std::string_view encoded) {
        result_.parameters.push_back({std::move(keyword), decode(encoded)});
    }

    void read_user() {
        const std::size_t end = rest_.find_first_of("@/");
        if (end != std::string_view::npos && rest_[end] == '@') {
            const std::string_view both = rest_.substr(0, end);
            const std::size_t colon = both.find(':');
            rest_.remove_prefix(end + 1);
            add_user(both.substr(0, colon),
                     colon == std::string_view::npos ? std::string_view{} : both.substr(colon + 1));
        }
        const std::string_view before_query = rest_.substr(0, rest_.find('?'));
        if (before_query.find('@') != std::string_view::npos) fail_at_special_character();
    }

    void add_user(std::string_view user, std::string_view password) {
        // a query that stands before the @: what libpq takes for user, password and host is then a parameter's value
        const std::size_t query = password.find('?');
        const bool has_query = query != std::string_view::npos && password.find('=', query) != std::string_view::npos;
        if (user.find('?') != std::string_view::npos || has_query) return fail_at_special_character();
        if (!user.empty()) add("user", user);
        if (!password.empty()) add("password", password);
    }

    void read_hosts() {
        std::string hosts;
        std::string ports;
        while (is_well_formed()) {
            hosts += read_host();
            if (rest_.starts_with(':')) {
                rest_.remove_prefix(1);
                ports += take_until("/?,");
            }
            if (!rest_.starts_with(',')) break;
            rest_.remove_prefix(1);
            hosts += ',';
            ports += ',';
        }
        if (!hosts.empty()) add("host", hosts);
        if (!ports.empty()) add("port", ports);
    }

    std::string_view read_host() {
        if (!rest_.starts_with('[')) return take_until(":/?,");
        rest_.remove_prefix(1);
        const std::string_view address = take_until("]");
        if (rest_.empty() || address.empty()) fail("has an IPv6 address that is empty or open; write it as [::1]");
        else rest_.remove_prefix(1);
        if (!rest_.empty() && std::string_view{":/?,"}.find(rest_.front()) == std::string_view::npos) {
            fail("has something behind an IPv6 address that is neither a port nor a database; write it as [::1]:5432");
        }
        return address;
    }

    void read_database() {
        rest_.remove_prefix(1);
        const std::string_view name = take_until("?");
        if (!name.empty()) add("dbname", name);
    }

    void read_query() {
        rest_.remove_prefix(1);
        while (!rest_.empty() && is_well_formed()) {
            const std::string_view parameter = take_until("&");
            if (!rest_.empty()) rest_.remove_prefix(1);
            const std::size_t equals = parameter.find('=');
            if (equals == std::string_view::npos || parameter.find('=', equals + 1) != std::string_view::npos) {
                return fail("has a parameter behind the ? that is not name=value; write a = in a value as %3D");
            }
            const std::string keyword = decode(parameter.substr(0, equals));
            const std::string_view value = parameter.substr(equals + 1);
            // else the query may have begun in a password, and what was read before be parts of it
            if (value.find('@') != std::string_view::npos && keyword != "user" && keyword != "password") {
                return fail_at_special_character();
            }
            add_from_query(keyword, decode(value));
        }
    }

    /// JDBC writes `ssl=true`, asyncpg `ssl=verify-full`; libpq knows only the first of them.
    void add_from_query(std::string keyword, std::string value) {
        const bool is_ssl_true = keyword == "ssl" && value == "true";
        if (is_ssl_true) value = "require";
        if (is_ssl_true || (keyword == "ssl" && is_ssl_mode(value))) keyword = "sslmode";
        result_.parameters.push_back({std::move(keyword), std::move(value)});
    }

    std::string_view rest_;
    conninfo result_;
};

/// The scheme of a URI, in small letters; empty when the text does not begin with one.
inline std::string uri_scheme(std::string_view text) {
    const std::size_t end = text.find("://");
    if (end == std::string_view::npos) return {};
    std::string scheme = to_lower(text.substr(0, end));
    const bool is_scheme = scheme.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.") == std::string::npos;
    return is_scheme ? scheme : std::string{};
}

/// Reads a `postgresql://` or `postgres://` URI; the driver that SQLAlchemy names, `postgresql+asyncpg://`, is
/// dropped.
inline conninfo read_uri(std::string_view text) {
    const std::string scheme = uri_scheme(text);
    const std::string product = scheme.substr(0, scheme.find('+'));
    if (product == "postgresql" || product == "postgres") {
        return checked(uri_reader{text.substr(scheme.size() + 3)}.read());
    }
    const std::string found = scheme.empty() ? "is no URI" : "has the scheme " + in_quotes(scheme);
    return {{}, found + "; write it as postgresql://user:password@host:5432/database"};
}

} // namespace constable::startup
