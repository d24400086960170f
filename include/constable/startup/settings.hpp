// SPDX-License-Identifier: BSL-1.0
// The settings that have a MIGRATION_* variable, and the words that are allowed in them.
#pragma once

#include "constable/startup/configuration_error.hpp"
#include "constable/startup/environment_variables.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace constable {

/// How closely a start looks at the database before it believes that all is up to date.
enum class verify_mode {
    marker,    ///< trust the state row that the last start left behind
    catalog,   ///< and see from the catalogs' rows that nothing was altered since
    everything ///< MIGRATION_VERIFY=full: compare every object
};

/// What a start does about a database that differs from the declarations in a way it may not mend.
enum class drift_policy {
    warn, ///< report it and go on
    fail  ///< report it and fail
};

/// What a start does about objects in the declared database schemas that nobody declared.
enum class unknown_policy {
    report, ///< each is a difference
    ignore  ///< they are somebody else's: several applications share a database schema
};

/// What a migration does about a version of the ledger that the program does not know.
enum class unknown_version_policy {
    fail,  ///< the database is newer than the program, which may not fit it
    warn,  ///< an instance of the release before starts all the same, but takes nothing back
    ignore ///< the releases of a program get along with each other's databases, on the way back too
};

/// What a migration does that should have run before one that is applied already.
enum class out_of_order_policy {
    fail, ///< say so
    run   ///< run it now
};

/// From which severity on a line is logged.
enum class log_severity { debug, info, warn, error };

/// A table in which Constable keeps what it knows; without a schema, in the first one of the search path.
struct state_table_name {
    std::string schema;
    std::string table;

    friend bool operator==(const state_table_name&, const state_table_name&) = default;
};

} // namespace constable

