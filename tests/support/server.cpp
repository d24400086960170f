// SPDX-License-Identifier: BSL-1.0
// The private PostgreSQL of the tests: cluster.sh does the work, this reads its facts.
#include "server.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <unistd.h>
#include <utility>

namespace constable::testing {
namespace {

using rows_of_text = std::vector<std::vector<std::optional<std::string>>>;

bool missing_server_met = false;

process_result cluster_script(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"bash", CONSTABLE_SOURCE_FOLDER "/tests/support/cluster.sh"});
    return run(arguments);
}

void cluster_script_or_throw(const std::vector<std::string>& arguments) {
    const auto result = cluster_script(arguments);
    if (!result.succeeded()) throw std::runtime_error("cluster.sh " + arguments.front() + " failed: " + result.err);
}

std::string new_directory() {
    auto pattern = (std::filesystem::temp_directory_path() / "constable_facts.XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a folder like " + pattern);
    return pattern;
}

/// Reads lines of name='value', where a quote within the value stands as '\''.
std::map<std::string, std::string> read_assignments(const std::filesystem::path& path) {
    std::map<std::string, std::string> assignments;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto equals = line.find('=');
        if (equals == std::string::npos) continue;
        std::string value;
        for (auto i = equals + 1; i < line.size(); ++i) {
            if (line[i] == '\\' && i + 1 < line.size()) value += line[++i];
            else if (line[i] != '\'') value += line[i];
        }
        assignments.emplace(line.substr(0, equals), value);
    }
    return assignments;
}

std::string conninfo_value(std::string_view value) {
    std::string quoted = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "'";
}

std::string in_quotes(std::string_view text, char quote) {
    std::string result(1, quote);
    for (const char c : text) {
        if (c == quote) result += quote;
        result += c;
    }
    return result + quote;
}

rows_of_text rows_of(const PGresult* result) {
    rows_of_text rows;
    for (int row = 0; row < PQntuples(result); ++row) {
        auto& values = rows.emplace_back();
        for (int column = 0; column < PQnfields(result); ++column) {
            if (PQgetisnull(result, row, column) != 0) values.emplace_back(std::nullopt);
            else values.emplace_back(PQgetvalue(result, row, column));
        }
    }
    return rows;
}

/// A session.
class open_connection {
public:
    explicit open_connection(const std::string& connection_string) : connection_(PQconnectdb(connection_string.c_str()), &PQfinish) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
        PQsetNoticeProcessor(
            connection_.get(), [](void*, const char*) {}, nullptr);
    }
    rows_of_text rows(std::string_view sql) const {
        const std::string text(sql);
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection_.get(), text.c_str()), &PQclear);
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
            throw std::runtime_error(PQresultErrorMessage(result.get()) + ("in " + text));
        return rows_of(result.get());
    }

private:
    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

/// The parts of `2024-05-01 … UTC pid=1 user=u db=d app=a LOG:  text`, or nothing for another line.
std::optional<log_entry> parse_log_line(std::string_view line) {
    static constexpr std::array<std::string_view, 13> severities = {
        "LOG",    "ERROR", "FATAL", "PANIC",   "WARNING",   "NOTICE",  "INFO",
        "DETAIL", "HINT",  "QUERY", "CONTEXT", "STATEMENT", "LOCATION"};
    const auto pid = line.find(" pid=");
    const auto user = line.find(" user=", pid);
    const auto database = line.find(" db=", user);
    const auto application = line.find(" app=", database);
    if (application == std::string_view::npos) return std::nullopt;
    auto colon = std::string_view::npos;
    std::string_view severity;
    for (const auto candidate : severities) {
        const auto found = line.find(" " + std::string(candidate) + ":  ", application);
        if (found < colon) {
            colon = found;
            severity = candidate;
        }
    }
    if (colon == std::string_view::npos) return std::nullopt;
    const auto between = [line](std::size_t begin, std::size_t end) {
        return std::string(line.substr(begin, end < begin ? 0 : end - begin));
    };
    return log_entry{std::atoi(between(pid + 5, user).c_str()),
                     between(user + 6, database),
                     between(database + 4, application),
                     between(application + 5, colon),
                     std::string(severity),
                     std::string(line.substr(colon + 1 + severity.size() + 3))};
}

/// The SQL within a message of log_statement, or nothing.
std::optional<std::string> statement_in(const log_entry& entry) {
    if (entry.severity != "LOG") return std::nullopt;
    constexpr std::string_view simple = "statement: ";
    if (entry.text.starts_with(simple)) return entry.text.substr(simple.size());
    if (!entry.text.starts_with("execute ")) return std::nullopt;
    const auto colon = entry.text.find(": ");
    return colon == std::string::npos ? std::nullopt : std::optional(entry.text.substr(colon + 2));
}

} // namespace

