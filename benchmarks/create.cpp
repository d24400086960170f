// SPDX-License-Identifier: BSL-1.0
// What a first start of 50 tables costs, beside psql with the same DDL.
//
//     create ['connection string of a role that may create databases']     (default: libpq's PG* variables)
//
// Each run has an empty database of its own; the ways take turns. Prints medians as ratios. Exit code 1 when a first
// start takes more than 6 round trips, or more than 1.15 times as long as psql -1 -f: process against process.
#include "constable.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <pqxx/pqxx>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using namespace constable;

constexpr double limit = 1.15;
constexpr std::size_t most_round_trips = 6;
constexpr int rounds = 25;

template <int Number>
constexpr char name_of_entity[] = {'t', 'a', 'b', 'l', 'e', '_', '0' + Number / 10, '0' + Number % 10, '\0'};

// Eight columns; each table but the first references the one before.
template <int Number>
struct entity : table<fixed_string{name_of_entity<Number>},
    column<"id", bigint, identity<>, primary_key<>>,
    column<"name", text, not_null, unique<>>,
    column<"parent_id", bigint, references<entity<(Number == 0 ? 0 : Number - 1)>, "id">>,
    column<"count", integer, default_<"1">, check<"count >= 0">>,
    column<"code", varchar<40>, default_<"'x'">>,
    column<"at", timestamptz, not_null, default_<"now()">>,
    column<"price", numeric<10, 2>>,
    column<"active", boolean>,
    index_<"count", "at">
> {};

template <class Numbers>
struct schema_of;
template <int... Number>
struct schema_of<std::integer_sequence<int, Number...>> : schema<entity<Number>...> {};

struct app : schema_of<std::make_integer_sequence<int, 50>> {
    static constexpr std::string_view name = "benchmark";
};

migration_config quiet(const std::string& connection = {}) {
    migration_config config;
    config.enable_logging = false;
    config.connection = connection;
    return config;
}

/// A process that runs to its end; throws when it fails.
void run(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    for (const std::string& each : command) arguments.push_back(const_cast<char*>(each.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) throw std::runtime_error(command.front() + " has failed");
}

/// A file that removes itself.
class ddl_file {
public:
    ddl_file() : path_("/tmp/constable_create.XXXXXX") {
        const int file = mkstemp(path_.data());
        if (file < 0) throw std::runtime_error("cannot make a file in /tmp");
        close(file);
        std::ofstream(path_) << ddl_of<app>;
    }
    ~ddl_file() { unlink(path_.c_str()); }
    ddl_file(const ddl_file&) = delete;
    ddl_file& operator=(const ddl_file&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

struct way {
    const char* name;
    std::vector<double> times{};
    double median() {
        const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
        std::nth_element(times.begin(), middle, times.end());
        return *middle;
    }
};

template <class Work>
double milliseconds(const Work& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

bool measure(const std::string& connection_string, const std::string& self) {
    const ddl_file ddl;
    std::array<way, 5> ways = {{{"psql -1 -f, a process"}, {"first start, a process"}, {"psql again, for the noise"},
                                {"the DDL in one message, warm"}, {"first start, warm"}}};
    std::size_t round_trips = 0;
    for (int round = 0; round != rounds; ++round)
        for (std::size_t turn = 0; turn != ways.size(); ++turn) {
            const std::size_t which = (turn + static_cast<std::size_t>(round)) % ways.size();
            const std::string database = "constable_create";
            pqxx::connection home{connection_string};
            pqxx::nontransaction{home}.exec("DROP DATABASE IF EXISTS " + database);
            pqxx::nontransaction{home}.exec("CREATE DATABASE " + database + " TEMPLATE template0");
            const std::string there = connection_string + " dbname=" + database;
            pqxx::connection warm{there}; // the first connection builds files that later ones only read
            pqxx::nontransaction{warm}.exec("SELECT count(*) FROM pg_class");
            const auto work = [&] {
                switch (which) {
                case 1: return run({self, "--start", there});
                case 3: pqxx::nontransaction{warm}.exec("BEGIN; SET LOCAL client_min_messages = warning; " + std::string{ddl_of<app>} + "COMMIT"); return;
                case 4: round_trips = std::max(round_trips, ensure_schema<app>(warm, quiet()).round_trips); return;
                default: return run({"psql", "-Xq1", "-v", "ON_ERROR_STOP=1", "-d", there, "-f", ddl.path()});
                }
            };
            ways[which].times.push_back(milliseconds(work));
        }
    pqxx::connection home{connection_string};
    pqxx::nontransaction{home}.exec("DROP DATABASE IF EXISTS constable_create");

    std::printf("%-30s  %10s  %12s\n", "50 tables of 8 columns", "to psql -1", "to the DDL");
    for (way& each : ways)
        std::printf("%-30s  %10.2f  %12.2f\n", each.name, each.median() / ways[0].median(), each.median() / ways[3].median());
    const double ratio = ways[1].median() / ways[0].median();
    std::printf("round trips of a first start: %zu, limit %zu: %s\n", round_trips, most_round_trips, round_trips <= most_round_trips ? "kept" : "EXCEEDED");
    std::printf("first start to psql, process to process: %.2f, limit %.2f: %s\n", ratio, limit, ratio <= limit ? "kept" : "EXCEEDED");
    return ratio <= limit && round_trips <= most_round_trips;
}

} // namespace

int main(int count, char** arguments) try {
    if (count == 3 && std::string_view{arguments[1]} == "--start") {
        ensure_schema<app>(quiet(arguments[2]));
        return 0;
    }
    return measure(count > 1 ? arguments[1] : "", "/proc/self/exe") ? 0 : 1;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
}