namespace constable::startup {

/// A field of migration_config, its variable, and what may stand in both.
struct setting {
    std::string_view field;
    std::string_view variable;
    std::string_view allowed;
    std::string_view default_value;
};

inline constexpr std::string_view allowed_table =
    "a table or schema.table, as plain names of 1 to 63 bytes without quotes, in no schema of PostgreSQL's own";

inline constexpr int longest_timeout_seconds = 86400; // a day

inline constexpr std::string_view allowed_switch = "true, false, 1, 0, yes, no, on or off";
inline constexpr std::string_view allowed_timeout = "a whole number of seconds from 1 to 86400";

/// All settings that have a variable.
inline constexpr std::array all_settings = {
    setting{"enabled", "MIGRATION_ENABLED", allowed_switch, "true"},
    setting{"timeout_seconds", "MIGRATION_TIMEOUT", allowed_timeout, "30"},
    setting{"lock_timeout_seconds", "MIGRATION_LOCK_TIMEOUT", allowed_timeout, "30"},
    setting{"enable_logging", "MIGRATION_LOGGING", allowed_switch, "true"},
    setting{"log_level", "MIGRATION_LOG_LEVEL", "DEBUG, INFO, WARN or ERROR", "INFO"},
    setting{"skip_validation", "MIGRATION_SKIP_VALIDATION", allowed_switch, "false"},
    setting{"concurrent_safety", "MIGRATION_CONCURRENT_SAFETY", allowed_switch, "true"},
    setting{"verify", "MIGRATION_VERIFY", "marker, catalog or full", "catalog"},
    setting{"on_drift", "MIGRATION_ON_DRIFT", "warn or fail", "warn"},
    setting{"unknown_objects", "MIGRATION_UNKNOWN_OBJECTS", "report or ignore", "report"},
    setting{"state_table", "MIGRATION_STATE_TABLE", allowed_table, "constable_state"},
    setting{"ledger_table", "MIGRATION_LEDGER_TABLE", allowed_table, "schema_migrations"},
    setting{"unknown_versions", "MIGRATION_UNKNOWN_VERSIONS", "fail, warn or ignore", "warn"},
    setting{"out_of_order", "MIGRATION_OUT_OF_ORDER", "fail or run", "fail"},
};

/// The setting with this field, which there must be.
constexpr const setting& setting_of(std::string_view field) {
    std::size_t i = 0;
    while (all_settings[i].field != field) ++i;
    return all_settings[i];
}

/// The sentence for a value that is not allowed, given as a message may show it.
inline std::string mistake_in(const setting& about, const std::string& shown_value) {
    std::string text{about.field};
    text.append(" (").append(about.variable).append(") is ").append(shown_value);
    text.append(", but must be ").append(about.allowed).append("; correct it, or leave it out for the default, ");
    return text.append(about.default_value);
}

/// A word and what it stands for.
template <class Meaning>
struct word {
    std::string_view text;
    Meaning meaning;
};

inline constexpr std::array switch_words = {
    word<bool>{"true", true},   word<bool>{"1", true},  word<bool>{"yes", true}, word<bool>{"on", true},
    word<bool>{"false", false}, word<bool>{"0", false}, word<bool>{"no", false}, word<bool>{"off", false}};

inline constexpr std::array severity_words = {
    word<log_severity>{"debug", log_severity::debug}, word<log_severity>{"info", log_severity::info},
    word<log_severity>{"warn", log_severity::warn}, word<log_severity>{"warning", log_severity::warn},
    word<log_severity>{"error", log_severity::error}};

inline constexpr std::array verify_words = {word<verify_mode>{"marker", verify_mode::marker},
                                            word<verify_mode>{"catalog", verify_mode::catalog},
                                            word<verify_mode>{"full", verify_mode::everything}};

inline constexpr std::array drift_words = {word<drift_policy>{"warn", drift_policy::warn},
                                           word<drift_policy>{"fail", drift_policy::fail}};

inline constexpr std::array unknown_words = {word<unknown_policy>{"report", unknown_policy::report},
                                             word<unknown_policy>{"ignore", unknown_policy::ignore}};

inline constexpr std::array unknown_version_words = {word<unknown_version_policy>{"fail", unknown_version_policy::fail},
                                                     word<unknown_version_policy>{"warn", unknown_version_policy::warn},
                                                     word<unknown_version_policy>{"ignore", unknown_version_policy::ignore}};

inline constexpr std::array out_of_order_words = {word<out_of_order_policy>{"fail", out_of_order_policy::fail},
                                                  word<out_of_order_policy>{"run", out_of_order_policy::run}};

/// What a text means, in small letters or capitals; null when it is none of the words.
template <class Meaning, std::size_t Size>
const Meaning* meaning_of(std::string_view text, const std::array<word<Meaning>, Size>& words) {
    const std::string lower = to_lower(text);
    for (const word<Meaning>& known : words) {
        if (known.text == lower) return &known.meaning;
    }
    return nullptr;
}

/// The same, or a configuration_error about the field.
template <class Meaning, std::size_t Size>
Meaning meaning_or_throw(std::string_view field, std::string_view text, const std::array<word<Meaning>, Size>& words) {
    if (const Meaning* const meaning = meaning_of(text, words)) return *meaning;
    throw configuration_error{{mistake_in(setting_of(field), shown(text))}};
}

/// Whether the text can name a schema or a table.
inline bool is_plain_name(std::string_view text) {
    for (const char byte : text) {
        if (byte == '.' || byte == '"' || static_cast<unsigned char>(byte) < 0x20) return false;
    }
    return !text.empty() && text.size() <= 63;
}

/// The table that a text names, as `table` or `schema.table`; one without a name when the text is not allowed. The
/// parts are names, not SQL: nothing in them is folded to small letters.
inline state_table_name read_state_table(std::string_view text) {
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos)
        return is_plain_name(text) ? state_table_name{{}, std::string{text}} : state_table_name{};
    const std::string_view schema = text.substr(0, dot);
    const std::string_view table = text.substr(dot + 1);
    const bool is_of_postgresql = schema.starts_with("pg_") || schema == "information_schema";
    if (is_of_postgresql || !is_plain_name(schema) || !is_plain_name(table)) return {};
    return {std::string{schema}, std::string{table}};
}

} // namespace constable::startup