server::server(const std::filesystem::path& directory) : directory_(directory) {
    auto facts = read_assignments(directory / "facts");
    programs_ = facts["CLUSTER_BIN"];
    clients_ = facts["CLUSTER_CLIENTS"];
    data_ = facts["CLUSTER_DATA"];
    log_ = facts["CLUSTER_LOG"];
    socket_ = facts["CLUSTER_SOCKET"];
    host_ = facts["CLUSTER_HOST"];
    user_ = facts["CLUSTER_USER"];
    port_ = std::atoi(facts["CLUSTER_PORT"].c_str());
    if (port_ == 0) throw std::runtime_error("no cluster is known in " + directory.string());
}

std::string server::connection_string(std::string_view database, std::string_view user) const {
    return "host=" + conninfo_value(socket_) + " port=" + std::to_string(port_) +
           " user=" + conninfo_value(user.empty() ? user_ : user) + " dbname=" + conninfo_value(database);
}

std::string server::tcp_connection_string(std::string_view database, std::string_view user) const {
    return "host=" + host_ + " port=" + std::to_string(port_) + " user=" + conninfo_value(user.empty() ? user_ : user) +
           " dbname=" + conninfo_value(database);
}

std::string server::program(std::string_view name) const {
    const auto own = programs_ / name;
    return (std::filesystem::exists(own) ? own : clients_ / name).string();
}

rows_of_text server::rows(std::string_view sql, std::string_view database) const {
    return open_connection(connection_string(database)).rows(sql);
}

int server::major() const {
    std::ifstream file(data_ / "PG_VERSION");
    int number = 0;
    if (!(file >> number)) throw std::runtime_error("no cluster's data are in " + data_.string());
    return number;
}

std::uintmax_t server::log_position() const { return std::filesystem::file_size(log_); }

