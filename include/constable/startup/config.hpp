// SPDX-License-Identifier: BSL-1.0
// What can be configured about a start, by a program or by the MIGRATION_* variables.
#pragma once

#include "constable/startup/configuration_error.hpp"
#include "constable/startup/conninfo.hpp"
#include "constable/startup/environment_variables.hpp"
#include "constable/startup/read_conninfo.hpp"
#include "constable/startup/settings.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace spdlog {
class logger;
}

namespace constable {

/// What can be configured about a start. The names in capitals are the environment variables of the same meaning.
struct migration_config {
    bool enabled = true;                         ///< MIGRATION_ENABLED: without it a start leaves the database alone
    int timeout_seconds = 30;                    ///< MIGRATION_TIMEOUT: for all of it, waiting and retries included
    int lock_timeout_seconds = 30;               ///< MIGRATION_LOCK_TIMEOUT: for the wait for another instance
    bool enable_logging = true;                  ///< MIGRATION_LOGGING
    std::string log_level = "INFO";              ///< MIGRATION_LOG_LEVEL: DEBUG, INFO, WARN or ERROR
    bool skip_validation = false;                ///< MIGRATION_SKIP_VALIDATION: of what was created
    bool concurrent_safety = true;               ///< MIGRATION_CONCURRENT_SAFETY: one instance at a time
    std::string verify = "catalog";              ///< MIGRATION_VERIFY: marker, catalog or full
    std::string on_drift = "warn";               ///< MIGRATION_ON_DRIFT: warn or fail
    std::string unknown_objects = "report";      ///< MIGRATION_UNKNOWN_OBJECTS: report or ignore
    std::string state_table = "constable_state"; ///< MIGRATION_STATE_TABLE: table or schema.table
    std::string ledger_table = "schema_migrations"; ///< MIGRATION_LEDGER_TABLE: of versioned migrations, as state_table
    std::string unknown_versions = "warn";       ///< MIGRATION_UNKNOWN_VERSIONS: fail, warn or ignore
    std::string out_of_order = "fail";           ///< MIGRATION_OUT_OF_ORDER: fail or run
    std::string connection = {};                 ///< libpq's URI or keyword string; empty: from the environment
    std::shared_ptr<spdlog::logger> logger = {}; ///< where to log; empty: a logger of Constable's own

    /// The configuration that this process's MIGRATION_* variables ask for. Throws a configuration_error that
    /// lists every value that is not allowed.
    static migration_config from_environment();

    /// Throws a configuration_error that lists every value that is not allowed.
    void validate() const;

    /// The texts above as what they mean. Each throws a configuration_error when its text is not allowed.
    [[nodiscard]] log_severity severity() const;
    [[nodiscard]] verify_mode verification() const;
    [[nodiscard]] drift_policy drift() const;
    [[nodiscard]] unknown_policy unknown() const;
    [[nodiscard]] unknown_version_policy unknown_version() const;
    [[nodiscard]] out_of_order_policy order() const;
    [[nodiscard]] state_table_name state() const;
    [[nodiscard]] state_table_name ledger() const;
};

} // namespace constable

namespace constable::startup {

/// A sentence for each field that has a variable and is not as allowed.
inline std::vector<std::string> mistakes_in(const migration_config& config) {
    std::vector<std::string> mistakes;
    const auto require = [&mistakes](bool is_allowed, std::string_view field, const std::string& shown_value) {
        if (!is_allowed) mistakes.push_back(mistake_in(setting_of(field), shown_value));
    };
    const auto is_timeout = [](int seconds) { return seconds > 0 && seconds <= longest_timeout_seconds; };
    const auto number = [](int value) { return in_quotes(std::to_string(value)); };
    require(is_timeout(config.timeout_seconds), "timeout_seconds", number(config.timeout_seconds));
    require(is_timeout(config.lock_timeout_seconds), "lock_timeout_seconds", number(config.lock_timeout_seconds));
    require(meaning_of(config.log_level, severity_words) != nullptr, "log_level", shown(config.log_level));
    require(meaning_of(config.verify, verify_words) != nullptr, "verify", shown(config.verify));
    require(meaning_of(config.on_drift, drift_words) != nullptr, "on_drift", shown(config.on_drift));
    require(meaning_of(config.unknown_objects, unknown_words) != nullptr, "unknown_objects", shown(config.unknown_objects));
    require(!read_state_table(config.state_table).table.empty(), "state_table", shown(config.state_table));
    require(!read_state_table(config.ledger_table).table.empty(), "ledger_table", shown(config.ledger_table));
    require(meaning_of(config.unknown_versions, unknown_version_words) != nullptr, "unknown_versions", shown(config.unknown_versions));
    require(meaning_of(config.out_of_order, out_of_order_words) != nullptr, "out_of_order", shown(config.out_of_order));
    return mistakes;
}

/// The parameters of a connection string that was read, whose mistake is added under the string's name.
inline connection_parameters accept(std::string_view name, conninfo read, std::vector<std::string>& mistakes) {
    if (!read.mistake.empty()) mistakes.push_back(std::string{name} + " " + read.mistake);
    return std::move(read.parameters);
}

/// The parameters of the configuration's own connection string; what is wrong with it is added to the mistakes.
inline connection_parameters read_connection_of(const migration_config& config, std::vector<std::string>& mistakes) {
    return accept("migration_config::connection", read_conninfo(config.connection), mistakes);
}

/// Takes values out of variables into fields. A value that cannot be read is a mistake, and the field stays.
class settings_reader {
public:
    settings_reader(const environment_variables& environment, std::vector<std::string>& mistakes)
        : environment_{environment}, mistakes_{mistakes} {}

