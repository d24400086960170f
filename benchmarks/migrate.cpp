// SPDX-License-Identifier: BSL-1.0
// What 50 pending migrations cost, beside psql with the same SQL in the same transactions.
//
//     migrate ['connection string of a role that may create databases']     (default: libpq's PG* variables)
//     migrate --run 'connection string'       runs them once: what migrate.sh measures beside Flask-Migrate
//     migrate --statements                    prints the statements, each behind a line `-- version`
//
// Each run has an empty database of its own; the ways take turns. Prints medians as ratios. Exit code 1 when the migrations
// take more than 1.3 times as long as psql -f with the same script: process against process.
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

constexpr double limit = 1.3;
constexpr int migration_count = 50;
constexpr int rounds = 15;

template <int Number>
constexpr char name_of_table[] = {'t', 'a', 'b', 'l', 'e', '_', '0' + Number / 10, '0' + Number % 10, '\0'};
template <int Number>
constexpr char version_of[] = {'0', '0' + Number / 10, '0' + Number % 10, '\0'};
// A table, and two changes of the one before.
template <int Number>
struct step : migration<fixed_string{version_of<Number>}, "A table and two columns",
    create_table<migrating::object_ref{name_of_table<Number>},
        column<"id", bigint, identity<>, primary_key<>>,
        column<"name", text, not_null, unique<>>,
        column<"parent_id", bigint, references<table_named<migrating::object_ref{name_of_table<Number == 0 ? 0 : Number - 1>}>, "id">>,
        column<"count", integer, default_<"1">, check<"count >= 0">>,
        column<"at", timestamptz, not_null, default_<"now()">>,
        index_<"count", "at">>,
    add_column<migrating::object_ref{name_of_table<Number == 0 ? 0 : Number - 1>}, column<"note", text>>
> {};
template <>
struct step<0> : migration<"000", "The first table",
    create_table<"table_00", column<"id", bigint, identity<>, primary_key<>>, column<"name", text, not_null, unique<>>>
> {};

template <class Numbers>
struct history_of_numbers;
template <int... Number>
struct history_of_numbers<std::integer_sequence<int, Number...>> : migrations<step<Number>...> {};

struct history : history_of_numbers<std::make_integer_sequence<int, migration_count>> {
    static constexpr std::string_view name = "benchmark";
};

migration_config quiet(const std::string& connection = {}) {
    migration_config config;
    config.enable_logging = false;
    config.connection = connection;
    return config;
}

std::size_t migrate_all(const std::string& connection) {
    return runner::checked(runner::migrate(history_of<history>, {}, quiet(connection))).round_trips;
}

// As a person would write the transactions, without a ledger.
std::string plain_script() {
    std::string text;
    migrating::script_writer writer{history_of<history>};
    for (std::size_t i = 0; i != history_of<history>.migrations.size(); ++i) {
        text += "BEGIN;\n";
        for (const migrating::step_script& each : writer.up(i))
            for (const std::string& statement : each.statements) text += statement + "\n";
        text += "COMMIT;\n";
    }
    return text;
}

void print_statements() {
    migrating::script_writer writer{history_of<history>};
    for (std::size_t i = 0; i != history_of<history>.migrations.size(); ++i)
        for (const migrating::step_script& each : writer.up(i))
            for (const std::string& statement : each.statements)
                std::printf("-- %s\n%s\n", std::string{history_of<history>.migrations[i].version}.c_str(), statement.c_str());
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
class script_file {
public:
    explicit script_file(const std::string& text) : path_("/tmp/constable_migrate.XXXXXX") {
        const int file = mkstemp(path_.data());
        if (file < 0) throw std::runtime_error("cannot make a file in /tmp");
        close(file);
        std::ofstream(path_) << text;
    }
    ~script_file() { unlink(path_.c_str()); }
    script_file(const script_file&) = delete;
    script_file& operator=(const script_file&) = delete;
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

bool measure(const std::string& connection_string, const std::string& self) {
    const script_file whole{runner::offline_script(history_of<history>, "base", "head", quiet())};
    const script_file plain{plain_script()};
    std::array<way, 4> ways = {{{"psql -f, the same SQL"}, {"migrate"}, {"psql again, for the noise"}, {"psql -f, without a ledger"}}};
    std::size_t round_trips = 0;
    for (int round = 0; round != rounds; ++round)
        for (std::size_t turn = 0; turn != ways.size(); ++turn) {
            const std::size_t which = (turn + static_cast<std::size_t>(round)) % ways.size();
            const std::string database = "constable_migrate";
            pqxx::connection home{connection_string};
            pqxx::nontransaction{home}.exec("DROP DATABASE IF EXISTS " + database);
            pqxx::nontransaction{home}.exec("CREATE DATABASE " + database + " TEMPLATE template0");
            const std::string there = connection_string + " dbname=" + database;
            {
                pqxx::connection warm{there}; // the first connection builds files that later ones only read
                pqxx::nontransaction{warm}.exec("SELECT count(*) FROM pg_class");
            }
            const auto begin = std::chrono::steady_clock::now();
            if (which == 1) run({self, "--run", there});
            else run({"psql", "-Xqo", "/dev/null", "-v", "ON_ERROR_STOP=1", "-d", there, "-f", which == 3 ? plain.path() : whole.path()});
            ways[which].times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
            if (which != 1) continue;
            pqxx::nontransaction{home}.exec("DROP DATABASE " + database);
            pqxx::nontransaction{home}.exec("CREATE DATABASE " + database + " TEMPLATE template0");
            round_trips = std::max(round_trips, migrate_all(there));
        }
    pqxx::connection home{connection_string};
    pqxx::nontransaction{home}.exec("DROP DATABASE IF EXISTS constable_migrate");

    std::printf("%-30s  %10s\n", "50 migrations, processes", "to psql");
    for (way& each : ways) std::printf("%-30s  %10.2f\n", each.name, each.median() / ways[0].median());
    const double ratio = ways[1].median() / ways[0].median();
    std::printf("round trips: %zu\n", round_trips);
    std::printf("to psql with the same SQL: %.2f, limit %.2f: %s\n", ratio, limit, ratio <= limit ? "kept" : "EXCEEDED");
    return ratio <= limit;
}

} // namespace

int main(int count, char** arguments) try {
    const std::string_view what = count > 1 ? arguments[1] : "";
    if (what == "--statements") return print_statements(), 0;
    if (what == "--run" && count == 3) {
        std::printf("%zu round trips\n", migrate_all(arguments[2]));
        return 0;
    }
    return measure(count > 1 ? arguments[1] : "", "/proc/self/exe") ? 0 : 1;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
}