std::string server::log_since(std::uintmax_t position) const {
    std::ifstream file(log_, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(position));
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<log_entry> server::log_entries_since(std::uintmax_t position) const {
    std::vector<log_entry> entries;
    std::istringstream text(log_since(position));
    for (std::string line; std::getline(text, line);) {
        // The server puts a tab before every further line of a message.
        if (line.starts_with('\t') && !entries.empty()) entries.back().text += "\n" + line.substr(1);
        else if (auto entry = parse_log_line(line)) entries.push_back(std::move(*entry));
    }
    return entries;
}

std::vector<std::string> server::statements_since(std::uintmax_t position, std::string_view database) const {
    std::vector<std::string> statements;
    for (const auto& entry : log_entries_since(position)) {
        if (!database.empty() && entry.database != database) continue;
        if (auto statement = statement_in(entry)) statements.push_back(std::move(*statement));
    }
    return statements;
}

private_server::private_server(const std::vector<std::string>& settings) : private_server({"start"}, settings) {}

private_server private_server::standby_of(const server& primary, const std::vector<std::string>& settings) {
    return {{"standby", primary.directory().string()}, settings};
}

private_server::private_server(const std::vector<std::string>& how, const std::vector<std::string>& settings)
    : server([&] {
          const auto directory = new_directory();
          std::vector<std::string> arguments = how;
          arguments.insert(arguments.begin() + 1, directory);
          arguments.insert(arguments.end(), {"--owner", std::to_string(getpid())});
          arguments.insert(arguments.end(), settings.begin(), settings.end());
          cluster_script_or_throw(arguments);
          return server(directory);
      }()) {}

private_server::private_server(private_server&& other) noexcept
    : server(std::move(other)), owned_(std::exchange(other.owned_, false)) {}

private_server::~private_server() {
    if (!owned_) return;
    cluster_script({"stop", directory().string()});
    std::error_code ignored;
    std::filesystem::remove_all(directory(), ignored);
}

void private_server::halt() const { cluster_script_or_throw({"halt", directory().string()}); }
void private_server::resume() const { cluster_script_or_throw({"resume", directory().string()}); }

bool server_available() {
    static const bool available = cluster_script({"bindir"}).succeeded();
    return available;
}

const server& shared_server() {
    const char* directory = std::getenv("CONSTABLE_CLUSTER");
    if (directory != nullptr && std::filesystem::exists(std::filesystem::path(directory) / "facts")) {
        static const server of_this_run(directory);
        return of_this_run;
    }
    static const private_server of_this_process;
    return of_this_process;
}

database::database(const server& home, std::string_view name, std::string_view owner)
    : home_(home), name_(name.empty() ? random_name("database") : name) {
    // The strategy of PostgreSQL 14 and before takes half the time, where nothing is flushed to the disk.
    home_.rows("CREATE DATABASE " + in_quotes(name_, '"') + " TEMPLATE template0 ENCODING 'UTF8'" +
               (home_.major() >= 15 ? " STRATEGY file_copy" : "") +
               (owner.empty() ? "" : " OWNER " + in_quotes(owner, '"')));
}

database::~database() {
    try {
        if (home_.major() >= 13) {
            home_.rows("DROP DATABASE IF EXISTS " + in_quotes(name_, '"') + " WITH (FORCE)");
            return;
        }
        // What FORCE does: the sessions are ended, DROP DATABASE waits for some seconds until they are gone.
        home_.rows("ALTER DATABASE " + in_quotes(name_, '"') + " ALLOW_CONNECTIONS false");
        home_.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = " + in_quotes(name_, '\''));
        home_.rows("DROP DATABASE IF EXISTS " + in_quotes(name_, '"'));
    } catch (const std::exception&) {
        // The test has halted its server: nothing is left to drop.
    }
}

void database::wait_until(std::string_view condition) const {
    const open_connection session(connection_string());
    for (int i = 0; i != 4000; ++i) {
        if (session.rows(condition).at(0).at(0) == "t") return;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    throw std::runtime_error("this did not become true: " + std::string(condition));
}

std::string database::value(std::string_view sql) const {
    const auto all = rows(sql);
    return all.empty() || all.front().empty() ? std::string() : all.front().front().value_or("");
}

role::role(const server& home, std::string_view options, std::string_view password)
    : home_(home), name_(random_name("role")) {
    std::string sql = "CREATE ROLE " + name_ + " " + std::string(options);
    if (!password.empty()) sql += " PASSWORD " + in_quotes(password, '\'') + " IN ROLE password_required";
    home_.rows(sql);
}

role::~role() {
    try {
        home_.rows("DROP ROLE IF EXISTS " + name_);
    } catch (const std::exception&) {
        // It still owns something, or the server is gone; the cluster itself is thrown away.
    }
}

namespace {

process_result run_psql(const database& where, std::vector<std::string> options, std::string_view input) {
    std::vector<std::string> command = {where.home().program("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-d",
                                        where.connection_string()};
    command.insert(command.end(), options.begin(), options.end());
    return run(command, {.input = std::string(input)});
}

} // namespace

process_result psql(const database& where, std::string_view sql, const std::vector<std::string>& options) {
    return run_psql(where, options, sql);
}

process_result psql_file(const database& where, const std::filesystem::path& file,
                         const std::vector<std::string>& options) {
    auto all = options;
    all.insert(all.end(), {"-f", file.string()});
    return run_psql(where, all, {});
}

bool can_dump(const server& home) {
    const auto version = run({home.program("pg_dump"), "--version"}).out;
    const auto digits = version.find_first_of("0123456789");
    return digits != std::string::npos && std::atoi(version.c_str() + digits) >= home.major();
}

process_result pg_dump(const database& where, const std::vector<std::string>& options) {
    if (!can_dump(where.home())) {
        const bool is_schema_only = std::find(options.begin(), options.end(), "--schema-only") != options.end();
        return psql_file(where, CONSTABLE_SOURCE_FOLDER "/tests/support/describe_database.sql",
                         {"-v", is_schema_only ? "data=0" : "data=1"});
    }
    std::vector<std::string> command = {where.home().program("pg_dump"), "-d", where.connection_string()};
    command.insert(command.end(), options.begin(), options.end());
    auto result = run(command);
    // Newer releases fence the dump with \restrict and \unrestrict and a random key.
    std::istringstream text(result.out);
    std::string kept;
    for (std::string line; std::getline(text, line);)
        if (!line.starts_with("\\restrict ") && !line.starts_with("\\unrestrict ")) kept += line + "\n";
    result.out = kept;
    return result;
}

std::string random_name(std::string_view prefix) {
    static std::random_device device;
    std::uniform_int_distribution<int> letter('a', 'z');
    std::string name(prefix);
    name += '_';
    for (int i = 0; i < 12; ++i) name += static_cast<char>(letter(device));
    return name;
}

void server_test::SetUp() {
    if (server_available()) return;
    const char* required = std::getenv("CONSTABLE_REQUIRE_SERVER");
    if (required != nullptr && *required != '\0' && std::string_view(required) != "0")
        FAIL() << "PostgreSQL's server is not installed, and CONSTABLE_REQUIRE_SERVER is set";
    missing_server_met = true;
    GTEST_SKIP() << "PostgreSQL's server is not installed";
}

bool skipped_for_want_of_a_server() { return missing_server_met; }

} // namespace constable::testing
