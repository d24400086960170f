// SPDX-License-Identifier: BSL-1.0
// A failed message to the server, whatever version of libpqxx reported it.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace constable::database {

/// What the server or libpq refused.
class sql_failure : public std::runtime_error {
public:
    sql_failure(std::string sqlstate, std::string statement, const std::string& text, bool is_disconnected)
        : std::runtime_error(text), sqlstate_(std::move(sqlstate)), statement_(std::move(statement)),
          is_disconnected_(is_disconnected) {}

    /// Five characters, https://www.postgresql.org/docs/current/errcodes-appendix.html, or empty.
    [[nodiscard]] std::string_view sqlstate() const { return sqlstate_; }
    [[nodiscard]] std::string_view statement() const { return statement_; }
    /// Whether the connection is gone.
    [[nodiscard]] bool is_disconnected() const { return is_disconnected_; }

    /// Whether the same again may succeed: a lock not had in time, a deadlock, a serialisation failure.
    [[nodiscard]] bool is_passing() const { return sqlstate_ == "55P03" || sqlstate_ == "40P01" || sqlstate_ == "40001"; }
    /// Whether somebody else created the same object at the same time.
    [[nodiscard]] bool is_collision() const {
        return sqlstate_ == "42P07" || sqlstate_ == "42710" || sqlstate_ == "42P06" || sqlstate_ == "23505";
    }

private:
    std::string sqlstate_;
    std::string statement_;
    bool is_disconnected_;
};

} // namespace constable::database
