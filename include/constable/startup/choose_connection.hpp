// SPDX-License-Identifier: BSL-1.0
// Chooses who says where the database is: the program, one group of variables, or libpq's defaults.
#pragma once

#include "constable/startup/config.hpp"
#include "constable/startup/configuration_error.hpp"
#include "constable/startup/connection_settings.hpp"
#include "constable/startup/conninfo.hpp"
#include "constable/startup/environment_variables.hpp"
#include "constable/startup/read_uri.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::startup {

/// A variable and the parameter of libpq that it gives.
struct parameter_variable {
    std::string_view name;
    std::string_view keyword;
};

inline constexpr std::array<parameter_variable, 9> postgresql_addon_variables = {{
    {"POSTGRESQL_ADDON_HOST", "host"},
    {"POSTGRESQL_ADDON_PORT", "port"},
    {"POSTGRESQL_ADDON_DB", "dbname"},
    {"POSTGRESQL_ADDON_USER", "user"},
    {"POSTGRESQL_ADDON_PASSWORD", "password"},
    {"POSTGRESQL_ADDON_SSLMODE", "sslmode"},
    {"POSTGRESQL_ADDON_SSLROOTCERT", "sslrootcert"},
    {"POSTGRESQL_ADDON_SSLCERT", "sslcert"},
    {"POSTGRESQL_ADDON_SSLKEY", "sslkey"},
}};

inline constexpr std::array<parameter_variable, 9> db_variables = {{
    {"DB_HOST", "host"},
    {"DB_PORT", "port"},
    {"DB_NAME", "dbname"},
    {"DB_USER", "user"},
    {"DB_PASSWORD", "password"},
    {"DB_SSLMODE", "sslmode"},
    {"DB_SSLROOTCERT", "sslrootcert"},
    {"DB_SSLCERT", "sslcert"},
    {"DB_SSLKEY", "sslkey"},
}};

/// How many variables at the end of both groups are about TLS.
inline constexpr std::size_t tls_variable_count = 4;

/// Of libpq's own variables those that a message, or the choice of a time-out, depends on.
inline constexpr std::array<parameter_variable, 9> libpq_variables = {{
    {"PGHOST", "host"},
    {"PGHOSTADDR", "hostaddr"},
    {"PGPORT", "port"},
    {"PGDATABASE", "dbname"},
    {"PGUSER", "user"},
    {"PGPASSWORD", "password"},
    {"PGSERVICE", "service"},
    {"PGSSLMODE", "sslmode"},
    {"PGCONNECT_TIMEOUT", "connect_timeout"},
}};

/// Who says where the database is. A group of variables does when it names a host or a database.
inline connection_source choose_source(const migration_config& config, const environment_variables& environment) {
    if (!config.connection.empty()) return connection_source::configuration;
    if (environment.has("POSTGRESQL_ADDON_HOST") || environment.has("POSTGRESQL_ADDON_DB")) {
        return connection_source::postgresql_addon;
    }
    if (environment.has("POSTGRESQL_ADDON_URI")) return connection_source::postgresql_addon_uri;
    if (environment.has("DB_HOST") || environment.has("DB_NAME")) return connection_source::db;
    if (environment.has("DATABASE_URL")) return connection_source::database_url;
    return connection_source::libpq;
}

/// What is wrong with a variable's value, to stand behind its name; empty if nothing is.
inline std::string mistake_in(const parameter_variable& variable, std::string_view value) {
    const std::string_view keyword = variable.keyword;
    if (keyword == "port" && !is_port_list(value)) {
        const std::string_view hint = value.starts_with("tcp://")
                                          ? " (Kubernetes and Docker set it for a service of that name: choose another "
                                            "name, or switch service links off)"
                                          : "";
        return "is " + shown(value) + ", but must be a number from 1 to 65535; correct it" + std::string{hint};
    }
    if (keyword == "sslmode" && !is_ssl_mode(value)) {
        return "is " + shown(value) +
               ", but must be disable, allow, prefer, require, verify-ca or verify-full; correct it";
    }
    const bool is_name = keyword == "host" || keyword == "dbname" || keyword == "user";
    if (is_name && value.find("://") != std::string_view::npos) {
        return "holds a whole URI, but must be only the " + std::string{keyword} + "; put the URI into DATABASE_URL";
    }
    const bool is_path = value.starts_with('/') || value.starts_with('@'); // a socket's directory or abstract name
    const bool holds_more = (value.find(':') != std::string_view::npos && value.find(':') == value.rfind(':')) ||
                            value.find('@') != std::string_view::npos;
    if (keyword == "host" && !is_path && holds_more) {
        return "holds a ':' or '@', but must be only the host; put port, user and password into the variables for them";
    }
    return {};
}

