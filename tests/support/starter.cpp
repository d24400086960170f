// SPDX-License-Identifier: BSL-1.0
// A service that does nothing but start: the process that tests start in storms, kill and cut off.
//
// Connection and settings come from PG* and MIGRATION_*, as in any program, and besides:
//   STARTER_RELEASE=old|new       which of two releases of one application this is (new)
//   STARTER_AT=MICROSECONDS       waits until then, counted from the epoch, so that many processes begin at one moment
//   STARTER_CONNECT=early         opens the connection before that moment
//   STARTER_PRINT=ddl             prints the DDL and starts nothing
// It prints what the start reports, one `name=value` each line; a failed start goes to the standard error, exit code 1.
#include "constable.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <thread>

namespace {

using namespace constable;

using mood = enum_<"mood", "sad", "ok", "happy">;
using role = enum_in<"account", "role", "guest", "admin">;

struct users;

struct teams : table<"teams",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"name", varchar<100>, not_null, unique<>>,
    column<"leader_id", bigint, references<users, "id", on_delete<set_null>>>,
    comment<"Everybody is in one">
> {};

struct users : table<"users",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"team_id", bigint, not_null, references<teams, "id", on_delete<cascade>>>,
    column<"email", text, not_null, unique<>>,
    column<"age", integer, check<"age >= 0">>,
    column<"mood", mood, default_<"'ok'">>,
    column<"created_at", timestamptz, not_null, default_<"now()">>,
    index_<"team_id", "created_at">
> {};

struct permissions : table<"permissions", in_schema<"account">,
    column<"user_id", bigint, not_null, references<users, "id">>,
    column<"role", role, not_null>,
    primary_key<"user_id", "role">
> {};

struct trackers : table<"trackers",
    column<"id", uuid, primary_key<>, default_<"gen_random_uuid()">>,
    column<"owner_id", bigint, not_null, references<users, "id">>,
    column<"parent_id", uuid, references<trackers, "id">>,
    column<"settings", jsonb, not_null, default_<"'{}'">>,
    index_<"owner_id">
> {};

struct readings : table<"readings",
    column<"tracker_id", uuid, not_null, references<trackers, "id", on_delete<cascade>>>,
    column<"at", timestamptz, not_null>,
    column<"value", numeric<12, 3>, not_null>,
    column<"doubled", numeric<12, 3>, generated<"value * 2">>,
    primary_key<"tracker_id", "at">
> {};

// Both releases are the same application: the lock's key is hashed from the name.
struct old_release : schema<teams, users> {
    static constexpr std::string_view name = "sample";
};
struct new_release : schema<teams, users, permissions, trackers, readings> {
    static constexpr std::string_view name = "sample";
};

std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

void wait_for_the_moment() {
    const std::string_view at = variable("STARTER_AT");
    if (at.empty()) return;
    std::this_thread::sleep_until(std::chrono::system_clock::time_point{std::chrono::microseconds{std::stoll(std::string{at})}});
}

void print(const migration_result& result) {
    std::printf("up_to_date=%d\nround_trips=%zu\nmessage=%s\n", result.up_to_date ? 1 : 0, result.round_trips, result.message.c_str());
    for (const std::string& each : result.tables_created) std::printf("created=%s\n", each.c_str());
    for (const schema_difference& each : result.differences) std::printf("difference=%s\n", each.description.c_str());
    std::fflush(stdout);
}

template <class App>
void start() {
    if (variable("STARTER_PRINT") == "ddl") {
        std::fputs(std::string{ddl_of<App>}.c_str(), stdout);
        return;
    }
    std::unique_ptr<pqxx::connection> connection;
    if (variable("STARTER_CONNECT") == "early") connection = std::make_unique<pqxx::connection>("");
    wait_for_the_moment();
    print(connection ? ensure_schema<App>(*connection) : ensure_schema<App>());
}

} // namespace

int main() try {
    if (variable("STARTER_RELEASE") == "old") start<old_release>();
    else start<new_release>();
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
