// SPDX-License-Identifier: BSL-1.0
// What libpq itself reads out of a connection string, to compare with.
#pragma once

#include "constable/startup/conninfo.hpp"

#include <libpq-fe.h>

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace constable::testing {

/// Keywords and values; nothing when libpq refuses the string.
inline std::optional<std::map<std::string, std::string>> read_by_libpq(const std::string& text) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{PQconninfoParse(text.c_str(), nullptr),
                                                                               &PQconninfoFree};
    if (!options) return std::nullopt;
    std::map<std::string, std::string> values;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) values.emplace(option->keyword, option->val);
    }
    return values;
}

/// The same of parameters that were read; of two with one keyword the later counts.
inline std::map<std::string, std::string> values_of(const startup::conninfo& read) {
    std::map<std::string, std::string> values;
    for (const auto& [keyword, value] : read.parameters) values[keyword] = value;
    return values;
}

} // namespace constable::testing
