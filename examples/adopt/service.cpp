// SPDX-License-Identifier: BSL-1.0
// A service on a database that existed before it: schema.hpp is what `constable pull` has written.
#include "schema.hpp"

#include <constable.hpp>

#include <cstdio>
#include <exception>

int main() {
    try {
        const constable::migration_result result = constable::ensure_schema<pulled::app>();
        std::printf("%s\n", result.message.c_str());
        for (const auto& each : result.differences) std::printf("  %s\n    %s\n", each.description.c_str(), each.statement.c_str());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