    void read(std::string_view field, bool& value) const {
        const setting& known = setting_of(field);
        const std::string_view text = environment_.find(known.variable);
        const bool* const meaning = meaning_of(text, switch_words);
        if (meaning != nullptr) value = *meaning;
        else if (!text.empty()) mistakes_.push_back(mistake_in(known, shown(text)));
    }

    void read(std::string_view field, int& value) const {
        const setting& known = setting_of(field);
        const std::string_view text = environment_.find(known.variable);
        const int number = to_number(text);
        if (number >= 0) value = number;
        else if (!text.empty()) mistakes_.push_back(mistake_in(known, shown(text)));
    }

    void read(std::string_view field, std::string& value) const {
        const std::string_view text = environment_.find(setting_of(field).variable);
        if (!text.empty()) value = text;
    }

private:
    const environment_variables& environment_;
    std::vector<std::string>& mistakes_;
};

/// The configuration that these variables ask for; what is wrong with it is added to the mistakes.
inline migration_config read_config(const environment_variables& environment, std::vector<std::string>& mistakes) {
    migration_config config;
    const settings_reader settings_of{environment, mistakes};
    settings_of.read("enabled", config.enabled);
    settings_of.read("timeout_seconds", config.timeout_seconds);
    settings_of.read("lock_timeout_seconds", config.lock_timeout_seconds);
    settings_of.read("enable_logging", config.enable_logging);
    settings_of.read("log_level", config.log_level);
    settings_of.read("skip_validation", config.skip_validation);
    settings_of.read("concurrent_safety", config.concurrent_safety);
    settings_of.read("verify", config.verify);
    settings_of.read("on_drift", config.on_drift);
    settings_of.read("unknown_objects", config.unknown_objects);
    settings_of.read("state_table", config.state_table);
    settings_of.read("ledger_table", config.ledger_table);
    settings_of.read("unknown_versions", config.unknown_versions);
    settings_of.read("out_of_order", config.out_of_order);
    for (std::string& mistake : mistakes_in(config)) mistakes.push_back(std::move(mistake));
    return config;
}

/// The table that a field names, or a configuration_error about it.
inline state_table_name table_or_throw(std::string_view field, const std::string& text) {
    state_table_name name = read_state_table(text);
    if (!name.table.empty()) return name;
    throw configuration_error{{mistake_in(setting_of(field), shown(text))}};
}

} // namespace constable::startup

inline constable::migration_config constable::migration_config::from_environment() {
    std::vector<std::string> mistakes;
    migration_config config = startup::read_config(startup::process_environment(), mistakes);
    startup::throw_if_any(mistakes);
    return config;
}

inline void constable::migration_config::validate() const {
    std::vector<std::string> mistakes = startup::mistakes_in(*this);
    startup::read_connection_of(*this, mistakes);
    startup::throw_if_any(mistakes);
}

inline constable::log_severity constable::migration_config::severity() const {
    return startup::meaning_or_throw("log_level", log_level, startup::severity_words);
}

inline constable::verify_mode constable::migration_config::verification() const {
    return startup::meaning_or_throw("verify", verify, startup::verify_words);
}

inline constable::drift_policy constable::migration_config::drift() const {
    return startup::meaning_or_throw("on_drift", on_drift, startup::drift_words);
}

inline constable::unknown_policy constable::migration_config::unknown() const {
    return startup::meaning_or_throw("unknown_objects", unknown_objects, startup::unknown_words);
}

inline constable::unknown_version_policy constable::migration_config::unknown_version() const {
    return startup::meaning_or_throw("unknown_versions", unknown_versions, startup::unknown_version_words);
}

inline constable::out_of_order_policy constable::migration_config::order() const {
    return startup::meaning_or_throw("out_of_order", out_of_order, startup::out_of_order_words);
}

inline constable::state_table_name constable::migration_config::state() const {
    return startup::table_or_throw("state_table", state_table);
}

inline constable::state_table_name constable::migration_config::ledger() const {
    return startup::table_or_throw("ledger_table", ledger_table);
}
