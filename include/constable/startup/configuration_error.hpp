// SPDX-License-Identifier: BSL-1.0
// The error that lists everything that is wrong with a configuration.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace constable {

/// Thrown for a configuration that cannot be used. It lists all mistakes, each with the field and variable, its
/// value, what is allowed and what to do; never a password.
class configuration_error : public std::invalid_argument {
public:
    /// Each mistake is one sentence in one line.
    explicit configuration_error(const std::vector<std::string>& mistakes) : std::invalid_argument{text_of(mistakes)} {}

private:
    static std::string text_of(const std::vector<std::string>& mistakes) {
        if (mistakes.size() == 1) return "constable: " + mistakes.front();
        std::string text = "constable: the configuration has " + std::to_string(mistakes.size()) + " mistakes:";
        for (const std::string& mistake : mistakes) text.append("\n  - ").append(mistake);
        return text;
    }
};

namespace startup {

/// Throws a configuration_error if there is any mistake.
inline void throw_if_any(const std::vector<std::string>& mistakes) {
    if (!mistakes.empty()) throw configuration_error{mistakes};
}

} // namespace startup
} // namespace constable
