// SPDX-License-Identifier: BSL-1.0
// What a service answers to GET /health/migration, and with the argument `trigger` to POST /health/migration/trigger.
#include <constable.hpp>
#include <constable/tools/json.hpp>

#include <exception>
#include <iostream>
#include <string_view>

using namespace constable;

struct trackers : table<"trackers",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"name", varchar<100>, not_null, unique<>>
> {};

struct app : schema<trackers> {
    static constexpr std::string_view name = "trackers-api";
};

namespace {

// Reads only: fit for a probe that comes every few seconds.
int print_status() {
    const migration_status_report status = migration_status<app>();
    std::cout << nlohmann::ordered_json(status).dump(2) << '\n';
    return status.health == "healthy" ? 0 : 1;
}

int migrate() {
    const connection_settings settings = connection_settings_for(migration_config::from_environment());
    pqxx::connection connection{settings.connection_string()};
    const migration_result result = trigger_manual_migration<app>(connection);
    std::cout << nlohmann::ordered_json(result).dump(2) << '\n';
    return result.success ? 0 : 1;
}

} // namespace

int main(int argument_count, char** arguments) {
    try {
        const bool triggers = argument_count > 1 && std::string_view{arguments[1]} == "trigger";
        return triggers ? migrate() : print_status();
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
