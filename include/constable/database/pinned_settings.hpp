// SPDX-License-Identifier: BSL-1.0
// Settings under which the server writes SQL texts the same way for everybody, and how to put them back.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace constable::database {

/// One setting, and the SQL expression of its value while the catalog is read.
struct pinned_setting {
    std::string_view name;
    std::string_view value;
};

/// Names of the default schema unqualified, all others qualified; temporary objects hide none. Times in UTC. The just in
/// time compiler would take ten times as long as the statement itself.
inline constexpr std::array<pinned_setting, 8> pinned_settings{{
    {"quote_all_identifiers", "'off'"}, // before the first quote_ident()
    {"search_path", "coalesce(quote_ident(current_schema()) || ', pg_temp', '')"},
    {"timezone", "'UTC'"},
    {"datestyle", "'ISO, MDY'"},
    {"intervalstyle", "'postgres'"},
    {"extra_float_digits", "'1'"},
    {"standard_conforming_strings", "'on'"},
    {"jit", "'off'"},
}};

namespace detail {

// What a setting was before it was pinned: pinning twice keeps the first.
inline std::string original_setting(std::string_view name) {
    return std::string{"coalesce(nullif(current_setting('constable."}.append(name).append("', true), ''), current_setting('").append(name)
        .append("'))");
}
inline std::string set_config(std::string_view name, std::string_view value) {
    return std::string{"pg_catalog.set_config('"}.append(name).append("', ").append(value).append(", true)");
}

} // namespace detail

/// Statements that pin the settings until `restore_settings` or the end of the transaction. They write nothing and need
/// no privilege.
inline std::string pin_settings() {
    std::string remember = "SELECT ";
    std::string pin = "SELECT ";
    for (const pinned_setting& each : pinned_settings) {
        const bool is_first = &each == pinned_settings.data();
        const std::string copy = std::string{"constable."}.append(each.name);
        remember.append(is_first ? "" : ", ").append(detail::set_config(copy, detail::original_setting(each.name)));
        pin.append(is_first ? "" : ", ").append(detail::set_config(each.name, each.value));
    }
    return remember.append(";\n").append(pin).append(";\n");
}

/// The expressions that take `pin_settings` back, for the select list of a statement's last part.
inline std::string restored_settings() {
    std::string restore;
    std::string forget;
    for (const pinned_setting& each : pinned_settings) {
        restore.append(restore.empty() ? "" : ", ").append(detail::set_config(each.name, detail::original_setting(each.name)));
        forget.append(", ").append(detail::set_config(std::string{"constable."}.append(each.name), "''"));
    }
    return restore.append(forget);
}

/// A statement that takes `pin_settings` back, in the same transaction.
inline std::string restore_settings() { return "SELECT " + restored_settings() + ";\n"; }

} // namespace constable::database
