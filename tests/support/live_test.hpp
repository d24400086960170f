// SPDX-License-Identifier: BSL-1.0
// For tests of what is read from a live database: an empty one, and its catalog as the text of a snapshot.
#pragma once

#include "server.hpp"

#include "constable/catalog/snapshot.hpp"
#include "constable/database/introspect.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace constable::testing {

class live_test : public server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (!IsSkipped() && !HasFatalFailure()) where_.emplace();
    }

    /// Runs statements, then reads the database.
    const catalog::catalog& read(const std::string& statements, const constable::database::scope& what = constable::database::scope::whole_database()) {
        where_->execute("SET client_min_messages = error; " + statements);
        connection_ = std::make_unique<pqxx::connection>(where_->connection_string());
        constable::database::session with{*connection_};
        live_.emplace(constable::database::introspect(with, what));
        return catalog_.emplace(live_->view());
    }
    /// What `read` has found, without the head of a snapshot.
    std::string written(const std::string& statements, const constable::database::scope& what = constable::database::scope::whole_database()) {
        const std::string text = catalog::write_snapshot(read(statements, what));
        const std::size_t head = text.find("\n\n");
        return head == std::string::npos ? std::string{} : text.substr(head + 2);
    }
    /// The part of a snapshot that begins with that line.
    static std::string part(const std::string& snapshot, const std::string& first_line) {
        const std::string all = "\n" + snapshot;
        const std::size_t begin = all.find("\n" + first_line + "\n");
        if (begin == std::string::npos) return "there is no " + first_line + " in:\n" + snapshot;
        const std::size_t end = all.find("\n\n", begin);
        return all.substr(begin + 1, end == std::string::npos ? std::string::npos : end - begin);
    }

    /// As `server_version_num`.
    int version() const { return std::stoi(where_->value("SHOW server_version_num")); }

    std::optional<database> where_;
    std::unique_ptr<pqxx::connection> connection_;
    std::optional<constable::database::live_catalog> live_;
    std::optional<catalog::catalog> catalog_;
};

} // namespace constable::testing
