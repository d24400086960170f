// SPDX-License-Identifier: BSL-1.0
// A private PostgreSQL for tests: clusters, throw-away databases and roles, psql, pg_dump, and the server's log.
#pragma once

#include "process.hpp"

#include <cstdint>
#include <filesystem>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace constable::testing {

/// One message of the server's log.
struct log_entry {
    int pid = 0;
    std::string user;
    std::string database;
    std::string application;
    /// LOG, WARNING, ERROR, FATAL, DETAIL, HINT, STATEMENT, …
    std::string severity;
    std::string text;
};

/// A running cluster. Everybody on this machine may connect as its superuser `postgres`; members of the role
/// `password_required` must give their password. Every statement it receives stands in its log.
class server {
public:
    /// Reads the facts that `tests/support/cluster.sh start <directory>` has written.
    explicit server(const std::filesystem::path& directory);

    /// The folder that cluster.sh knows this cluster by.
    const std::filesystem::path& directory() const { return directory_; }

    /// `keyword=value` parameters for libpq, over the Unix socket. An empty user means the superuser.
    std::string connection_string(std::string_view database = "postgres", std::string_view user = {}) const;
    /// The same over TCP on the loopback interface.
    std::string tcp_connection_string(std::string_view database = "postgres", std::string_view user = {}) const;

    const std::string& socket_directory() const { return socket_; }
    const std::string& host() const { return host_; }
    int port() const { return port_; }
    const std::string& user() const { return user_; }
    const std::filesystem::path& data_directory() const { return data_; }

    /// The full path of one of PostgreSQL's programs: `psql`, `pg_dump`, `pg_ctl`. A server that comes without clients
    /// uses this machine's.
    std::string program(std::string_view name) const;

    /// Runs SQL as the superuser and returns the rows of the last statement, NULL as nullopt; throws std::runtime_error.
    std::vector<std::vector<std::optional<std::string>>> rows(std::string_view sql,
                                                              std::string_view database = "postgres") const;

    /// The major version of PostgreSQL: 12, …
    int major() const;

    /// Where the log ends now: a position for log_since. A statement stands in the log before it is executed.
    std::uintmax_t log_position() const;
    std::string log_since(std::uintmax_t position) const;
    std::vector<log_entry> log_entries_since(std::uintmax_t position) const;
    /// The statements that sessions of one database (of any, when empty) have sent since.
    std::vector<std::string> statements_since(std::uintmax_t position, std::string_view database = {}) const;

private:
    std::filesystem::path directory_;
    std::filesystem::path programs_;
    std::filesystem::path clients_;
    std::filesystem::path data_;
    std::filesystem::path log_;
    std::string socket_;
    std::string host_;
    std::string user_;
    int port_ = 0;
};

/// A cluster of one's own, for tests that halt it, copy it or need other settings; stopped by the destructor, and by
/// itself when the process dies first.
class private_server : public server {
public:
    /// Each setting is a `name=value` of the configuration.
    explicit private_server(const std::vector<std::string>& settings = {});
    /// A read-only standby that follows `primary`.
    static private_server standby_of(const server& primary, const std::vector<std::string>& settings = {});

    ~private_server();
    private_server(private_server&& other) noexcept;
    private_server(const private_server&) = delete;
    private_server& operator=(const private_server&) = delete;
    private_server& operator=(private_server&&) = delete;

    /// Stops the server at once, as a crash would; its data stay.
    void halt() const;
    /// Starts a halted server again, on the same port.
    void resume() const;

private:
    private_server(const std::vector<std::string>& how, const std::vector<std::string>& settings);

    bool owned_ = true;
};

/// Whether PostgreSQL's server is installed on this machine.
bool server_available();

/// The cluster that all tests share: the one of the CTest run (named by CONSTABLE_CLUSTER), or one that this process
/// starts at the first call and stops at its end.
const server& shared_server();

/// An empty database, created from template0 and dropped with all its sessions by the destructor.
class database {
public:
    /// An empty name means a fresh, random one.
    explicit database(const server& home = shared_server(), std::string_view name = {}, std::string_view owner = {});
    ~database();
    database(const database&) = delete;
    database& operator=(const database&) = delete;

    const server& home() const { return home_; }
    const std::string& name() const { return name_; }
    std::string connection_string(std::string_view user = {}) const { return home_.connection_string(name_, user); }
    std::string tcp_connection_string(std::string_view user = {}) const {
        return home_.tcp_connection_string(name_, user);
    }

    /// Runs SQL as the superuser, over a connection of its own; rows() of the last statement.
    void execute(std::string_view sql) const { home_.rows(sql, name_); }
    std::vector<std::vector<std::optional<std::string>>> rows(std::string_view sql) const {
        return home_.rows(sql, name_);
    }
    /// The first column of the first row; an empty text when there is no row or it is NULL.
    std::string value(std::string_view sql) const;
    /// Asks until the answer is true; throws std::runtime_error when that takes more than some 20 seconds.
    void wait_until(std::string_view condition) const;

private:
    const server& home_;
    std::string name_;
};

/// A role with a random name, dropped by the destructor (declare it before the databases that it owns things in).
class role {
public:
    /// `options` as CREATE ROLE takes them. With a password the role must give it.
    explicit role(const server& home = shared_server(), std::string_view options = "LOGIN",
                  std::string_view password = {});
    ~role();
    role(const role&) = delete;
    role& operator=(const role&) = delete;

    const std::string& name() const { return name_; }

private:
    const server& home_;
    std::string name_;
};

/// Feeds SQL text to psql (stops at the first error, prints unaligned rows without headings).
process_result psql(const database& where, std::string_view sql, const std::vector<std::string>& options = {});
/// The same for a file.
process_result psql_file(const database& where, const std::filesystem::path& file,
                         const std::vector<std::string>& options = {});
/// Whether pg_dump is new enough for a server: only then its output is SQL.
bool can_dump(const server& home = shared_server());
/// pg_dump without what differs from run to run. For a server that it is too old for, a description of all objects (and
/// rows) that is good for comparing.
process_result pg_dump(const database& where, const std::vector<std::string>& options = {"--schema-only"});

/// A text that no other test uses, fit for an identifier without quotes: `<prefix>_<12 random letters>`.
std::string random_name(std::string_view prefix);

/// Base of the fixtures that need a server: skipped where PostgreSQL is not installed, failed when
/// CONSTABLE_REQUIRE_SERVER is set.
class server_test : public ::testing::Test {
protected:
    void SetUp() override;
};

/// Whether server_test has skipped a test of this process.
bool skipped_for_want_of_a_server();

} // namespace constable::testing
