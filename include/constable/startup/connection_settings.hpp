// SPDX-License-Identifier: BSL-1.0
// What is passed to libpq to connect, and how to speak of it without the password.
#pragma once

#include "constable/startup/conninfo.hpp"
#include "constable/startup/environment_variables.hpp"
#include "constable/startup/redact.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace constable {

/// Who said where the database is. The first of these that is set is used.
enum class connection_source {
    configuration,        ///< migration_config::connection
    postgresql_addon,     ///< POSTGRESQL_ADDON_HOST and its like
    postgresql_addon_uri, ///< POSTGRESQL_ADDON_URI alone
    db,                   ///< DB_HOST and its like
    database_url,         ///< DATABASE_URL
    libpq                 ///< nobody: libpq's own PG* variables, files and defaults
};

/// How a message names the source.
constexpr std::string_view name_of(connection_source source) {
    switch (source) {
    case connection_source::configuration: return "migration_config::connection";
    case connection_source::postgresql_addon: return "POSTGRESQL_ADDON_*";
    case connection_source::postgresql_addon_uri: return "POSTGRESQL_ADDON_URI";
    case connection_source::db: return "DB_*";
    case connection_source::database_url: return "DATABASE_URL";
    case connection_source::libpq: break;
    }
    return "libpq's PG* variables and defaults";
}

/// What is passed to libpq to connect.
struct connection_settings {
    connection_parameters parameters;
    connection_parameters inherited; ///< what libpq adds from PG* variables where `parameters` is silent
    connection_source source = connection_source::libpq;

    /// The value that libpq will use for a keyword, as far as it can be known without its files; empty for its
    /// default.
    [[nodiscard]] std::string_view effective(std::string_view keyword) const {
        const std::string* found = startup::find_parameter(parameters, keyword);
        if (found == nullptr) found = startup::find_parameter(inherited, keyword);
        return found == nullptr ? std::string_view{} : *found;
    }

    /// The parameters as libpq's keyword string. It holds the password: pass it to libpq and to nothing else.
    [[nodiscard]] std::string connection_string() const { return startup::write_conninfo(parameters); }

    /// Host, port, database, user and source, for messages; never the password.
    [[nodiscard]] std::string describe() const;

    /// The message without any password of these settings, however it is spelled.
    [[nodiscard]] std::string redact(std::string_view message) const;
};

} // namespace constable

namespace constable::startup {

/// Whether the value of this parameter is a secret.
inline bool is_secret(std::string_view keyword) {
    return keyword == "password" || keyword == "sslpassword" || keyword == "oauth_client_secret" ||
           keyword == "scram_client_key" || keyword == "scram_server_key";
}

/// Adds the secrets among the parameters.
inline void add_secrets(const connection_parameters& parameters, std::vector<std::string>& secrets) {
    for (const auto& [keyword, value] : parameters) {
        if (is_secret(keyword)) secrets.push_back(value);
    }
}

} // namespace constable::startup

inline std::string constable::connection_settings::describe() const {
    std::string text;
    for (const std::string_view keyword : {"host", "hostaddr", "port", "dbname", "user", "service"}) {
        const std::string_view value = effective(keyword);
        const bool is_always_told = keyword != "hostaddr" && keyword != "service";
        if (value.empty() && !is_always_told) continue;
        // a whole URI where a part of one belongs
        const bool may_be_secret = value.find("://") != std::string_view::npos;
        text.append(keyword).append("=").append(value.empty()   ? "(default)"
                                                : may_be_secret ? "(not shown)"
                                                                : startup::escaped(value));
        text += ' ';
    }
    return text.append("from ").append(name_of(source));
}

inline std::string constable::connection_settings::redact(std::string_view message) const {
    std::vector<std::string> secrets;
    startup::add_secrets(parameters, secrets);
    startup::add_secrets(inherited, secrets);
    return startup::redact(message, secrets);
}