/// The parameters that a group of variables gives.
inline connection_parameters read_variables(std::span<const parameter_variable> variables,
                                            const environment_variables& environment,
                                            std::vector<std::string>& mistakes) {
    connection_parameters parameters;
    for (const parameter_variable& variable : variables) {
        const std::string_view value = environment.find(variable.name);
        if (value.empty()) continue;
        const std::string mistake = mistake_in(variable, value);
        if (!mistake.empty()) mistakes.push_back(std::string{variable.name} + " " + mistake);
        parameters.push_back({std::string{variable.keyword}, std::string{value}});
    }
    return parameters;
}

/// POSTGRESQL_ADDON_HOST and its like. Its provider always sets host, database and user: where one is missing,
/// something went wrong, and libpq's defaults would lead to some other database.
inline connection_parameters read_postgresql_addon(const environment_variables& environment,
                                                   std::vector<std::string>& mistakes) {
    for (const std::string_view name : {"POSTGRESQL_ADDON_HOST", "POSTGRESQL_ADDON_DB", "POSTGRESQL_ADDON_USER"}) {
        if (environment.has(name)) continue;
        mistakes.push_back(std::string{name} + " is not set, but others of POSTGRESQL_ADDON_* are; set it, or remove "
                                               "them all to use DB_* or DATABASE_URL");
    }
    connection_parameters parameters = read_variables(postgresql_addon_variables, environment, mistakes);
    if (!find_parameter(parameters, "port")) parameters.push_back({"port", "5432"});
    return parameters;
}

/// POSTGRESQL_ADDON_URI, with POSTGRESQL_ADDON_SSLMODE and its like where the URI is silent.
inline connection_parameters read_postgresql_addon_uri(const environment_variables& environment,
                                                       std::vector<std::string>& mistakes) {
    const conninfo uri = read_uri(environment.find("POSTGRESQL_ADDON_URI"));
    connection_parameters parameters = accept("POSTGRESQL_ADDON_URI", uri, mistakes);
    const auto tls_variables = std::span{postgresql_addon_variables}.last<tls_variable_count>();
    for (connection_parameter& variable : read_variables(tls_variables, environment, mistakes)) {
        if (!find_parameter(parameters, variable.keyword)) parameters.push_back(std::move(variable));
    }
    return parameters;
}

/// The parameters that a source gives.
inline connection_parameters read_source(connection_source source, const migration_config& config,
                                         const environment_variables& environment, std::vector<std::string>& mistakes) {
    switch (source) {
    case connection_source::configuration: return read_connection_of(config, mistakes);
    case connection_source::postgresql_addon: return read_postgresql_addon(environment, mistakes);
    case connection_source::postgresql_addon_uri: return read_postgresql_addon_uri(environment, mistakes);
    case connection_source::db: return read_variables(db_variables, environment, mistakes);
    case connection_source::database_url:
        return accept("DATABASE_URL", read_uri(environment.find("DATABASE_URL")), mistakes);
    case connection_source::libpq: break;
    }
    return {};
}

/// How to connect with this configuration and these variables. What is wrong is added to the mistakes.
inline connection_settings read_connection(const migration_config& config, const environment_variables& environment,
                                           std::vector<std::string>& mistakes) {
    connection_settings chosen;
    chosen.source = choose_source(config, environment);
    chosen.parameters = read_source(chosen.source, config, environment, mistakes);
    for (const parameter_variable& variable : libpq_variables) {
        const std::string_view value = environment.find(variable.name);
        if (!value.empty()) chosen.inherited.push_back({std::string{variable.keyword}, std::string{value}});
    }
    // Both only where nobody else decided. No `options`: PgBouncer refuses start-up parameters that it does not know.
    if (!find_parameter(chosen.parameters, "fallback_application_name")) {
        chosen.parameters.push_back({"fallback_application_name", "constable"});
    }
    if (!find_parameter(chosen.parameters, "connect_timeout") && chosen.effective("connect_timeout").empty()) {
        chosen.parameters.push_back({"connect_timeout", std::to_string(config.timeout_seconds)});
    }
    return chosen;
}

} // namespace constable::startup

namespace constable {

/// How to connect with this configuration: by its `connection`, else by the first of POSTGRESQL_ADDON_*, DB_* and
/// DATABASE_URL that this process has been given, else by libpq's PG* variables and defaults. Throws a
/// configuration_error that lists every value that is not allowed.
inline connection_settings connection_settings_for(const migration_config& config) {
    std::vector<std::string> mistakes = startup::mistakes_in(config);
    connection_settings settings = startup::read_connection(config, startup::process_environment(), mistakes);
    startup::throw_if_any(mistakes);
    return settings;
}

} // namespace constable
