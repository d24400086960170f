// SPDX-License-Identifier: BSL-1.0
// The command line of the service: bookings_cli run, status, check, rollback, history, upgrade --sql, … (--help).
#include "migrations.hpp"
#include "schema.hpp"

#include <constable/tools/cli.hpp>

#include <cstdlib>
#include <filesystem>

namespace {

// Where a backup is expected, this house writes one down as a file. What a rollback asks for before it begins.
bool has_backup(void*) {
    const char* const file = std::getenv("BOOKINGS_BACKUP");
    return file == nullptr || std::filesystem::exists(file);
}

} // namespace

int main(int argc, char** argv) {
    constable::cli_options options;
    options.description = "Migrations of the bookings database";
    options.has_backup = &has_backup;
    return constable::cli<bookings::app, bookings::history>(argc, argv, options);
}
