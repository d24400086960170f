// SPDX-License-Identifier: BSL-1.0
// A program with pulled declarations, the header PULLED: it starts on the database whose conninfo is its argument.
//
// It prints what the start reports, one `name=value` each line; a failed start goes to the standard error, exit code 1.
#include "constable.hpp"

#include PULLED

#include <cstdio>
#include <exception>

int main(int argument_count, char** arguments) {
    if (argument_count != 2) return 2;
    constable::migration_config config;
    config.connection = arguments[1];
    try {
        const auto result = constable::ensure_schema<pulled::app>(config);
        std::printf("created=%zu\ndifferences=%zu\nup_to_date=%d\nround_trips=%zu\n", result.tables_created.size(),
                    result.differences.size(), result.up_to_date ? 1 : 0, result.round_trips);
        for (const auto& difference : result.differences)
            std::printf("  %s\n    %s\n", difference.description.c_str(), difference.statement.c_str());
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
