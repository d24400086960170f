// SPDX-License-Identifier: BSL-1.0
// Looks over the environment before a start, without connecting: what is wrong, and what may surprise.
#pragma once

#include "constable/startup/choose_connection.hpp"
#include "constable/startup/config.hpp"
#include "constable/startup/connection_settings.hpp"
#include "constable/startup/environment_variables.hpp"
#include "constable/startup/settings.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable {

/// What is to be said about an environment; never a password.
struct environment_report {
    bool valid = true;                 ///< whether there are no errors
    std::vector<std::string> errors;   ///< with any of these a start fails
    std::vector<std::string> warnings; ///< with these it goes on, perhaps elsewhere or less safely than was meant
};

} // namespace constable

namespace constable::startup {

/// How many letters must be put in, taken out or exchanged to make one name of the other.
inline std::size_t edit_distance(std::string_view from, std::string_view to) {
    std::array<std::size_t, 64> row{}; // of the table of distances; names longer than this are compared in part
    to = to.substr(0, row.size() - 1);
    for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i != from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j != to.size(); ++j) {
            std::size_t distance = diagonal + (from[i] == to[j] ? 0 : 1);
            if (row[j] + 1 < distance) distance = row[j] + 1;
            diagonal = row[j + 1];
            if (diagonal + 1 < distance) distance = diagonal + 1;
            row[j + 1] = distance;
        }
    }
    return row[to.size()];
}

/// Finds what may surprise. Each function adds its warnings.
class environment_review {
public:
    environment_review(const environment_variables& environment, const migration_config& config,
                       const connection_settings& connection)
        : environment_{environment}, config_{config}, connection_{connection} {}

    std::vector<std::string> warnings() {
        review_names();
        review_config();
        review_sources();
        review_parts();
        review_values();
        review_transport();
        return std::move(warnings_);
    }

private:
    void warn(std::string warning) { warnings_.push_back(std::move(warning)); }

    void review_names() {
        for (const char* const* entry = environment_.entries; entry != nullptr && *entry != nullptr; ++entry) {
            const std::string_view text = *entry;
            const std::string_view name = text.substr(0, text.find('='));
            if (name.starts_with("MIGRATION_") && environment_.has(name)) review_name(name);
        }
    }

    void review_name(std::string_view name) {
        if (name == "MIGRATION_ENV") return; // says which environment this is, production or another
        const setting* nearest = nullptr;
        std::size_t smallest = 0;
        for (const setting& known : all_settings) {
            const std::size_t distance = edit_distance(name, known.variable);
            if (distance == 0) return;
            if (nearest != nullptr && distance >= smallest) continue;
            nearest = &known;
            smallest = distance;
        }
        warn(escaped(name) + " is no variable of Constable and is ignored; did you mean " +
             std::string{nearest->variable} + "?");
    }

    void review_config() {
        if (!config_.enabled) warn("MIGRATION_ENABLED is false: a start leaves the database as it is");
        if (!config_.concurrent_safety) {
            warn("MIGRATION_CONCURRENT_SAFETY is false: instances that start at the same time can fail; set it to true "
                 "unless only one ever starts");
        }
        if (config_.skip_validation) {
            warn("MIGRATION_SKIP_VALIDATION is true: a start does not look whether the database is as declared");
        }
        if (config_.lock_timeout_seconds > config_.timeout_seconds) {
            warn("MIGRATION_LOCK_TIMEOUT (" + std::to_string(config_.lock_timeout_seconds) +
                 " s) is longer than MIGRATION_TIMEOUT (" + std::to_string(config_.timeout_seconds) +
                 " s), which ends the wait; raise the latter");
        }
    }

    void review_sources() {
        const connection_source used = connection_.source;
        const bool is_addon =
            used == connection_source::postgresql_addon || used == connection_source::postgresql_addon_uri;
        if (!is_addon && has_any(postgresql_addon_variables)) {
            warn_of_part("POSTGRESQL_ADDON_*", "POSTGRESQL_ADDON_HOST");
        }
        if (used != connection_source::db) {
            if (environment_.has("DB_HOST") || environment_.has("DB_NAME")) warn_of_both("DB_*");
            else if (has_any(db_variables)) warn_of_part("DB_*", "DB_HOST or DB_NAME");
        }
        if (used != connection_source::database_url && environment_.has("DATABASE_URL")) warn_of_both("DATABASE_URL");
        const bool says_where = !connection_.effective("host").empty() || !connection_.effective("hostaddr").empty() ||
                                !connection_.effective("dbname").empty() || !connection_.effective("service").empty();
        if (used == connection_source::libpq && !says_where) {
            warn("no variable says where the database is, so that libpq's defaults apply; set DB_* or DATABASE_URL");
        }
    }

