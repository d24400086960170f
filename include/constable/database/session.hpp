// SPDX-License-Identifier: BSL-1.0
// The one door to libpqxx: messages to the server over an open connection, from libpqxx 6.4 to 8.
#pragma once

#include "constable/database/sql_failure.hpp"

#include <pqxx/connection>
#include <pqxx/except>
#include <pqxx/nontransaction>
#include <pqxx/result>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace constable::database {

/// The rows that a statement returned.
class rows {
public:
    rows() = default;
    explicit rows(pqxx::result result) : result_(std::move(result)) {}

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(result_.size()); }
    [[nodiscard]] bool empty() const { return size() == 0; }

    /// The text of a field, empty for NULL. It lives as long as this object or a copy of it.
    [[nodiscard]] std::string_view at(std::size_t row, std::size_t column) const {
        const auto field = result_[static_cast<pqxx::result::size_type>(row)][static_cast<row_size>(column)];
        if (field.is_null()) return {};
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR >= 7
        return field.view();
#else
        return {field.c_str(), field.size()};
#endif
    }

private:
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR >= 7
    using row_size = pqxx::row::size_type;
#else
    using row_size = pqxx::row_size_type;
#endif
    pqxx::result result_;
};

namespace detail {

// libpqxx 6.4 forgets the code of these errors, and does not derive all of them from sql_error.
inline std::string sqlstate_of(const pqxx::failure& error) {
    if (dynamic_cast<const pqxx::insufficient_privilege*>(&error) != nullptr) return "42501";
    if (dynamic_cast<const pqxx::deadlock_detected*>(&error) != nullptr) return "40P01";
    if (dynamic_cast<const pqxx::serialization_failure*>(&error) != nullptr) return "40001";
    const auto* const known = dynamic_cast<const pqxx::sql_error*>(&error);
    return known == nullptr ? std::string{} : known->sqlstate();
}

// libpqxx 6.4 asks a connection that was just lost for its encoding, and reports only that.
inline std::string text_of(const pqxx::failure& error) {
    const std::string text = error.what();
    return text.find("client encoding") == std::string::npos ? text : "the server closed the connection";
}

} // namespace detail

/// Sends messages over a connection and counts them. Transactions are begun and ended by statements inside the
/// messages, since libpqxx's own would cost round trips of their own. Whatever is open when a session ends is rolled back.
class session {
public:
    /// The connection must stay open and must have no transaction object on it.
    explicit session(pqxx::connection& connection) : connection_(connection) {
        try {
            work_ = std::make_unique<pqxx::nontransaction>(connection);
        } catch (const pqxx::usage_error& error) {
            throw sql_failure{"", "", std::string{"the connection is in use by a transaction; finish it first: "} + error.what(), false};
        }
    }
    session(const session&) = delete;
    session& operator=(const session&) = delete;
    ~session() {
        try {
            rollback();
        } catch (...) { // the connection is gone, and the transaction with it
        }
    }

    /// Sends one message of one or more statements and returns the rows of the last.
    /// Throws sql_failure.
    rows send(const std::string& message) {
        ++round_trips_;
        try {
            return rows{work_->exec(message)};
        } catch (const pqxx::failure& error) {
            throw sql_failure{detail::sqlstate_of(error), message, detail::text_of(error), is_broken(error)};
        }
    }

    /// Sends a message that begins a transaction.
    rows begin(const std::string& message) {
        in_transaction_ = true;
        return send("BEGIN; " + message);
    }
    /// Sends a message that is a transaction of its own, with what comes `after` it, whose rows are returned.
    rows transact(const std::string& message, const std::string& after = {}) {
        rows answer = begin(message + "COMMIT; " + after);
        in_transaction_ = false;
        return answer;
    }
    /// Sends a message and commits in it.
    void commit(const std::string& message) {
        send(message + "COMMIT");
        in_transaction_ = false;
    }
    /// Ends the transaction, if there is one, without its effects.
    void rollback() {
        if (!in_transaction_) return;
        in_transaction_ = false;
        send("ROLLBACK");
    }

    /// Sends a message and takes its effects back, inside a transaction or without one; an error does not end the
    /// transaction.
    rows try_out(const std::string& message) {
        const bool is_inside = in_transaction_;
        const auto take_back = [&] {
            if (is_inside) send("ROLLBACK TO SAVEPOINT try_out");
            else rollback();
        };
        rows answer;
        try {
            answer = is_inside ? send("SAVEPOINT try_out; " + message) : begin(message);
        } catch (const sql_failure& error) {
            if (!error.is_disconnected()) take_back();
            throw;
        }
        take_back();
        return answer;
    }

    /// Runs a function of the program on this connection, inside the transaction that has begun. What it sends is not
    /// counted. Throws sql_failure, and whatever else the function throws.
    template <class Result>
    Result call(Result (*function)(pqxx::transaction_base&)) {
        try {
            return function(*work_);
        } catch (const pqxx::failure& error) {
            const auto* const known = dynamic_cast<const pqxx::sql_error*>(&error);
            throw sql_failure{detail::sqlstate_of(error), known == nullptr ? std::string{} : known->query(), detail::text_of(error), is_broken(error)};
        }
    }

    /// As `server_version_num`, 150004 for 15.4: the server says it when a connection is opened.
    [[nodiscard]] int server_version() const { return connection_.server_version(); }

    /// Messages sent so far: each is one round trip.
    [[nodiscard]] std::size_t round_trips() const { return round_trips_; }

private:
    [[nodiscard]] bool is_broken(const pqxx::failure& error) const {
        return dynamic_cast<const pqxx::broken_connection*>(&error) != nullptr || !connection_.is_open();
    }

    pqxx::connection& connection_;
    std::unique_ptr<pqxx::nontransaction> work_;
    std::size_t round_trips_ = 0;
    bool in_transaction_ = false;
};

/// Opens a connection. Throws sql_failure without an SQLSTATE, since libpq does not tell any.
inline std::unique_ptr<pqxx::connection> connect(const std::string& connection_string) {
    try {
        return std::make_unique<pqxx::connection>(connection_string);
    } catch (const pqxx::failure& error) {
        throw sql_failure{"", "", error.what(), true};
    }
}

} // namespace constable::database
