// SPDX-License-Identifier: BSL-1.0
// Turns what the server or libpq said into one error that tells what to do next.
#pragma once

#include "constable/database/sql_failure.hpp"
#include "constable/startup/result.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace constable::startup {

/// A failed start: its kind, what was wrong and what to do.
class failure : public std::runtime_error {
public:
    failure(failure_kind kind, const std::string& text, std::string sqlstate = {})
        : std::runtime_error(text), kind_(kind), sqlstate_(std::move(sqlstate)) {}

    [[nodiscard]] failure_kind kind() const { return kind_; }
    [[nodiscard]] const std::string& sqlstate() const { return sqlstate_; }

private:
    failure_kind kind_;
    std::string sqlstate_;
};

namespace detail {

inline std::string first_line(std::string_view text) {
    std::string line{text.substr(0, text.find('\n'))};
    for (const std::string_view prefix : {"ERROR:  ", "FATAL:  "})
        if (line.starts_with(prefix)) line.erase(0, prefix.size());
    return line;
}

// What else the server said that helps to find the place: "; LINE 3: …" of the message, "; DETAIL: …".
inline std::string particulars(std::string_view text) {
    std::string found;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (line.starts_with("LINE ") || line.starts_with("DETAIL: ")) found.append("; ").append(line);
        text.remove_prefix(line.size() == text.size() ? line.size() : line.size() + 1);
    }
    return found;
}

struct advice {
    std::string_view code; ///< an SQLSTATE, or the beginning of one
    failure_kind kind;
    std::string_view text;
};

// https://www.postgresql.org/docs/current/errcodes-appendix.html, the first that fits
inline constexpr advice by_sqlstate[] = {
    {"42501", failure_kind::privilege, "grant the role what is missing, e.g. GRANT CREATE ON SCHEMA … TO …, or connect as the owner of the schema"},
    {"25P02", failure_kind::statement, "a transaction was open on this connection; finish it before the start"},
    {"25006", failure_kind::read_only, "connect to the primary, or switch default_transaction_read_only off for this role"},
    {"55P03", failure_kind::locked, "another session holds a lock on a table that is needed here, as one that a foreign key references; end it or raise MIGRATION_TIMEOUT"},
    {"40P01", failure_kind::locked, "other sessions kept deadlocking with this one; start again when they are done"},
    {"40001", failure_kind::locked, "other sessions kept interfering; start again when they are done"},
    {"57014", failure_kind::timeout, "the statement took too long or was cancelled; raise MIGRATION_TIMEOUT or see what the server was waiting for"},
    {"57P", failure_kind::connection, "the server is shutting down or starting; start again when it is up"},
    {"53300", failure_kind::connection, "the server has no connection slots left; raise max_connections or close idle connections"},
    {"53", failure_kind::statement, "the server is short of resources; see its log"},
    {"3F000", failure_kind::statement, "create the database schema, or set search_path so that it leads to one that exists"},
    {"42704", failure_kind::statement, "a type, collation or operator class is unknown here; if an extension brings it, CREATE EXTENSION first"},
    {"42883", failure_kind::statement, "a function or operator is unknown here; if an extension brings it, CREATE EXTENSION first"},
    {"42P07", failure_kind::conflict, "something else has that name; rename it, or name the declared object otherwise with named<…>"},
    {"42710", failure_kind::conflict, "something else has that name; rename it, or name the declared object otherwise with named<…>"},
    {"0A000", failure_kind::statement, "this server's version lacks a declared feature; upgrade the server or leave the feature out"},
    {"42601", failure_kind::statement, "an SQL text in the declaration is not valid; correct it"},
    {"42703", failure_kind::statement, "an expression in the declaration names a column that does not exist; correct it"},
};

// libpq reports a failed connection by text alone
struct connection_advice {
    std::string_view part;
    std::string_view text;
};
inline constexpr connection_advice by_text[] = {
    {"password authentication failed", "check the user and the password"},
    {"no password supplied", "set the password (DB_PASSWORD, POSTGRESQL_ADDON_PASSWORD, PGPASSWORD or a password file)"},
    {"does not exist", "check the name of the database and of the user; the database must be created beforehand"},
    {"Connection refused", "check that the server runs and that host and port are right"},
    {"No such file or directory", "check that the server runs and that host and port are right"},
    {"could not translate host name", "check the host's name"},
    {"timeout expired", "check the network and the firewall between this host and the server"},
    {"no pg_hba.conf entry", "let the server's pg_hba.conf admit this host, user and database, or use TLS with sslmode=require"},
    {"SSL", "check sslmode and the certificates on both sides"},
    {"too many connections", "raise the connection limit of the role or database, or close idle connections"},
    {"connection slots", "raise max_connections or close idle connections"},
    {"too many clients", "raise max_connections or close idle connections"},
    {"starting up", "start again when the server is up"},
    {"shutting down", "start again when the server is up"},
};

} // namespace detail

/// The failure behind an error of the server. `doing` says what was being done, as in "creating missing tables".
inline failure explain(const database::sql_failure& error, std::string_view doing) {
    std::string text = std::string{doing}.append(" failed: ").append(detail::first_line(error.what()));
    if (!error.sqlstate().empty()) text.append(" (SQLSTATE ").append(error.sqlstate()).append(")");
    text.append(detail::particulars(error.what()));
    for (const detail::advice& each : detail::by_sqlstate)
        if (!error.sqlstate().empty() && error.sqlstate().starts_with(each.code))
            return {each.kind, text.append("; ").append(each.text), std::string{error.sqlstate()}};
    if (!error.is_disconnected())
        return {failure_kind::statement, text.append("; the database is as it was; see the server's log for the statement"), std::string{error.sqlstate()}};
    return {failure_kind::connection, text.append("; the connection was lost and the transaction with it; start again when the server is up"), {}};
}

/// The failure behind a connection that could not be opened.
inline failure explain_connection(const database::sql_failure& error, std::string_view where) {
    std::string text = "cannot connect to the database (" + std::string{where} + "): " + detail::first_line(error.what());
    const std::string_view said = error.what();
    for (const detail::connection_advice& each : detail::by_text)
        if (said.find(each.part) != std::string_view::npos) return {failure_kind::connection, text.append("; ").append(each.text)};
    return {failure_kind::connection, text.append("; check that the server runs and that the settings are right")};
}

} // namespace constable::startup