    void warn_of_both(const std::string& unused) {
        const std::string used{name_of(connection_.source)};
        warn(used + " and " + unused + " are both set: " + used + " is used, " + unused + " is ignored");
    }

    void warn_of_part(const std::string& group, const std::string& missing) {
        warn("only a part of " + group + " is set, and is ignored; set " + missing + " too, or remove it");
    }

    [[nodiscard]] bool has_any(std::span<const parameter_variable> variables) const {
        for (const parameter_variable& variable : variables) {
            if (environment_.has(variable.name)) return true;
        }
        return false;
    }

    void review_parts() {
        const auto expect = [this](const std::string& name, const std::string& fallback) {
            if (environment_.has(name)) return;
            const std::string instead = environment_.has(fallback) ? fallback + " is used" : "libpq's default applies";
            warn(name + " is not set: " + instead);
        };
        const connection_source used = connection_.source;
        if (used == connection_source::postgresql_addon) expect("POSTGRESQL_ADDON_PASSWORD", "PGPASSWORD");
        if (used != connection_source::db) return;
        expect("DB_HOST", "PGHOST");
        expect("DB_NAME", "PGDATABASE");
        expect("DB_USER", "PGUSER");
        expect("DB_PASSWORD", "PGPASSWORD");
        if (environment_.has("PGPORT")) expect("DB_PORT", "PGPORT"); // else it is 5432, as everybody expects
    }

    void review_values() {
        for (const auto& [keyword, value] : connection_.parameters) {
            constexpr std::string_view blanks = " \t\r\n";
            const bool is_trimmed = value.empty() || (blanks.find(value.front()) == std::string_view::npos &&
                                                      blanks.find(value.back()) == std::string_view::npos);
            if (is_trimmed) continue;
            warn("the " + keyword + " from " + std::string{name_of(connection_.source)} +
                 " begins or ends with white space, perhaps the line end of the file it came from; remove it");
        }
        if (environment_.has("PGHOSTADDR") && find_parameter(connection_.parameters, "host") &&
            !find_parameter(connection_.parameters, "hostaddr")) {
            warn("PGHOSTADDR is set, and libpq connects to it whatever the host is; unset it");
        }
    }

    static bool is_local(std::string_view host) {
        return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" ||
               host.starts_with("127.") || host == "::1";
    }

    /// Without sslmode libpq asks for TLS, and does without it when the server, or who stands between, says no.
    void review_transport() {
        const bool is_chosen = !connection_.effective("sslmode").empty();
        const bool has_password = !connection_.effective("password").empty();
        if (is_chosen || !has_password) return;
        std::string_view hosts = connection_.effective("host");
        for (bool more = true; more;) {
            const std::size_t comma = hosts.find(',');
            if (!is_local(hosts.substr(0, comma))) {
                return warn("a password is sent to another host, but no sslmode is set: libpq then goes on without TLS "
                            "when it is refused; set sslmode to require, or better to verify-full");
            }
            more = comma != std::string_view::npos;
            if (more) hosts.remove_prefix(comma + 1);
        }
    }

    const environment_variables& environment_;
    const migration_config& config_;
    const connection_settings& connection_;
    std::vector<std::string> warnings_;
};

/// The report about these variables.
inline environment_report review_environment(const environment_variables& environment) {
    environment_report report;
    const migration_config config = read_config(environment, report.errors);
    const connection_settings connection = read_connection(config, environment, report.errors);
    report.warnings = environment_review{environment, config, connection}.warnings();
    report.valid = report.errors.empty();
    return report;
}

} // namespace constable::startup

namespace constable {

/// Looks over this process's MIGRATION_*, POSTGRESQL_ADDON_*, DB_*, DATABASE_URL and PG* variables without
/// connecting.
inline environment_report validate_migration_environment() {
    return startup::review_environment(startup::process_environment());
}

} // namespace constable
