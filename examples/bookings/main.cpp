// SPDX-License-Identifier: BSL-1.0
// The service: at its start it runs the migrations that are pending, then sees whether the database is as declared.
// Its command line, for everything else, is cli.cpp.
#include "migrations.hpp"
#include "schema.hpp"

#include <exception>
#include <iostream>

int main() {
    try {
        const constable::migration_result result = constable::ensure_schema<bookings::app, bookings::history>();
        std::cout << result.message << "; round trips: " << result.round_trips << '\n';
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
