// SPDX-License-Identifier: BSL-1.0
// Environment variables that only a test has.
#pragma once

#include "constable/startup/environment_variables.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace constable::testing {

/// Names and values.
using variables = std::map<std::string, std::string, std::less<>>;

/// Variables as a process has them. This must live for as long as they are looked at.
class made_up_environment {
public:
    explicit made_up_environment(const variables& values) {
        for (const auto& [name, value] : values) texts_.emplace_back(name).append("=").append(value);
        for (const std::string& text : texts_) entries_.push_back(text.c_str());
        entries_.push_back(nullptr);
    }

    [[nodiscard]] startup::environment_variables get() const { return {entries_.data()}; }

private:
    std::vector<std::string> texts_;
    std::vector<const char*> entries_;
};

} // namespace constable::testing
